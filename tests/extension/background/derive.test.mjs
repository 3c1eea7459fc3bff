/** What content scripts read is laid out from the files of a release. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { deriveGuards, deriveLevels, deriveSites } from "../../../extension/background/derive.js";
import { layOutList } from "../../../extension/background/lay_out.js";
import { BUDI, sampleContent, sampleWording } from "./release_samples.mjs";

describe("levels", () => {
  const LEVELS = [
    ["pns", "candidate", "kampanye", "like", "hold"],
    ["pppk", "candidate", "none", "follow", "hold"],
    ["spouse", "candidate", "kampanye", "follow", "hold"],
    ["non_asn", "candidate", "kampanye", "like", "inform"],
    ["pns", "party", "kampanye", "like", "inform"],
    ["non_asn", "party", "none", "follow", "badge"],
  ];
  for (const [employment, subject, phase, action, level] of LEVELS) {
    test(`${employment}, ${subject}, ${phase}, ${action} -> ${level}`, () => {
      assert.equal(deriveLevels(sampleWording().rules, employment)[subject][phase][action], level);
    });
  }

  test("an employment that no rule speaks of is refused", () => {
    assert.throws(() => deriveLevels(sampleWording().rules, "tni"), { code: "wrong_shape" });
  });
});

describe("guards", () => {
  test("each platform has its own entries and a sorted line for each of its marks", async () => {
    const { x, latihan } = await deriveGuards(layOutList(sampleContent()["list.json"]));
    assert.equal(x.marks, "#11 0\n#22 1\n#23 1\n@budi 0 11\n@partai_contoh 2\n@sari 1 22\n");
    assert.deepEqual(
      x.entries.map(({ subject, to }) => [subject, to]),
      [
        ["candidate", null],
        ["candidate", "2026-11-25"],
        ["party", null],
      ],
    );
    assert.deepEqual([latihan.marks, latihan.entries.length], ["@budi 0\n", 1]);
  });

  test("contests with the same phases share them", async () => {
    const list = sampleContent()["list.json"];
    const phases = [["kampanye", "2027-11-01", "2027-11-30"]];
    list.calendars.other = phases;
    const { "contoh-2026": contest } = list.contests;
    list.contests.same = { ...contest, group: "lain", entries: { "party ../..": { x: "@satu" } } };
    list.contests.other = { ...contest, calendar: "other", entries: { "party ../..": { x: "@dua" } } };
    const { calendars, entries } = (await deriveGuards(layOutList(list))).x;
    assert.deepEqual(calendars, [list.calendars["contoh-2026"], phases]);
    assert.deepEqual(
      entries.slice(2).map(({ group, calendar }) => [group, calendar]),
      [
        ["contoh", 0],
        ["lain", 0],
        ["contoh", 1],
      ],
    );
  });

  test("events that wait have their turn meanwhile", async () => {
    const turns = [];
    setImmediate(() => turns.push("an event"));
    await deriveGuards(layOutList(sampleContent()["list.json"]));
    assert.deepEqual(turns, ["an event"]);
  });

  test("a platform named like a member of every object is a platform", async () => {
    const list = sampleContent()["list.json"];
    list.contests["contoh-2026"].entries[BUDI] = { constructor: "@budi" };
    assert.equal((await deriveGuards(layOutList(list))).constructor.marks, "@budi 0\n");
  });
});

test("sites: every domain of a platform leads to it", () => {
  const platforms = sampleContent()["platforms.json"].platforms;
  platforms.x.sites.push({ domain: "twitter.com", subdomains: [""] });
  assert.deepEqual(deriveSites(platforms), { "x.com": "x", "twitter.com": "x", localhost: "latihan" });
});
