/** An agency's policy over the life of a browser: obeyed without anybody's click, late, wrong, refused, taken away. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";

import { start } from "../../../extension/background/listeners.js";
import { SILENCE_MS } from "../../../extension/background/managed.js";
import { readSettings } from "../../../extension/background/storage.js";
import { EXTENSION, FakeClock, FakeNetwork, makeBrowser, settle } from "./fakes.mjs";
import { DEVICE_KEY, ENROLMENT, MANAGED, POLICY_URL, packSchema, servePolicy, signPolicy, stranger } from "./policy_samples.mjs";
import { SERVER, SETTINGS, key, makeRoot, otherKey, publish, sampleContent, sampleWording } from "./release_samples.mjs";

const MINUTE_MS = 60_000;
const POPUP = { id: "jaga", url: `${EXTENSION}extension/pages/popup.html` };

let network, clock, browser;

beforeEach(() => {
  network = new FakeNetwork();
  clock = new FakeClock();
  network.serve(`${EXTENSION}extension/bundled/platforms.json`, JSON.stringify(sampleContent()["platforms.json"]));
  network.serve(`${EXTENSION}extension/bundled/wording.json`, JSON.stringify(sampleWording()));
  packSchema(network);
  publish(network);
  mock.method(console, "warn", () => undefined);
});

afterEach(() => mock.restoreAll());

/**
 * Start a browser.
 * @param {{settings?: object, managed?: object, local?: object}} given what is stored from the start
 */
async function startWith({ settings, managed = {}, local = {} }) {
  browser = makeBrowser({ settings, manifest: { content_scripts: [] } });
  fill(browser.storage.managed, managed);
  fill(browser.storage.local, local);
  await startAgain();
}

/** Start the worker once more over what is stored. */
async function startAgain() {
  await start({ browser, fetch: network.fetch, clock });
  await settle();
}

/** Start the browser once more: what was only in memory is gone. */
async function startBrowserAgain(managed) {
  const { local } = browser.storage;
  browser = makeBrowser({ manifest: { content_scripts: [] } });
  browser.storage.local.items = local.items;
  fill(browser.storage.managed, managed);
  await startAgain();
}

const fill = (area, values) => Object.entries(values).forEach(([name, value]) => area.items.set(name, JSON.stringify(value)));
const stored = () => browser.storage.local.all();
const inForce = () => readSettings(browser);
const ofPolicy = () => network.requests.filter(({ url }) => url.endsWith("/v1/policy"));
const authorizationOf = ({ options }) => new Headers(options.headers).get("Authorization");
const ring = async (name) => {
  browser.alarms.onAlarm.fire({ name });
  await settle();
};
const askAgain = () => ring("update_policy");

