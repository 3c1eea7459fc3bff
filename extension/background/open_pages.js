/**
 * Pages of our own that a page script may ask for, each in a tab of its own; a site can neither link nor embed them.
 */

import { readReport, readSettings } from "./storage.js";

/**
 * Show the bundled rule page.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<{ok: boolean}>} true when it is open
 */
export async function openRules(browser) {
  const { language } = await readSettings(browser);
  await browser.tabs.create({ url: browser.runtime.getURL(`extension/bundled/rules.${language}.html`) });
  return { ok: true };
}

/**
 * Show what the agency has set, and where it can be asked. A page script names no address: it is in the policy.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<{ok: boolean}>} true when it is open
 */
export async function openAgency(browser) {
  await browser.tabs.create({ url: browser.runtime.getURL("extension/pages/options.html#agency") });
  return { ok: true };
}

/**
 * Show the page for objecting to a listing. What it speaks of goes through storage.session and not through the address,
 * because browsers write addresses into their history.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {unknown} message with key and action
 * @returns {Promise<{ok: boolean}>} true when it is open; false when the message names no account
 */
export async function openReport(browser, message) {
  const report = readReport(message);
  if (report === null) {
    return { ok: false };
  }
  await browser.storage.session.set({ report });
  await browser.tabs.create({ url: browser.runtime.getURL("extension/pages/report.html") });
  return { ok: true };
}
