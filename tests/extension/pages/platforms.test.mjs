/** The list of platforms in the settings: whose site is whose, and what is said of each. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { deriveSites } from "../../../extension/background/derive.js";
import { chooseWanted, makeRows, sortOrigins } from "../../../extension/pages/platforms.js";

const ORIGINS = { x: ["https://x.com/*", "https://www.x.com/*"], bluesky: ["https://bsky.app/*"] };
const NAMES = { x: "X", bluesky: "Bluesky" };
const read = (path) => JSON.parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));

describe("the sites of a platform", () => {
  const CASES = [
    ["the domain itself", "https://x.com/*", "x"],
    ["a subdomain", "https://mobile.x.com/*", "x"],
    ["an address with a path", "http://127.0.0.1/latihan*", "latihan"],
    ["a domain that only ends alike", "https://netflix.com/*", undefined],
  ];
  for (const [name, pattern, platform] of CASES) {
    test(`${name}: ${platform ?? "nobody's"}`, () => {
      const found = sortOrigins([pattern], { "x.com": "x", "127.0.0.1": "latihan" });
      assert.deepEqual(found, platform === undefined ? {} : { [platform]: [pattern] });
    });
  }

  test("every site of the manifest is one platform's, as its file says", () => {
    const { platforms } = read("extension/bundled/platforms.json");
    const origins = sortOrigins(read("manifest.json").host_permissions, deriveSites(platforms));
    const matches = Object.entries(platforms).map(([platform, file]) => [platform, file.matches]);
    assert.deepEqual(origins, Object.fromEntries(matches));
  });
});

test("what is switched off needs no permission", () => {
  assert.deepEqual(chooseWanted(ORIGINS, []), [...ORIGINS.x, ...ORIGINS.bluesky]);
  assert.deepEqual(chooseWanted(ORIGINS, ["x"]), ORIGINS.bluesky);
});

describe("what is said of a platform", () => {
  const CASES = [
    ["granted", [], ["x"], "on"],
    ["not granted", [], [], "missing"],
    ["switched off", ["x"], ["x"], "off"],
    ["switched off and not granted", ["x"], [], "off"],
  ];
  for (const [name, off, granted, state] of CASES) {
    test(`${name}: ${state}`, () => {
      const row = makeRows(ORIGINS, NAMES, off, granted).find(({ platform }) => platform === "x");
      assert.deepEqual(row, { platform: "x", name: "X", origins: ORIGINS.x, state });
    });
  }

  test("in the order of their names", () => {
    assert.deepEqual(
      makeRows(ORIGINS, NAMES, [], []).map(({ name }) => name),
      ["Bluesky", "X"],
    );
  });
});
