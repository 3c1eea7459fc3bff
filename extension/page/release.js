/**
 * Ask about a held action, and let it happen exactly once when the person goes on.
 */
(() => {
  /** Sites show a like or open a box within this time; one that has done nothing by then wants the person's own press. */
  const EFFECT_AFTER_MS = 1000;

  /** One decision at a time. */
  class Release {
    /**
     * @param {Desk} desk asks the person
     * @param {Trail} trail what the guard remembers
     */
    constructor(desk, trail) {
      this.desk = desk;
      this.trail = trail;
      this.isAsking = false;
      /** While we press a control ourselves, what it sets off (the submit of a form) is ours too. */
      this.isPressing = false;
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
          this.goOn(verdict);
        }
      } catch (error) {
        jaga.logOnce(error);
        this.giveUp(verdict);
      } finally {
        this.isAsking = false;
      }
    }

    /**
     * We cannot ask, so we do not hold. What the agency does not allow is no question: it stays held, and the person hears why.
     * @param {Verdict} verdict that could not be asked about
     */
    giveUp(verdict) {
      if (verdict.isBlocked) {
        this.desk.sayBlocked();
      } else {
        this.goOn(verdict);
      }
    }

    /**
     * Let the held action happen, or tell the person to repeat it.
     * @param {Verdict} verdict that the person has confirmed
     */
    goOn(verdict) {
      const { sighting, step } = verdict;
      if (sighting.flow === "start" && step) {
        this.trail.confirmFlow(step);
      }
      if (sighting.release && this.isStill(verdict)) {
        this.remember(verdict);
        this.replay(verdict, sighting.release).catch(jaga.logOnce);
      } else {
        this.letRepeat(step);
      }
    }

    /**
     * Press for the person, and a moment later, when that has changed nothing, let them do it themselves.
     * @param {Verdict} verdict that the person has confirmed
     * @param {Element} control to press
     */
    async replay(verdict, control) {
      const { step } = verdict;
      const before = step && jaga.readMarks(control, step.action);
      this.press(control);
      await new Promise((resolve) => { setTimeout(resolve, EFFECT_AFTER_MS); });
      if (step && before && !this.isAsking && this.isStill(verdict) && !jaga.hasChanged(before, jaga.readMarks(control, step.action))) {
        this.letRepeat(step);
      }
    }

    /** @param {Step | null} step that may pass once, by the person's own hand */
    letRepeat(step) {
      if (step) {
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
      if (!sighting.release || !jaga.dom.isConnected(sighting.release) || state.status !== "awake") {
        return false;
      }
      const again = jaga.judgeWay(state, this.trail, "press", jaga.makePath(sighting.release));
      return step !== null && again?.step?.action === step.action && again.step.key === step.key;
    }

    /** @param {Element} element to press for the person */
    press(element) {
      this.isPressing = true;
      try {
        jaga.clickElement(element);
      } finally {
        this.isPressing = false;
      }
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
      if (waived === "flow") {
        this.trail.endFlow();
      } else if (waived === "once") {
        this.trail.useAllowance();
      }
      if ((waived === "once" || waived === "continued") && sighting.flow === "start" && step) {
        this.trail.confirmFlow(step);
      }
    }
  }

  Object.assign(jaga, { Release });
})();
