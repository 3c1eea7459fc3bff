/** What content scripts read is laid out from the files of a release. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { deriveGuards, deriveLevels, deriveSites } from "../../../extension/background/derive.js";
import { sampleContent, sampleWording } from "./release_samples.mjs";

describe("levels", () => {
  const LEVELS = [
    ["pns", "candidate", "kampanye", "like", "hold"],
    ["pppk", "candidate", "none", "follow", "hold"],
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
  test("each platform has its own entries only", () => {
    const guards = deriveGuards(sampleContent()["list.json"]);
    const keys = Object.entries(guards).map(([platform, { entries }]) => [
      platform,
      entries.map((entry) => entry.keys),
    ]);
    assert.deepEqual(keys, [
      ["x", ["@budi#11", "@sari#22 #23", "@partai_contoh"]],
      ["latihan", ["@budi"]],
    ]);
  });

  test("a platform named like a member of every object is a platform", () => {
    const list = sampleContent()["list.json"];
    list.entries[0].keys = { constructor: "@budi" };
    assert.equal(deriveGuards(list).constructor.entries[0].keys, "@budi");
  });
});

test("sites: every domain of a platform leads to it", () => {
  const platforms = sampleContent()["platforms.json"].platforms;
  platforms.x.sites.push({ domain: "twitter.com", subdomains: [""] });
  assert.deepEqual(deriveSites(platforms), { "x.com": "x", "twitter.com": "x", localhost: "latihan" });
});
