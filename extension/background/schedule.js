/**
 * When the next update and the next fetch ahead of time happen: two alarms, made again whenever they are missing;
 * and a third one for the end of a pause.
 */

import { isAsleep, isPaused } from "./storage.js";
import { findMissingGroups } from "./stored_warnings.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */

export const UPDATE_ALARM = "update_release";
export const PREFETCH_ALARM = "prefetch_warnings";
export const PAUSE_ALARM = "end_pause";

/** Browsers that start at eight o'clock all together must not ask all together. Minutes. */
const AFTER_START = /** @type {const} */ ([0.5, 3]);
/** The fetch ahead of time comes at a random moment within the hour, so that it tells nothing of a visit. Minutes. */
const WITHIN_THE_HOUR = /** @type {const} */ ([1, 60]);
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
  const minutes = waitMinutes(release) * clock.pickBetween(1 - JITTER, 1 + JITTER);
  await makeUpdateAlarm(browser, minutes, release);
}

/**
 * Decide how long to wait: the release's interval, or less while there is no list at all.
 * @param {StoredRelease} release what is here
 * @returns {number} minutes
 */
function waitMinutes({ poll_seconds, made_on, failures }) {
  const usual = poll_seconds / 60;
  return made_on === null ? Math.min(usual, 2 ** Math.max(0, failures - 1)) : usual;
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
 * last asked for longer ago than its interval.
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
  return now - Date.parse(release.checked_at) > release.poll_seconds * 1000;
}
