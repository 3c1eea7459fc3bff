/**
 * What the person has gone on with: for the same account and action a quiet notice takes the place of the dialog for a
 * while. Kept in the memory of the browser (storage.session), never on disk, at the longest until the day ends where the
 * contest is; where a browser keeps that memory from pages (Firefox), only as long as the page is open.
 */
(() => {
  const DAY_MS = 86_400_000;
  const MINUTE_MS = 60_000;

  /** Remembers actions on accounts. */
  class Continued {
    /**
     * @param {typeof chrome} browser the extension's interface to the browser
     * @param {"continued" | "hinted"} [name] in the store; hinted: what a hint on a profile was shown about today (following.js)
     */
    constructor(browser, name = "continued") {
      this.name = name;
      /** @type {chrome.storage.StorageArea | undefined} */
      this.session = browser.storage.session;
      /** @type {Record<string, number>} "action key" -> milliseconds since the epoch */
      this.untils = {};
    }

    /** Read anew what other pages have added, or the person has erased; until then nothing is known. */
    async load() {
      this.untils = {};
      const stored = await this.session?.get(this.name);
      this.untils = /** @type {Record<string, number> | undefined} */ (stored?.[this.name]) ?? {};
    }

    /**
     * @param {Step} step action and account
     * @returns {boolean} whether the person has gone on with it a while ago
     */
    has(step) {
      return (this.untils[nameStep(step)] ?? 0) > Date.now();
    }

    /**
     * Remember that the person has gone on.
     * @param {Step} step action and account
     * @param {number} utcOffsetMinutes of the contest
     * @param {number | null} [minutes] to remember it; null or nothing: the rest of the day
     */
    async add(step, utcOffsetMinutes, minutes) {
      const now = Date.now();
      const until = Math.min(findEndOfDay(utcOffsetMinutes, now), now + (minutes ?? Infinity) * MINUTE_MS);
      if (until > now) {
        this.untils = { ...this.untils, [nameStep(step)]: until };
        await this.session?.set({ [this.name]: this.untils });
      }
    }
  }

  /**
   * @param {Step} step action and account
   * @returns {string} its name in the store
   */
  function nameStep({ action, key }) {
    return `${action} ${key}`;
  }

  /**
   * @param {number} utcOffsetMinutes of a place
   * @param {number} now milliseconds since the epoch
   * @returns {number} the next midnight there
   */
  function findEndOfDay(utcOffsetMinutes, now) {
    const offset = utcOffsetMinutes * MINUTE_MS;
    return (Math.floor((now + offset) / DAY_MS) + 1) * DAY_MS - offset;
  }

  Object.assign(jaga, { Continued });
})();
