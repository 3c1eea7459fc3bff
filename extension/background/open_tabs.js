/**
 * The tabs that are open: the content scripts are brought into those that were open before, after installing or updating
 * and when the person has granted a site (Chrome injects into pages that load from then on only; Firefox into open ones
 * too), and they hear what has changed in the store.
 */

/**
 * Guard the open tabs that are not guarded yet.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
export async function guardOpenTabs(browser) {
  for (const { matches = [], js = [] } of browser.runtime.getManifest().content_scripts ?? []) {
    const tabs = await browser.tabs.query({ url: matches });
    await Promise.all(tabs.map((tab) => guardTab(browser, tab.id, js)));
  }
}

/**
 * Tell the pages what has changed in the store; they read anew what concerns them.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string[]} names of the values
 */
export async function tellOpenTabs(browser, names) {
  const matches = (browser.runtime.getManifest().content_scripts ?? []).flatMap((scripts) => scripts.matches ?? []);
  for (const { id } of await browser.tabs.query({ url: matches })) {
    // A tab without our scripts does not listen; it reads the store when it gets them.
    browser.tabs.sendMessage(id ?? 0, { type: "stored", names }).catch(() => {});
  }
}

/**
 * Guard one tab, unless it is guarded.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {number | undefined} tabId which tab
 * @param {string[]} files of the content script, in order
 */
async function guardTab(browser, tabId, files) {
  if (tabId === undefined || (await isGuarded(browser, tabId))) {
    return;
  }
  try {
    await browser.scripting.executeScript({ target: { tabId }, files, injectImmediately: true });
  } catch (error) {
    // A tab that shows an error page, was put aside or is closing: it is guarded when it loads again.
    console.warn("Jaga Jempol: a tab could not be guarded", error);
  }
}

/**
 * Ask a tab whether it is guarded.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {number} tabId which tab
 * @returns {Promise<boolean>} whether a content script of this very version answers there
 */
async function isGuarded(browser, tabId) {
  try {
    return (await browser.tabs.sendMessage(tabId, { type: "describe_page" })) !== undefined;
  } catch {
    return false;
  }
}
