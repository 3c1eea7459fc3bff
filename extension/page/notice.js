/**
 * A quiet notice in a corner: for what is not held (a party's account), and when an action has to be repeated.
 * One at a time, gone by itself, announced politely to screen readers.
 */
(() => {
  /** Two sentences read slowly; pointing at the notice keeps it. */
  const SHOWN_FOR_MS = 10_000;
  /** A live region is announced when text comes into it, not when it is there from the start. */
  const ANNOUNCED_AFTER_MS = 50;

  /** The shortest that browsers allow between two looks. */
  const LOOK_EVERY_MS = 100;

  const STYLE = `
    .notice {
      position: fixed; inset: .75em .75em auto; margin: 0 0 0 auto; width: auto; max-width: 25em; max-height: calc(100vh - 1.5em);
      display: flex; gap: .75em; align-items: flex-start; padding: .75em .5em .875em 1em;
      border-radius: .875em; border-inline-start: .375em solid var(--accent); box-shadow: 0 .5em 2em rgb(20 14 32 / .25);
    }
    .notice [role="status"] { flex: 1; display: grid; gap: .25em; padding-top: .0625em; }
    .notice h2 { font-size: 1em; line-height: 1.35; font-weight: 700; }`;

  /** @type {{timer: ReturnType<typeof setTimeout>} | null} */
  let shown = null;

  /**
   * Show a notice; the one before it goes.
   * @param {Language} lang of the texts
   * @param {string} title what it is about
   * @param {string} text one or two sentences; empty for none
   * @param {AgencyWords | null} [agency] that may add a sentence
   */
  function showNotice(lang, title, text, agency = null) {
    hideNotice();
    const make = jaga.makeElement;
    const overlay = jaga.makeOverlay(STYLE);
    const status = make("div", { role: "status" });
    const close = make("button", { type: "button", class: "quiet" }, jaga.words[lang].close);
    const box = make("div", { class: "box notice", lang }, jaga.makeMark(), status, close);
    close.addEventListener("click", hideNotice);
    box.addEventListener("pointerenter", keepNotice);
    jaga.showBox("notice", overlay, box);
    raiseOnce(box);
    const lines = [make("h2", {}, title), make("p", { class: "small" }, text), ...jaga.buildAgencyLine(agency, jaga.words[lang])];
    setTimeout(() => status.append(...lines), ANNOUNCED_AFTER_MS);
    shown = { timer: setTimeout(hideNotice, SHOWN_FOR_MS) };
  }

  /**
   * A dialog or a full screen that the site opens later lies above the notice: once the notice comes back above it. Firefox does not
   * tell what is covered.
   * @param {HTMLElement} box that is shown
   */
  function raiseOnce(box) {
    const sight = new IntersectionObserver((entries) => {
      const newest = /** @type {IntersectionObserverEntry & {isVisible?: boolean} | undefined} */ (entries.at(-1));
      if (newest?.isIntersecting && newest.isVisible === false && jaga.dom.isConnected(box)) {
        sight.disconnect();
        box.hidePopover();
        box.showPopover();
      }
      // @ts-expect-error -- trackVisibility is not in TypeScript's library (5.9)
    }, { trackVisibility: true, delay: LOOK_EVERY_MS });
    sight.observe(box);
  }

  /** Let the notice stand until it is closed. */
  function keepNotice() {
    clearTimeout(shown?.timer);
  }

  /** Take the notice away. */
  function hideNotice() {
    clearTimeout(shown?.timer);
    jaga.removeBox("notice");
    shown = null;
  }

  Object.assign(jaga, { showNotice, hideNotice });
})();
