// www.youtube.com: custom elements that draw themselves into the page, without a shadow, and listen on their own buttons.
import { html, LitElement } from "lit";

const PEOPLE = JSON.parse(document.querySelector("#people").textContent);

/** An element of the site: drawn into the page itself. */
class Part extends LitElement {
  static properties = { isOn: { state: true } };

  createRenderRoot() {
    return this;
  }

  toggle(name) {
    ran(this.isOn ? `un${name}` : name);
    this.isOn = !this.isOn;
  }
}

customElements.define("like-button-view-model", class extends Part {
  render() {
    return html`<toggle-button-view-model><button-view-model><button aria-pressed=${this.isOn ? "true" : "false"}
      aria-label="Sukai video ini bersama 12 orang lainnya" @click=${() => this.toggle("like")}>
      <yt-touch-feedback-shape aria-hidden="true"></yt-touch-feedback-shape><span>12</span></button></button-view-model></toggle-button-view-model>`;
  }
});

customElements.define("yt-button-view-model", class extends Part {
  render() {
    return html`<button-view-model><button aria-label="Bagikan" @click=${() => ran("share")}><span>Bagikan</span></button></button-view-model>`;
  }
});

customElements.define("yt-subscribe-button-view-model", class extends Part {
  render() {
    const label = this.isOn ? "Disubscribe" : "Subscribe";
    return html`<button-view-model><button @click=${() => this.toggle("follow")}>
      <div><span role="text">${label}</span></div></button></button-view-model>`;
  }
});

const [person] = PEOPLE;
document.querySelector("#root").innerHTML = `<ytd-app><ytd-page-manager><ytd-watch-flexy video-id="contoh00001" role="main" id="from-${person.handle}">
  <div id="below"><ytd-watch-metadata><div id="above-the-fold"><div id="top-row">
    <div id="owner"><ytd-video-owner-renderer><a href="/@${person.handle}"><img alt="" src="data:,"></a>
      <div id="upload-info"><ytd-channel-name id="channel-name"><yt-formatted-string id="text"><a href="/@${person.handle}">${person.name}</a></yt-formatted-string></ytd-channel-name></div>
    </ytd-video-owner-renderer><div id="subscribe-button"><yt-subscribe-button-view-model></yt-subscribe-button-view-model></div></div>
    <div id="actions"><div id="menu"><ytd-menu-renderer><div id="top-level-buttons-computed">
      <segmented-like-dislike-button-view-model><like-button-view-model></like-button-view-model></segmented-like-dislike-button-view-model>
      <yt-button-view-model></yt-button-view-model></div></ytd-menu-renderer></div></div>
  </div></div></ytd-watch-metadata></div></ytd-watch-flexy></ytd-page-manager></ytd-app>`;
