/**
 * The start of the page scripts: build every part, hand each what it needs, follow the store and the address.
 */
(() => {
  /** A store that does not answer must not make a site's buttons wait for ever. */
  const LOADING_MAX_MS = 3000;
  /** Where the browser does not tell of a new address: how often to look. */
  const ADDRESS_CHECK_MS = 1000;

  /** Firefox knows the same promises under this name. */
  const browser = chrome;
  /** @type {Set<string>} */
  const logged = new Set();

  /**
   * Say once per cause that something went wrong here; the site goes on.
   * @param {unknown} error what was thrown
   */
  function logOnce(error) {
    const cause = String(error);
    if (!logged.has(cause)) {
      logged.add(cause);
      console.warn("Jaga Jempol:", error);
    }
  }

  /**
   * The parts of one page, and what the guard may ask of them.
   */
  class PageDesk {
    constructor() {
      /** @type {PageState} */
      this.state = { status: "loading" };
      this.source = new jaga.WarningSource(browser);
      this.guard = new jaga.HoldGuard(this);
      this.ending = new AbortController();
      this.lastReport = "false none";
      this.onChanged = this.onChanged.bind(this);
      this.onMessage = this.onMessage.bind(this);
    }

    /** Begin: listen at once, then read what is listed. */
    async start() {
      this.guard.start();
      browser.storage.onChanged.addListener(this.onChanged);
      browser.runtime.onMessage.addListener(this.onMessage);
      this.followAddress();
      setTimeout(() => this.state.status === "loading" && this.setState({ status: "asleep" }), LOADING_MAX_MS);
      await this.reload();
    }

    /** End: a newer copy takes over, or the extension is gone. The site finds no trace. */
    stop() {
      this.ending.abort();
      this.state = { status: "asleep" };
      this.guard.stop();
      jaga.hideBanner();
      jaga.hideNotice();
      if (this.isAlive()) {
        browser.storage.onChanged.removeListener(this.onChanged);
        browser.runtime.onMessage.removeListener(this.onMessage);
      }
    }

    /**
     * @returns {boolean} whether the extension behind this page still exists ("Extension context invalidated")
     */
    isAlive() {
      return browser.runtime?.id !== undefined;
    }

    /** Read anew what is listed, and decide what has waited for it. */
    async reload() {
      try {
        this.setState(await jaga.loadPageState(browser, location.hostname));
      } catch (error) {
        logOnce(error);
        this.setState({ status: "asleep" });
      }
    }

    /** @param {PageState} state read from the store */
    setState(state) {
      if (!this.ending.signal.aborted) {
        this.state = state;
        this.guard.releaseWaiting();
        void this.lookAtProfile();
      }
    }

    /**
     * @param {Record<string, chrome.storage.StorageChange>} changes by name
     * @param {string} area of the store
     */
    onChanged(changes, area) {
      const names = area === "local" ? Object.keys(changes) : [];
      if (names.some((name) => name === "wording" || name.startsWith("warnings."))) {
        this.source.forget();
      }
      if (jaga.isStateChange(names)) {
        void this.reload();
      }
    }

    // ---- what the guard asks ----

    /** @param {PageListing} listing that a press has begun on */
    prepare({ entry }) {
      this.source.load(entry.group).catch(logOnce);
    }

    /**
     * Ask the person about a held action.
     * @param {Verdict} verdict to hold
     * @returns {Promise<boolean>} true: go on
     */
    async ask({ listing, step }) {
      const { state } = this;
      const told = listing && step && state.status === "awake" ? await this.source.compose(state, listing, step.action) : null;
      if (!told || !step || state.status !== "awake") {
        return true; // the rules have nothing to say
      }
      const who = told.facts && { owner: told.facts.owner, place: told.place };
      return jaga.askInDialog({ ...step, lang: state.settings.language, warning: told.warning, who });
    }

    /**
     * Tell the person about an action that is not held.
     * @param {Verdict} verdict to inform about
     */
    inform({ listing, step }) {
      const { state } = this;
      if (listing && step && state.status === "awake") {
        this.source.compose(state, listing, step.action).then((told) => told && this.showInform(told), logOnce);
      }
    }

    /** @param {Told} told what to say */
    showInform({ warning, wording }) {
      const { language } = this.readSettings();
      const hint = jaga.composeNotice(wording, "inform", language) ?? "";
      jaga.showNotice(language, warning.title, `${warning.body} ${hint}`);
    }

    /** Ask the person to repeat what could not be repeated by us. */
    sayAgain() {
      const { language } = this.readSettings();
      jaga.showNotice(language, jaga.words[language].again, "");
    }

    /**
     * @returns {{language: Language}} of the person; Indonesian while nothing is known
     */
    readSettings() {
      return this.state.status === "awake" ? this.state.settings : { language: "id" };
    }

    // ---- the profile that is open ----

    /** Look at the address again whenever it changes, without watching the page. */
    followAddress() {
      const { signal } = this.ending;
      const look = () => void this.lookAtProfile();
      const { navigation } = /** @type {{navigation?: EventTarget}} */ (/** @type {unknown} */ (window));
      if (navigation) {
        navigation.addEventListener("currententrychange", look, { signal });
        return;
      }
      window.addEventListener("popstate", look, { signal });
      let address = location.href;
      const timer = setInterval(() => {
        if (!document.hidden && location.href !== address) {
          address = location.href;
          look();
        }
      }, ADDRESS_CHECK_MS);
      signal.addEventListener("abort", () => clearInterval(timer));
    }

    /**
     * @returns {{listing: PageListing, level: Level} | null} the listing of the profile that is open; null: none
     */
    findProfile() {
      if (this.state.status !== "awake") {
        return null;
      }
      const { recogniser, index, levels, settings } = this.state;
      const view = { recogniser, url: location.href, opener: null };
      const account = jaga.readUrl(view, location.href, "profile");
      const listings = account ? jaga.findListings(index, account, settings.today, Date.now()) : [];
      return jaga.chooseProfileListing(levels, listings);
    }

    /** Show the banner of a listed profile, take it away elsewhere, and tell the toolbar. */
    async lookAtProfile() {
      try {
        const found = this.findProfile();
        this.report(found !== null, found?.level ?? "none");
        if (found?.level === "hold" || found?.level === "inform") {
          await this.showBanner(found.listing);
        } else {
          jaga.hideBanner();
        }
      } catch (error) {
        logOnce(error);
      }
    }

    /** @param {PageListing} listing of the profile that is open */
    async showBanner(listing) {
      const { state } = this;
      const address = location.href;
      const told = state.status === "awake" ? await this.source.compose(state, listing, "like") : null;
      if (!told || state.status !== "awake" || location.href !== address || this.ending.signal.aborted) {
        return;
      }
      const { language } = state.settings;
      const text = jaga.composeNotice(told.wording, "listed", language, told.facts) ?? told.warning.title;
      jaga.showBanner(jaga.nameAccount(state.recogniser.platform.platform, listing.account), language, text);
    }

    /**
     * Tell the background what the toolbar should show; a page that is not listed wakes nobody.
     * @param {boolean} listed whether the open profile is
     * @param {Level} level of it
     */
    report(listed, level) {
      const report = `${listed} ${level}`;
      if (report !== this.lastReport && this.isAlive()) {
        this.lastReport = report;
        browser.runtime.sendMessage({ type: "page_state", listed, level }).catch(logOnce);
      }
    }

    /**
     * Answer the popup.
     * @param {{type?: string}} message of our own extension
     * @param {unknown} _sender the popup or the background
     * @param {(answer: PageDescription) => void} answer to send
     * @returns {boolean} whether the answer comes
     */
    onMessage(message, _sender, answer) {
      if (message.type !== "describe_page") {
        return false;
      }
      this.describe().then(answer, (error) => {
        logOnce(error);
        answer({ awake: false, platform: null, kind: null, listed: false, level: "none" });
      });
      return true;
    }

    /**
     * @returns {Promise<PageDescription>} what the popup shows about this page
     */
    async describe() {
      const { state } = this;
      if (state.status !== "awake") {
        return { awake: false, platform: null, kind: null, listed: false, level: "none" };
      }
      const found = this.findProfile();
      const { platform } = state.recogniser;
      const page = { awake: true, platform: platform.platform, kind: jaga.resolveUrl(platform, location.href, location.href).kind };
      const told = found && await this.source.compose(state, found.listing, "like");
      const names = told?.facts ? { owner: told.facts.owner, contest: told.facts.contest } : {};
      return { ...page, listed: found !== null, level: found?.level ?? "none", ...names, ...(found && { phase: found.listing.phase }) };
    }
  }

  Object.assign(jaga, { logOnce });
  jaga.desk?.stop(); // an older copy in the same world: the scripts were brought into this tab once more
  const desk = new PageDesk();
  Object.assign(jaga, { desk });
  void desk.start();
})();
