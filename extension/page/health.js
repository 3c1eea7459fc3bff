/**
 * Notice that a site has changed so much that nothing on a page of a known kind is recognised any more. Two looks at most,
 * when the page has settled; nothing is watched, nothing is sent, only a number in this browser grows.
 */
(() => {
  const LOOKS_AFTER_MS = [3000, 10_000];
  const CONTAINERS_MAX = 20;

  /**
   * @param {View} view of the page
   * @returns {boolean} whether a control or an author is recognised anywhere on it
   */
  function isRecognised(view) {
    const { controls, anyContainer } = view.recogniser;
    const press = controls.get("press")?.any ?? "";
    if (press === "" || jaga.dom.find(document, press) !== null) {
      return true;
    }
    const parts = anyContainer === "" ? [] : jaga.dom.findAll(document, anyContainer).slice(0, CONTAINERS_MAX);
    return parts.some((part) => {
      const found = jaga.findSelected(view, part, null);
      return found !== null && jaga.readAuthors(view, found.container, found.element).length > 0;
    });
  }

  /**
   * Look at the page that is open, once it has settled; once more when nothing is recognised.
   * @param {View} view of the page
   * @param {AbortSignal} signal ends it, when the person goes elsewhere
   * @returns {Promise<boolean>} true: a page of a known kind shows nothing that is recognised
   */
  async function isUnknownPage(view, signal) {
    const { kind } = jaga.resolveUrl(view.recogniser.platform, view.url, view.url);
    if (kind !== "profile" && kind !== "post") {
      return false;
    }
    for (const wait of LOOKS_AFTER_MS) {
      await new Promise((resolve) => { setTimeout(resolve, wait); });
      if (signal.aborted || jaga.dom.isHidden(document) || jaga.dom.readyStateOf(document) !== "complete" || isRecognised(view)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Count a page that was not recognised.
   * @param {typeof chrome} browser the extension's interface to the browser
   * @param {string} platform its name
   * @param {string} kind of the page
   */
  async function countUnknown(browser, platform, kind) {
    const name = `health.${platform}.${kind}`;
    const { [name]: count } = await browser.storage.local.get([name]);
    await browser.storage.local.set({ [name]: Number(count ?? 0) + 1 });
  }

  Object.assign(jaga, { isUnknownPage, countUnknown });
})();
