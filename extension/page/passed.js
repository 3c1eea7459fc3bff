/**
 * What was pressed while the store did not answer, and so passed: when it is known at last what is listed, the person is
 * told of the like or follow that would have been held, and how to undo it.
 *
 * Only presses that the guard itself has let pass are looked at, never what a page shows as liked. What the page was at
 * that moment is kept as a copy in which nothing runs or loads, until it is judged, and forgotten.
 */
(() => {
  /** Sites show a like within this time. */
  const EFFECT_AFTER_MS = 1000;

  /** Keeps presses until they can be judged. */
  class PassedPresses {
    /**
     * @param {Desk} desk tells the person
     * @param {Trail} trail what the guard remembers
     */
    constructor(desk, trail) {
      this.desk = desk;
      this.trail = trail;
      /** @type {Map<Element, {twin: Element, address: string}>} by what was pressed; its last press counts */
      this.kept = new Map();
    }

    /** @param {Element} button that is about to be pressed */
    keep(button) {
      const at = jaga.dom.findAll(document, "*").indexOf(button) - 1; // the copy is the top, and not among what is in it
      const twin = at < 0 ? undefined : jaga.dom.findAll(jaga.dom.copyOf(document), "*")[at];
      if (twin) { // none inside a shadow root
        this.kept.set(button, { twin, address: location.href });
      }
    }

    /** Take up what is known of the page: judge what has passed, tell of the last one, forget all. */
    followState() {
      const { state } = this.desk;
      if (state.status !== "late") {
        const presses = [...this.kept];
        this.kept.clear();
        setTimeout(() => state.status === "awake" && this.tell(state, presses), presses.length > 0 ? EFFECT_AFTER_MS : 0);
      }
    }

    /**
     * @param {Awake} state that came after them
     * @param {[Element, {twin: Element, address: string}][]} presses in order
     */
    tell(state, presses) {
      const verdicts = presses.flatMap(([button, { twin, address }]) => {
        const verdict = address === location.href ? this.judge(state, twin) : null;
        return verdict && this.hasActed(state, button) ? [verdict] : [];
      });
      const last = verdicts.at(-1);
      if (last && this.desk.state.status === "awake") {
        this.desk.sayPassed(last);
      }
    }

    /**
     * @param {Awake} state of the page
     * @param {Element} button pressed, or its copy
     * @returns {Verdict | null} on a like or follow that would be held; null: on anything else
     */
    judge(state, button) {
      const verdict = jaga.judgeWay(state, this.trail, "press", jaga.makePath(button));
      const isToggle = verdict?.step?.action === "like" || verdict?.step?.action === "follow";
      return verdict?.level === "hold" && isToggle && verdict.sighting.flow === null ? verdict : null;
    }

    /**
     * Tell whether a press has done something that still stands: its button is there and offers it no more.
     * @param {Awake} state of the page
     * @param {Element} button that was pressed
     * @returns {boolean} yes, or no and doubt
     */
    hasActed(state, button) {
      return jaga.dom.isConnected(button) && this.judge(state, button) === null;
    }
  }

  Object.assign(jaga, { PassedPresses });
})();
