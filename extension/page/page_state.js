/**
 * What a page knows: the recogniser of its platform, the listed accounts, the levels for this person. Read from
 * storage.local in two steps, because the name of the platform decides what else is needed (docs: browser-tests, speeds).
 */
(() => {
  /** @type {Asleep} */
  const ASLEEP = { status: "asleep" };

  /**
   * Read everything this page needs.
   * @param {typeof chrome} browser the extension's interface to the browser
   * @param {string} hostname of the page
   * @returns {Promise<PageState>} asleep: the person has not said who they are or has switched the platform off, or this
   *   site is not guarded
   */
  async function loadPageState(browser, hostname) {
    const { settings, sites } = await browser.storage.local.get(["settings", "sites"]);
    const platform = findPlatform(/** @type {Record<string, string>} */ (sites ?? {}), hostname);
    if (!(/** @type {Settings | undefined} */ (settings)?.employment) || platform === null) {
      return ASLEEP;
    }
    if (/** @type {Partial<Settings>} */ (settings).platforms_off?.includes(platform)) {
      return { ...ASLEEP, switchedOff: platform };
    }
    const names = { file: `platform.${platform}`, guard: `guard.${platform}` };
    const stored = await browser.storage.local.get([names.file, names.guard, "levels"]);
    return makeState(/** @type {Settings} */ (settings), stored[names.file], stored[names.guard], stored["levels"]);
  }

  /**
   * @param {Settings} settings of the person
   * @param {any} file of the platform
   * @param {any} [guard] its listed accounts; absent when it has none
   * @param {any} [levels] for the person's employment
   * @returns {PageState} asleep when the platform's pages are not known
   */
  function makeState(settings, file, guard = jaga.NO_GUARD, levels = {}) {
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
    return names.some((name) => name === "settings" || name === "sites" || name === "levels" || /^(platform|guard)\./.test(name));
  }

  Object.assign(jaga, { loadPageState, isStateChange });
})();
