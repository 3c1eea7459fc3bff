/**
 * What the guard remembers for a short while: where a menu was opened, which flow the person has already confirmed, and
 * an action that may pass once because it could not be repeated by us. All of it is forgotten with the page.
 */
(() => {
  /** Menus outside the post (X #layers) and boxes in which an action ends: 90 s is in use elsewhere. */
  const FLOW_MS = 90_000;
  /** Somebody who writes a long comment is still in the same flow; ten minutes are the end of it. */
  const FLOW_MAX_MS = 600_000;
  const ONCE_MS = 10_000;

  /**
   * @param {() => number} now milliseconds on any steady clock
   * @param {(step: Step) => boolean} isContinued whether the person has gone on with it a while ago (continued.js)
   * @returns {Trail} empty
   */
  function makeTrail(now, isContinued) {
    /** @type {Opener} */
    let opener = null;
    /** @type {Opener} */
    let hovered = null;
    /** @type {(Step & {until: number, end: number}) | null} */
    let flow = null;
    /** @type {(Step & {until: number}) | null} */
    let once = null;

    return {
      rememberOpener(accounts) {
        opener = hovered = { accounts, until: now() + FLOW_MS };
      },
      rememberHovered(accounts) {
        hovered = { accounts, until: now() + FLOW_MS };
      },
      readOpener: () => readOpener(opener, now()),
      readHovered: () => readOpener(hovered, now()),

      confirmFlow(step) {
        flow = { ...step, until: now() + FLOW_MS, end: now() + FLOW_MAX_MS };
      },
      extendFlow() {
        if (flow !== null && now() < flow.until) {
          flow.until = Math.min(now() + FLOW_MS, flow.end);
        }
      },
      isFlowConfirmed: (step) => flow !== null && now() < flow.until && isSame(flow, step),
      endFlow() {
        flow = null;
      },

      allowOnce(step) {
        once = { ...step, until: now() + ONCE_MS };
      },
      isAllowedOnce: (step) => once !== null && now() < once.until && isSame(once, step),
      useAllowance() {
        once = null;
      },

      isContinued,
    };
  }

  /**
   * @typedef {{accounts: PageAccount[], until: number} | null} Opener
   * @param {Opener} opener what opened a menu
   * @param {number} time now
   * @returns {PageAccount[] | null} whose it was; null when that is too long ago
   */
  function readOpener(opener, time) {
    return opener !== null && time < opener.until ? opener.accounts : null;
  }

  /**
   * @param {Step} one action on an account
   * @param {Step} other action on an account
   * @returns {boolean} whether they are the same
   */
  function isSame(one, other) {
    return one.key === other.key && one.action === other.action;
  }

  Object.assign(jaga, { makeTrail });
})();
