/**
 * The dialog while it is open: one at a time, answered by the person alone.
 *
 * A capture listener on window (hold.js) sees every event before the page does and hands it to `handleDialogEvent`
 * while the dialog is open: everything is stopped there, so no listener of the page ever sees a key or click meant for us.
 * Only trusted events count.
 */
(() => {
  /** A second click of a double click must not confirm by accident (inline-confirmation#1; docs/decisions). */
  const WAKE_AFTER_MS = 700;

  /** A page that takes the focus for ever is left with it; keys go to our buttons all the same. */
  const REFOCUSES_AT_MOST = 20;

  /** @type {OpenDialog | null} */
  let open = null;

  /**
   * Ask the person; one dialog at a time.
   * @param {DialogContent} content what to say
   * @returns {Promise<boolean>} true: go on; false: Batal, Escape, or the page took the dialog away
   */
  function askInDialog(content) {
    closeDialog(false);
    if (!jaga.dom.topOf(document)) {
      return Promise.resolve(false); // the page has taken itself away
    }
    return new Promise((resolve) => {
      const overlay = jaga.makeOverlay(jaga.dialogStyle);
      const parts = jaga.buildDialog(content);
      const { dialog, cancel } = parts;
      open = {
        ...parts, overlay, resolve,
        wakesAt: performance.now() + WAKE_AFTER_MS,
        press: null,
        focused: cancel,
        refocuses: 0,
        watch: null,
      };
      overlay.root.append(dialog);
      jaga.placeBox("dialog", overlay.host);
      dialog.addEventListener("cancel", (event) => { event.preventDefault(); closeDialog(false); });
      dialog.addEventListener("focusout", keepFocus);
      window.addEventListener("blur", closeWhenLeft);
      dialog.showModal();
      cancel.focus();
      dialog.scrollTop = 0; // on a small screen too the heading comes first
      wakeLater(open);
      open.watch = new jaga.DialogWatch(overlay.host, dialog, { repaired: readAnew, lost: () => closeDialog(false) });
    });
  }

  /**
   * Let "Tetap lanjut" wake, where it is. The clock is an animation of nothing: a page can clear timers that are not its own.
   * @param {OpenDialog} dialog that is read from now on
   */
  function wakeLater(dialog) {
    const { goOn } = dialog;
    dialog.wakesAt = performance.now() + WAKE_AFTER_MS;
    if (goOn) {
      goOn.getAnimations().forEach((clock) => clock.cancel());
      goOn.setAttribute("aria-disabled", "true");
      goOn.animate([], WAKE_AFTER_MS).onfinish = () => goOn.removeAttribute("aria-disabled");
    }
  }

  /** The page has covered or changed the dialog: what was pressed meanwhile is no answer. */
  function readAnew() {
    if (open) {
      open.press = null;
      wakeLater(open);
      open.focused.focus();
    }
  }

  /**
   * The focus stays on our buttons when the page takes it away, and when the text is clicked.
   * @param {FocusEvent} event of a button
   */
  function keepFocus({ relatedTarget, target }) {
    if (!open || !(target instanceof HTMLButtonElement) || relatedTarget !== null || !document.hasFocus() || open.refocuses >= REFOCUSES_AT_MOST) {
      return;
    }
    open.focused = target;
    open.refocuses += 1;
    queueMicrotask(() => open?.overlay.root.activeElement === null && target.focus({ preventScroll: true }));
  }

  /**
   * @returns {boolean} whether a dialog is open; one that the page has taken away counts as Batal
   */
  function isDialogOpen() {
    if (open && open.watch?.isThere() === false) {
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
    closing.watch?.stop();
    window.removeEventListener("blur", closeWhenLeft);
    closing.dialog.close(); // gives the focus back to where it was
    jaga.removeBox("dialog");
    closing.resolve(answer);
  }

  /**
   * In a frame the page around it stays open to the person: who goes on there has left the dialog, so that no second one
   * opens beside it. Another window or tab is no leaving. Firefox gives the page the focus only after it was taken here.
   */
  function closeWhenLeft() {
    setTimeout(() => {
      if (!document.hasFocus() && window.frameElement?.ownerDocument.hasFocus()) {
        closeDialog(false);
      }
    });
  }

  /**
   * Take an event while the dialog is open. No listener of the page sees it, whatever it is.
   * @param {Event} event trusted
   */
  function handleDialogEvent(event) {
    event.stopImmediatePropagation();
    if (event.type === "pointerdown" || event.type === "keydown") {
      open?.watch?.check();
    }
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
   * The rules, the objection and the agency open in tabs of their own; the dialog waits.
   * @param {HTMLButtonElement} button chosen
   * @param {number} at when the press began
   */
  function choose(button, at) {
    const openPage = open?.links.get(button);
    if (openPage) {
      openPage();
    } else if (open && (button === open.cancel || at >= open.wakesAt)) {
      closeDialog(button === open.goOn);
    }
  }

  /**
   * @param {MouseEvent} event with a place
   * @returns {HTMLButtonElement | null} our button there; a closed root is asked directly, the event tells only that it is
   *   ours: a click that the page sends to a label makes a trusted click, at any place, on something of the page
   */
  function findButton(event) {
    if (event.target !== open?.overlay.host) {
      return null;
    }
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
      moveFocus(open, event.shiftKey ? -1 : 1);
    } else {
      choose(readFocused(open), event.timeStamp);
    }
  }

  /**
   * @param {OpenDialog} dialog the one that is open
   * @returns {HTMLButtonElement} the button that has the focus, or had it before the page took it
   */
  function readFocused({ overlay, focused }) {
    return overlay.root.activeElement instanceof HTMLButtonElement ? overlay.root.activeElement : focused;
  }

  /**
   * Tab goes round the buttons, in the order in which they stand.
   * @param {OpenDialog} dialog the one that is open
   * @param {1 | -1} step forwards or backwards
   */
  function moveFocus(dialog, step) {
    const buttons = [...dialog.links.keys(), dialog.cancel, ...(dialog.goOn ? [dialog.goOn] : [])];
    const now = buttons.indexOf(readFocused(dialog));
    dialog.focused = buttons[(now + step + buttons.length) % buttons.length] ?? dialog.cancel;
    dialog.focused.focus();
  }

  Object.assign(jaga, { askInDialog, isDialogOpen, closeDialog, handleDialogEvent });
})();
