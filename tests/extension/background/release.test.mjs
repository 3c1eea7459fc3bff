/** An update of the release: all of it or nothing, never older, never another file than the one that was named. */

import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import { PROBLEMS } from "../../../extension/background/problem.js";
import { updateRelease } from "../../../extension/background/release.js";
import { forgetTrust } from "../../../extension/background/trust.js";
import { EXTENSION, FakeClock, FakeNetwork, makeBrowser } from "./fakes.mjs";
import { BUDI, SERVER, SETTINGS, deltaUrl, makeRoot, otherKey, publish, sampleContent, sampleWarnings } from "./release_samples.mjs";

let network, clock, browser, services;

beforeEach(() => {
  network = new FakeNetwork();
  clock = new FakeClock();
  browser = makeBrowser({ settings: SETTINGS });
  services = { browser, fetch: network.fetch, clock };
});

const stored = () => browser.storage.local.all();
const versionOf = async (role) => JSON.parse((await stored()).trust.files[role]).signed.version;

describe("a first update", () => {
  test("stores guards, sites, platforms, wording and levels in one step", async () => {
    publish(network);
    await updateRelease(services);
    assert.deepEqual(browser.storage.local.writes.filter((items) => !("trust" in items)).length, 1);
    const { release, ...rest } = await stored();
    const expected = [
      "guard.latihan",
      "guard.x",
      "levels",
      "list",
      "platform.latihan",
      "platform.x",
      "seasons",
      "settings",
      "sites",
      "trust",
      "wording",
    ];
    assert.deepEqual(Object.keys(rest).sort(), expected);
    assert.deepEqual(rest.sites, { "x.com": "x", localhost: "latihan" });
    assert.equal(rest.levels.candidate.kampanye.like, "hold");
    assert.deepEqual([release.made_on, release.problem, release.server], ["2026-11-21", null, SERVER]);
    assert.deepEqual([rest.trust.server, Object.keys(rest.trust.files).sort()], [SERVER, ["root", "snapshot", "targets", "timestamp"]]);
    assert.equal(release.checked_at, "2026-11-21T02:00:00.000Z");
    assert.equal(release.targets["list.json"].length, JSON.stringify(sampleContent()["list.json"]).length);
  });

  test("keeps where objections are taken", async () => {
    const content = sampleContent();
    publish(network, content);
    assert.deepEqual((await updateRelease(services)).contacts, []);
    content["list.json"].contacts = ["mailto:keberatan@daftar.example", "https://daftar.example/keberatan"];
    publish(network, content, { version: 2 });
    assert.deepEqual((await updateRelease(services)).contacts, content["list.json"].contacts);
  });

  test("puts an entry's contest into the guard of its platform", async () => {
    publish(network);
    await updateRelease(services);
    const guard = (await stored())["guard.x"];
    assert.deepEqual(guard.entries[1], {
      contest: "contoh-2026",
      group: "contoh",
      subject: "candidate",
      from: null,
      to: "2026-11-25",
      utc_offset_minutes: 420,
      calendar: 0,
    });
    assert.deepEqual(guard.calendars, [[["kampanye", "2026-11-01", "2026-11-30"]]]);
  });

  test("does not ask for anybody's warnings", async () => {
    publish(network);
    await updateRelease(services);
    assert.deepEqual(
      network.paths().filter((path) => path.includes("warnings")),
      [],
    );
  });

  test("sends no cookie, no referrer and no header, and leaves nothing in a cache", async () => {
    publish(network);
    await updateRelease(services);
    assert.equal(network.requests.length, 8);
    for (const { options } of network.requests) {
      const { signal, ...said } = options;
      assert.ok(signal instanceof AbortSignal);
      assert.deepEqual(said, {
        method: "GET",
        credentials: "omit",
        referrerPolicy: "no-referrer",
        cache: "no-store",
        redirect: "manual",
      });
    }
  });
});

test("asleep, nothing is asked and nothing is stored", async () => {
  browser = makeBrowser({ settings: { ...SETTINGS, employment: null } });
  publish(network);
  await updateRelease({ ...services, browser });
  assert.deepEqual(network.requests, []);
  assert.deepEqual(browser.storage.local.writes, []);
});

