/**
 * What a page knows: the recogniser of its platform, the listed accounts, the levels for this person. Read from
 * storage.local in two steps, because the name of the platform decides what else is needed (docs: browser-tests, speeds).
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
    /** @type {{settings?: Settings, policy?: Policy, sites?: Record<string, string>}} */
    const { settings: chosen, policy, sites } = await browser.storage.local.get(["settings", "policy", "sites"]);
    const settings = /** @type {Settings} */ ({ ...NEVER_CHOSEN, ...chosen, ...policy?.settings });
    const platform = findPlatform(sites ?? {}, hostname);
    if (!settings.employment || platform === null) {
      return ASLEEP;
    }
    if (settings.platforms_off.includes(platform)) {
      return { ...ASLEEP, switchedOff: platform };
    }
    const names = { file: `platform.${platform}`, guard: `guard.${platform}` };
    const stored = await browser.storage.local.get([names.file, names.guard, "levels"]);
    const levels = jaga.ruleLevels(/** @type {Levels} */ (stored["levels"] ?? {}), policy?.levels ?? {});
    return makeState(settings, levels, stored[names.file], stored[names.guard]);
  }

  /**
   * @param {Settings} settings in force
   * @param {Levels} levels in force
   * @param {any} file of the platform
   * @param {any} [guard] its listed accounts; absent when it has none
   * @returns {PageState} asleep when the platform's pages are not known
   */
  function makeState(settings, levels, file, guard = jaga.NO_GUARD) {
    const recogniser = file ? jaga.makeRecogniser(file) : null;
    if (recogniser === null) {
      return ASLEEP;
    }
    return { status: "awake", settings, recogniser, guard, lists: jaga.makeKnownLists(file, guard), levels };
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
