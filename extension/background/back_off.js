/**
 * How long a group is left alone after it could not be fetched: a minute, then two, four, up to half an hour.
 * Kept in storage.session: it outlives the worker, and is never written to disk.
 */

import { readStored } from "./storage.js";

const FIRST_MS = 60_000;
const LONGEST_MS = 1_800_000;

/**
 * Tell whether it is too early to ask for a group again.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} group its id
 * @param {number} now milliseconds
 * @returns {Promise<boolean>} false when it never failed, too
 */
export async function isBackingOff(browser, group, now) {
  const stored = await readStored(browser.storage.session, `back_off.${group}`);
  return stored !== undefined && now < stored.until;
}

/**
 * Remember that a group could not be fetched.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} group its id
 * @param {number} now milliseconds
 */
export async function backOff(browser, group, now) {
  const key = `back_off.${group}`;
  const failures = 1 + ((await readStored(browser.storage.session, key))?.failures ?? 0);
  const wait = Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS);
  await browser.storage.session.set({ [key]: { failures, until: now + wait } });
}
