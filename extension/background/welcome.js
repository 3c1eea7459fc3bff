/**
 * The welcome page after installing. Where an administrator has installed the extension, its policy may come seconds after the
 * start and may say that the page is not to open by itself; so it is waited for, but never long: without a policy the person is
 * asked after all. Who has installed the extension by hand is asked at once.
 */

import { readStored } from "./storage.js";

/** Well below the 30 seconds after which the worker may stop; a policy that comes later still answers the page's question. */
const WAIT_FOR_POLICY_MS = 10_000;

/**
 * Open the welcome page, unless the agency has seen to it.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
export async function openWelcome(browser) {
  const { installType } = await browser.management.getSelf();
  const policy = (await readPolicy(browser)) ?? (installType === "admin" ? await waitForPolicy(browser) : undefined);
  if (!policy?.onboarding_skipped) {
    await browser.tabs.create({ url: browser.runtime.getURL("extension/pages/welcome.html") });
  }
}

/**
 * Read what an agency has set.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<import("../types-background.d.ts").Policy | undefined>} undefined: nothing, or not yet
 */
function readPolicy(browser) {
  return readStored(browser.storage.local, "policy");
}

/**
 * Wait until a policy is stored.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {ReturnType<typeof readPolicy>} undefined when none has come in time
 */
function waitForPolicy(browser) {
  const { onChanged } = browser.storage;
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      onChanged.removeListener(look);
      resolve(readPolicy(browser));
    };
    const look = (/** @type {object} */ changes, /** @type {string} */ area) => area === "local" && "policy" in changes && end();
    const timer = setTimeout(end, WAIT_FOR_POLICY_MS);
    onChanged.addListener(look);
  });
}
