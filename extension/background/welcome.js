/**
 * The welcome page after installing. Where an administrator has installed the extension, its policy may come seconds after the
 * start, and a device that has a key asks the server for the rest of it; it may say that the page is not to open by itself. So
 * both are waited for, but never long: without a policy the person is asked after all. Who has installed the extension by hand
 * is asked at once.
 */

import { makePolicy } from "./merge_policy.js";
import { readPolicyState } from "./storage.js";

/** @typedef {import("../types-background.d.ts").PolicyState} PolicyState */

/** Well below the 30 seconds after which the worker may stop; a policy that comes later still answers the page's question. */
const WAIT_FOR_POLICY_MS = 10_000;

/**
 * Open the welcome page, unless the agency has seen to it.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
export async function openWelcome(browser) {
  const { installType } = await browser.management.getSelf();
  const known = await readPolicyState(browser);
  const { device, answer } = installType === "admin" && !isSettled(known) ? await waitForPolicy(browser) : known;
  if (!makePolicy(device, answer).policy?.onboarding_skipped) {
    await browser.tabs.create({ url: browser.runtime.getURL("extension/pages/welcome.html") });
  }
}

/**
 * Tell whether everything is known that the agency may have set.
 * @param {PolicyState} state as stored
 * @returns {boolean} false: the browser has not said anything yet, or the server has not answered
 */
function isSettled({ device, asked }) {
  return device !== null && (device.policy_key === undefined || asked !== null);
}

/**
 * Wait until everything is known.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<PolicyState>} what is known by then, or when the time is over
 */
function waitForPolicy(browser) {
  const { onChanged } = browser.storage;
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      onChanged.removeListener(look);
      resolve(readPolicyState(browser));
    };
    const look = async (/** @type {object} */ changes, /** @type {string} */ area) =>
      area === "local" && "policy_state" in changes && isSettled(await readPolicyState(browser)) && end();
    const timer = setTimeout(end, WAIT_FOR_POLICY_MS);
    onChanged.addListener(look);
  });
}