describe("what stands on the device", () => {
  test("wakes the extension without anybody's click", async () => {
    await startWith({ managed: { server: SERVER, employment: "pns", language: "en", levels: { like: "inform" } } });
    const { release, policy, settings } = await stored();
    assert.equal(release.made_on, "2026-11-21");
    assert.deepEqual([policy.agency, policy.from, policy.levels], ["Your agency", "device", { like: "inform" }]);
    assert.equal(settings, undefined);
    assert.equal(browser.action.shown.title.all, "Jaga Jempol: on guard");
    assert.deepEqual(ofPolicy(), []);
  });

  test("is kept from the processes of sites: a key stands there", async () => {
    await startWith({ managed: MANAGED });
    assert.equal(browser.storage.managed.accessLevel, "TRUSTED_CONTEXTS");
  });

  test("may come seconds after the start", async () => {
    await startWith({});
    assert.deepEqual(network.requests.filter(({ url }) => url.startsWith(SERVER)), []);
    await browser.storage.managed.set({ server: SERVER, employment: "pns" });
    await settle();
    assert.equal((await stored()).release.made_on, "2026-11-21");
  });

  test("takes the place of the person's choice, which stays as it is", async () => {
    const settings = { ...SETTINGS, language: "id", prefetch: false };
    await startWith({ settings, managed: { server: SERVER, language: "en", prefetch: true } });
    assert.deepEqual([(await inForce()).language, (await inForce()).prefetch], ["en", true]);
    assert.deepEqual((await stored()).settings, settings);
  });

  test("is not written among the person's choices when a pause ends", async () => {
    await startWith({ settings: { ...SETTINGS, paused_until: clock.now() + MINUTE_MS }, managed: { server: SERVER, language: "en" } });
    clock.pass(2);
    await ring("end_pause");
    assert.deepEqual([(await stored()).settings.language, (await stored()).settings.paused_until], [SETTINGS.language, null]);
  });

  test("counts again as soon as everything was erased", async () => {
    await startWith({ settings: SETTINGS, managed: { ...MANAGED, employment: "pppk" } });
    await browser.storage.local.clear();
    await settle();
    assert.equal((await inForce()).employment, "pppk");
    assert.equal((await stored()).policy.agency, "BKD Contoh");
  });

  test("is told of field by field where it is wrong, each once", async () => {
    await startWith({ managed: { server: SERVER, employment: "pns", hide: true, levels: { like: "wat", share: "block" } } });
    await startAgain();
    const problems = (await stored()).policy_state.problems;
    assert.deepEqual(problems.map((problem) => problem.split(":")[0]), ["hide", "levels.like", "levels"]);
    assert.deepEqual((await stored()).policy.levels, { share: "hold" });
    assert.deepEqual(
      console.warn.mock.calls.map(({ arguments: [line] }) => line),
      problems.map((problem) => `Jaga Jempol: policy: ${problem}`),
    );
  });

  test("gives the root to begin with, and what another root has vouched for does not count", async () => {
    await startWith({ settings: SETTINGS });
    await ring("update_release");
    assert.equal((await stored()).release.problem, null);
    const foreign = makeRoot(1, { signed: otherKey, given: { signer: otherKey } }).toString();
    await browser.storage.managed.set({ server: SERVER, tuf_root: foreign });
    await settle();
    await ring("update_release");
    assert.equal((await stored()).release.problem, "wrong_signature");
    await browser.storage.managed.set({ tuf_root: makeRoot(1, { signed: key }).toString() });
    await settle();
    await ring("update_release");
    assert.equal((await stored()).release.problem, null);
  });
});

describe("a browser that does not say it yet", () => {
  const GIVEN = { server: SERVER, employment: "pns", tuf_root: makeRoot().toString() };
  beforeEach(() => startWith({ managed: GIVEN }));

  test("goes on with the last known policy, root too", async () => {
    await startBrowserAgain({});
    assert.equal((await inForce()).employment, "pns");
    assert.equal((await stored()).policy_state.device.tuf_root, GIVEN.tuf_root);
  });

  test("goes on for ten minutes of each start, however long ago the last one was", async () => {
    await startBrowserAgain({});
    clock.pass(9);
    await startAgain();
    assert.ok((await stored()).policy);
    clock.pass(600);
    await startBrowserAgain({});
    assert.ok((await stored()).policy);
  });

  test("is taken at its word after ten minutes: the policy was taken away", async () => {
    await startBrowserAgain({});
    assert.equal(browser.alarms.byName.get("policy_silence").when, clock.now() + SILENCE_MS);
    clock.pass(10);
    await ring("policy_silence");
    const { policy, policy_state, levels } = await stored();
    assert.deepEqual([policy, policy_state, levels], [undefined, undefined, undefined]);
    assert.equal((await inForce()).employment, null);
  });

  test("has spoken when it does, and the silence is forgotten", async () => {
    await startBrowserAgain({});
    await browser.storage.managed.set(GIVEN);
    await settle();
    clock.pass(11);
    await browser.storage.managed.clear();
    await settle();
    assert.equal((await inForce()).employment, "pns");
    await browser.storage.managed.set(GIVEN);
    await settle();
    assert.ok(!browser.alarms.byName.has("policy_silence"));
  });

  test("may throw as well, as Firefox does", async () => {
    browser.storage.managed.get = () => Promise.reject(new Error("Managed storage manifest not found"));
    await startAgain();
    assert.equal((await inForce()).employment, "pns");
    clock.pass(10);
    await ring("policy_silence");
    assert.equal((await stored()).policy, undefined);
  });
});

