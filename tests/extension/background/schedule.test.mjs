/** When things happen: alarms that are there exactly when they are wanted, never all browsers at once. */

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { arrangeAlarms, isUpdateDue, readRetryAfter, scheduleNextUpdate } from "../../../extension/background/schedule.js";
import { NO_RELEASE } from "../../../extension/background/storage.js";
import { FakeClock, makeBrowser } from "./fakes.mjs";
import { SERVER, SETTINGS } from "./release_samples.mjs";

const TARGETS = { "warnings/contoh.json": { sha256: "a".repeat(64), length: 9 } };
const RELEASE = { ...NO_RELEASE, server: SERVER, made_on: "2026-11-21", targets: TARGETS };
const ASLEEP = { ...SETTINGS, employment: null };

let clock, browser, services;

beforeEach(() => {
  clock = new FakeClock();
  browser = makeBrowser();
  services = { browser, clock };
});

const alarms = () => Object.fromEntries(browser.alarms.byName);

describe("alarms", () => {
  test("awake with a release: an update soon, and the groups within the hour", async () => {
    await arrangeAlarms(services, SETTINGS, RELEASE);
    assert.deepEqual(alarms(), {
      update_release: { delayInMinutes: 1.75, periodInMinutes: 30 },
      prefetch_warnings: { delayInMinutes: 30.5 },
    });
  });

  test("those that are there stay as they are", async () => {
    await arrangeAlarms(services, SETTINGS, RELEASE);
    const before = alarms();
    clock.lot = 0.9;
    await arrangeAlarms(services, SETTINGS, RELEASE);
    assert.deepEqual(alarms(), before);
  });

  test("asleep: none, and those that were there are cleared", async () => {
    await arrangeAlarms(services, SETTINGS, RELEASE);
    await arrangeAlarms(services, ASLEEP, RELEASE);
    assert.deepEqual(alarms(), {});
  });

  const NO_PREFETCH = [
    ["the person saves data", { ...SETTINGS, prefetch: false }, RELEASE],
    ["there is no release", SETTINGS, NO_RELEASE],
  ];
  for (const [name, settings, release] of NO_PREFETCH) {
    test(`no fetch ahead of time when ${name}`, async () => {
      await arrangeAlarms(services, settings, release);
      assert.deepEqual(Object.keys(alarms()), ["update_release"]);
    });
  }

  test("no fetch ahead of time when every group is here", async () => {
    await browser.storage.local.set({ "warnings_sha256.contoh": "a".repeat(64) });
    await arrangeAlarms(services, SETTINGS, RELEASE);
    assert.deepEqual(Object.keys(alarms()), ["update_release"]);
  });

  for (const lot of [0, 1]) {
    test(`the dice at ${lot}: the moment stays within the hour`, async () => {
      clock.lot = lot;
      await arrangeAlarms(services, SETTINGS, RELEASE);
      const { delayInMinutes } = alarms().prefetch_warnings;
      assert.ok(delayInMinutes >= 1 && delayInMinutes <= 60, String(delayInMinutes));
    });
  }
});

describe("the next update", () => {
  const WAITS = [
    ["the release's interval, a fifth early", 0, RELEASE, 24],
    ["the release's interval, a fifth late", 1, RELEASE, 36],
    ["what an urgent release wants", 0.5, { ...RELEASE, poll_seconds: 300 }, 5],
    ["refused once: twice as long", 0.5, { ...RELEASE, problem: "http_status", failures: 1 }, 60],
    ["refused for long: eight times as long", 0.5, { ...RELEASE, problem: "http_status", failures: 9 }, 240],
    ["out of reach: as ever", 0.5, { ...RELEASE, problem: "unreachable", failures: 9 }, 30],
    ["asked to wait for three hours", 0.5, { ...RELEASE, problem: "http_status", failures: 1, retry_after_seconds: 10_800 }, 180],
    ["asked to wait, and no list yet", 0.5, { ...NO_RELEASE, problem: "http_status", failures: 1, retry_after_seconds: 600 }, 10],
    ["no list yet, first failure: a minute", 0.5, { ...NO_RELEASE, failures: 1 }, 1],
    ["no list yet, fourth failure: eight minutes", 0.5, { ...NO_RELEASE, failures: 4 }, 8],
    ["no list yet, many failures: never more than the interval", 0.5, { ...NO_RELEASE, failures: 40 }, 30],
    ["a list and failures: the interval", 0.5, { ...RELEASE, failures: 3 }, 30],
  ];
  for (const [name, lot, release, minutes] of WAITS) {
    test(name, async () => {
      clock.lot = lot;
      await scheduleNextUpdate(services, release);
      assert.ok(Math.abs(alarms().update_release.delayInMinutes - minutes) < 1e-9);
      assert.equal(alarms().update_release.periodInMinutes, release.poll_seconds / 60);
    });
  }
});

describe("an update is due", () => {
  const checked = { ...RELEASE, checked_at: "2026-11-21T02:00:00Z" };
  const CASES = [
    ["before the first check", SETTINGS, NO_RELEASE, 0, true],
    ["just after a check", SETTINGS, checked, 1, false],
    ["after the interval", SETTINGS, checked, 31, true],
    ["when another server is named", { ...SETTINGS, server: "https://jaga.example" }, checked, 0, true],
    ["never asleep", ASLEEP, NO_RELEASE, 9999, false],
  ];
  for (const [name, settings, release, minutes, expected] of CASES) {
    test(`${name}: ${expected}`, () => {
      clock.pass(minutes);
      assert.equal(isUpdateDue(settings, release, clock.now()), expected);
    });
  }
});

describe("Retry-After", () => {
  const NOW = Date.parse("2026-11-21T02:00:00Z");
  const HEADERS = [
    [null, 0],
    ["120", 120],
    ["Sat, 21 Nov 2026 02:05:00 GMT", 300],
    ["Sat, 21 Nov 2026 01:00:00 GMT", 0],
    ["99999999999", 86_400],
    ["-5", 0],
    ["soon", 0],
  ];
  for (const [header, seconds] of HEADERS) {
    test(String(header), () => assert.equal(readRetryAfter(header, NOW), seconds));
  }
});