describe("a later update", () => {
  test("asks for a newer root and the timestamp alone when nothing has changed", async () => {
    publish(network);
    await updateRelease(services);
    network.requests = [];
    const written = browser.storage.local.writes.length;
    clock.pass(30);
    const release = await updateRelease(services);
    assert.deepEqual(network.paths(), ["/v1/release/metadata/2.root.json", "/v1/release/metadata/timestamp.json"]);
    assert.equal(release.checked_at, "2026-11-21T02:30:00.000Z");
    assert.deepEqual(browser.storage.local.writes.slice(written), [{ release }]);
  });

  test("asks for the changed file alone, and keeps the others", async () => {
    publish(network);
    await updateRelease(services);
    const before = await stored();
    network.requests = [];
    const content = sampleContent();
    content["list.json"].contests["contoh-2026"].entries[BUDI].x = "@budi_baru#11";
    const urls = publish(network, content, { version: 2 });
    await updateRelease(services);
    const delta = deltaUrl(sampleContent()["list.json"], content["list.json"]);
    const root = `${SERVER}/v1/release/metadata/2.root.json`;
    const asked = [root, urls.timestamp, urls.snapshot, urls.targets, delta, urls["list.json"]];
    assert.deepEqual(
      network.requests.map(({ url }) => url),
      asked,
    );
    const after = await stored();
    assert.match(after["guard.x"].marks, /^@budi_baru 0 11$/m);
    assert.doesNotMatch(after["guard.x"].marks, /^@budi /m);
    assert.deepEqual(after.wording, before.wording);
    assert.equal(JSON.parse(after.trust.files.targets).signed.version, 2);
  });

  test("keeps the regions of a release that names them", async () => {
    const regions = { "wil:11": "Aceh", "wil:11.01": "Kabupaten Aceh Selatan" };
    publish(network, { ...sampleContent(), "regions.json": { format: 1, regions } });
    await updateRelease(services);
    assert.deepEqual((await stored()).regions, regions);

    publish(network, sampleContent(), { version: 2 });
    const { problem } = await updateRelease(services);
    assert.equal(problem, null);
    assert.deepEqual((await stored()).regions, regions);
  });

  test("refuses a region without a code", async () => {
    publish(network, { ...sampleContent(), "regions.json": { format: 1, regions: { Aceh: "Aceh" } } });
    assert.equal((await updateRelease(services)).problem, "wrong_shape");
  });

  test("empties the guard of a platform that has left the list", async () => {
    publish(network);
    await updateRelease(services);
    const content = sampleContent();
    delete content["list.json"].contests["contoh-2026"].entries[BUDI].latihan;
    publish(network, content, { version: 2 });
    await updateRelease(services);
    assert.deepEqual((await stored())["guard.latihan"], { calendars: [], entries: [], marks: "" });
  });

  test("drops the warnings that have changed, and keeps those that have not", async () => {
    const content = sampleContent();
    content["warnings/lain.json"] = sampleWarnings("lain");
    publish(network, content);
    await updateRelease(services);
    const { targets } = (await stored()).release;
    for (const group of ["contoh", "lain"]) {
      const { sha256 } = targets[`warnings/${group}.json`];
      await browser.storage.local.set({ [`warnings.${group}`]: {}, [`warnings_sha256.${group}`]: sha256 });
    }
    content["warnings/contoh.json"] = sampleWarnings("contoh", "Budi Santoso");
    publish(network, content, { version: 2 });
    await updateRelease(services);
    const left = Object.keys(await stored()).filter((key) => key.startsWith("warnings"));
    assert.deepEqual(left.sort(), ["warnings.lain", "warnings_sha256.lain"]);
  });
});

const HTML = "<!doctype html><title>Masuk ke Wi-Fi</title>";

