/**
 * Where the words about a listed account come from: the group's file in this browser; when it is not there yet, the
 * background is asked for it, and after two seconds the general wording has to do. The page itself asks no server.
 */
(() => {
  const WAIT_FOR_GROUP_MS = 2000;

  /** Reads groups and composes warnings. */
  class WarningSource {
    /**
     * @param {typeof chrome} browser the extension's interface to the browser
     */
    constructor(browser) {
      this.browser = browser;
      /** @type {Map<string, Promise<StoredWarnings>>} */
      this.loading = new Map();
      /** Counts the dialogs of this page: equivalent forms of a message take turns. */
      this.form = 0;
    }

    /** Forget what was read, because a new release or policy has come. */
    forget() {
      this.loading.clear();
    }

    /**
     * Read a group's file, the wording and the policy; begun ahead of time, so that the dialog need not wait.
     * @param {string} group of the contest
     * @returns {Promise<StoredWarnings>} the file is null when it cannot be had now
     */
    load(group) {
      const known = this.loading.get(group) ?? this.read(group);
      this.loading.set(group, known);
      known.then(({ file }) => file ?? this.loading.delete(group), () => this.loading.delete(group));
      return known;
    }

    /**
     * @param {string} group of the contest
     * @returns {Promise<StoredWarnings>} what is stored, after asking the background for it if need be
     */
    async read(group) {
      const stored = await this.readStored(group);
      if (stored.file !== null) {
        return stored;
      }
      const answer = await Promise.race([this.browser.runtime.sendMessage({ type: "group_needed", group }), wait(WAIT_FOR_GROUP_MS)]);
      return { ...stored, file: /** @type {{file: WarningsFile | null} | undefined} */ (answer)?.file ?? null };
    }

    /**
     * @param {string} group of the contest
     * @returns {Promise<StoredWarnings>} what is stored
     */
    async readStored(group) {
      const name = `warnings.${group}`;
      const stored = await this.browser.storage.local.get(["wording", name, "policy"]);
      return {
        wording: /** @type {Wording} */ (stored["wording"]),
        file: /** @type {WarningsFile | undefined} */ (stored[name]) ?? null,
        policy: /** @type {Policy | undefined} */ (stored["policy"]) ?? null,
      };
    }

    /**
     * Say what is to be said of a listing.
     * @param {Awake} state of the page
     * @param {PageListing} listing in force
     * @param {Action} action of the person
     * @returns {Promise<Told | null>} null: the rules say nothing
     */
    async compose({ recogniser, settings }, listing, action) {
      const { wording, file, policy } = await this.load(listing.entry.group);
      const agency = jaga.readAgency(policy, settings.language);
      const facts = findFacts(file, listing.platform ?? recogniser.platform.platform, listing, settings.language);
      const rule = jaga.chooseRule(wording.rules, listing.entry.subject, listing.phase, action, settings.employment ?? "");
      const warning = rule && (facts
        ? jaga.composeWarning(wording, rule, facts, settings.language, this.form)
        : jaga.composeGeneralWarning(wording, rule, settings.language));
      this.form += 1;
      return warning ? { warning, facts, wording, place: namePlace(wording, facts, listing, settings.language), agency } : null;
    }
  }

  /**
   * Find what the group's file says of a listing.
   * @param {WarningsFile | null} file of the group
   * @param {string} platform its name
   * @param {PageListing} listing in force
   * @param {Language} lang of the warning
   * @returns {Facts | null} null when the file is not here or older than the list
   */
  function findFacts(file, platform, { account, entry, phase }, lang) {
    const { handle, id } = account;
    const names = [handle === null ? null : `${platform}:@${handle}`, id === null ? null : `${platform}:#${id}`];
    const found = file?.accounts.find(({ contest, subject, keys }) =>
      contest === entry.contest && subject === entry.subject && keys.some((key) => names.includes(key)));
    return file && found ? jaga.makeWarningFacts(found, file.contests[entry.contest] ?? null, phase, lang) : null;
  }

  /**
   * @param {Wording} wording of the release
   * @param {Facts | null} facts about the listing
   * @param {PageListing} listing in force
   * @param {Language} lang of the warning
   * @returns {string} contest and phase in one line; empty when the contest is not known here
   */
  function namePlace(wording, facts, { phase }, lang) {
    return facts?.contest ? `${facts.contest} · ${wording.texts[lang].phases[phase] ?? ""}` : "";
  }

  /**
   * A page can clear timers that are not its own (isolated worlds share their numbers with it); this clock it does not reach.
   * @param {number} milliseconds to wait
   * @returns {Promise<void>} settled afterwards
   */
  function wait(milliseconds) {
    return new Promise((resolve) => { AbortSignal.timeout(milliseconds).addEventListener("abort", () => resolve()); });
  }

  Object.assign(jaga, { WarningSource });
})();
