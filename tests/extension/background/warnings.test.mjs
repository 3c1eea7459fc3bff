/** A group's warnings: asked for once, by group alone, believed only when the release names the very file. */

import assert from "node:assert/strict";
import { beforeEach, describe, mock, test } from "node:test";

import { updateRelease } from "../../../extension/background/release.js";
import { findMissingGroups } from "../../../extension/background/stored_warnings.js";
import { ensureGroup, prefetchGroups } from "../../../extension/background/warnings.js";
import { FakeClock, FakeNetwork, makeBrowser } from "./fakes.mjs";
import { BUDI, SERVER, SETTINGS, laidWarnings, publish, sampleContent, sampleWarnings, toBytes } from "./release_samples.mjs";

const GROUP_URL = `${SERVER}/v1/warnings/contoh`;

let network, clock, browser, services, urls;

/**
 * Put a release with these groups in place, and forget the requests it took.
 * @param {string[]} groups their ids
 * @param {number} version of the release
 */
async function load(groups = ["contoh"], version = 1) {
  const content = sampleContent();
  groups.forEach((group) => (content[`warnings/${group}.json`] = sampleWarnings(group)));
  urls = publish(network, content, { version });
  await updateRelease(services);
  network.requests = [];
}

beforeEach(async () => {
  mock.method(console, "warn", () => undefined);
  network = new FakeNetwork();
  clock = new FakeClock();
  browser = makeBrowser({ settings: SETTINGS });
  services = { browser, fetch: network.fetch, clock };
  await load();
});

const stored = () => browser.storage.local.all();

describe("a group that is needed", () => {
  test("is asked for and stored", async () => {
    assert.deepEqual(await ensureGroup(services, "contoh"), laidWarnings("contoh"));
    assert.deepEqual(
      network.requests.map(({ url }) => url),
      [GROUP_URL],
    );
    assert.deepEqual((await stored())["warnings.contoh"], laidWarnings("contoh"));
  });

  test("is asked for without cookie, referrer or header", async () => {
    await ensureGroup(services, "contoh");
    const [{ options }] = network.requests;
    assert.deepEqual(
      [options.credentials, options.referrerPolicy, options.headers],
      ["omit", "no-referrer", undefined],
    );
  });

  test("is asked for once, however many tabs need it", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => ensureGroup(services, "contoh")));
    assert.deepEqual(answers, Array(10).fill(laidWarnings("contoh")));
    assert.equal(network.requests.length, 1);
  });

  test("is not asked for again once it is here", async () => {
    await ensureGroup(services, "contoh");
    assert.deepEqual(await ensureGroup(services, "contoh"), laidWarnings("contoh"));
    assert.equal(network.requests.length, 1);
  });
});

describe("nothing is asked for", () => {
  const NO_GROUPS = ["../list", "x/y", "", "A", "a".repeat(65), "contoh?x", null, 7, {}, "tidak-ada", "constructor"];
  for (const group of NO_GROUPS) {
    test(`when the group is ${JSON.stringify(group)}`, async () => {
      assert.equal(await ensureGroup(services, group), null);
      assert.deepEqual(network.requests, []);
    });
  }

  test("when the person sleeps", async () => {
    await browser.storage.local.set({ settings: { ...SETTINGS, employment: null } });
    assert.equal(await ensureGroup(services, "contoh"), null);
    await prefetchGroups(services);
    assert.deepEqual(network.requests, []);
  });

  test("when no release has been loaded", async () => {
    await browser.storage.local.remove("release");
    assert.equal(await ensureGroup(services, "contoh"), null);
    assert.deepEqual(network.requests, []);
  });
});

describe("after a failure", () => {
  beforeEach(() => network.serve(GROUP_URL, "{}", { status: 503 }));

  test("nothing is stored", async () => {
    assert.equal(await ensureGroup(services, "contoh"), null);
    assert.equal((await stored())["warnings.contoh"], undefined);
  });

  test("the group is left alone for a minute, then two, then four, and never for more than half an hour", async () => {
    for (const minutes of [1, 2, 4, 8, 16, 30, 30]) {
      network.requests = [];
      await ensureGroup(services, "contoh");
      assert.equal(network.requests.length, 1, `asked after the wait before ${minutes}`);
      clock.pass(minutes - 0.01);
      await ensureGroup(services, "contoh");
      assert.equal(network.requests.length, 1, `not asked again within ${minutes} minutes`);
      clock.pass(0.01);
    }
  });

  test("a success ends the waiting", async () => {
    await ensureGroup(services, "contoh");
    clock.pass(1);
    network.serve(GROUP_URL, toBytes(sampleWarnings("contoh")));
    assert.deepEqual(await ensureGroup(services, "contoh"), laidWarnings("contoh"));
    assert.deepEqual(await browser.storage.session.all(), {});
  });

  test("what failed is not written to disk", async () => {
    const before = Object.keys(await stored());
    await ensureGroup(services, "contoh");
    assert.deepEqual(Object.keys(await stored()), before);
    assert.deepEqual(Object.keys(await browser.storage.session.all()), ["back_off.contoh"]);
  });
});

