/**
 * What the extension keeps in this browser, under which names, and what holds when nothing is there yet.
 * The worker forgets everything when it stops, so nothing is kept anywhere else.
 *
 *   storage.local    "settings" "sites" "platform.<name>" "guard.<name>" "list" "seasons" "levels" "wording"
 *                    "regions" "release" "trust" "health" "warnings.<group>" "warnings_sha256.<group>" "sent" "policy" "policy_state"
 *                    "enrolment"
 *   storage.session  "back_off.<group>" "continued" "hinted" "report" "sent" "policy_silence": not written to disk, gone with the browser; "continued"
 *                    and "hinted" belong to the pages (extension/page/continued.js), "report" is what pages/report.html speaks of
 *                    (open_pages.js)
 */

import { DEFAULT_SETTINGS } from "../default_settings.js";

/** @typedef {import("../types-background.d.ts").Policy} Policy */
/** @typedef {import("../types-background.d.ts").PolicyState} PolicyState */
/** @typedef {import("../types-background.d.ts").Report} Report */
/** @typedef {import("../types-background.d.ts").SentRequest} SentRequest */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */

/** Any key (server/domain/account_key.py), without knowing the platforms. */
const KEY = /^[a-z][a-z0-9_]{0,31}:[@#][^\s\p{C}]{1,200}$/u;
const ACTIONS = new Set([null, "like", "comment", "share", "follow"]);

/** Every answer to "which rule are you bound by"; a release must have levels for each. */
export const EMPLOYMENTS = Object.freeze(/** @type {const} */ (["pns", "pppk", "spouse", "non_asn"]));

/**
 * Before the first check; 1800 seconds until a release says otherwise.
 * @type {Readonly<StoredRelease>}
 */
export const NO_RELEASE = Object.freeze({
  server: null,
  targets: {},
  made_on: null,
  poll_seconds: 1800,
  contacts: [],
  guarded: [],
  checked_at: null,
  problem: null,
  failures: 0,
  retry_after_seconds: 0,
});

/** @type {Readonly<PolicyState>} */
const NO_POLICY_STATE = Object.freeze({ device: null, device_problems: [], answer: null, asked: null, problems: [] });

/**
 * Read one stored value.
 * @param {chrome.storage.StorageArea} area local or session
 * @param {string} key its name
 * @returns {Promise<any>} undefined when there is none
 */
export async function readStored(area, key) {
  return (await area.get(key))[key];
}

/**
 * Read what is in force: what the person chose, and in its place what their agency has set.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<Settings>} with the default for whatever was never chosen
 */
export async function readSettings(browser) {
  /** @type {{settings?: Partial<Settings>, policy?: Policy}} */
  const { settings, policy } = await browser.storage.local.get(["settings", "policy"]);
  return { ...DEFAULT_SETTINGS, ...settings, ...policy?.settings };
}

/**
 * Change what the person chose; what their agency has set is not written among it.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {Partial<Settings>} changes only what is new
 */
export async function changeSettings(browser, changes) {
  const before = await readStored(browser.storage.local, "settings");
  await browser.storage.local.set({ settings: { ...DEFAULT_SETTINGS, ...before, ...changes } });
}

/**
 * Read how the policy came about.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<PolicyState>} NO_POLICY_STATE while no agency has set anything
 */
export async function readPolicyState(browser) {
  return { ...NO_POLICY_STATE, ...(await readStored(browser.storage.local, "policy_state")) };
}

/**
 * Read what is known of the release.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<StoredRelease>} NO_RELEASE before the first check
 */
export async function readRelease(browser) {
  return { ...NO_RELEASE, ...(await readStored(browser.storage.local, "release")) };
}

/**
 * Read what was sent, both records as one.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<SentRequest[]>} oldest first
 */
export async function readSent({ storage }) {
  /** @type {SentRequest[][]} */
  const [onDisk = [], ofVisits = []] = [await readStored(storage.local, "sent"), await readStored(storage.session, "sent")];
  return [...onDisk, ...ofVisits].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/**
 * Tell whether the extension sleeps: nobody has said which rule they are bound by.
 * @param {Settings} settings of the person
 * @returns {boolean} true: hold nothing, ask for nothing
 */
export function isAsleep(settings) {
  return settings.employment === null;
}

/**
 * Tell whether what a server answers is still wanted: meanwhile the person may have gone back to sleep, named another
 * server or erased everything.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} server that was asked
 * @returns {Promise<boolean>} as things are now
 */
export async function isWanted(browser, server) {
  const settings = await readSettings(browser);
  return !isAsleep(settings) && settings.server === server;
}

/**
 * Tell whether the person has paused the guarding.
 * @param {Settings} settings of the person
 * @param {number} now milliseconds
 * @returns {boolean} true: hold nothing until the pause ends
 */
export function isPaused({ paused_until }, now) {
  return paused_until !== null && now < paused_until;
}

/**
 * Read which listing is meant; page scripts can write where it is kept, so it is read in the same way there.
 * @param {unknown} value from a message or from storage.session
 * @returns {Report | null} null when it is not whole
 */
export function readReport(value) {
  const { key, action } = /** @type {Partial<Report>} */ (value ?? {});
  const isWhole = typeof key === "string" && KEY.test(key) && action !== undefined && ACTIONS.has(action);
  return isWhole ? { key, action } : null;
}
