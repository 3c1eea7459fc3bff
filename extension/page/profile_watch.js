/**
 * The profile that is open: a banner when it is a listed account's, a dot in the toolbar, an answer for the popup. Follows
 * the address without watching the page.
 */
(() => {
  /** Where the browser does not tell of a new address: how often to look. */
  const ADDRESS_CHECK_MS = 1000;
  /** @type {PageDescription} */
  const ASLEEP = { awake: false, platform: null, kind: null, listed: false, level: "none" };

  /** Looks at one page's address. */
  class ProfileWatch {
    /**
     * @param {typeof chrome} browser the extension's interface to the browser
     * @param {InstanceType<Jaga["WarningSource"]>} source of the words
     */
    constructor(browser, source) {
      this.browser = browser;
      this.source = source;
      this.hint = new jaga.FollowingHint(browser, source);
      /** @type {PageState} */
      this.state = { status: "loading" };
      this.lastReport = "false none false";
      /** @type {string[]} recognisers that are blind on this page */
      this.blind = [];
      this.looking = new AbortController();
    }

    /** @param {AbortSignal} signal ends it */
    start(signal) {
      const look = () => void this.look();
      const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (window));
      if (navigation) {
        navigation.addEventListener("currententrychange", look, { signal });
      } else {
        window.addEventListener("popstate", look, { signal });
        const timer = setInterval(makeAddressCheck(look), ADDRESS_CHECK_MS);
        signal.addEventListener("abort", () => clearInterval(timer));
      }
      signal.addEventListener("abort", () => {
        this.state = { status: "asleep" };
        this.looking.abort();
        this.hint.stop();
        jaga.hideBanner();
      });
    }

    /** @param {PageState} state read from the store */
    setState(state) {
      this.state = state;
      void this.look();
    }

    /**
     * @returns {{listing: PageListing, level: Level} | null} the listing of the profile that is open; null: none
     */
    find() {
      return this.state.status === "awake" ? jaga.chooseProfileListing(jaga.readLevels(this.state), findOpen(this.state)) : null;
    }

    /** Show the banner of a listed profile, take it away elsewhere, and tell the toolbar. */
    async look() {
      try {
        const found = this.find();
        this.blind = [];
        this.hint.stop();
        this.report(found !== null, found?.level ?? "none");
        this.lookAtHealth().catch(jaga.logOnce);
        if (found?.level === "hold" || found?.level === "inform") {
          await this.showBanner(found.listing);
          await this.lookAtFollowing();
        } else {
          jaga.hideBanner();
        }
      } catch (error) {
        jaga.logOnce(error);
      }
    }

    /** Tell the toolbar when something on the page is not recognised, and count it. */
    async lookAtHealth() {
      this.looking.abort();
      const { state, looking: { signal } } = { state: this.state, looking: this.looking = new AbortController() };
      if (state.status !== "awake") {
        return;
      }
      const { recogniser } = state;
      const findings = await jaga.findBlindSettled({ recogniser, url: location.href, opener: null }, signal);
      if (findings.length > 0 && !signal.aborted) {
        this.blind = findings;
        const found = this.find();
        this.report(found !== null, found?.level ?? "none");
        await jaga.countBlind(this.browser, recogniser.platform.platform, findings);
      }
    }

    /** @param {PageListing} listing of the profile that is open */
    async showBanner(listing) {
      const { state } = this;
      const address = location.href;
      const told = state.status === "awake" ? await this.source.compose(state, listing, "like") : null;
      if (!told || state.status !== "awake" || this.state !== state || location.href !== address) {
        return; // meanwhile the person has gone elsewhere
      }
      const { language } = state.settings;
      const text = jaga.composeNotice(told.wording, "listed", language, told.facts) ?? told.warning.title;
      jaga.showBanner(jaga.nameAccount(state.recogniser.platform.platform, listing.account), language, text);
    }

    /** Say in the banner that the person follows this account, where the rules have something to say of following. */
    async lookAtFollowing() {
      const { state } = this;
      const found = state.status === "awake" ? jaga.chooseListing(jaga.readLevels(state), findOpen(state), "follow") : null;
      if (state.status === "awake" && found && jaga.isTold(found.level)) {
        await this.hint.look(state, found.listing);
      }
    }

    /**
     * Tell the background what the toolbar should show; a page that is not listed wakes nobody.
     * @param {boolean} listed whether the open profile is
     * @param {Level} level of it
     */
    report(listed, level) {
      const unknown = this.blind.length > 0;
      const report = `${listed} ${level} ${unknown}`;
      if (report !== this.lastReport) {
        this.lastReport = report;
        this.browser.runtime.sendMessage({ type: "page_state", listed, level, ...(unknown ? { unknown } : {}) }).catch(jaga.logOnce);
      }
    }

    /**
     * @returns {{unknown?: "page" | "part"}} what of the page is not recognised; nothing when all is
     */
    describeGap() {
      const isWhole = this.blind.some((finding) => finding.startsWith("page."));
      return this.blind.length === 0 ? {} : { unknown: isWhole ? "page" : "part" };
    }

    /**
     * @returns {Promise<PageDescription>} what the popup shows about this page
     */
    async describe() {
      const { state } = this;
      if (state.status === "asleep" && state.switchedOff) {
        return { ...ASLEEP, platform: state.switchedOff, switched_off: true };
      }
      if (state.status !== "awake") {
        return ASLEEP;
      }
      const { platform } = state.recogniser;
      const reasons = (platform.page?.off ?? []).map(({ reason }) => reason[state.settings.language]);
      const page = {
        awake: true, platform: platform.platform, kind: jaga.resolveUrl(platform, location.href, location.href).kind,
        ...(reasons.length > 0 ? { off: reasons } : {}), ...this.describeGap(),
      };
      const found = this.find();
      if (found === null) {
        return { ...page, listed: false, level: "none" };
      }
      const told = await this.source.compose(state, found.listing, "like");
      const names = told?.facts ? { owner: told.facts.owner, contest: told.facts.contest } : {};
      const key = jaga.nameAccount(platform.platform, found.listing.account);
      return { ...page, listed: true, level: found.level, key, ...names, phase: found.listing.phase };
    }
  }

  /**
   * @param {Awake} state of the page
   * @returns {PageListing[]} the listings in force of the account whose profile is open
   */
  function findOpen({ recogniser, guard, settings }) {
    const account = jaga.readUrl({ recogniser, url: location.href, opener: null }, location.href, "profile");
    return account ? jaga.findListings(guard, account, settings.today, Date.now()) : [];
  }

  /**
   * @param {() => void} look what to do when the address has changed
   * @returns {() => void} looks whether it has
   */
  function makeAddressCheck(look) {
    let address = location.href;
    return () => {
      if (!jaga.dom.isHidden(document) && location.href !== address) {
        address = location.href;
        look();
      }
    };
  }

  Object.assign(jaga, { ProfileWatch });
})();
