/**
 * Remember whose post it was where something opens without a click: by resting on a control, by the focus, by holding it
 * down (the reactions on Facebook). What opens may lie at the end of the page, and only this says whose it is.
 * Listens only where the platform's data has such controls; stops and prevents nothing.
 */
(() => {
  const TYPES = ["pointerover", "focusin"];

  /** Watches one page. */
  class OpenerWatch {
    /**
     * @param {Desk} desk knows the state of the page
     * @param {Trail} trail remembers the opener
     */
    constructor(desk, trail) {
      this.desk = desk;
      this.trail = trail;
    }

    /** @param {PageState} state of the page from now on */
    follow(state) {
      const isNeeded = state.status === "awake" && state.recogniser.controls.has("hover");
      if (isNeeded) {
        TYPES.forEach((type) => window.addEventListener(type, this, { capture: true, passive: true }));
      } else {
        this.stop();
      }
    }

    /** Stop listening. */
    stop() {
      TYPES.forEach((type) => window.removeEventListener(type, this, { capture: true }));
    }

    /** @param {Event} event the pointer or the focus comes to an element */
    handleEvent(event) {
      try {
        if (event.isTrusted && this.desk.isAlive()) {
          this.see(event.composedPath());
        }
      } catch (error) {
        jaga.logOnce(error);
      }
    }

    /**
     * Remember an opener, also one whose owner cannot be read: it takes the place of the one before it.
     * @param {EventTarget[]} path of an event, from the inside out
     */
    see(path) {
      const { state } = this.desk;
      if (state.status !== "awake" || !state.recogniser.controls.has("hover")) {
        return;
      }
      const sighting = jaga.recognise(jaga.makeView(state, this.trail), "hover", path);
      if (sighting) {
        this.trail.rememberHovered(sighting.accounts);
      }
    }
  }

  Object.assign(jaga, { OpenerWatch });
})();
