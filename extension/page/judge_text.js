/**
 * Judge a text that is about to be sent: does it name a listed account, by an address or a mention?
 * Sending it is sharing; the text itself is in no verdict.
 */
(() => {
  /**
   * @param {Awake} state of the page
   * @param {Trail} trail what the guard remembers
   * @param {Way} way to act
   * @param {EventTarget[]} path of the event, from the inside out
   * @param {Verdict | null} control verdict on the control itself, such as the button of a reply
   * @returns {Verdict | null} null: the text says nothing that the control does not say already
   */
  function judgeText(state, trail, way, path, control) {
    const view = jaga.makeView(state, trail);
    const found = control?.isBlocked ? null : jaga.recogniseSending(view, state.lists.platforms, way, path);
    const best = found && jaga.chooseListing(jaga.readLevels(state), findNamed(state, view, found.keys), "share");
    const isSaid = control?.level === "hold" && !best?.isBlocked;
    return best && jaga.isTold(best.level) && !isSaid ? makeVerdict(trail, found.sending, best, control) : null;
  }

  /**
   * @param {Trail} trail what the guard remembers
   * @param {Sending} sending what is pressed
   * @param {Judged} best what weighs most
   * @param {Verdict | null} control verdict on the control itself
   * @returns {Verdict | null} to hold, to inform, or to pass this once; null: a reply to this very account, which is asked about as such or was confirmed
   */
  function makeVerdict(trail, sending, { listing, level, isBlocked }, control) {
    /** @type {Step} */
    const step = { action: "share", key: jaga.nameAccount(listing.platform ?? "", listing.account) };
    if ((control?.waived || control?.level === "hold") && control.step?.key === step.key) {
      return null;
    }
    const sighting = makeSighting(sending, listing);
    const waived = isBlocked ? null : jaga.readWaiver(trail, sighting, step);
    return { sighting, level: jaga.easeLevel(level, waived), listing, step, waived, isBlocked };
  }

  /**
   * @param {Awake} state of the page
   * @param {View} view of the page
   * @param {string[]} keys that a text names
   * @returns {PageListing[]} those in force; the person's own account is not among them
   */
  function findNamed(state, view, keys) {
    const own = jaga.readOwnAccounts(view);
    return keys.flatMap((key) => {
      const platform = key.slice(0, key.indexOf(":"));
      const account = jaga.parseKey(key);
      const guard = state.lists.guards.get(platform);
      const isOwn = platform === view.recogniser.platform.platform && own.some((mine) => account && jaga.isSameAccount(mine, account));
      const listings = account && guard && !isOwn ? jaga.findListings(guard, account, state.settings.today, Date.now()) : [];
      return listings.map((listing) => ({ ...listing, platform }));
    });
  }

  /**
   * @param {Sending} sending what is pressed
   * @param {PageListing} listing that the text names
   * @returns {Sighting} of an action on it
   */
  function makeSighting({ control, release }, { account }) {
    return { action: "share", accounts: [account], control, container: null, release, flow: null };
  }

  Object.assign(jaga, { judgeText });
})();
