/**
 * The dialog: whose account it is, what may follow, on what basis, what stays allowed; Batal or Tetap lanjut.
 * A capture listener on window (hold.js) sees every event before the page does and hands it to `handleDialogEvent`
 * while the dialog is open: everything is stopped there, so no listener of the page ever sees a key or click meant for us.
 * Only trusted events count.
 */
(() => {
  /** A second click of a double click must not confirm by accident (inline-confirmation#1; docs/decisions). */
  const WAKE_AFTER_MS = 700;

  const STYLE = `
    .dialog {
      position: fixed; inset: 0; margin: auto; width: min(27.5em, 100% - 1.5em); max-width: none; height: fit-content;
      max-height: calc(100vh - 1.5em); max-height: calc(100dvh - 1.5em); overflow: auto; overscroll-behavior: contain; scrollbar-width: thin;
      border-radius: 1em; border-top: .375em solid var(--accent); box-shadow: 0 1em 3em rgb(20 14 32 / .35); outline: none;
    }
    .dialog::backdrop { background: rgb(20 14 32 / .5); }
    .text { display: grid; gap: .75em; padding: .875em 1.25em 0; }
    .name { display: flex; align-items: center; gap: .5em; font-size: .8125em; font-weight: 600; color: var(--soft); }
    h2 { font-size: 1.1875em; line-height: 1.3; font-weight: 700; text-wrap: balance; }
    .who:empty { display: none; }
    .who { padding: .375em .75em; border-inline-start: .25em solid var(--accent); border-radius: .375em; background: var(--tint); font-size: .9375em; }
    .more { display: grid; gap: .375em; padding-top: .75em; border-top: 1px solid var(--line); }
    .choice { position: sticky; bottom: 0; display: flex; gap: .625em; padding: 1em 1.25em 1.125em; background: var(--paper); }
    .choice button { flex: 1 1 0; padding-inline: .5em; }
    @media (max-width: 22em) { .text, .choice { padding-inline: 1em; } }
    @media (max-height: 30em) { .choice { position: static; flex-wrap: wrap; } .choice button { flex-basis: 8em; } }
    @media (prefers-reduced-motion: no-preference) {
      .dialog[open] { animation: come .12s ease-out; }
      @keyframes come { from { opacity: 0; transform: translateY(.5em); } }
    }`;

  /** @type {OpenDialog | null} */
  let open = null;

  /**
   * Ask the person; one dialog at a time.
   * @param {DialogContent} content what to say
   * @returns {Promise<boolean>} true: go on; false: Batal, Escape, or the page took the dialog away
   */
  function askInDialog(content) {
    closeDialog(false);
    return new Promise((resolve) => {
      const overlay = jaga.makeOverlay(STYLE);
      const { dialog, cancel, goOn } = buildDialog(content);
      open = {
        overlay, dialog, cancel, goOn, resolve,
        wakesAt: performance.now() + WAKE_AFTER_MS,
        press: null,
        timer: setTimeout(() => goOn.removeAttribute("aria-disabled"), WAKE_AFTER_MS),
      };
      overlay.root.append(dialog);
      document.documentElement.append(overlay.host);
      dialog.addEventListener("cancel", (event) => { event.preventDefault(); closeDialog(false); });
      dialog.showModal(); // the focus goes to the first button, Batal
      dialog.scrollTop = 0; // on a small screen too the heading comes first
    });
  }

  /**
   * @param {DialogContent} content what to say
   * @returns {{dialog: HTMLDialogElement, cancel: HTMLButtonElement, goOn: HTMLButtonElement}} its parts
   */
  function buildDialog({ key, action, lang, warning, who }) {
    const make = jaga.makeElement;
    const words = jaga.words[lang];
    const cancel = make("button", { type: "button", class: "first" }, words.cancel);
    const goOn = make("button", { type: "button", "aria-disabled": "true" }, words.go_on);
    const dialog = make("dialog", {
      class: "box dialog", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "title", "aria-describedby": "who body",
      lang, "data-key": key, "data-action": action,
    },
      make("div", { class: "text" },
        make("div", { class: "name" }, jaga.makeMark(), "Jaga Jempol"),
        make("h2", { id: "title" }, warning.title),
        make("p", { id: "who", class: "who" }, nameWho(who, warning.title)),
        make("p", { id: "body" }, warning.body),
        buildSmallPrint(warning, words)),
      make("div", { class: "choice" }, cancel, goOn));
    return { dialog, cancel, goOn };
  }

  /**
   * @param {DialogContent["who"]} who whose account it is; null when that is not known here
   * @param {string} title of the warning
   * @returns {string} the line under the heading; it does not say again whom the heading has named
   */
  function nameWho(who, title) {
    const parts = who === null ? [] : [title.includes(who.owner) ? "" : who.owner, who.place];
    return parts.filter(Boolean).join(" · ");
  }

  /**
   * @param {WarningText} warning of the release
   * @param {Words} words of our own
   * @returns {HTMLElement} what may follow, what stays allowed, the basis
   */
  function buildSmallPrint(warning, words) {
    const make = jaga.makeElement;
    const line = (/** @type {string} */ heading, /** @type {string} */ text) =>
      make("p", { class: "small" }, make("strong", {}, `${heading}: `), text);
    return make("div", { class: "more" },
      line(words.consequence, warning.consequence),
      line(words.allowed, warning.allowed),
      line(words.basis, warning.basis.join(" · ")));
  }

  /**
   * @returns {boolean} whether a dialog is open; one that the page has taken away counts as Batal
   */
  function isDialogOpen() {
    if (open && !open.overlay.host.isConnected) {
      closeDialog(false);
    }
    return open !== null;
  }

  /**
   * Close the dialog and give the focus back.
   * @param {boolean} answer of the person
   */
  function closeDialog(answer) {
    const closing = open;
    open = null;
    if (closing === null) {
      return;
    }
    clearTimeout(closing.timer);
    closing.dialog.close(); // gives the focus back to where it was
    closing.overlay.host.remove();
    closing.resolve(answer);
  }

  /**
   * Take an event while the dialog is open. No listener of the page sees it, whatever it is.
   * @param {Event} event trusted
   */
  function handleDialogEvent(event) {
    event.stopImmediatePropagation();
    if (event instanceof KeyboardEvent) {
      handleKey(event);
    } else if (event instanceof MouseEvent) {
      handleMouse(event);
    }
  }

  /**
   * @param {MouseEvent} event pointer events too
   */
  function handleMouse(event) {
    const button = findButton(event);
    if (event.type === "pointerdown") {
      setPress(button, event.timeStamp);
    } else if (event.type === "mousedown" && isOutside(event)) {
      event.preventDefault(); // a click beside the dialog must not take the focus away
    } else if (event.type === "click") {
      event.preventDefault();
      chooseByClick(button, event);
    }
  }

  /**
   * Remember where a press began.
   * @param {HTMLButtonElement | null} button under it
   * @param {number} at when
   */
  function setPress(button, at) {
    if (open) {
      open.press = { button, at };
    }
  }

  /**
   * A click counts when its press began on the same button, and for going on after the waking; the click of a
   * screen reader or a key has no press (detail 0).
   * @param {HTMLButtonElement | null} button under the click
   * @param {MouseEvent} event the click
   */
  function chooseByClick(button, event) {
    if (open === null || button === null) {
      return;
    }
    const isWhole = event.detail === 0 || open.press?.button === button;
    const at = event.detail === 0 ? event.timeStamp : open.press?.at ?? 0;
    if (isWhole) {
      choose(button, at);
    }
  }

  /**
   * @param {HTMLButtonElement} button chosen
   * @param {number} at when the press began
   */
  function choose(button, at) {
    if (open && (button === open.cancel || at >= open.wakesAt)) {
      closeDialog(button === open.goOn);
    }
  }

  /**
   * @param {MouseEvent} event with a place
   * @returns {HTMLButtonElement | null} our button there; a closed root is asked directly, the event does not tell
   */
  function findButton(event) {
    const element = open?.overlay.root.elementFromPoint(event.clientX, event.clientY);
    const focused = event.detail === 0 && event.type === "click" ? open?.overlay.root.activeElement : null;
    const button = element?.closest("button") ?? focused;
    return button instanceof HTMLButtonElement ? button : null;
  }

  /**
   * @param {MouseEvent} event with a place
   * @returns {boolean} whether it is on the backdrop
   */
  function isOutside(event) {
    const { left, right, top, bottom } = open?.dialog.getBoundingClientRect() ?? new DOMRect();
    return event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom;
  }

  /**
   * @param {KeyboardEvent} event of any kind
   */
  function handleKey(event) {
    const isOurs = ["Tab", "Escape", "Enter", " "].includes(event.key);
    const isBrowsers = event.ctrlKey || event.metaKey || event.altKey;
    if (open === null || !isOurs || isBrowsers) {
      return; // the browser's own keys and scrolling go on working
    }
    event.preventDefault();
    if (event.type !== "keydown" || event.repeat) {
      return;
    }
    if (event.key === "Escape") {
      closeDialog(false);
    } else if (event.key === "Tab") {
      moveFocus(open);
    } else if (open.overlay.root.activeElement instanceof HTMLButtonElement) {
      choose(open.overlay.root.activeElement, event.timeStamp);
    }
  }

  /**
   * Two buttons: Tab goes to the other one, either way round.
   * @param {OpenDialog} dialog the one that is open
   */
  function moveFocus({ overlay, cancel, goOn }) {
    (overlay.root.activeElement === cancel ? goOn : cancel).focus();
  }

  Object.assign(jaga, { askInDialog, isDialogOpen, closeDialog, handleDialogEvent });
})();
