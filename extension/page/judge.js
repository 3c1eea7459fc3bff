/**
 * Judge what is under an event: recognised action and account, listed or not, and what that means for this person now.
 * Synchronous from end to end: a held click cannot wait for an answer.
 */
(() => {
  /**
   * @param {Awake} state of the page
   * @param {Trail} trail what the guard remembers
   * @returns {View} what recognition may look at
   */
  function makeView({ recogniser }, trail) {
    return { recogniser, url: location.href, opener: trail.readOpener(), hovered: trail.readHovered() };
  }

  /**
   * Judge a press, a double press, or sending from a box, and the text that it sends.
   * @param {Awake} state of the page
   * @param {Trail} trail what the guard remembers
   * @param {Way} way to act
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {Verdict | null} null: no control of ours
   */
  function judgeWay(state, trail, way, path) {
    const view = makeView(state, trail);
    const verdict = judgeSighting(state, trail, view, jaga.recognise(view, way, path));
    return jaga.judgeText(state, trail, way, path, verdict) ?? verdict;
  }

  /**
   * Judge a single-key shortcut of the site.
   * @param {Awake} state of the page
   * @param {Trail} trail what the guard remembers
   * @param {string} key as the event says it
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {Verdict | null} null: no shortcut here
   */
  function judgeShortcut(state, trail, key, path) {
    const view = makeView(state, trail);
    return judgeSighting(state, trail, view, jaga.recogniseKey(view, key, path));
  }

  /**
   * @param {Awake} state of the page
   * @param {Trail} trail what the guard remembers
   * @param {View} view of the page
   * @param {Sighting | null} sighting what was recognised
   * @returns {Verdict | null} null: nothing was
   */
  function judgeSighting(state, trail, view, sighting) {
    if (sighting === null) {
      return null;
    }
    const { action, accounts } = sighting;
    const listings = accounts.flatMap((account) => jaga.findListings(state.guard, account, state.settings.today, Date.now()));
    const best = action && jaga.chooseListing(jaga.readLevels(state), listings, action);
    if (!action || !best || !isTold(best.level) || isOwn(view, accounts)) {
      return { sighting, level: "none", listing: null, step: null, waived: null };
    }
    const step = { action, key: nameAccount(state.recogniser.platform.platform, best.listing.account) };
    const { level, listing, isBlocked } = best;
    const waived = isBlocked ? null : readWaiver(trail, sighting, step);
    return { sighting, level: easeLevel(level, waived), listing, step, waived, isBlocked };
  }

  /**
   * @param {Level} level what to do
   * @returns {boolean} whether anything is said in the page
   */
  function isTold(level) {
    return level === "hold" || level === "inform";
  }

  /**
   * @param {Level} level of the rules
   * @param {Verdict["waived"]} waived why it passes
   * @returns {Level} what is left to do
   */
  function easeLevel(level, waived) {
    const left = waived === "continued" ? "inform" : "none";
    return waived === null ? level : left;
  }

  /**
   * @param {Trail} trail what the guard remembers
   * @param {Pick<Sighting, "flow">} sighting what was recognised
   * @param {Step} step action and account
   * @returns {Verdict["waived"]} why it passes although it is listed
   */
  function readWaiver(trail, { flow }, step) {
    if (trail.isAllowedOnce(step)) {
      return "once";
    }
    if (flow === "end" && trail.isFlowConfirmed(step)) {
      return "flow";
    }
    return trail.isContinued(step) ? "continued" : null;
  }

  /**
   * Tell whether one of the authors is the person: the own account is never held.
   * @param {View} view of the page
   * @param {PageAccount[]} accounts the authors
   * @returns {boolean} yes or no; no when the site does not show who is signed in
   */
  function isOwn(view, accounts) {
    const own = jaga.readOwnAccounts(view);
    return accounts.some((account) => own.some((mine) => isSameAccount(mine, account)));
  }

  /**
   * @param {PageAccount} one account
   * @param {PageAccount} other account
   * @returns {boolean} whether they share id or handle
   */
  function isSameAccount(one, other) {
    return (one.id !== null && one.id === other.id) || (one.handle !== null && one.handle === other.handle);
  }

  /**
   * @param {string} platform its name
   * @param {PageAccount} account on it
   * @returns {string} key such as "x:@handle" or "x:#123"
   */
  function nameAccount(platform, { handle, id }) {
    return `${platform}:${handle === null ? `#${id}` : `@${handle}`}`;
  }

  Object.assign(jaga, { judgeWay, judgeShortcut, makeView, readWaiver, easeLevel, isTold, isSameAccount, nameAccount });
})();
