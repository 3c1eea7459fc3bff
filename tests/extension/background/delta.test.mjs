/** An update by delta: little is fetched, and whatever comes, the outcome is the file that the release names. */

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { applyPatch } from "../../../extension/background/merge_patch.js";
import { updateRelease } from "../../../extension/background/release.js";
import { FakeClock, FakeNetwork, makeBrowser } from "./fakes.mjs";
import { BUDI, SETTINGS, deltaUrl, publish, sampleContent } from "./release_samples.mjs";

let network, browser, services, before, after, urls;

beforeEach(async () => {
  network = new FakeNetwork();
  browser = makeBrowser({ settings: SETTINGS });
  services = { browser, fetch: network.fetch, clock: new FakeClock() };
  before = { ...sampleContent(), "regions.json": { format: 1, regions: { "wil:11": "Aceh", "wil:11.01": "Kabupaten Aceh Selatan", "wil:12": "Sumut" } } };
  publish(network, before);
  await updateRelease(services);
  network.requests = [];
  after = structuredClone(before);
  after["list.json"].contests["contoh-2026"].entries[BUDI].x = "@budi_baru#11";
  delete after["list.json"].contests["contoh-2026"].entries["party ../.."];
  urls = publish(network, after, { version: 2 });
});

const stored = () => browser.storage.local.all();
const PATCH = { contests: { "contoh-2026": { entries: { [BUDI]: { x: "@budi_baru#11" }, "party ../..": null } } } };

/** Put a delta of the list on the network. */
const serveDelta = (body) => network.serve(deltaUrl(before["list.json"], after["list.json"]), body);

/** Tell which files of the release were asked for, whole. */
const askedWhole = () => network.requests.map(({ url }) => url).filter((url) => url.includes("/targets/"));

test("a delta takes the place of the whole file", async () => {
  serveDelta(JSON.stringify(PATCH));
  const { problem } = await updateRelease(services);
  assert.equal(problem, null);
  assert.deepEqual(askedWhole(), []);
  const { list, "guard.x": guard } = await stored();
  assert.deepEqual(list, after["list.json"]);
  assert.equal(guard.marks, "#11 0\n#22 1\n#23 1\n@budi_baru 0 11\n@sari 1 22\n");
});

const WRONG = [
  ["there is none", () => undefined],
  ["it is no JSON", () => serveDelta("<!doctype html>")],
  ["it leads to another file", () => serveDelta(JSON.stringify({ ...PATCH, made_on: "2026-11-22" }))],
  ["it changes nothing", () => serveDelta("{}")],
  ["it is a list", () => serveDelta("[]")],
  ["it is nothing", () => serveDelta("null")],
  ["it is deeper than anything", () => serveDelta('{"a":'.repeat(50) + "1" + "}".repeat(50))],
  ["it is longer than half the file", () => serveDelta(JSON.stringify(PATCH) + " ".repeat(1000))],
  ["the file that is here is another", () => browser.storage.local.set({ list: {} })],
  ["the file is not here", () => browser.storage.local.remove("list")],
];

describe("the whole file is asked for when", () => {
  for (const [name, spoil] of WRONG) {
    test(name, async () => {
      if (name.startsWith("the file")) {
        serveDelta(JSON.stringify(PATCH));
      }
      await spoil();
      const { problem } = await updateRelease(services);
      assert.equal(problem, null);
      assert.deepEqual(askedWhole(), [urls["list.json"]]);
      assert.deepEqual((await stored()).list, after["list.json"]);
    });
  }
});

test("every other file is put together from what is kept of it", async () => {
  const changed = structuredClone(after);
  const patches = {
    "platforms.json": { platforms: { x: { name: "Lain" }, latihan: null } },
    "wording.json": { texts: { id: { phases: { kampanye: "kampanye" } } } },
    "regions.json": { regions: { "wil:12": "Sumatera Utara" } },
  };
  serveDelta(JSON.stringify(PATCH));
  for (const [name, patch] of Object.entries(patches)) {
    changed[name] = applyPatch(before[name], patch);
    network.serve(deltaUrl(before[name], changed[name]), JSON.stringify(patch));
  }
  publish(network, changed, { version: 3 });
  const { problem } = await updateRelease(services);
  assert.equal(problem, null);
  assert.deepEqual(askedWhole(), []);
  const { wording, regions, "platform.x": x } = await stored();
  assert.deepEqual([wording.texts.id.phases.kampanye, regions["wil:12"], x.name], ["kampanye", "Sumatera Utara", "Lain"]);
});

describe("merge patches are those of RFC 7396, appendix A:", () => {
  const EXAMPLES = [
    [{ a: "b" }, { a: "c" }, { a: "c" }],
    [{ a: "b" }, { b: "c" }, { a: "b", b: "c" }],
    [{ a: "b" }, { a: null }, {}],
    [{ a: "b", b: "c" }, { a: null }, { b: "c" }],
    [{ a: ["b"] }, { a: "c" }, { a: "c" }],
    [{ a: "c" }, { a: ["b"] }, { a: ["b"] }],
    [{ a: { b: "c" } }, { a: { b: "d", c: null } }, { a: { b: "d" } }],
    [{ a: [{ b: "c" }] }, { a: [1] }, { a: [1] }],
    [["a", "b"], ["c", "d"], ["c", "d"]],
    [{ a: "b" }, ["c"], ["c"]],
    [{ a: "foo" }, null, null],
    [{ a: "foo" }, "bar", "bar"],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [[1, 2], { a: "b", c: null }, { a: "b" }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
    [JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"b":2}}'), JSON.parse('{"__proto__":{"a":1,"b":2}}')],
  ];
  for (const [target, patch, outcome] of EXAMPLES) {
    test(`${JSON.stringify(target)} and ${JSON.stringify(patch)}`, () => {
      assert.equal(JSON.stringify(applyPatch(target, patch)), JSON.stringify(outcome));
    });
  }
});
