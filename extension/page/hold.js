/**
 * The guard: sees every press and key before the site does, holds what lands on a listed account, and lets it through
 * exactly once when the person goes on. One capture listener on window for mouse, touch, pen and keyboard.
 *
 * Untrusted events are never ours: a page that sends its own clicks to find out what is listed learns nothing, and our
 * own `.click()` goes through. The start of a press is stopped but never prevented, so scrolling and focus work as before.
 */
(() => {
  const TYPES = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "click", "dblclick",
    "keydown", "keypress", "keyup", "submit"];
  /** Touch listeners that cannot prevent keep scrolling smooth. */
  const PASSIVE = new Set(["touchstart", "touchend"]);
  /** Two presses at one place within this time are a double press. */
  const DOUBLE_MS = 500;
  const DOUBLE_PIXELS = 40;
  const BUTTON_LIKE = "button, [role='button'], [role='menuitem'], input[type='submit'], input[type='button']";
  const NO_TEXT_INPUTS = new Set(["button", "submit", "reset", "checkbox", "radio", "range", "file", "image", "color"]);

  /** Listens, judges, holds and releases. */
  class HoldGuard {
    /** @param {Desk} desk what the guard asks: the state, the dialog, the notices */
    constructor(desk) {
      this.desk = desk;
      this.trail = jaga.makeTrail(() => performance.now());
      /** @type {{isHeld: boolean, isVoid: boolean, isDouble: boolean} | null} the press that is going on */
      this.press = null;
      /** @type {{at: number, x: number, y: number, isOurs: boolean} | null} the last one that began, in the dialog or not */
      this.lastPress = null;
      this.isClickHeld = false;
      /** @type {Set<string>} keys whose way down was held and that have not come up again */
      this.heldKeys = new Set();
      /** @type {HTMLElement[]} pressed before it was known what is listed */
      this.waiting = [];
      this.isAsking = false;
      this.isReleasing = false;
    }

    /** Begin to listen. */
    start() {
      for (const type of TYPES) {
        window.addEventListener(type, this, { capture: true, passive: PASSIVE.has(type) });
      }
    }

    /** Stop listening; what waits goes on. */
    stop() {
      for (const type of TYPES) {
        window.removeEventListener(type, this, { capture: true });
      }
      jaga.closeDialog(false);
      this.releaseWaiting();
    }

    /**
     * Take one event; whatever goes wrong, the site goes on as if we were not there.
     * @param {Event} event of any kind
     */
    handleEvent(event) {
      if (!event.isTrusted || this.isReleasing) {
        return;
      }
      try {
        this.take(event);
      } catch (error) {
        jaga.logOnce(error);
      }
    }

    /** @param {Event} event trusted */
    take(event) {
      if (!this.desk.isAlive()) {
        this.stop();
      } else if (jaga.isDialogOpen()) {
        this.followDialog(event);
        jaga.handleDialogEvent(event);
      } else if (event instanceof KeyboardEvent) {
        this.takeKey(event);
      } else if (event.type === "submit") {
        this.act(event, this.judge("submit", event.composedPath()));
      } else {
        this.takePress(event);
      }
    }

    // ---- mouse, touch, pen ----

    /** @param {Event} event of a press, from the start to the double click */
    takePress(event) {
      if (event.type === "pointerdown") {
        this.startPress(/** @type {PointerEvent} */ (event));
      } else if (event.type === "click") {
        this.takeClick(/** @type {MouseEvent} */ (event));
      } else if (event.type === "dblclick") {
        this.takeDoubleClick(event);
      } else if (this.press?.isHeld) {
        event.stopImmediatePropagation();
      }
    }

    /** @param {PointerEvent} event the way down */
    startPress(event) {
      if (event.button !== 0 || !event.isPrimary) {
        return;
      }
      const last = this.lastPress;
      const isDouble = this.isSecondPress(event, false);
      const isVoid = isDouble && last?.isOurs === true; // the second half of a double click on our own button
      const verdict = isVoid ? null : this.judgePress(event.composedPath(), isDouble);
      this.press = { isHeld: isVoid || verdict?.level === "hold", isVoid, isDouble };
      if (this.press.isHeld) {
        event.stopImmediatePropagation();
      }
      if (verdict?.listing) {
        this.desk.prepare(verdict.listing);
      }
    }

    /**
     * @param {PointerEvent} event the way down
     * @param {boolean} isOurs whether it is in the dialog
     * @returns {boolean} whether it follows another one at the same place
     */
    isSecondPress({ timeStamp: at, clientX: x, clientY: y }, isOurs) {
      const last = this.lastPress;
      this.lastPress = { at, x, y, isOurs };
      return last !== null && at - last.at < DOUBLE_MS && Math.hypot(x - last.x, y - last.y) < DOUBLE_PIXELS;
    }

    /** @param {MouseEvent} event a click, also one that a key or a screen reader has made */
    takeClick(event) {
      const { press } = this;
      this.press = null;
      if (press?.isVoid) {
        swallow(event);
        this.isClickHeld = true;
      } else {
        this.isClickHeld = this.wait(event)
          || this.act(event, this.judgePress(event.composedPath(), press?.isDouble ?? event.detail > 1));
      }
    }

    /** @param {Event} event a double click; its second click has been judged before it */
    takeDoubleClick(event) {
      const verdict = this.judge("double", event.composedPath());
      if (this.isClickHeld) {
        swallow(event);
      } else if (verdict?.level === "hold") {
        this.act(event, verdict);
      }
    }

    // ---- keyboard ----

    /** @param {KeyboardEvent} event of any kind */
    takeKey(event) {
      const isHeld = this.heldKeys.has(event.code) && (event.type !== "keydown" || event.repeat);
      if (isHeld) {
        swallow(event);
      }
      if (event.type === "keyup" || !isHeld) {
        this.heldKeys.delete(event.code);
      }
      if (event.type === "keydown" && !isHeld && !event.isComposing) {
        this.takeKeydown(event);
      }
    }

    /** @param {KeyboardEvent} event the way down, no repeat of a held one */
    takeKeydown(event) {
      const isPress = isPressKey(event) && !isTyping(event);
      const isHeld = isPress && this.wait(event) || this.act(event, this.judgeKey(event, isPress));
      if (isHeld) {
        this.heldKeys.add(event.code);
      }
    }

    /**
     * @param {KeyboardEvent} event the way down
     * @param {boolean} isPress Enter or Space on something that is no text box
     * @returns {Verdict | null} null: nothing of ours
     */
    judgeKey(event, isPress) {
      const path = event.composedPath();
      const isCommand = event.ctrlKey || event.metaKey;
      if (isTyping(event)) {
        this.trail.extendFlow();
        const isSending = event.key === "Enter" && !event.shiftKey && !event.altKey;
        return isSending ? this.judge(isCommand ? "ctrl_enter" : "enter", path) : null;
      }
      if (isCommand || event.altKey) {
        return null;
      }
      return isPress ? this.judge("press", path) : this.judgeShortcut(event, path);
    }

    /**
     * @param {KeyboardEvent} event the way down
     * @param {EventTarget[]} path of it
     * @returns {Verdict | null} null: no shortcut here
     */
    judgeShortcut({ key, shiftKey }, path) {
      const { state } = this.desk;
      const isLetter = key.length === 1 && !shiftKey;
      return isLetter && state.status === "awake" ? jaga.judgeShortcut(state, this.trail, key.toLowerCase(), path) : null;
    }

    /**
     * A key that goes down in the dialog and is still down when it closes must not act on the site, nor must the second
     * half of a double click.
     * @param {Event} event while the dialog is open
     */
    followDialog(event) {
      if (event instanceof KeyboardEvent) {
        this.heldKeys[event.type === "keyup" ? "delete" : "add"](event.code);
      } else if (event.type === "pointerdown") {
        this.isSecondPress(/** @type {PointerEvent} */ (event), true);
      }
    }

    // ---- judging and acting ----

    /**
     * @param {Way} way to act
     * @param {EventTarget[]} path of the event
     * @returns {Verdict | null} null: nothing of ours, or asleep
     */
    judge(way, path) {
      const { state } = this.desk;
      return state.status === "awake" ? jaga.judgeWay(state, this.trail, way, path) : null;
    }

    /**
     * @param {EventTarget[]} path of the event
     * @param {boolean} isDouble whether it is the second of two
     * @returns {Verdict | null} null: nothing of ours
     */
    judgePress(path, isDouble) {
      return this.judge("press", path) ?? (isDouble ? this.judge("double", path) : null);
    }

    /**
     * Hold the event, or let it pass and remember what it opens.
     * @param {Event} event that completes an action
     * @param {Verdict | null} verdict on it
     * @returns {boolean} whether it is held
     */
    act(event, verdict) {
      if (verdict?.level === "hold") {
        swallow(event);
        void this.ask(verdict);
        return true;
      }
      if (verdict?.level === "inform") {
        this.desk.inform(verdict);
      }
      this.remember(verdict);
      return false;
    }

    /**
     * Remember what a passing action opens or ends.
     * @param {Verdict | null} verdict on it
     */
    remember(verdict) {
      if (verdict === null) {
        return;
      }
      const { sighting, step, waived } = verdict;
      if (sighting.flow === "start" || sighting.action === null) {
        this.trail.rememberOpener(sighting.accounts);
      }
      if (waived === "once") {
        this.trail.useAllowance();
        this.confirmFlow(sighting, step);
      } else if (waived === "flow") {
        this.trail.endFlow();
      }
    }

    /**
     * @param {Sighting} sighting what the person has confirmed
     * @param {Step | null} step action and account
     */
    confirmFlow({ flow }, step) {
      if (flow === "start" && step) {
        this.trail.confirmFlow(step);
      }
    }

    /**
     * Ask the person; whoever presses again meanwhile is held without a second dialog.
     * @param {Verdict} verdict to hold
     */
    async ask(verdict) {
      if (this.isAsking) {
        return;
      }
      this.isAsking = true;
      try {
        if (await this.desk.ask(verdict)) {
          this.release(verdict);
        }
      } catch (error) {
        jaga.logOnce(error);
        this.release(verdict); // we cannot ask, so we do not hold
      } finally {
        this.isAsking = false;
      }
    }

    /**
     * Let the held action happen, once.
     * @param {Verdict} verdict that the person has confirmed
     */
    release(verdict) {
      const { sighting, step } = verdict;
      this.confirmFlow(sighting, step);
      if (sighting.release && this.isStill(verdict)) {
        this.remember(verdict);
        this.click(sighting.release);
      } else if (step) {
        this.trail.allowOnce(step);
        this.desk.sayAgain();
      }
    }

    /**
     * Tell whether the control is what it was when it was held: still in the page, not yet done, not another post's.
     * @param {Verdict} verdict that the person has confirmed
     * @returns {boolean} yes or no
     */
    isStill({ sighting, step }) {
      const { state } = this.desk;
      if (!sighting.release?.isConnected || state.status !== "awake") {
        return false;
      }
      const view = jaga.makeView(state, this.trail);
      const again = jaga.recognise(view, "press", makePath(sighting.release));
      const name = state.recogniser.platform.platform;
      return again?.action === step?.action && Boolean(again?.accounts.some((account) => jaga.nameAccount(name, account) === step?.key));
    }

    /** @param {Element} element to press, seen by the site as a click and by us as our own */
    click(element) {
      this.isReleasing = true;
      try {
        if (element instanceof HTMLElement) {
          element.click();
        } else {
          element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
        }
      } finally {
        this.isReleasing = false;
      }
    }

    // ---- before it is known what is listed ----

    /**
     * Keep a press on something like a button until the data is there.
     * @param {Event} event a click, Enter or Space
     * @returns {boolean} whether it waits
     */
    wait(event) {
      const isButton = (/** @type {EventTarget} */ element) => element instanceof HTMLElement && element.matches(BUTTON_LIKE);
      const button = this.desk.state.status === "loading" ? event.composedPath().find(isButton) : undefined;
      if (!(button instanceof HTMLElement)) {
        return false;
      }
      swallow(event);
      if (!this.waiting.includes(button)) {
        this.waiting.push(button);
      }
      return true;
    }

    /** Decide what has waited; everything that is not held goes on once. */
    releaseWaiting() {
      for (const button of this.waiting.splice(0)) {
        const verdict = this.judge("press", makePath(button));
        if (verdict?.level === "hold") {
          void this.ask(verdict);
        } else {
          this.remember(verdict);
          this.click(button);
        }
      }
    }
  }

  /** @param {Event} event that the site must not see */
  function swallow(event) {
    event.stopImmediatePropagation();
    event.preventDefault();
  }

  /**
   * @param {KeyboardEvent} event of a key
   * @returns {boolean} whether it presses what has the focus
   */
  function isPressKey({ key, ctrlKey, metaKey, altKey }) {
    return (key === "Enter" || key === " ") && !ctrlKey && !metaKey && !altKey;
  }

  /**
   * @param {Event} event of a key
   * @returns {boolean} whether it goes into a text box
   */
  function isTyping(event) {
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement) {
      return !NO_TEXT_INPUTS.has(target.type);
    }
    return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
  }

  /**
   * @param {Element} element anything
   * @returns {Element[]} it and its ancestors, like the path of an event
   */
  function makePath(element) {
    const path = [element];
    for (let parent = jaga.findParent(element); parent; parent = jaga.findParent(parent)) {
      path.push(parent);
    }
    return path;
  }

  Object.assign(jaga, { HoldGuard });
})();
