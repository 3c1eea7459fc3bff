/**
 * The banner on the profile of a listed account: whose it is, which contest and phase. It holds nothing, covers little,
 * and stays closed for this profile once it was closed (until the page is loaded again).
 */
(() => {
  const STYLE = `
    .banner {
      position: fixed; inset: auto .75em 1em; margin: 0 auto; width: fit-content; max-width: 38em; max-height: calc(100vh - 2em);
      display: grid; grid-template-columns: auto 1fr auto; gap: .25em .75em; align-items: center; padding: .5em .5em .5em .875em;
      border-radius: .875em; border-bottom: .25em solid var(--accent); box-shadow: 0 .25em 1.25em rgb(20 14 32 / .25);
    }
    .banner p { font-size: .9375em; line-height: 1.4; }
    .banner p.small { grid-column: 2 / -1; padding-inline-end: .5em; font-size: .8125em; }
    .banner p:empty { display: none; }
    @media (max-width: 30em) and (min-height: 30em) { .banner { inset-block-end: 4.5em; } }`;

  /** @type {{key: string, overlay: Overlay, text: HTMLElement, more: HTMLElement} | null} */
  let shown = null;
  /** @type {Set<string>} */
  const closed = new Set();

  /**
   * Show the banner of a profile; nothing happens when it is there already or was closed.
   * @param {string} key of the account
   * @param {Language} lang of the text
   * @param {string} text of the release, one or two sentences
   */
  function showBanner(key, lang, text) {
    if (shown?.key === key && shown.overlay.host.isConnected) {
      return;
    }
    hideBanner();
    if (closed.has(key)) {
      return;
    }
    const make = jaga.makeElement;
    const words = jaga.words[lang];
    const overlay = jaga.makeOverlay(STYLE);
    const said = make("p", {}, text);
    const more = make("p", { class: "small" });
    const close = make("button", { type: "button", class: "quiet" }, words.close);
    const box = make("div", { class: "box banner", role: "region", "aria-label": words.banner, lang, "data-key": key },
      jaga.makeMark(), said, close, more);
    close.addEventListener("click", () => { closed.add(key); hideBanner(); });
    jaga.showBox("banner", overlay, box);
    shown = { key, overlay, text: said, more };
  }

  /**
   * Say something else in the banner of a profile; nothing happens when it is not there.
   * @param {string} key of the account
   * @param {string} text one sentence
   * @param {string} more in small letters below it; empty for none
   */
  function sayInBanner(key, text, more) {
    if (shown?.key === key) {
      shown.text.replaceChildren(text);
      shown.more.replaceChildren(...(more === "" ? [] : [more]));
    }
  }

  /**
   * @param {string} key of the account
   * @returns {"none" | "short" | "long"} whether its banner is there, and says more than whose profile it is
   */
  function readBanner(key) {
    const length = shown?.more.hasChildNodes() ? "long" : "short";
    return shown?.key === key ? length : "none";
  }

  /** Take the banner away, because the person has left the profile. */
  function hideBanner() {
    jaga.removeBox("banner");
    shown = null;
  }

  Object.assign(jaga, { showBanner, sayInBanner, readBanner, hideBanner });
})();
