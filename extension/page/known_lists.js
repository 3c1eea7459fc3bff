/**
 * The lists that a text is compared with: the page's own platform at once, all others when somebody begins to write.
 * They are read from this browser's store; nobody is asked.
 */
(() => {
  /**
   * @param {PlatformFile} file of the page's own platform
   * @param {GuardIndex} index of its listed accounts
   * @returns {KnownLists} with nothing else yet
   */
  function makeKnownLists(file, index) {
    return { platforms: [file], indexes: new Map([[file.platform, index]]), isWhole: false };
  }

  /**
   * Add the lists of all other platforms, once.
   * @param {typeof chrome} browser the extension's interface to the browser
   * @param {KnownLists} lists to complete
   */
  async function completeLists(browser, lists) {
    if (lists.isWhole) {
      return;
    }
    lists.isWhole = true;
    const { sites } = await browser.storage.local.get(["sites"]);
    const names = [...new Set(Object.values(/** @type {Record<string, string>} */ (sites ?? {})))];
    const others = names.filter((name) => !lists.indexes.has(name));
    const stored = await browser.storage.local.get(others.flatMap((name) => [`platform.${name}`, `guard.${name}`]));
    for (const name of others.filter((other) => stored[`platform.${other}`])) {
      const guard = /** @type {Guard | undefined} */ (stored[`guard.${name}`]);
      lists.platforms.push(/** @type {PlatformFile} */ (stored[`platform.${name}`]));
      lists.indexes.set(name, jaga.makeGuardIndex(guard ?? { entries: [] }));
    }
    jaga.resolveUrl(lists.platforms, location.href); // their templates are read now, not while something is sent
  }

  /**
   * Completes the lists when a text box has the focus in which something that can be sent is written; where nothing but texts
   * is guarded (chats, in which messages are forwarded), when anything has it.
   */
  class ComposerWatch {
    /**
     * @param {typeof chrome} browser the extension's interface to the browser
     */
    constructor(browser) {
      this.browser = browser;
      /** @type {PageState} */
      this.state = { status: "loading" };
    }

    /** @param {PageState} state of the page from now on */
    follow(state) {
      this.state = state;
      window.removeEventListener("focusin", this, { capture: true });
      if (state.status === "awake" && state.recogniser.composers.length > 0) {
        window.addEventListener("focusin", this, { capture: true, passive: true });
        this.see(document.activeElement ? jaga.makePath(document.activeElement) : []);
      }
    }

    /** @param {Event} event the focus comes to an element */
    handleEvent(event) {
      this.see(event.composedPath());
    }

    /** @param {EventTarget[]} path of what has the focus */
    see(path) {
      const { state } = this;
      if (state.status === "awake" && !state.lists.isWhole && (state.recogniser.controls.size === 0 || jaga.isInComposer(state.recogniser, path))) {
        completeLists(this.browser, state.lists).catch(jaga.logOnce);
      }
    }
  }

  Object.assign(jaga, { makeKnownLists, ComposerWatch });
})();