// What is done to the second release, and the code that must come of it.
const REFUSALS = [
  [
    "a byte of the list is another",
    "wrong_hash",
    (urls) => change(urls["list.json"], (body) => body.replace("-21", "-22")),
  ],
  ["the list is cut off", "wrong_length", (urls) => change(urls["list.json"], (body) => body.slice(0, -1))],
  ["the list goes on for longer", "too_long", (urls) => change(urls["list.json"], (body) => `${body} `)],
  [
    "a byte of the targets is another",
    "wrong_hash",
    (urls) => change(urls.targets, (body) => body.replace("00", "01")),
  ],
  ["the snapshot is cut off", "wrong_length", (urls) => change(urls.snapshot, (body) => body.slice(0, -9))],
  ["the timestamp is a page in HTML", "not_json", (urls) => network.serve(urls.timestamp, HTML)],
  ["the timestamp is half a file", "not_json", (urls) => change(urls.timestamp, (body) => body.slice(0, 90))],
  [
    "the timestamp is no UTF-8",
    "not_json",
    (urls) => network.serve(urls.timestamp, new Uint8Array([0x22, 0xff, 0x22])),
  ],
  ["the timestamp says nothing", "wrong_shape", (urls) => network.serve(urls.timestamp, "{}")],
  [
    "the timestamp is a snapshot",
    "wrong_shape",
    (urls) => change(urls.timestamp, (body) => body.replace("timestamp", "snapshot")),
  ],
  ["the timestamp has no end", "too_long", (urls) => network.answers.set(urls.timestamp, endless)],
  [
    "the timestamp announces a gigabyte",
    "too_long",
    (urls) => change(urls.timestamp, (body) => body, { "Content-Length": "1000000000" }),
  ],
  ["the answer breaks off", "unreachable", (urls) => network.answers.set(urls["list.json"], brokenOff)],
  ["304", "http_status", (urls) => network.answers.set(urls.timestamp, () => new Response(null, { status: 304 }))],
  ["404", "http_status", (urls) => network.serve(urls["list.json"], "{}", { status: 404 })],
  ["500", "http_status", (urls) => network.serve(urls.targets, "{}", { status: 500 })],
  ["the request is sent elsewhere", "redirected", (urls) => network.answers.set(urls.timestamp, redirect)],
  ["nobody answers", "unreachable", (urls) => network.answers.set(urls.timestamp, refuse)],
];

/**
 * Change what the server answers.
 * @param {string} url of which file
 * @param {(body: string) => string} edit what becomes of it
 * @param {Record<string, string>} headers of the new answer
 */
function change(url, edit, headers = {}) {
  const before = network.answers.get(url);
  network.answers.set(url, async () => new Response(edit(await (await before()).text()), { headers }));
}

const endless = () => new Response(new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(4096)) }));

const redirect = () => Object.defineProperty(new Response(null), "type", { value: "opaqueredirect" });

/** Fail as fetch does when nobody is there. */
function refuse() {
  throw new TypeError("Failed to fetch");
}

/**
 * Answer with a body that fails after its first bytes.
 * @returns {Response} as it arrives
 */
function brokenOff() {
  const start = (stream) => {
    stream.enqueue(new TextEncoder().encode('{"format":1,'));
    stream.error(new TypeError("network error"));
  };
  return new Response(new ReadableStream({ start }));
}

describe("a refused update keeps the last good release and says why:", () => {
  for (const [name, code, spoil] of REFUSALS) {
    test(`${name} -> ${code}`, async () => {
      publish(network);
      await updateRelease(services);
      const { release: before, ...good } = await stored();
      const content = sampleContent();
      content["list.json"].contests["contoh-2026"].entries = {};
      const urls = publish(network, content, { version: 2 });
      spoil(urls);
      clock.pass(30);
      await updateRelease(services);
      const { release, trust, ...rest } = await stored();
      assert.deepEqual({ ...rest, trust: { ...trust, files: null } }, { ...good, trust: { ...good.trust, files: null } });
      const checked_at = "2026-11-21T02:30:00.000Z";
      assert.deepEqual(release, { ...before, problem: code, failures: 1, checked_at });
    });
  }

  test("every code that is seen here is explained", () => {
    REFUSALS.forEach(([, code]) => assert.ok(code in PROBLEMS, code));
  });
});

test("a server that wants to be left alone is remembered, until it answers", async () => {
  const urls = publish(network);
  const busy = () => new Response("{}", { status: 503, headers: { "Retry-After": "7200" } });
  network.answers.set(urls.timestamp, busy);
  assert.equal((await updateRelease(services)).retry_after_seconds, 7200);
  publish(network);
  assert.equal((await updateRelease(services)).retry_after_seconds, 0);
});