describe("the server's policy", () => {
  test("is asked for with the device key, which goes nowhere else and is written nowhere", async () => {
    servePolicy(network, signPolicy({ employment: "pns", language: "en", contact: "https://bkd.example" }));
    await startWith({ managed: MANAGED });
    await ring("update_release");
    const [request] = ofPolicy();
    assert.equal(authorizationOf(request), `Bearer ${DEVICE_KEY}`);
    assert.equal(request.options.credentials, "omit");
    assert.deepEqual(network.requests.filter(({ url }) => url !== POLICY_URL).filter(authorizationOf), []);
    assert.ok(network.paths().includes("/v1/release/metadata/timestamp.json"));
    const { policy, sent } = await stored();
    assert.deepEqual([policy.settings.employment, policy.contact, policy.from], ["pns", "https://bkd.example", "device"]);
    const { why, headers } = sent.find(({ address }) => address === POLICY_URL);
    assert.deepEqual([why, headers], ["policy", ["authorization"]]);
    assert.ok(!JSON.stringify([await stored(), await browser.storage.session.all()]).includes(DEVICE_KEY));
  });

  test("is asked for again on time, and mostly has not changed", async () => {
    servePolicy(network, signPolicy({ language: "en" }));
    await startWith({ managed: MANAGED });
    await askAgain();
    assert.equal(new Headers(ofPolicy()[1].options.headers).get("If-None-Match"), '"1"');
    const { policy_state, policy } = await stored();
    assert.deepEqual([policy_state.asked.problem, policy.settings.language], [null, "en"]);
    assert.deepEqual(browser.alarms.byName.get("update_policy"), { delayInMinutes: 30, periodInMinutes: 30 });
  });

  test("names a mirror for the lists; the key still goes where it came from", async () => {
    const mirror = "https://cermin.example";
    publish(network, sampleContent(), { server: mirror });
    servePolicy(network, signPolicy({ server: mirror, employment: "pns" }));
    await startWith({ managed: { agency_name: "BKD", device_key: DEVICE_KEY, policy_key: MANAGED.policy_key, server: SERVER } });
    assert.equal((await stored()).release.server, SERVER); // the device wins
    await startWith({ managed: { device_key: DEVICE_KEY, policy_key: MANAGED.policy_key }, settings: { ...SETTINGS, server: "https://orang.example" } });
    assert.equal((await stored()).release.server, mirror);
    assert.deepEqual(ofPolicy().map(({ url }) => url), [POLICY_URL, POLICY_URL]);
  });

  const GOOD = { employment: "pns", sentence: { id: "Ragu?", en: "Doubt?" } };
  const CASES = [
    ["that nobody of the agency has signed", () => new Response(signPolicy({}, { keys: stranger, version: 9 })), "wrong_signature"],
    ["that was changed on its way", () => new Response(signPolicy({ language: "id" }, { version: 9 }).replace('"id"}', '"en"}')), "wrong_signature"],
    ["older than one that was seen", () => new Response(signPolicy({})), "version_back"],
    ["that a mirror has kept for too long", () => new Response(signPolicy({}, { version: 9, expires: "2026-11-21T02:00:00Z" })), "expired"],
    ["that is no policy", () => new Response(signPolicy({}, { version: 9, _type: "root" })), "wrong_shape"],
    ["without an end", () => new Response("x".repeat(262_145)), "too_long"],
    ["of a Wi-Fi", () => new Response("<html>"), "not_json"],
    ["401, the key was revoked", () => new Response("{}", { status: 401 }), "refused"],
    ["403, the agency has left", () => new Response("{}", { status: 403 }), "refused"],
    ["503", () => new Response("{}", { status: 503 }), "http_status"],
    ["304 to something that was not asked, and too old", () => new Response(null, { status: 304 }), "expired", 60 * 24 * 15],
    ["none", () => Promise.reject(new TypeError("down")), "unreachable"],
  ];
  for (const [name, answer, problem, minutes = 31] of CASES) {
    test(`stays where the answer is one ${name}, and the reason is kept`, async () => {
      servePolicy(network, signPolicy(GOOD, { version: 2 }));
      await startWith({ managed: MANAGED });
      network.answers.set(POLICY_URL, answer);
      clock.pass(minutes);
      await askAgain();
      const { policy, policy_state } = await stored();
      assert.deepEqual([policy_state.asked.problem, policy_state.asked.failures], [problem, 1]);
      assert.deepEqual([policy.settings.employment, policy.sentence], [GOOD.employment, GOOD.sentence]);
      await startAgain();
      assert.equal((await inForce()).employment, "pns");
    });
  }

  test("counts its versions anew under another key", async () => {
    servePolicy(network, signPolicy(GOOD, { version: 5 }));
    await startWith({ managed: MANAGED });
    const { pointOf } = await import("./policy_samples.mjs");
    servePolicy(network, signPolicy({ employment: "pppk" }, { keys: stranger }), '"2"');
    await browser.storage.managed.set({ policy_key: pointOf(stranger) });
    await settle();
    assert.equal((await inForce()).employment, "pppk");
  });

  test("may be none: then the person chooses, and nothing is wrong", async () => {
    await startWith({ managed: MANAGED });
    const { policy, policy_state } = await stored();
    assert.deepEqual([policy.settings, policy_state.asked.problem], [{ server: SERVER }, null]);
  });

  test("is asked for later where the server says so", async () => {
    servePolicy(network, signPolicy(GOOD));
    await startWith({ managed: MANAGED });
    network.answers.set(POLICY_URL, () => new Response("{}", { status: 503, headers: { "Retry-After": "7200" } }));
    await askAgain();
    assert.equal(browser.alarms.byName.get("update_policy").delayInMinutes, 120);
  });

  test("is asked for less often where the key is refused", async () => {
    servePolicy(network, signPolicy(GOOD));
    await startWith({ managed: MANAGED });
    network.answers.set(POLICY_URL, () => new Response("{}", { status: 401 }));
    await askAgain();
    await askAgain();
    assert.equal(browser.alarms.byName.get("update_policy").delayInMinutes, 120);
  });

  test("does not make the device forget what it lacks: the key is gone, so is what it brought", async () => {
    servePolicy(network, signPolicy({ ...GOOD, ask_again_minutes: 7 }));
    await startWith({ managed: { ...MANAGED, language: "en" } });
    assert.equal((await inForce()).ask_again_minutes, 7);
    await browser.storage.managed.remove(["device_key", "policy_key"]);
    await settle();
    assert.deepEqual((await stored()).policy.settings, { server: SERVER, language: "en" });
    assert.ok(!browser.alarms.byName.has("update_policy"));
  });
});

