/**
 * What an administrator has put on this device (storage.managed), and the time in which the browser has not said it yet.
 *
 * Chromium gives {} for some seconds after it starts or has installed the extension (seen 2026-11), and {} as well once the
 * administrator has taken everything away; Firefox throws where there is nothing. So nothing is not taken at its word at once:
 * the last known values count for ten minutes more, then the device is nobody's. Since when nothing is said stands in
 * storage.session, which is gone with the browser: each start has its own ten minutes.
 */

import { checkDevice } from "./policy_rules.js";
import { readStored } from "./storage.js";

/** @typedef {import("../types-background.d.ts").PolicyValues} PolicyValues */
/** @typedef {import("../types-background.d.ts").Services} Services */

export const SILENCE_ALARM = "policy_silence";
export const SILENCE_MS = 600_000;

const SCHEMA = "extension/policy_schema.json";
const SINCE = "policy_silence";

/**
 * @typedef {object} Device
 * @property {PolicyValues | null} values checked, without the key; null: no agency manages this device
 * @property {string | null} device_key never stored
 * @property {string[]} problems what was dropped, and why
 * @property {boolean} isSilent the browser has not said anything yet, these are the last known values
 */

/** @type {Readonly<Device>} */
const NOBODYS = Object.freeze({ values: null, device_key: null, problems: [], isSilent: false });

/**
 * Keep the processes of sites from what an administrator has put on the device: a key stands there. A browser that cannot
 * do so (Firefox 140, older Chromium) goes on as before.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
export async function closeManaged({ storage }) {
  await storage.managed.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" }).catch(() => {});
}

/**
 * Read what stands on the device.
 * @param {Services} services browser, package, clock
 * @param {{device: PolicyValues | null, device_problems: string[]}} before the last known
 * @returns {Promise<Device>} what counts now
 */
export async function readDevice(services, before) {
  const found = await readManaged(services.browser);
  if (Object.keys(found).length > 0) {
    await endSilence(services.browser);
    const checked = await checkDevice(await readSchema(services), found);
    const { device_key = null, ...values } = checked.values;
    return { values, device_key, problems: checked.problems, isSilent: false };
  }
  if (before.device !== null && (await isAwaited(services))) {
    return { values: before.device, device_key: null, problems: before.device_problems, isSilent: true };
  }
  return NOBODYS;
}

/**
 * Read the schema of policies from the package.
 * @param {Services} services browser, package
 * @returns {Promise<import("./policy_check.js").Schema>} as it is
 */
export async function readSchema({ browser, fetch: fetchFile }) {
  return (await fetchFile(browser.runtime.getURL(SCHEMA))).json();
}

/**
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<Record<string, unknown>>} empty where nothing is said; Firefox throws then
 */
async function readManaged({ storage }) {
  return storage.managed.get(null).catch(() => ({}));
}

/**
 * Tell whether what the browser has not said may still come.
 * @param {Services} services browser, clock
 * @returns {Promise<boolean>} false after ten minutes of one run of the browser
 */
async function isAwaited({ browser, clock }) {
  const { alarms, storage } = browser;
  const since = (await readStored(storage.session, SINCE)) ?? clock.now();
  await storage.session.set({ [SINCE]: since });
  const isOver = clock.now() - since >= SILENCE_MS;
  if (!isOver) {
    await alarms.create(SILENCE_ALARM, { when: since + SILENCE_MS });
  }
  return !isOver;
}

/**
 * The browser has spoken.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
async function endSilence({ alarms, storage }) {
  await storage.session.remove(SINCE);
  await alarms.clear(SILENCE_ALARM);
}
