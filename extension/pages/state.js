/** What the popup and the options say about the extension, decided from what is stored: pure functions. */

import { isPaused } from "../background/storage.js";

/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */
/** @typedef {import("../types-background.d.ts").Guard} Guard */

/** @typedef {"asleep" | "paused" | "not_loaded" | "on_guard" | "off_season"} GuardState */

/** Its contest is invented and always in season, so it says nothing about elections. */
const PRACTICE = "latihan";

/**
 * Decide what the extension is doing.
 * @param {Settings} settings of the person
 * @param {StoredRelease} release what is here
 * @param {Record<string, Guard>} guards by platform
 * @param {number} now milliseconds
 * @returns {GuardState} in one word
 */
export function decideState(settings, release, guards, now) {
  if (settings.employment === null) {
    return "asleep";
  }
  if (isPaused(settings, now)) {
    return "paused";
  }
  if (release.made_on === null) {
    return "not_loaded";
  }
  return isInSeason(guards, settings.today, now) ? "on_guard" : "off_season";
}

/**
 * Tell whether any contest of the list has a phase today, the practice contest aside.
 * @param {Record<string, Guard>} guards by platform
 * @param {string | null} testDay the day to take for today, if the person has set one
 * @param {number} now milliseconds
 * @returns {boolean} in the contest's own time zone
 */
function isInSeason(guards, testDay, now) {
  return Object.entries(guards).some(
    ([platform, { calendars, entries }]) =>
      platform !== PRACTICE &&
      entries.some(({ calendar, utc_offset_minutes }) => {
        const today = testDay ?? dayAt(now, utc_offset_minutes);
        return calendars[calendar]?.some(([, starts, ends]) => starts <= today && today <= ends);
      }),
  );
}

/**
 * Tell the day somewhere.
 * @param {number} now milliseconds
 * @param {number} utcOffsetMinutes of the place
 * @returns {string} YYYY-MM-DD
 */
export function dayAt(now, utcOffsetMinutes) {
  return new Date(now + utcOffsetMinutes * 60_000).toISOString().slice(0, 10);
}

/**
 * What a content script answers to "describe_page".
 * @typedef {{awake: boolean, platform?: string | null, kind?: string | null, listed?: boolean, level?: string, key?: string,
 *   owner?: string | null, contest?: string | null, phase?: string | null, off?: string[], switched_off?: true,
 *   unknown?: "page" | "part"}} PageAnswer
 */

/** @typedef {"hidden" | "not_guarded" | "unknown" | "listed" | "not_listed" | "several" | "switched_off"} PageState */

/**
 * Decide what to say of the page behind the popup.
 * @param {GuardState} state of the extension
 * @param {PageAnswer | null} answer of its content script; null when there is none
 * @returns {PageState} in one word
 */
export function decidePage(state, answer) {
  if (state === "asleep") {
    return "hidden";
  }
  if (answer === null) {
    return "not_guarded";
  }
  if (answer.switched_off) {
    return "switched_off";
  }
  if (answer.listed) {
    return "listed";
  }
  if (state === "not_loaded" || !answer.awake) {
    return "unknown";
  }
  return answer.kind === "profile" ? "not_listed" : "several";
}

/**
 * Tell when a pause until tomorrow ends.
 * @param {number} now milliseconds
 * @returns {number} the next midnight where the person is
 */
export function findTomorrow(now) {
  return new Date(now).setHours(24, 0, 0, 0);
}

/**
 * Write a day in words.
 * @param {string} day YYYY-MM-DD
 * @param {Settings["language"]} language of the reader
 * @returns {string} such as "21 November 2026"
 */
export function formatDay(day, language) {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/**
 * Write an instant in words, in the reader's own time zone.
 * @param {string} instant ISO 8601
 * @param {Settings["language"]} language of the reader
 * @returns {string} such as "21 Nov 2026, 09.12"
 */
export function formatInstant(instant, language) {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: "medium", timeStyle: "short" });
  return format.format(new Date(instant));
}

/**
 * Write the time of an instant, in the reader's own time zone.
 * @param {string} instant ISO 8601
 * @param {Settings["language"]} language of the reader
 * @returns {string} such as "09.12"
 */
export function formatTime(instant, language) {
  return new Intl.DateTimeFormat(localeOf(language), { timeStyle: "short" }).format(new Date(instant));
}

/**
 * Choose how dates are written.
 * @param {Settings["language"]} language of the reader
 * @returns {string} a locale; British English, because Indonesia writes the day first too
 */
function localeOf(language) {
  return language === "id" ? "id-ID" : "en-GB";
}
