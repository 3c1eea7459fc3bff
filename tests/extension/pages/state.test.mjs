/** What popup and options say, decided from what is stored. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { NO_RELEASE } from "../../../extension/background/storage.js";
import { decidePage, decideState, findTomorrow, formatDay, formatInstant } from "../../../extension/pages/state.js";

const AWAKE = { employment: "pns", language: "id", server: "http://127.0.0.1:8000", today: null, prefetch: true, paused_until: null };
const RELEASE = { ...NO_RELEASE, made_on: "2026-11-21" };
const guardOf = (starts, ends, utc_offset_minutes = 420) => ({
  calendars: [[["kampanye", starts, ends]]],
  entries: [{ calendar: 0, utc_offset_minutes }],
  marks: "@budi 0\n",
});
const AUTUMN = guardOf("2026-11-01", "2026-11-30");
const NOON = Date.parse("2026-11-21T05:00:00Z");

describe("the state of the extension", () => {
  const CASES = [
    ["nobody has answered", { ...AWAKE, employment: null }, RELEASE, { x: AUTUMN }, NOON, "asleep"],
    ["nobody has answered, and no list either", { ...AWAKE, employment: null }, NO_RELEASE, {}, NOON, "asleep"],
    ["a pause", { ...AWAKE, paused_until: NOON + 1 }, RELEASE, { x: AUTUMN }, NOON, "paused"],
    ["a pause that has ended", { ...AWAKE, paused_until: NOON }, RELEASE, { x: AUTUMN }, NOON, "on_guard"],
    ["asleep in a pause", { ...AWAKE, employment: null, paused_until: NOON + 1 }, RELEASE, {}, NOON, "asleep"],
    ["no list", AWAKE, NO_RELEASE, {}, NOON, "not_loaded"],
    ["no list after failures", AWAKE, { ...NO_RELEASE, problem: "unreachable" }, {}, NOON, "not_loaded"],
    ["a contest in season", AWAKE, RELEASE, { x: AUTUMN }, NOON, "on_guard"],
    [
      "a list that could not be refreshed still guards",
      AWAKE,
      { ...RELEASE, problem: "unreachable" },
      { x: AUTUMN },
      NOON,
      "on_guard",
    ],
    ["no contest in season", AWAKE, RELEASE, { x: guardOf("2024-01-01", "2024-02-10") }, NOON, "off_season"],
    ["only the practice contest in season", AWAKE, RELEASE, { latihan: AUTUMN }, NOON, "off_season"],
    [
      "a test date in season",
      { ...AWAKE, today: "2024-01-15" },
      RELEASE,
      { x: guardOf("2024-01-01", "2024-02-10") },
      NOON,
      "on_guard",
    ],
    ["a test date out of season", { ...AWAKE, today: "2025-01-15" }, RELEASE, { x: AUTUMN }, NOON, "off_season"],
    [
      "the last day, just before midnight in Jakarta",
      AWAKE,
      RELEASE,
      { x: AUTUMN },
      Date.parse("2026-11-30T16:59:00Z"),
      "on_guard",
    ],
    [
      "the day after, just after midnight in Jakarta",
      AWAKE,
      RELEASE,
      { x: AUTUMN },
      Date.parse("2026-11-30T17:00:00Z"),
      "off_season",
    ],
    [
      "the first day in Jayapura, still the day before in UTC",
      AWAKE,
      RELEASE,
      { x: guardOf("2026-11-01", "2026-11-30", 540) },
      Date.parse("2026-10-31T15:00:00Z"),
      "on_guard",
    ],
  ];
  for (const [name, settings, release, guards, now, state] of CASES) {
    test(`${name}: ${state}`, () => assert.equal(decideState(settings, release, guards, now), state));
  }
});

describe("the page behind the popup", () => {
  const CASES = [
    ["asleep", "asleep", { awake: false, listed: false }, "hidden"],
    ["no content script", "on_guard", null, "not_guarded"],
    ["no content script, no list", "not_loaded", null, "not_guarded"],
    ["a listed account", "on_guard", { awake: true, kind: "profile", listed: true }, "listed"],
    ["a listed account in a pause", "paused", { awake: true, kind: "profile", listed: true }, "listed"],
    ["an unlisted account", "on_guard", { awake: true, kind: "profile", listed: false }, "not_listed"],
    ["no list is no answer", "not_loaded", { awake: true, kind: "profile", listed: false }, "unknown"],
    ["a page that has not woken is no answer", "on_guard", { awake: false, kind: null, listed: false }, "unknown"],
    ["a platform that is switched off", "on_guard", { awake: false, switched_off: true, platform: "x" }, "switched_off"],
    ["a platform that is switched off, asleep", "asleep", { awake: false, switched_off: true }, "hidden"],
    ["a post is of nobody until it is looked at", "on_guard", { awake: true, kind: "post", listed: false }, "several"],
    ["a feed", "off_season", { awake: true, kind: "other", listed: false }, "several"],
  ];
  for (const [name, state, answer, page] of CASES) {
    test(`${name}: ${page}`, () => assert.equal(decidePage(state, answer), page));
  }
});

describe("dates", () => {
  test("tomorrow begins at the reader's midnight", () => {
    const tomorrow = new Date(findTomorrow(NOON));
    assert.deepEqual([tomorrow.getHours(), tomorrow.getMinutes(), tomorrow.getMilliseconds()], [0, 0, 0]);
    assert.ok(tomorrow.getTime() > NOON && tomorrow.getTime() - NOON <= 24 * 60 * 60_000);
  });
  test("a day is written out, day first", () => {
    assert.equal(formatDay("2026-11-21", "id"), "21 November 2026");
    assert.equal(formatDay("2026-05-01", "id"), "1 Mei 2026");
    assert.equal(formatDay("2026-05-01", "en"), "1 May 2026");
  });
  test("an instant has its day and its time", () => {
    assert.match(formatInstant("2026-11-21T02:12:00Z", "id"), /^2[01] Nov 2026, \d\d\.\d\d$/u);
  });
});
