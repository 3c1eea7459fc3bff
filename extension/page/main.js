/**
 * The start of the page scripts: build every part, hand each what it needs, follow the store.
 */
(() => {
  /** A store that does not answer must not make a site's buttons wait for ever. */
  const LOADING_MAX_MS = 3000;

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

  /** The page in the tab itself: it alone has a banner, a mark in the toolbar and an answer for the popup. */
  const isTop = window.top === window;

  /** The parts of one page, and what the guard may ask of them. */
  class PageDesk {
    constructor() {
      /** @type {PageState} */
      this.state = { status: "loading" };
      this.source = new jaga.WarningSource(browser);
      this.continued = new jaga.Continued(browser);
      this.profile = new jaga.ProfileWatch(browser, this.source);
      this.guard = new jaga.HoldGuard(this);
      this.composers = new jaga.ComposerWatch(browser);
      this.ending = new AbortController();
      this.renewal = new MutationObserver(() => this.listenAgain());
      this.onMessage = this.onMessage.bind(this);
      this.onSessionChanged = this.onSessionChanged.bind(this);
    }

    /** Begin: listen at once, then read what is listed. */
    async start() {
      this.guard.start();
      this.renewal.observe(document, { childList: true });
      browser.runtime.onMessage.addListener(this.onMessage);
      browser.storage.session?.onChanged.addListener(this.onSessionChanged);
      window.addEventListener("pageshow", (event) => this.onShown(event), { signal: this.ending.signal });
      if (isTop) {
        this.profile.start(this.ending.signal);
      }
      setTimeout(() => this.state.status === "loading" && this.setState({ status: "late" }), LOADING_MAX_MS);
      await this.reload();
    }

    /** End: a newer copy takes over, or the extension is gone. The site finds no trace. */
    stop() {
      this.state = { status: "asleep" };
      this.ending.abort();
      this.renewal.disconnect();
      this.guard.stop();
      this.composers.follow(this.state);
      jaga.hideNotice();
      if (this.isAlive()) {
        browser.runtime.onMessage.removeListener(this.onMessage);
        browser.storage.session?.onChanged.removeListener(this.onSessionChanged);
      }
    }

    /** Listen once more: `document.open()` (and `document.write()` on a finished page) erases every listener with the old root. */
    listenAgain() {
      this.guard.start();
      this.setState(this.state);
    }

    /**
     * @returns {boolean} whether the extension behind this page still exists ("Extension context invalidated")
     */
    isAlive() {
      return browser.runtime?.id !== undefined;
    }

    /** Read anew what is listed, and decide what has waited for it. */
    async reload() {
      this.continued.load().catch(logOnce);
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
        this.guard.followState();
        this.composers.follow(state);
        if (isTop) {
          this.profile.setState(state);
        }
      }
    }

    /**
     * Follow the store as the background tells of it. A listener of `storage.onChanged` would get the old and the new list
     * and all warnings with each release, and the page would stand still while the browser lays them out: 75 ms with
     * 15,000 accounts (seen 2026-11).
     * @param {string[]} names that have changed
     */
    onStored(names) {
      if (names.some((name) => name === "wording" || name === "policy" || name.startsWith("warnings."))) {
        this.source.forget();
      }
      if (jaga.isStateChange(names)) {
        void this.reload();
      }
    }

    /** @param {Record<string, chrome.storage.StorageChange>} changes by name, in the memory that pages share */
    onSessionChanged(changes) {
      if ("continued" in changes) {
        this.continued.load().catch(logOnce);
      }
    }

    /** @param {PageTransitionEvent} event the page is shown; no message reaches it while the browser keeps it for going back */
    onShown({ isTrusted, persisted }) {
      if (isTrusted && persisted) {
        this.source.forget();
        void this.reload();
      }
    }

    /**
     * Hear the background, and answer the popup.
     * @param {{type?: string, names?: string[]}} message of our own extension
     * @param {unknown} _sender the popup or the background
     * @param {(answer: PageDescription | undefined) => void} answer to send
     * @returns {boolean} whether the answer comes
     */
    onMessage(message, _sender, answer) {
      if (message.type === "stored") {
        this.onStored(message.names ?? []);
      }
      if (message.type !== "describe_page" || !isTop) {
        return false;
      }
      this.profile.describe().then(answer, (error) => {
        logOnce(error);
        answer(undefined);
      });
      return true;
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
    async ask({ listing, step, isBlocked = false }) {
      const { state } = this;
      if (!listing || !step || state.status !== "awake") {
        return true;
      }
      const told = await this.source.compose(state, listing, step.action);
      if (!told && isBlocked) {
        throw new Error("a block without words");
      }
      if (!told) {
        return true; // the rules have nothing to say
      }
      const { warning, agency, facts, place } = told;
      const show = (/** @type {object} */ message) => () => { browser.runtime.sendMessage(message).catch(logOnce); };
      const goesOn = await jaga.askInDialog({
        ...step, lang: state.settings.language, warning, agency, isBlocked,
        who: facts && { owner: facts.owner, place },
        openRules: show({ type: "open_rules" }),
        openReport: show({ type: "open_report", ...step }),
        openAgency: show({ type: "open_agency" }),
      });
      if (goesOn) {
        this.continued.add(step, listing.entry.utc_offset_minutes, state.settings.ask_again_minutes).catch(logOnce);
      }
      return goesOn;
    }

    /**
     * @param {Step} step action and account
     * @returns {boolean} whether the person has gone on with it a while ago
     */
    isContinued(step) {
      return this.continued.has(step);
    }

    /**
     * Tell the person about an action that is not held.
     * @param {Verdict} verdict to inform about
     */
    inform({ listing, step, waived }) {
      const { state } = this;
      if (listing && step && state.status === "awake") {
        this.source.compose(state, listing, step.action).then(
          (told) => told && (waived === "continued" ? this.showReminder(told) : this.showInform(told)), logOnce);
      }
    }

    /** @param {Told} told what to say */
    showInform({ warning, wording, agency }) {
      const language = this.readLanguage();
      const hint = jaga.composeNotice(wording, "inform", language) ?? "";
      jaga.showNotice(language, warning.title, `${warning.body} ${hint}`, agency);
    }

    /** @param {Told} told what to say of an account and action that the person has gone on with before */
    showReminder({ warning, wording, facts, agency }) {
      const language = this.readLanguage();
      const text = jaga.composeNotice(wording, "listed", language, facts) ?? warning.title;
      jaga.showNotice(language, jaga.words[language].banner, `${text} ${jaga.composeNotice(wording, "inform", language) ?? ""}`, agency);
    }

    /**
     * Tell the person how to undo what has passed before it was known what is listed.
     * @param {Verdict} verdict on it
     */
    sayPassed({ listing, step }) {
      const { state } = this;
      if (listing && step && state.status === "awake") {
        this.source.compose(state, listing, step.action).then((told) => told && this.showPassed(told, step.action), logOnce);
      }
    }

    /**
     * @param {Told} told what to say
     * @param {Action} action that has passed
     */
    showPassed({ wording, facts, agency }, action) {
      const language = this.readLanguage();
      const title = facts && jaga.composeNotice(wording, `passed_${action}`, language, facts);
      const why = jaga.composeNotice(wording, "passed", language) ?? "";
      jaga.showNotice(language, title ?? jaga.words[language].banner, `${wording.texts[language].undo[action] ?? ""} ${why}`, agency);
    }

    /** Tell the person who does not allow what stays held, where the dialog could not be made. */
    sayBlocked() {
      const { state } = this;
      const language = this.readLanguage();
      const name = state.status === "awake" ? state.agency ?? "" : "";
      jaga.showNotice(language, jaga.fillAgency(jaga.words[language].blocked, { name }), "");
    }

    /** Ask the person to repeat what could not be repeated by us. */
    sayAgain() {
      const language = this.readLanguage();
      jaga.showNotice(language, jaga.words[language].again, "");
    }

    /**
     * @returns {Language} of the person; Indonesian while nothing is known
     */
    readLanguage() {
      return this.state.status === "awake" ? this.state.settings.language : "id";
    }
  }

  Object.assign(jaga, { logOnce });
  if (isTop || window.frameElement) { // inside another site we do nothing: nobody tells there whose content it is
    jaga.desk?.stop(); // an older copy in the same world: the scripts were brought into this tab once more
    const desk = new PageDesk();
    Object.assign(jaga, { desk });
    void desk.start();
  }
})();
