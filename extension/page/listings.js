/**
 * Decide, without waiting for anybody, whether an account is listed today and what that means for an action.
 * Twin of server/domain/listings.py: the same contest windows, the same phases, the day taken in the contest's own time zone.
 */
(() => {
  /**
   * What a person notices most comes last. block: of an agency's policy, a hold that cannot be gone on from.
   * @type {(Level | "block")[]}
   */
  const LEVELS = ["none", "badge", "inform", "hold", "block"];
  /** Owners that are listed on any day; the others only inside a phase. */
  const ALWAYS_LISTED = new Set(["party"]);

  /**
   * Where no account is listed.
   * @type {Guard}
   */
  const NO_GUARD = { calendars: [], entries: [], marks: "" };

  /**
   * Find where the lines of a mark begin. The background has sorted them, so they are searched by halves as they are
   * stored: nothing has to be made of 15,000 accounts when a page opens.
   * @param {string} marks the lines of a guard
   * @param {string} start what the lines begin with
   * @returns {number} the place of the first line that is not before them
   */
  function findPlace(marks, start) {
    let [low, high] = [0, marks.length]; // both at the beginning of a line
    while (low < high) {
      const line = marks.lastIndexOf("\n", ((low + high) >> 1) - 1) + 1;
      if (marks.slice(line, line + start.length) < start) {
        low = marks.indexOf("\n", line) + 1;
      } else {
        high = line;
      }
    }
    return low;
  }

  /**
   * @param {Guard} guard of the platform
   * @param {string} mark "@handle" or "#id"
   * @returns {{entry: number, id: string | undefined}[]} what its lines say; none when it is not listed
   */
  function findLines({ marks }, mark) {
    const lines = [];
    const start = `${mark} `;
    const isMark = !mark.includes(" "); // else it could read on into the number of an entry
    for (let at = findPlace(marks, start); isMark && marks.startsWith(start, at); at = marks.indexOf("\n", at) + 1) {
      const [entry, id] = marks.slice(at + start.length, marks.indexOf("\n", at)).split(" ");
      lines.push({ entry: Number(entry), id });
    }
    return lines;
  }

  /**
   * Find the entries that list an account. A permanent id beats a handle: a handle that the list knows under another
   * id has passed to somebody else.
   * @param {Guard} guard of the platform
   * @param {PageAccount} account as the page shows it
   * @returns {GuardEntry[]} each once; none when the account is not listed at all
   */
  function findEntries(guard, { handle, id }) {
    const byHandle = handle === null ? [] : findLines(guard, `@${handle}`);
    const byId = id === null ? [] : findLines(guard, `#${id}`);
    const ids = byHandle.flatMap((line) => line.id ?? []);
    const isSame = id === null || ids.length === 0 || ids.includes(id);
    const numbers = new Set([...isSame ? byHandle : [], ...byId].map(({ entry }) => entry));
    return [...numbers].flatMap((number) => guard.entries[number] ?? []);
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
   * @param {PhasePeriod[]} phases of a contest
   * @param {string} day YYYY-MM-DD
   * @returns {string} the phase of that day; "none" outside all of them
   */
  function choosePhase(phases, day) {
    return phases.find(([, starts, ends]) => starts <= day && day <= ends)?.[0] ?? "none";
  }

  /**
   * Find the listings of an account that are in force.
   * @param {Guard} guard of the platform
   * @param {PageAccount} account as the page shows it
   * @param {string | null} fixedDay the day to take for today; null: the real one
   * @param {number} now milliseconds since the epoch
   * @returns {PageListing[]} none when nothing is listed today
   */
  function findListings(guard, account, fixedDay, now) {
    return findEntries(guard, account).flatMap((entry) => {
      const day = readDay(entry.utc_offset_minutes, fixedDay, now);
      const phase = choosePhase(guard.calendars[entry.calendar] ?? [], day);
      const isValid = (entry.from ?? day) <= day && day <= (entry.to ?? day);
      const isListed = isValid && (phase !== "none" || ALWAYS_LISTED.has(entry.subject));
      return isListed ? [{ account, entry, phase, day }] : [];
    });
  }

  /**
   * Put what an agency has set in the place of "hold", and of nothing else: the same for every listed account.
   * @param {Levels} levels of the person's employment
   * @param {Policy["levels"]} ruled action -> level
   * @returns {Levels} in force
   */
  function ruleLevels(levels, ruled) {
    return mapLevels(levels, (level, action) => (level === "hold" ? ruled[/** @type {Action} */ (action)] : undefined) ?? level);
  }

  /**
   * @param {Awake} state of the page
   * @returns {Levels} for this person now; while the person has paused, only what the agency blocks: that is not theirs to pause
   */
  function readLevels({ levels, settings }) {
    const isPaused = (settings.paused_until ?? 0) > Date.now();
    return isPaused ? mapLevels(levels, (level) => (level === "block" ? level : "none")) : levels;
  }

  /**
   * @param {Levels} levels subject -> phase -> action -> level
   * @param {(level: string, action: string) => string} choose the level of one action
   * @returns {Levels} the same table with other levels
   */
  function mapLevels(levels, choose) {
    return mapValues(levels, (phases) => mapValues(phases, (actions) => mapValues(actions, choose)));
  }

  /**
   * @template From, To
   * @param {Record<string, From>} table by name
   * @param {(value: From, name: string) => To} change one value
   * @returns {Record<string, To>} by the same names
   */
  function mapValues(table, change) {
    return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value, name)]));
  }

  /**
   * @param {Levels} levels of the person's employment
   * @param {PageListing} listing in force
   * @param {Action} action of the person
   * @returns {Level | "block"} what to do about it
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
   * @returns {Judged | null} null: none in force
   */
  function chooseListing(levels, listings, action) {
    const judged = listings.map((listing) => ({ listing, level: readLevel(levels, listing, action) }));
    const best = judged.sort((one, other) => weigh(other.level) - weigh(one.level))[0];
    if (best === undefined) {
      return null;
    }
    const isBlocked = best.level === "block";
    return { listing: best.listing, level: best.level === "block" ? "hold" : best.level, isBlocked };
  }

  /**
   * @param {Level | "block"} level what to do
   * @returns {number} how much it weighs
   */
  function weigh(level) {
    return LEVELS.indexOf(level);
  }

  /**
   * Choose what a whole profile amounts to: the heaviest of its actions.
   * @param {Levels} levels of the person's employment
   * @param {PageListing[]} listings in force
   * @returns {Judged | null} null: none in force
   */
  function chooseProfileListing(levels, listings) {
    /** @type {Action[]} */
    const actions = ["like", "comment", "share", "follow"];
    const judged = actions.flatMap((action) => chooseListing(levels, listings, action) ?? []);
    return judged.sort((one, other) => weigh(other.level) - weigh(one.level))[0] ?? null;
  }

  Object.assign(jaga, { NO_GUARD, findListings, ruleLevels, readLevels, chooseListing, chooseProfileListing });
})();
