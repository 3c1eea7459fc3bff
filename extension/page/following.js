/**
 * On the profile of a listed account that the person follows already: the banner says that following is named in the
 * rules, and how to stop. Read off the profile's own button in its undo state; where that is not sure, nothing is said.
 * Once a day for a profile; kept in the memory of the browser (continued.js), never on disk.
 */
(() => {
  /** A profile's head comes after its address, and the one before may still stand there: two looks in a row must agree. */
  const LOOKS_AFTER_MS = [1000, 1500, 3000, 5000];
  /** How soon the hint goes when the person has stopped following. */
  const AGAIN_AFTER_MS = 2000;

  /**
   * Tell whether a button on the page says that the person follows an account.
   * @param {View} view of the page
   * @param {PageAccount} account whose profile is open
   * @returns {boolean} yes, or no and doubt
   */
  function isFollowing(view, account) {
    return view.recogniser.following.some((rule) => findButtons(rule).some((button) => {
      const [owner, second] = jaga.readWhose(view, rule, button).accounts;
      return owner !== undefined && second === undefined && jaga.isSameAccount(owner, account);
    }));
  }

  /**
   * @param {FollowingRule} rule of the platform
   * @returns {Element[]} the buttons that fit it and are shown: sites keep what was open before, hidden
   */
  function findButtons({ select, words }) {
    return jaga.dom.findAll(document, select).filter((button) =>
      jaga.dom.boxOf(button).width > 0 && (words === null || jaga.matchesWord(words, jaga.readText(button, "text"))));
  }

  /** Looks at one profile at a time. */
  class FollowingHint {
    /**
     * @param {typeof chrome} browser the extension's interface to the browser
     * @param {InstanceType<Jaga["WarningSource"]>} source of the words
     */
    constructor(browser, source) {
      this.source = source;
      this.hinted = new jaga.Continued(browser, "hinted");
      this.looking = new AbortController();
    }

    /** The person has gone elsewhere. */
    stop() {
      this.looking.abort();
    }

    /**
     * Look at a profile whose banner is there, and add the hint to it when the person follows it.
     * @param {Awake} state of the page
     * @param {PageListing} listing of the profile, which the rules do not pass over for following
     */
    async look(state, listing) {
      this.stop();
      const { signal } = this.looking = new AbortController();
      const key = jaga.nameAccount(state.recogniser.platform.platform, listing.account);
      const isSeen = () => isFollowing({ recogniser: state.recogniser, url: location.href, opener: null }, listing.account);
      if (await this.isWanted(key) && await isSettled(isSeen, signal)) {
        await this.show(state, listing, key, signal);
        await this.hideAfter(state, listing, key, isSeen, signal);
      }
    }

    /**
     * @param {string} key of the account
     * @returns {Promise<boolean>} whether the banner is there and has not said it before today
     */
    async isWanted(key) {
      await this.hinted.load();
      const said = jaga.readBanner(key);
      return said === "long" || (said === "short" && !this.hinted.has({ action: "follow", key }));
    }

    /**
     * @param {Awake} state of the page
     * @param {PageListing} listing of the profile
     * @param {string} key of the account
     * @param {AbortSignal} signal ends it
     */
    async show(state, listing, key, signal) {
      const { language } = state.settings;
      const told = await this.source.compose(state, listing, "follow");
      const title = told && jaga.composeNotice(told.wording, "following", language, told.facts);
      const way = told && jaga.composeNotice(told.wording, "unfollow", language);
      if (told && title && way && !signal.aborted) {
        jaga.sayInBanner(key, title, `${told.warning.body} ${way}`);
        await this.hinted.add({ action: "follow", key }, listing.entry.utc_offset_minutes);
      }
    }

    /**
     * Say again only whose profile it is, once the person has stopped following.
     * @param {Awake} state of the page
     * @param {PageListing} listing of the profile
     * @param {string} key of the account
     * @param {() => boolean} isSeen whether the person follows
     * @param {AbortSignal} signal ends it
     */
    async hideAfter(state, listing, key, isSeen, signal) {
      while (!signal.aborted && jaga.readBanner(key) === "long") {
        await pause(AGAIN_AFTER_MS);
        const told = signal.aborted || isSeen() ? null : await this.source.compose(state, listing, "follow");
        const text = told && jaga.composeNotice(told.wording, "listed", state.settings.language, told.facts);
        if (text && !signal.aborted) {
          jaga.sayInBanner(key, text, "");
        }
      }
    }
  }

  /**
   * @param {() => boolean} isSeen what to ask
   * @param {AbortSignal} signal ends it
   * @returns {Promise<boolean>} whether it was so in two looks, one after the other
   */
  async function isSettled(isSeen, signal) {
    let was = false;
    for (const wait of LOOKS_AFTER_MS) {
      await pause(wait);
      const is = !signal.aborted && isSeen();
      if (is && was) {
        return true;
      }
      was = is;
    }
    return false;
  }

  /**
   * @param {number} milliseconds to wait
   * @returns {Promise<void>} settled afterwards
   */
  function pause(milliseconds) {
    return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
  }

  Object.assign(jaga, { isFollowing, FollowingHint });
})();