describe("when the server answers with another file than the release names", () => {
  test("the release's own file is fetched under its hash", async () => {
    network.serve(GROUP_URL, JSON.stringify(sampleWarnings("contoh", "Sari")));
    assert.deepEqual(await ensureGroup(services, "contoh"), laidWarnings("contoh"));
    assert.deepEqual(
      network.requests.map(({ url }) => url),
      [GROUP_URL, urls["warnings/contoh.json"]],
    );
    assert.equal((await stored())["warnings.contoh"].accounts[0].owner, "Budi");
  });

  test("and has no such file either, nothing is believed", async () => {
    const other = JSON.stringify(sampleWarnings("contoh", "Sari"));
    network.serve(GROUP_URL, other);
    network.serve(urls["warnings/contoh.json"], other);
    assert.equal(await ensureGroup(services, "contoh"), null);
    assert.equal((await stored())["warnings.contoh"], undefined);
  });

  test("a page in HTML is not believed", async () => {
    network.serve(GROUP_URL, "<!doctype html>");
    network.serve(urls["warnings/contoh.json"], "<!doctype html>");
    assert.equal(await ensureGroup(services, "contoh"), null);
    assert.equal((await stored())["warnings.contoh"], undefined);
  });
});

test("a file that speaks of another group is refused although its hash is right", async () => {
  const content = sampleContent();
  content["warnings/contoh.json"] = sampleWarnings("lain");
  publish(network, content, { version: 2 });
  await updateRelease(services);
  assert.equal(await ensureGroup(services, "contoh"), null);
});

describe("a file that speaks of something that the list does not hold is refused although its hash is right:", () => {
  const OTHERS = [
    ["a contest", ({ contests }) => (contests.lain = contests["contoh-2026"])],
    ["a contest of an inherited name", ({ contests }) => (contests.constructor = contests["contoh-2026"])],
    ["a listing", ({ contests }) => (contests["contoh-2026"].owners[0].digests += " 0000")],
  ];
  for (const [name, spoil] of OTHERS) {
    test(name, async () => {
      const content = sampleContent();
      spoil(content["warnings/contoh.json"]);
      publish(network, content, { version: 2 });
      await updateRelease(services);
      assert.equal(await ensureGroup(services, "contoh"), null);
      assert.equal((await stored())["warnings.contoh"], undefined);
    });
  }
});

test("days and longer digests are read as the release writes them", async () => {
  const content = sampleContent();
  const { entries } = content["list.json"].contests["contoh-2026"];
  entries["team 2026-11-02/2026-11-03"] = { x: "#77" };
  delete entries[BUDI];
  const [owner] = content["warnings/contoh.json"].contests["contoh-2026"].owners;
  owner.digests = "b429ef"; // sha256 of "team 2026-11-02/2026-11-03 x:#77"
  publish(network, content, { version: 2 });
  await updateRelease(services);
  await ensureGroup(services, "contoh");
  const [account, ...others] = (await stored())["warnings.contoh"].accounts;
  assert.deepEqual(others, []);
  assert.deepEqual([account.keys, account.subject, account.from, account.to], [["x:#77"], "team", "2026-11-02", "2026-11-03"]);
});

test("an answer that a new release has overtaken is thrown away", async () => {
  const answer = network.answers.get(GROUP_URL);
  network.answers.set(GROUP_URL, async () => {
    const { release } = await stored();
    release.targets["warnings/contoh.json"].sha256 = "f".repeat(64);
    await browser.storage.local.set({ release });
    return answer();
  });
  assert.equal(await ensureGroup(services, "contoh"), null);
  assert.equal((await stored())["warnings.contoh"], undefined);
});

describe("ahead of time", () => {
  test("every missing group is asked for, in an order that the dice decide", async () => {
    await load(["contoh", "aceh", "bali"], 2);
    await ensureGroup(services, "aceh");
    network.requests = [];
    const lots = [0.9, 0.1];
    await prefetchGroups({ ...services, clock: { ...clock, now: clock.now, pickBetween: () => lots.shift() } });
    assert.deepEqual(network.paths(), ["/v1/warnings/bali", "/v1/warnings/contoh"]);
    assert.deepEqual(await findMissingGroups(browser, (await stored()).release), []);
  });

  test("nothing is asked for when the person has chosen so", async () => {
    await browser.storage.local.set({ settings: { ...SETTINGS, prefetch: false } });
    await prefetchGroups(services);
    assert.deepEqual(network.requests, []);
  });

  test("one group that fails does not stop the others", async () => {
    await load(["contoh", "aceh", "bali"], 2);
    network.serve(GROUP_URL, "{}", { status: 500 });
    await prefetchGroups(services);
    assert.deepEqual(await findMissingGroups(browser, (await stored()).release), ["contoh"]);
  });
});
