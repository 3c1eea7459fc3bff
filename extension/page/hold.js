/**
 * The guard: sees every press and key before the site does and holds what lands on a listed account. One capture listener
 * on window for mouse, touch, pen and keyboard.
 *
 * Untrusted events are never ours: a page that sends its own clicks to find out what is listed learns nothing, and our
 * own `.click()` goes through. The start of a press is stopped but never prevented, so scrolling and focus work as before.
 */
(() => {
  const TYPES = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "pointercancel", "touchcancel",
    "click", "dblclick", "contextmenu", "keydown", "keypress", "keyup", "submit"];
  /** Touch listeners that cannot prevent keep scrolling smooth. */
  const PASSIVE = new Set(["touchstart", "touchend", "touchcancel"]);
  /** Browsers take a finger that rests as long as this for a long press; some wait a little longer. */
  const LONG_PRESS_MS = 400;
  const BUTTON_LIKE = "button, [role='button'], [role='menuitem'], input[type='submit'], input[type='button']";

  /** Listens, judges and holds; release.js lets go. */
  class HoldGuard {
    /** @param {Desk} desk what the guard asks: the state, the dialog, the notices */
    constructor(desk) {
      this.desk = desk;
      this.trail = jaga.makeTrail(() => performance.now(), (step) => desk.isContinued(step));
      this.release = new jaga.Release(desk, this.trail);
      this.openers = new jaga.OpenerWatch(desk, this.trail);
      /** @type {{isHeld: boolean, isVoid: boolean, isDouble: boolean, verdict: Verdict | null, restsAt: number} | null} the press that is going on */
      this.press = null;
      /** @type {Element | null} pressed by a key that may pass; the browser makes a click of the same press */
      this.passing = null;
      /** @type {PressMark | null} the last press that began, in the dialog or not */
      this.lastPress = null;
      this.isClickHeld = false;
      /** @type {Set<string>} keys whose way down was held and that have not come up again */
      this.heldKeys = new Set();
      /** @type {HTMLElement[]} pressed before it was known what is listed */
      this.waiting = [];
      this.passed = new jaga.PassedPresses(desk, this.trail);
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
      this.openers.stop();
      jaga.closeDialog(false);
      this.releaseWaiting();
    }

    /** Take up what is known of the page, and decide what has waited for it. */
    followState() {
      this.openers.follow(this.desk.state);
      this.releaseWaiting();
      this.passed.followState();
    }

    /**
     * Take one event; whatever goes wrong, the site goes on as if we were not there.
     * @param {Event} event of any kind
     */
    handleEvent(event) {
      if (!event.isTrusted || this.release.isPressing) {
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
        this.desk.stop();
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

    /**
     * A key that goes down in the dialog and is still down when it closes must not act on the site, nor must the second
     * half of a double click.
     * @param {Event} event while the dialog is open
     */
    followDialog(event) {
      if (event instanceof KeyboardEvent) {
        this.heldKeys[event.type === "keyup" ? "delete" : "add"](event.code);
      } else if (event.type === "pointerdown") {
        this.lastPress = makeMark(/** @type {PointerEvent} */ (event), true);
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
        this.takeHeld(event);
      }
    }

    /** @param {PointerEvent} event the way down */
    startPress(event) {
      if (!event.isPrimary) {
        return;
      }
      this.press = this.passing = null;
      if (event.button !== 0) {
        return;
      }
      this.openers.see(event.composedPath());
      const last = this.lastPress;
      this.lastPress = makeMark(event, false);
      const isDouble = jaga.isSecondPress(last, this.lastPress);
      const isVoid = isDouble && last?.isOurs === true; // the second half of a double click on our own button
      const verdict = isVoid ? null : this.judgePress(event.composedPath(), isDouble);
      this.press = { isHeld: isVoid || verdict?.level === "hold", isVoid, isDouble, verdict, restsAt: findRest(event) };
      if (this.press.isHeld) {
        event.stopImmediatePropagation();
      }
      if (verdict?.listing) {
        this.desk.prepare(verdict.listing);
      }
    }

    /** @param {MouseEvent} event a click, also one that a key or a screen reader has made */
    takeClick(event) {
      const press = event.detail === 0 ? null : this.press; // 0: no pointer has made it
      this.press = null;
      if (press?.isVoid) {
        jaga.swallow(event);
        this.isClickHeld = true;
      } else if (!this.isOfPassingKey(event)) {
        const verdict = this.judgePress(event.composedPath(), press?.isDouble ?? event.detail > 1);
        this.isClickHeld = this.wait(event) || this.act(event, verdict ?? readWaived(press));
      }
    }

    /**
     * @param {MouseEvent} event a click
     * @returns {boolean} whether the browser has made it of a key that was let pass
     */
    isOfPassingKey(event) {
      const { passing } = this;
      this.passing = null;
      return event.detail === 0 && passing !== null && event.composedPath().includes(passing);
    }

    /**
     * Keep a part of a held press from the site. No click follows a finger that has rested on a control, so it is asked
     * about when it is lifted, or when the browser opens its menu.
     * @param {Event} event of the press
     */
    takeHeld(event) {
      const { verdict = null, restsAt = Infinity } = this.press ?? {};
      const isEnd = event.type === "pointerup" || event.type === "contextmenu";
      if (isEnd && event.timeStamp >= restsAt) {
        this.act(event, verdict);
      } else if (event.type !== "contextmenu") {
        event.stopImmediatePropagation();
      }
    }

    /** @param {Event} event a double click; its second click has been judged before it */
    takeDoubleClick(event) {
      const verdict = this.isClickHeld ? null : this.judge("double", event.composedPath());
      if (this.isClickHeld) {
        jaga.swallow(event);
      } else if (verdict?.level === "hold") {
        this.act(event, verdict);
      }
    }

    // ---- keyboard ----

    /** @param {KeyboardEvent} event of any kind */
    takeKey(event) {
      const isHeld = this.heldKeys.has(event.code) && (event.type !== "keydown" || event.repeat);
      if (isHeld) {
        jaga.swallow(event);
      }
      if (event.type === "keyup" || !isHeld) {
        this.heldKeys.delete(event.code);
      }
      if (event.type === "keyup") {
        setTimeout(() => { this.passing = null; }); // the click of the space bar comes right after this event
      }
      if (event.type === "keydown" && !isHeld && !event.isComposing) {
        this.takeKeydown(event);
      }
    }

    /** @param {KeyboardEvent} event the way down, no repeat of a held one */
    takeKeydown(event) {
      const isPress = jaga.isPressKey(event) && !jaga.isTyping(event);
      const verdict = this.judgeKey(event, isPress);
      const isHeld = (isPress && this.wait(event)) || this.act(event, verdict);
      this.passing = isPress && verdict?.waived ? verdict.sighting.control : null;
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
      if (jaga.isTyping(event)) {
        this.trail.extendFlow();
        const isSending = event.key === "Enter" && !event.shiftKey && !event.altKey;
        return isSending ? this.judge(isCommand ? "ctrl_enter" : "enter", path) : null;
      }
      if (isCommand || event.altKey) {
        return null;
      }
      return isPress ? this.judge("press", path) : this.judgeShortcut(event, path);
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
     * Hold the event, or let it pass and remember what it opens.
     * @param {Event} event that completes an action
     * @param {Verdict | null} verdict on it
     * @returns {boolean} whether it is held
     */
    act(event, verdict) {
      if (verdict?.level === "hold") {
        jaga.swallow(event);
      }
      return this.follow(verdict);
    }

    /**
     * Ask about what is held; remember what passes, and tell of it where that is due.
     * @param {Verdict | null} verdict on an action
     * @returns {boolean} whether it is held
     */
    follow(verdict) {
      if (verdict?.level === "hold") {
        void this.release.ask(verdict);
        return true;
      }
      if (verdict?.level === "inform") {
        this.desk.inform(verdict);
      }
      this.release.remember(verdict);
      return false;
    }

    // ---- before it is known what is listed ----

    /**
     * Keep a press on something like a button until the data is there; when that is late, let it pass and remember it.
     * @param {Event} event a click, Enter or Space
     * @returns {boolean} whether it waits
     */
    wait(event) {
      const isButton = (/** @type {EventTarget} */ element) => element instanceof HTMLElement && jaga.dom.matches(element, BUTTON_LIKE);
      const { status } = this.desk.state;
      const button = status === "loading" || status === "late" ? event.composedPath().find(isButton) : undefined;
      if (!(button instanceof HTMLElement)) {
        return false;
      }
      if (status === "late") {
        this.passed.keep(button);
        return false;
      }
      jaga.swallow(event);
      if (!this.waiting.includes(button)) {
        this.waiting.push(button);
      }
      return true;
    }

    /** Decide what has waited; everything that is not held goes on once. */
    releaseWaiting() {
      for (const button of this.waiting.splice(0)) {
        if (this.desk.state.status === "late") {
          this.passed.keep(button);
        }
        if (!this.follow(this.judge("press", jaga.makePath(button)))) {
          this.release.press(button);
        }
      }
    }
  }

  /**
   * @param {PointerEvent} event the way down
   * @returns {number} when it is no tap any more, on the clock of events; never for a mouse or a pen
   */
  function findRest({ timeStamp, pointerType }) {
    return pointerType === "touch" ? timeStamp + LONG_PRESS_MS : Infinity;
  }

  /**
   * @param {{verdict: Verdict | null} | null} press that ends
   * @returns {Verdict | null} what was let pass, when the site has acted on the way down and the control is another now
   */
  function readWaived(press) {
    return press?.verdict?.waived ? press.verdict : null;
  }

  /**
   * @param {PointerEvent} event the way down
   * @param {boolean} isOurs whether it is in the dialog
   * @returns {PressMark} when and where it was
   */
  function makeMark({ timeStamp: at, clientX: x, clientY: y }, isOurs) {
    return { at, x, y, isOurs };
  }

  Object.assign(jaga, { HoldGuard });
})();