// A release with another content, and the shape that is wrong in it.
const WRONG_SHAPES = [
  ["another format", (content) => (content["list.json"].format = 3)],
  ["no date", (content) => (content["list.json"].made_on = "kemarin")],
  ["asked for every second", (content) => (content["list.json"].poll_seconds = 1)],
  ["never asked for again", (content) => (content["list.json"].poll_seconds = 10 ** 9)],
  ["a calendar that is not there", (content) => (content["list.json"].contests["contoh-2026"].calendar = "tidak-ada")],
  ["a calendar of an inherited name", (content) => (content["list.json"].contests["contoh-2026"].calendar = "constructor")],
  ["an entry without days", (content) => (content["list.json"].contests["contoh-2026"].entries.candidate = {})],
  ["a phase without an end", (content) => content["list.json"].calendars["contoh-2026"][0].pop()],
  ["a group that climbs", (content) => (content["list.json"].contests["contoh-2026"].group = "../x")],
  ["a group without warnings", (content) => (content["list.json"].contests["contoh-2026"].group = "lain")],
  ["keys as a list", (content) => (content["list.json"].contests["contoh-2026"].entries[BUDI].x = ["@budi"])],
  ["a contact that runs a script", (content) => (content["list.json"].contacts = ["javascript:alert(1)"])],
  ["a contact that writes to others too", (content) => (content["list.json"].contacts = ["mailto:a@b.example?cc=c@d.example"])],
  ["no platforms", (content) => delete content["platforms.json"]],
  ["a platform without sites", (content) => delete content["platforms.json"].platforms.x.sites],
  ["wording in one language", (content) => delete content["wording.json"].texts.en],
  ["a gap in the rules", (content) => content["wording.json"].rules.pop()],
  ["two rules for one case", (content) => content["wording.json"].rules.push(content["wording.json"].rules[0])],
];

describe("a release whose hashes are right and whose content is not is refused:", () => {
  for (const [name, spoil] of WRONG_SHAPES) {
    test(name, async () => {
      const content = sampleContent();
      spoil(content);
      publish(network, content);
      const release = await updateRelease(services);
      assert.equal(release.problem, "wrong_shape");
      assert.deepEqual(Object.keys(await stored()).sort(), ["release", "settings", "trust"]);
    });
  }
});

// Versions that a server at 3 must not offer afterwards.
const OLDER = [
  ["timestamp", { version: 2 }],
  ["snapshot", { version: 4, snapshot: 2 }],
  ["targets", { version: 4, targets: 2 }],
];

describe("versions never go back:", () => {
  for (const [role, at] of OLDER) {
    test(role, async () => {
      publish(network, sampleContent(), { version: 3 });
      await updateRelease(services);
      publish(network, sampleContent(), at);
      assert.equal((await updateRelease(services)).problem, "version_back");
    });
  }

  test("another server has its own versions", async () => {
    publish(network, sampleContent(), { version: 9 });
    await updateRelease(services);
    const server = "https://jaga.example";
    await browser.storage.local.set({ settings: { ...SETTINGS, server } });
    publish(network, sampleContent(), { server, version: 2 });
    const release = await updateRelease(services);
    assert.deepEqual([release.problem, release.server, await versionOf("timestamp")], [null, server, 2]);
  });

  test("the person may forget them, and stays guarded until the next list", async () => {
    publish(network, sampleContent(), { version: 9 });
    await updateRelease(services);
    await forgetTrust(browser);
    assert.ok((await stored())["guard.x"]);
    publish(network, sampleContent(), { version: 1 });
    const release = await updateRelease(services);
    assert.deepEqual([release.problem, await versionOf("timestamp")], [null, 1]);
  });
});

