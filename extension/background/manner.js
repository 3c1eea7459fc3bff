/**
 * What ends by itself: a pause, and what the person has gone on with (extension/page/continued.js).
 */

import { changeSettings, readSettings, readStored } from "./storage.js";

/** @typedef {import("../types-background.d.ts").Services} Services */

/**
 * Let the pages read and write what the person has gone on with; a browser that cannot keeps it in each page.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
export async function openSession({ storage }) {
  await storage.session.setAccessLevel?.({ accessLevel: "TRUSTED_AND_UNTRUSTED_CONTEXTS" });
}

/**
 * Forget a pause that is over; pages and toolbar follow the settings.
 * @param {Services} services browser, clock
 */
export async function endPause({ browser, clock }) {
  const settings = await readSettings(browser);
  if (settings.paused_until !== null && settings.paused_until <= clock.now()) {
    await changeSettings(browser, { paused_until: null });
  }
}

/**
 * Forget what the person has gone on with, or was shown a hint about, where its time is over.
 * @param {Services} services browser, clock
 */
export async function dropContinued({ browser, clock }) {
  const { session } = browser.storage;
  for (const name of ["continued", "hinted"]) {
    const untils = /** @type {Record<string, number>} */ ((await readStored(session, name)) ?? {});
    const left = Object.entries(untils).filter(([, until]) => until > clock.now());
    if (left.length < Object.keys(untils).length) {
      await session.set({ [name]: Object.fromEntries(left) });
    }
  }
}
