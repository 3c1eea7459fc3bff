/** What content scripts read is laid out from the files of a release. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { deriveGuards, deriveLevels, deriveSites } from "../../../extension/background/derive.js";
import { sampleContent, sampleWording } from "./release_samples.mjs";

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
  test("each platform has its own entries and a sorted line for each of its marks", () => {
    const { x, latihan } = deriveGuards(sampleContent()["list.json"]);
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

  test("contests with the same phases share them", () => {
    const list = sampleContent()["list.json"];
    const { "contoh-2026": contest } = list.contests;
    const phases = [["kampanye", "2027-11-01", "2027-11-30"]];
    list.contests = { ...list.contests, same: { ...contest, group: "lain" }, other: { ...contest, phases } };
    list.entries[1].contest = "same";
    list.entries[2].contest = "other";
    const { calendars, entries } = deriveGuards(list).x;
    assert.deepEqual(calendars, [contest.phases, phases]);
    assert.deepEqual(
      entries.map(({ group, calendar }) => [group, calendar]),
      [
        ["contoh", 0],
        ["lain", 0],
        ["contoh", 1],
      ],
    );
  });

  test("a platform named like a member of every object is a platform", () => {
    const list = sampleContent()["list.json"];
    list.entries[0].keys = { constructor: "@budi" };
    assert.equal(deriveGuards(list).constructor.marks, "@budi 0\n");
  });
});

test("sites: every domain of a platform leads to it", () => {
  const platforms = sampleContent()["platforms.json"].platforms;
  platforms.x.sites.push({ domain: "twitter.com", subdomains: [""] });
  assert.deepEqual(deriveSites(platforms), { "x.com": "x", "twitter.com": "x", localhost: "latihan" });
});
