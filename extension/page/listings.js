/**
 * Decide, without waiting for anybody, whether an account is listed today and what that means for an action.
 * Twin of server/domain/listings.py: the same contest windows, the same phases, the day taken in the contest's own time zone.
 */
(() => {
  /**
   * What a person notices most comes last.
   * @type {Level[]}
   */
  const LEVELS = ["none", "badge", "inform", "hold"];
  /** Owners that are listed on any day; the others only inside a phase. */
  const ALWAYS_LISTED = new Set(["party"]);

  /**
   * Make the index of one platform's listed accounts. Numbers instead of objects: 15,000 accounts stay small.
   * @param {Guard} guard as the background has derived it
   * @returns {GuardIndex} ready to be asked
   */
  function makeGuardIndex(guard) {
    /** @type {GuardIndex} */
    const index = { entries: guard.entries, byMark: new Map(), idOfHandle: new Map() };
    guard.entries.forEach(({ keys }, entry) => {
      for (const token of keys.split(" ")) {
        addToken(index, token, entry);
      }
    });
    return index;
  }

  /**
   * @param {GuardIndex} index to add to
   * @param {string} token "@handle", "@handle#id" or "#id"
   * @param {number} entry where it stands
   */
  function addToken(index, token, entry) {
    const [handle = "", id = ""] = token.split("#");
    if (handle !== "") {
      addMark(index.byMark, handle, entry);
    }
    if (id !== "") {
      addMark(index.byMark, `#${id}`, entry);
    }
    if (handle !== "" && id !== "") {
      index.idOfHandle.set(handle, id);
    }
  }

  /**
   * @param {GuardIndex["byMark"]} byMark to add to
   * @param {string} mark "@handle" or "#id"
   * @param {number} entry where it stands
   */
  function addMark(byMark, mark, entry) {
    const known = byMark.get(mark);
    byMark.set(mark, known === undefined ? entry : [known, entry].flat());
  }

  /**
   * Find the entries that list an account. A permanent id beats a handle: a handle that the list knows under another
   * id has passed to somebody else.
   * @param {GuardIndex} index of the platform
   * @param {PageAccount} account as the page shows it
   * @returns {GuardEntry[]} none when it is not listed at all
   */
  function findEntries({ entries, byMark, idOfHandle }, { handle, id }) {
    const known = handle === null ? undefined : idOfHandle.get(`@${handle}`);
    const isSame = handle !== null && (id === null || known === undefined || known === id);
    const found = [isSame ? byMark.get(`@${handle}`) : undefined, id === null ? undefined : byMark.get(`#${id}`)];
    const numbers = new Set(found.flat().filter((number) => number !== undefined));
    return [...numbers].flatMap((number) => entries[number] ?? []);
  }

  /**
   * @param {number} offsetMinutes of the contest's time zone from UTC
   * @param {string | null} fixed the day to take instead, for demos and tests
   * @param {number} now milliseconds since the epoch
   * @returns {string} YYYY-MM-DD
   */
  function readDay(offsetMinutes, fixed, now) {
    return fixed ?? new Date(now + offsetMinutes * 60_000).toISOString().slice(0, 10);
  }

  /**
   * @param {GuardEntry} entry a contest and its windows
   * @param {string} day YYYY-MM-DD
   * @returns {string} the phase of that day; "none" outside all of them
   */
  function choosePhase({ phases }, day) {
    return phases.find(([, starts, ends]) => starts <= day && day <= ends)?.[0] ?? "none";
  }

  /**
   * Find the listings of an account that are in force.
   * @param {GuardIndex} index of the platform
   * @param {PageAccount} account as the page shows it
   * @param {string | null} fixedDay the day to take for today; null: the real one
   * @param {number} now milliseconds since the epoch
   * @returns {PageListing[]} none when nothing is listed today
   */
  function findListings(index, account, fixedDay, now) {
    return findEntries(index, account).flatMap((entry) => {
      const day = readDay(entry.utc_offset_minutes, fixedDay, now);
      const phase = choosePhase(entry, day);
      const isValid = (entry.from ?? day) <= day && day <= (entry.to ?? day);
      const isListed = isValid && (phase !== "none" || ALWAYS_LISTED.has(entry.subject));
      return isListed ? [{ account, entry, phase, day }] : [];
    });
  }

  /**
   * @param {Levels} levels of the person's employment
   * @param {PageListing} listing in force
   * @param {Action} action of the person
   * @returns {Level} what to do about it
   */
  function readLevel(levels, { entry, phase }, action) {
    const level = levels[entry.subject]?.[phase]?.[action] ?? "none";
    return LEVELS.find((known) => known === level) ?? "none";
  }

  /**
   * Choose the listing that weighs most for an action.
   * @param {Levels} levels of the person's employment
   * @param {PageListing[]} listings in force
   * @param {Action} action of the person
   * @returns {{listing: PageListing, level: Level} | null} null: none in force
   */
  function chooseListing(levels, listings, action) {
    const judged = listings.map((listing) => ({ listing, level: readLevel(levels, listing, action) }));
    return judged.reduce(
      (best, next) => best !== null && weigh(best.level) >= weigh(next.level) ? best : next,
      /** @type {{listing: PageListing, level: Level} | null} */ (null),
    );
  }

  /**
   * @param {Level} level what to do
   * @returns {number} how much it weighs
   */
  function weigh(level) {
    return LEVELS.indexOf(level);
  }

  /**
   * Choose what a whole profile amounts to: the heaviest of its actions.
   * @param {Levels} levels of the person's employment
   * @param {PageListing[]} listings in force
   * @returns {{listing: PageListing, level: Level} | null} null: none in force
   */
  function chooseProfileListing(levels, listings) {
    /** @type {Action[]} */
    const actions = ["like", "comment", "share", "follow"];
    const judged = actions.flatMap((action) => chooseListing(levels, listings, action) ?? []);
    return judged.sort((one, other) => weigh(other.level) - weigh(one.level))[0] ?? null;
  }

  Object.assign(jaga, { makeGuardIndex, findListings, chooseListing, chooseProfileListing });
})();
