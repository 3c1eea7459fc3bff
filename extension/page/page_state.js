/**
 * What a page knows: the recogniser of its platform, the listed accounts, the levels for this person. Read from
 * storage.local at once where the platform's name can be guessed, else in two steps. A second step waits behind the page's
 * own HTML: of 125 ms from document_start with 3 MB of it, it took 92 (a busy machine, seen 2026-11).
 */
(() => {
  /** @type {Asleep} */
  const ASLEEP = { status: "asleep" };

  /** Where the person has never chosen anything, as on a managed device; what is not named here may be missing. */
  const NEVER_CHOSEN = Object.freeze({ language: "id", platforms_off: Object.freeze([]) });

  /**
   * Read everything this page needs.
   * @param {typeof chrome} browser the extension's interface to the browser
   * @param {string} hostname of the page
   * @returns {Promise<PageState>} asleep: nobody has said who the person is, the person or the agency has switched the platform off, or this
   *   site is not guarded
   */
  async function loadPageState(browser, hostname) {
    const guessed = guessPlatform(hostname);
    const first = await browser.storage.local.get(["settings", "policy", "sites", ...nameParts(guessed)]);
    const { settings: chosen, policy, sites } = /** @type {{settings?: Settings, policy?: Policy, sites?: Record<string, string>}} */ (first);
    const settings = /** @type {Settings} */ ({ ...NEVER_CHOSEN, ...chosen, ...policy?.settings });
    const platform = findPlatform(sites ?? {}, hostname);
    if (!settings.employment || platform === null) {
      return ASLEEP;
    }
    if (settings.platforms_off.includes(platform)) {
      return { ...ASLEEP, switchedOff: platform };
    }
    const stored = platform === guessed ? first : await browser.storage.local.get(nameParts(platform));
    const [file, guard, levels] = nameParts(platform).map((name) => stored[name]);
    const ruled = jaga.ruleLevels(/** @type {Levels} */ (levels ?? {}), policy?.levels ?? {});
    return makeState({ settings, levels: ruled, agency: policy?.agency ?? null }, file, guard);
  }

  /**
   * Guess a platform by its site: most are named as they are. Where the guess is wrong it costs one more reading.
   * @param {string} hostname of the page
   * @returns {string} what stands before the last dot: "x" of x.com and of www.x.com
   */
  function guessPlatform(hostname) {
    return hostname.split(".").at(-2) ?? "";
  }

  /**
   * @param {string} platform its name
   * @returns {string[]} where its pages, its listed accounts and the person's levels are stored
   */
  function nameParts(platform) {
    return [`platform.${platform}`, `guard.${platform}`, "levels"];
  }

  /**
   * @param {Pick<Awake, "settings" | "levels" | "agency">} inForce what holds for this person
   * @param {any} file of the platform
   * @param {any} [guard] its listed accounts; absent when it has none
   * @returns {PageState} asleep when the platform's pages are not known
   */
  function makeState(inForce, file, guard = jaga.NO_GUARD) {
    const recogniser = file ? jaga.makeRecogniser(file) : null;
    if (recogniser === null) {
      return ASLEEP;
    }
    return { status: "awake", ...inForce, recogniser, guard, lists: jaga.makeKnownLists(file, guard) };
  }

  /**
   * @param {Record<string, string>} sites registrable domain -> platform
   * @param {string} hostname of the page
   * @returns {string | null} the platform's name; null: none of ours
   */
  function findPlatform(sites, hostname) {
    const domain = Object.keys(sites).find((name) => hostname === name || hostname.endsWith(`.${name}`));
    return sites[domain ?? ""] ?? null;
  }

  /**
   * Tell whether a change in the store concerns a page.
   * @param {string[]} names that have changed
   * @returns {boolean} yes or no
   */
  function isStateChange(names) {
    return names.some((name) => name === "settings" || name === "policy" || name === "sites" || name === "levels" || /^(platform|guard)\./.test(name));
  }

  Object.assign(jaga, { loadPageState, isStateChange });
})();