describe("whom a browser believes:", () => {
  const place = `${SERVER}/v1/release/metadata`;

  test("the first root that a server shows is held fast; a stranger's release is refused", async () => {
    publish(network);
    await updateRelease(services);
    publish(network, sampleContent(), { version: 2, signer: otherKey });
    network.serve(`${place}/1.root.json`, makeRoot(1, { signed: otherKey, given: { signer: otherKey } }));
    assert.equal((await updateRelease(services)).problem, "wrong_signature");
    assert.equal(await versionOf("timestamp"), 1);
  });

  test("the root of the package is believed, not that of the server", async () => {
    publish(network);
    network.serve(`${EXTENSION}extension/bundled/root.json`, makeRoot(1, { signed: otherKey, given: { signer: otherKey } }));
    assert.equal((await updateRelease(services)).problem, "wrong_signature");
    network.serve(`${EXTENSION}extension/bundled/root.json`, makeRoot());
    assert.equal((await updateRelease(services)).problem, null);
    assert.ok(!network.paths().includes("/v1/release/metadata/1.root.json"));
  });

  test("a package without a root is no fault, however the browser says so", async () => {
    const failing = new ReadableStream({ start: (body) => body.error(new TypeError("NetworkError")) });
    network.answers.set(`${EXTENSION}extension/bundled/root.json`, () => new Response(failing));
    publish(network);
    assert.equal((await updateRelease(services)).problem, null);
  });

  test("a new root is followed when the old one signs it", async () => {
    publish(network);
    await updateRelease(services);
    network.serve(`${place}/2.root.json`, makeRoot(2));
    assert.equal((await updateRelease(services)).problem, null);
    assert.equal(await versionOf("root"), 2);
  });

  test("a root that is no root is not held fast", async () => {
    publish(network);
    network.serve(`${place}/1.root.json`, HTML);
    assert.equal((await updateRelease(services)).problem, "not_json");
    publish(network);
    assert.equal((await updateRelease(services)).problem, null);
  });

  test("development keys are good on this machine alone", async () => {
    const server = "https://jaga.example";
    for (const at of [SERVER, server]) {
      publish(network, sampleContent(), { server: at });
      const members = { "x-jaga-development": true };
      network.serve(`${at}/v1/release/metadata/1.root.json`, makeRoot(1, { members }));
    }
    assert.equal((await updateRelease(services)).problem, null);
    await browser.storage.local.set({ settings: { ...SETTINGS, server } });
    assert.equal((await updateRelease(services)).problem, "development_keys");
  });

  test("a list that is too old is kept, and said to be", async () => {
    publish(network);
    await updateRelease(services);
    const { "guard.x": before } = await stored();
    clock.pass(60 * 24 * 60);
    assert.equal((await updateRelease(services)).problem, "expired");
    assert.deepEqual((await stored())["guard.x"], before);
  });
});

test("a full disk stores nothing of the release, and is said", async () => {
  publish(network);
  browser.storage.local.fault = "QUOTA_BYTES quota exceeded";
  await updateRelease(services);
  const { release, ...rest } = await stored();
  assert.deepEqual([release.problem, release.made_on, release.targets], ["storage_failed", null, {}]);
  assert.deepEqual(Object.keys(rest), ["settings", "trust"]);
});

test("a good update after failures says that all is well", async () => {
  const urls = publish(network);
  network.answers.set(urls.timestamp, refuse);
  await updateRelease(services);
  assert.equal((await updateRelease(services)).failures, 2);
  publish(network);
  const release = await updateRelease(services);
  assert.deepEqual([release.problem, release.failures], [null, 0]);
});

// What the person does while files are on their way.
const SECOND_THOUGHTS = [
  ["goes back to sleep", { ...SETTINGS, employment: null }],
  ["names another server", { ...SETTINGS, server: "https://jaga.example" }],
];

describe("an answer that nobody waits for any more is thrown away: the person", () => {
  for (const [name, settings] of SECOND_THOUGHTS) {
    for (const outcome of ["a release", "a failure"]) {
      test(`${name}, ${outcome}`, async () => {
        const urls = publish(network);
        const last = urls["wording.json"];
        const answer = network.answers.get(last);
        network.answers.set(last, async () => {
          await browser.storage.local.set({ settings });
          return outcome === "a release" ? answer() : refuse();
        });
        await updateRelease(services);
        assert.deepEqual(Object.keys(await stored()), ["settings", "trust"]);
      });
    }
  }
});