describe("a person who has signed in", () => {
  test("is asked for with the enrolment, and never blocked", async () => {
    const block = { levels: { like: "block" }, device_owned: true, block_reason: { id: "a", en: "b" }, contact: "https://bkd.example" };
    servePolicy(network, signPolicy({ ...block, employment: "pns" }));
    await startWith({});
    await browser.storage.local.set({ enrolment: ENROLMENT });
    await settle();
    assert.equal(authorizationOf(ofPolicy()[0]), `Bearer ${ENROLMENT.credential}`);
    const { policy, release } = await stored();
    assert.deepEqual([policy.agency, policy.from, policy.levels], ["BKD Contoh", "server", { like: "hold" }]);
    assert.equal(release.made_on, "2026-11-21");
  });

  test("and signs out is who they said before", async () => {
    servePolicy(network, signPolicy({ language: "en" }));
    await startWith({ settings: { ...SETTINGS, language: "id" }, local: { enrolment: ENROLMENT } });
    await askAgain();
    assert.equal((await inForce()).language, "en");
    await browser.storage.local.remove("enrolment");
    await settle();
    assert.deepEqual([(await inForce()).language, (await stored()).policy], ["id", undefined]);
  });

  test("gets no other agency's policy", async () => {
    servePolicy(network, signPolicy({ language: "en" }, { agency: { id: "lain", name: "Lain" } }));
    await startWith({ local: { enrolment: ENROLMENT } });
    await askAgain();
    const { policy, policy_state } = await stored();
    assert.deepEqual([policy, policy_state.asked.problem], [undefined, "wrong_shape"]);
  });

  test("and signs in to another agency keeps nothing of the one before, even while its server is down", async () => {
    servePolicy(network, signPolicy({ language: "en" }));
    await startWith({ local: { enrolment: ENROLMENT } });
    await askAgain();
    assert.equal((await stored()).policy.agency, "BKD Contoh");
    network.answers.set(POLICY_URL, () => new Response("{}", { status: 503 }));
    await browser.storage.local.set({ enrolment: { ...ENROLMENT, agency: { id: "lain", name: "Lain" } } });
    await settle();
    assert.equal((await stored()).policy, undefined);
  });

  test("on a device with a key: the key asks", async () => {
    servePolicy(network, signPolicy({ employment: "pns" }));
    await startWith({ managed: MANAGED, local: { enrolment: ENROLMENT } });
    await askAgain();
    assert.deepEqual([...new Set(ofPolicy().map(authorizationOf))], [`Bearer ${DEVICE_KEY}`]);
  });
});

test("nothing is asked for by nobody: no policy, no enrolment, no alarm", async () => {
  await startWith({ settings: SETTINGS });
  await askAgain();
  browser.runtime.onMessage.fire({ type: "update_now" }, POPUP, () => undefined);
  await settle();
  assert.deepEqual(ofPolicy(), []);
  assert.ok(!browser.alarms.byName.has("update_policy"));
});
