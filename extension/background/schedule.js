/**
 * When the next update and the next fetch ahead of time happen: two alarms, made again whenever they are missing; a third one
 * for the end of a pause; and one of its own for an agency's policy, so that its credential does not come in step with the
 * requests that carry none.
 */

import { isAsleep, isPaused } from "./storage.js";
import { findMissingGroups } from "./stored_warnings.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */

/**
 * How often something is asked for, and how the last check ended.
 * @typedef {Pick<StoredRelease, "poll_seconds" | "failures" | "retry_after_seconds"> & {isHere: boolean, problem: string | null}} Check
 *   isHere: whether it has been had before
 */

export const UPDATE_ALARM = "update_release";
export const PREFETCH_ALARM = "prefetch_warnings";
export const PAUSE_ALARM = "end_pause";
export const POLICY_ALARM = "update_policy";

/** Browsers that start at eight o'clock all together must not ask all together. Minutes. */
const AFTER_START = /** @type {const} */ ([0.5, 3]);
/** The fetch ahead of time comes at a random moment within the hour, so that it tells nothing of a visit. Minutes. */
const WITHIN_THE_HOUR = /** @type {const} */ ([1, 60]);
/** A server that refuses is asked after twice, four and eight times the interval. */
const BACK_OFF_DOUBLINGS = 3;
/** Problems of a server that has answered. */
const REFUSALS = new Set(["http_status", "refused"]);
/** Whatever a server says, it is asked again on the next day. */
const RETRY_AFTER_MAX_SECONDS = 86_400;
/** Share of the interval by which each update is early or late. */
const JITTER = 0.2;

/**
 * Make the alarms that are missing, and clear those that are not wanted.
 * @param {Services} services browser, clock
 * @param {Settings} settings of the person
 * @param {StoredRelease} release what is here
 */
export async function arrangeAlarms({ browser, clock }, settings, release) {
  const { alarms } = browser;
  if (isAsleep(settings)) {
    await alarms.clear(UPDATE_ALARM);
  } else if (!(await alarms.get(UPDATE_ALARM))) {
    await makeUpdateAlarm(browser, clock.pickBetween(...AFTER_START), release);
  }
  const isWanted = !isAsleep(settings) && settings.prefetch && (await findMissingGroups(browser, release)).length > 0;
  if (!isWanted) {
    await alarms.clear(PREFETCH_ALARM);
  } else if (!(await alarms.get(PREFETCH_ALARM))) {
    await alarms.create(PREFETCH_ALARM, { delayInMinutes: clock.pickBetween(...WITHIN_THE_HOUR) });
  }
  await arrangePauseAlarm(alarms, settings, clock.now());
}

/**
 * Set the end of a pause anew, or clear it: the person may have ended the pause.
 * @param {typeof chrome.alarms} alarms of the browser
 * @param {Settings} settings of the person
 * @param {number} now milliseconds
 */
async function arrangePauseAlarm(alarms, settings, now) {
  if (settings.paused_until !== null && isPaused(settings, now)) {
    await alarms.create(PAUSE_ALARM, { when: settings.paused_until });
  } else {
    await alarms.clear(PAUSE_ALARM);
  }
}

/**
 * Set the next update after one has ended.
 * @param {Services} services browser, clock
 * @param {StoredRelease} release how it ended
 */
export async function scheduleNextUpdate({ browser, clock }, release) {
  const minutes = waitMinutes(describeRelease(release)) * clock.pickBetween(1 - JITTER, 1 + JITTER);
  await makeUpdateAlarm(browser, minutes, release);
}

/**
 * Make the alarm of the policy when it is missing, and clear it where nobody can be asked.
 * @param {Services} services browser, clock
 * @param {boolean} isAsked whether there is a server and a credential
 */
export async function arrangePolicyAlarm({ browser: { alarms }, clock }, isAsked) {
  if (!isAsked) {
    await alarms.clear(POLICY_ALARM);
  } else if (!(await alarms.get(POLICY_ALARM))) {
    await alarms.create(POLICY_ALARM, { delayInMinutes: clock.pickBetween(...AFTER_START) });
  }
}

/**
 * Set the next question for the policy after one has ended; it repeats by itself, as that of the release.
 * @param {Services} services browser, clock
 * @param {Check} check how it ended
 */
export async function scheduleNextPolicy({ browser, clock }, check) {
  const delayInMinutes = waitMinutes(check) * clock.pickBetween(1 - JITTER, 1 + JITTER);
  await browser.alarms.create(POLICY_ALARM, { delayInMinutes, periodInMinutes: check.poll_seconds / 60 });
}

/**
 * @param {StoredRelease} release what is here
 * @returns {Check} of it
 */
function describeRelease(release) {
  return { ...release, isHere: release.made_on !== null };
}

/**
 * Decide how long to wait: the interval, less while there is nothing at all, and longer after a server that
 * answers has refused; not after one that was out of reach, because that is mostly this machine without a network.
 * @param {Check} check of a release or a policy
 * @returns {number} minutes
 */
export function waitMinutes({ poll_seconds, isHere, problem, failures, retry_after_seconds }) {
  const usual = poll_seconds / 60;
  const first = isHere ? usual : Math.min(usual, 2 ** Math.max(0, failures - 1));
  const isRefused = isHere && problem !== null && REFUSALS.has(problem);
  const refused = isRefused ? usual * 2 ** Math.min(failures, BACK_OFF_DOUBLINGS) : 0;
  return Math.max(first, refused, retry_after_seconds / 60);
}

/**
 * Read how long a server wants to be left alone.
 * @param {string | null} retryAfter the header: seconds, or a date (RFC 9110, section 10.2.3)
 * @param {number} now milliseconds
 * @returns {number} seconds, at most a day; 0 when it says nothing that can be read
 */
export function readRetryAfter(retryAfter, now) {
  const text = retryAfter ?? "";
  const seconds = /^\d+$/u.test(text) ? Number(text) : (Date.parse(text) - now) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.round(Math.min(Math.max(seconds, 0), RETRY_AFTER_MAX_SECONDS));
}

/**
 * The alarm repeats by itself, in case the worker is stopped before the next one is set.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {number} delayInMinutes until the first
 * @param {StoredRelease} release whose interval counts
 */
async function makeUpdateAlarm(browser, delayInMinutes, { poll_seconds }) {
  await browser.alarms.create(UPDATE_ALARM, { delayInMinutes, periodInMinutes: poll_seconds / 60 });
}

/**
 * Tell whether the person should not have to wait for the alarm: first list, another server, or a list that was
 * last asked for longer ago than it takes to ask again.
 * @param {Settings} settings of the person
 * @param {StoredRelease} release what is here
 * @param {number} now milliseconds
 * @returns {boolean} never while asleep
 */
export function isUpdateDue(settings, release, now) {
  if (isAsleep(settings)) {
    return false;
  }
  if (release.server !== settings.server || release.checked_at === null) {
    return true;
  }
  return now - Date.parse(release.checked_at) > waitMinutes(describeRelease(release)) * 60_000;
}
