/** The background as a whole: what it does when it starts, when a setting changes, when an alarm rings, when asked. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, mock, test } from "node:test";

import { start } from "../../../extension/background/listeners.js";
import { EXTENSION, FakeClock, FakeNetwork, makeBrowser, settle } from "./fakes.mjs";
import { MANAGED, packSchema, servePolicy, signPolicy } from "./policy_samples.mjs";
import { laidWarnings, SERVER, SETTINGS, publish, sampleContent, sampleWording, toBytes } from "./release_samples.mjs";

const ASLEEP = { ...SETTINGS, employment: null };
const MANIFEST = { content_scripts: [{ matches: ["https://x.com/*"], js: ["one.js", "two.js"] }] };
const BUNDLED = `${EXTENSION}extension/bundled`;

let network, clock, browser;

beforeEach(() => {
  network = new FakeNetwork();
  clock = new FakeClock();
  network.serve(`${BUNDLED}/platforms.json`, JSON.stringify(sampleContent()["platforms.json"]));
  network.serve(`${BUNDLED}/wording.json`, JSON.stringify(sampleWording()));
});

afterEach(() => mock.restoreAll());

/**
 * Start the background over a browser with these settings.
 * @param {object | undefined} settings as stored; undefined on a fresh install
 * @param {object} given what else the browser has
 */
async function startWith(settings, given = {}) {
  browser = makeBrowser({ settings, manifest: MANIFEST, ...given });
  await start({ browser, fetch: network.fetch, clock });
}

const stored = () => browser.storage.local.all();
const toServer = () => network.requests.filter(({ url }) => url.startsWith(SERVER));

/**
 * Send a message as the browser does, and wait for the answer.
 * @param {object} message what is said
 * @param {object} sender who says it
 * @returns {Promise<any>} undefined when nobody answers
 */
function send(message, sender) {
  return new Promise((resolve) => {
    const [willAnswer] = browser.runtime.onMessage.fire(message, { id: "jaga", ...sender }, resolve);
    if (!willAnswer) {
      resolve(undefined);
    }
  });
}

const PAGE = { url: "https://x.com/budi", tab: { id: 7 } };
const POPUP = { url: `${EXTENSION}extension/pages/popup.html` };

describe("asleep", () => {
  beforeEach(() => startWith(undefined));

  test("nothing is ever asked of the server", async () => {
    publish(network);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    browser.alarms.onAlarm.fire({ name: "prefetch_warnings" });
    await send({ type: "group_needed", group: "contoh" }, PAGE);
    await send({ type: "update_now" }, POPUP);
    await settle();
    assert.deepEqual(toServer(), []);
    assert.deepEqual([...browser.alarms.byName], []);
  });

  test("the mark says so", () => {
    assert.match(browser.action.shown.icon.all[16], /mark-asleep-16/u);
    assert.equal(browser.action.shown.title.all, "Jaga Jempol: tidur");
  });

  test("the bundled platforms and wording are there, levels are not", async () => {
    const { "platform.x": platform, sites, wording, levels } = await stored();
    assert.equal(platform.platform, "x");
    assert.equal(sites["x.com"], "x");
    assert.equal(wording.format, 1);
    assert.equal(levels, undefined);
  });

  test("no tab is marked, whatever a page that has not heard of it yet says", async () => {
    await send({ type: "page_state", listed: true, level: "hold" }, PAGE);
    assert.equal(browser.action.shown.badge[7], "");
    assert.equal(browser.action.shown.title[7], "Jaga Jempol: tidur");
  });

  test("answering the question wakes it: list, levels, mark, alarms", async () => {
    publish(network);
    await browser.storage.local.set({ settings: SETTINGS });
    await settle();
    const { release, levels, "guard.x": guard } = await stored();
    assert.equal(release.problem, null);
    assert.equal(levels.candidate.kampanye.like, "hold");
    assert.equal(guard.entries.length, 3);
    assert.match(browser.action.shown.icon.all[16], /mark-16/u);
    assert.deepEqual([...browser.alarms.byName.keys()].sort(), ["prefetch_warnings", "update_release"]);
  });
});

describe("awake", () => {
  beforeEach(() => publish(network));

  test("a worker that starts again makes the alarms and asks nothing", async () => {
    await startWith(SETTINGS);
    await settle();
    assert.deepEqual(toServer(), []);
    assert.ok(browser.alarms.byName.has("update_release"));
  });

  test("the alarm brings the release, and sets the next one", async () => {
    await startWith(SETTINGS);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    await settle();
    assert.equal((await stored()).release.made_on, "2026-11-21");
    assert.equal(browser.alarms.byName.get("update_release").delayInMinutes, 30);
  });

  test("two alarms at once update once after the other", async () => {
    await startWith(SETTINGS);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    browser.alarms.onAlarm.fire({ name: "update_release" });
    await settle();
    const polls = network.paths().filter((path) => path.endsWith("timestamp.json"));
    assert.equal(polls.length, 2);
    assert.equal(network.paths().filter((path) => path.endsWith("list.json")).length, 1);
  });

  test("the other alarm brings the groups, and does not come again when all are here", async () => {
    await startWith(SETTINGS);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    await settle();
    browser.alarms.byName.delete("prefetch_warnings");
    browser.alarms.onAlarm.fire({ name: "prefetch_warnings" });
    await settle();
    assert.ok((await stored())["warnings.contoh"]);
    assert.ok(!browser.alarms.byName.has("prefetch_warnings"));
  });

  test("going to sleep clears levels, alarms and mark, and asks nothing any more", async () => {
    await startWith(SETTINGS);
    await browser.storage.local.set({ settings: ASLEEP });
    await settle();
    assert.equal((await stored()).levels, undefined);
    assert.deepEqual([...browser.alarms.byName], []);
    assert.match(browser.action.shown.icon.all[16], /mark-asleep-16/u);
    assert.deepEqual(toServer(), []);
  });

  test("another employment has other levels, without asking the server again", async () => {
    await startWith(SETTINGS);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    await settle();
    const before = toServer().length;
    await browser.storage.local.set({ settings: { ...SETTINGS, employment: "non_asn" } });
    await settle();
    assert.equal((await stored()).levels.candidate.kampanye.like, "inform");
    assert.equal(toServer().length, before);
  });

  test("another server is asked at once, and waits from before are forgotten", async () => {
    await startWith(SETTINGS);
    await browser.storage.session.set({ "back_off.contoh": { failures: 3, until: Infinity } });
    const server = "https://jaga.example";
    publish(network, sampleContent(), { server });
    await browser.storage.local.set({ settings: { ...SETTINGS, server } });
    await settle();
    assert.equal((await stored()).release.server, server);
    assert.deepEqual(await browser.storage.session.all(), {});
  });

  test("erasing everything puts it to sleep, with what was bundled", async () => {
    await startWith(SETTINGS);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    await settle();
    await browser.storage.local.clear();
    await settle();
    const left = Object.keys(await stored()).sort();
    assert.deepEqual(left, ["platform.latihan", "platform.x", "sites", "wording"]);
    assert.deepEqual([...browser.alarms.byName], []);
  });

  test("what a release brought is not overwritten by what was bundled; what is missing is put back", async () => {
    await startWith(SETTINGS);
    await browser.storage.local.set({ "platform.x": { name: "from the release" } });
    await start({ browser, fetch: network.fetch, clock });
    assert.equal((await stored())["platform.x"].name, "from the release");
    await browser.storage.local.remove("sites");
    await start({ browser, fetch: network.fetch, clock });
    assert.equal((await stored()).sites["x.com"], "x");
  });

  test("a pause greys the mark and says so, on the tab too; it ends with its alarm", async () => {
    await startWith(SETTINGS);
    await browser.storage.local.set({ settings: { ...SETTINGS, paused_until: clock.now() + 15 * 60_000 } });
    await settle();
    assert.match(browser.action.shown.icon.all[16], /mark-asleep-16/u);
    assert.match(browser.action.shown.title.all, /jeda/u);
    await send({ type: "page_state", listed: true, level: "none" }, PAGE);
    await send({ type: "page_state", listed: false, level: "none" }, PAGE);
    assert.match(browser.action.shown.title[7], /jeda/u);
    assert.deepEqual(browser.alarms.byName.get("end_pause"), { when: clock.now() + 15 * 60_000 });
    clock.pass(15);
    browser.alarms.onAlarm.fire({ name: "end_pause" });
    await settle();
    assert.equal((await stored()).settings.paused_until, null);
    assert.match(browser.action.shown.icon.all[16], /mark-16/u);
    assert.equal(browser.action.shown.title.all, "Jaga Jempol: berjaga");
    assert.ok(!browser.alarms.byName.has("end_pause"));
  });

  test("a pause outlives the worker, and one that ended while the browser was closed is over", async () => {
    await startWith({ ...SETTINGS, paused_until: clock.now() + 60_000 });
    assert.ok(browser.alarms.byName.has("end_pause"));
    assert.match(browser.action.shown.title.all, /jeda/u);
    clock.pass(2);
    await start({ browser, fetch: network.fetch, clock });
    await settle();
    assert.equal((await stored()).settings.paused_until, null);
    assert.equal(browser.action.shown.title.all, "Jaga Jempol: berjaga");
  });

  test("what the person has gone on with is open to the pages, and forgotten when its time is over", async () => {
    await startWith(SETTINGS);
    assert.equal(browser.storage.session.accessLevel, "TRUSTED_AND_UNTRUSTED_CONTEXTS");
    const later = clock.now() + 60_000;
    await browser.storage.session.set({ continued: { "like x:@budi": clock.now(), "like x:@sari": later } });
    await start({ browser, fetch: network.fetch, clock });
    assert.deepEqual(await browser.storage.session.all(), { continued: { "like x:@sari": later } });
    assert.equal(JSON.stringify(await stored()).includes("@sari"), false);
  });

  test("warnings of an older release that a stopped worker left are dropped", async () => {
    await startWith(SETTINGS);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    await settle();
    await browser.storage.local.set({ "warnings.contoh": {}, "warnings_sha256.contoh": "0".repeat(64) });
    await start({ browser, fetch: network.fetch, clock });
    assert.equal((await stored())["warnings.contoh"], undefined);
  });
});

describe("messages", () => {
  beforeEach(async () => {
    publish(network);
    await startWith(SETTINGS);
    browser.alarms.onAlarm.fire({ name: "update_release" });
    await settle();
    network.requests = [];
  });

  test("group_needed is answered when the warnings are here", async () => {
    assert.deepEqual(await send({ type: "group_needed", group: "contoh" }, PAGE), { file: laidWarnings("contoh") });
    assert.deepEqual((await stored())["warnings.contoh"], laidWarnings("contoh"));
  });

  test("page_state marks the tab, and asks nothing", async () => {
    await send({ type: "page_state", listed: true, level: "hold" }, PAGE);
    assert.equal(browser.action.shown.badge[7], "●");
    assert.match(browser.action.shown.title[7], /ada dalam daftar/u);
    await send({ type: "page_state", listed: false, level: "none", unknown: true }, PAGE);
    assert.equal(browser.action.shown.badge[7], "?");
    assert.match(browser.action.shown.title[7], /belum dikenali/u);
    await send({ type: "page_state", listed: false, level: "none" }, PAGE);
    assert.equal(browser.action.shown.badge[7], "");
    assert.equal(browser.action.shown.title[7], "Jaga Jempol: berjaga");
    assert.deepEqual(network.requests, []);
  });

  test("open_rules opens the bundled page in the person's language", async () => {
    for (const language of ["id", "en"]) {
      await browser.storage.local.set({ settings: { ...SETTINGS, language } });
      await settle();
      assert.deepEqual(await send({ type: "open_rules" }, PAGE), { ok: true });
      assert.deepEqual(browser.opened.at(-1), { url: `${EXTENSION}extension/bundled/rules.${language}.html` });
    }
  });

  test("open_agency opens what the agency has set, and takes no address from a page", async () => {
    await startWith(SETTINGS);
    assert.deepEqual(await send({ type: "open_agency", contact: "https://example.com" }, PAGE), { ok: true });
    assert.deepEqual(browser.opened, [{ url: `${EXTENSION}extension/pages/options.html#agency` }]);
  });

  test("open_report hands the listing over in memory, and not in the address", async () => {
    const report = { key: "instagram:@budi", action: "like" };
    assert.deepEqual(await send({ type: "open_report", ...report }, PAGE), { ok: true });
    assert.deepEqual(browser.opened.at(-1), { url: `${EXTENSION}extension/pages/report.html` });
    assert.deepEqual((await browser.storage.session.get("report")).report, report);
    assert.equal((await stored()).report, undefined);
    assert.deepEqual(network.requests, []);
  });

  const NO_REPORTS = [
    ["no key", { action: "like" }],
    ["no key of a list", { key: "https://x.com/budi", action: "like" }],
    ["a key with more behind it", { key: "x:@budi <b>", action: null }],
    ["a key without end", { key: `x:@${"b".repeat(500)}`, action: null }],
    ["no action of ours", { key: "x:@budi", action: "click" }],
    ["no word on the action", { key: "x:@budi" }],
  ];
  for (const [name, report] of NO_REPORTS) {
    test(`open_report with ${name} opens nothing`, async () => {
      const before = browser.opened.length;
      assert.deepEqual(await send({ type: "open_report", ...report }, PAGE), { ok: false });
      assert.equal(browser.opened.length, before);
    });
  }

  test("the popup may ask for an update, and learns how it ended", async () => {
    network.answers.clear();
    assert.equal((await send({ type: "update_now" }, POPUP)).problem, "http_status");
  });

  test("forget_release takes a release that is older", async () => {
    publish(network, sampleContent(), { version: 5 });
    await send({ type: "update_now" }, POPUP);
    publish(network, sampleContent(), { version: 2 });
    assert.equal((await send({ type: "update_now" }, POPUP)).problem, "version_back");
    assert.equal((await send({ type: "forget_release" }, POPUP)).problem, null);
  });

  const DEAF = [
    ["a site's process asking for an update", { type: "update_now" }, PAGE],
    ["a site's process asking to forget", { type: "forget_release" }, PAGE],
    ["another extension", { type: "group_needed", group: "contoh" }, { id: "other", ...PAGE }],
    ["something unknown", { type: "what" }, POPUP],
  ];
  for (const [name, message, sender] of DEAF) {
    test(`${name} is not answered`, async () => {
      assert.equal(await send(message, sender), undefined);
      assert.deepEqual(network.requests, []);
    });
  }
});

describe("after installing", () => {
  const TABS = [
    { id: 1, url: "https://x.com/budi" },
    { id: 2, url: "https://x.com/sari", guarded: true },
    { id: 3, url: "https://x.com/galat", broken: true },
    { id: 4, url: "https://example.com/" },
    { id: 5, url: "https://x.com/joko" },
  ];
  beforeEach(() => mock.method(console, "warn", () => undefined));

  test("the welcome page opens, and open tabs are guarded: each once, others never, a broken one stops nothing", async () => {
    await startWith(undefined, { tabs: TABS });
    browser.runtime.onInstalled.fire({ reason: "install" });
    await settle();
    assert.deepEqual(browser.opened, [{ url: `${EXTENSION}extension/pages/welcome.html` }]);
    const files = ["one.js", "two.js"];
    assert.deepEqual(
      browser.injected,
      [1, 5].map((tabId) => ({ tabId, files })),
    );
  });

  describe("by an administrator", () => {
    const WELCOME = [{ url: `${EXTENSION}extension/pages/welcome.html` }];
    const POLICY = { agency_name: "BKD Contoh", employment: "pns", onboarding_skipped: true };
    const install = async (policy = {}) => {
      mock.timers.enable({ apis: ["setTimeout"] });
      packSchema(network);
      await startWith(undefined, { tabs: TABS, installType: "admin" });
      await browser.storage.managed.set(policy);
      await settle();
      browser.runtime.onInstalled.fire({ reason: "install" });
      await settle();
    };
    afterEach(() => mock.timers.reset());

    test("the welcome page waits for a policy, open tabs are guarded meanwhile", async () => {
      await install();
      assert.deepEqual([browser.opened, browser.injected.length], [[], 2]);
    });

    test("a policy that comes late keeps it from opening, and nobody listens any more", async () => {
      await install();
      const listening = browser.storage.onChanged.listeners.length;
      await browser.storage.managed.set(POLICY);
      await settle();
      mock.timers.tick(60_000);
      await settle();
      assert.deepEqual([browser.opened, listening - browser.storage.onChanged.listeners.length], [[], 1]);
    });

    test("a policy that is there already keeps it from opening", async () => {
      await install(POLICY);
      assert.deepEqual(browser.opened, []);
    });

    test("where the device has a key alone, what the server answers keeps it from opening", async () => {
      servePolicy(network, signPolicy({ employment: "pns", onboarding_skipped: true }));
      await install();
      await browser.storage.managed.set(MANAGED);
      await settle();
      assert.equal((await stored()).policy.onboarding_skipped, true);
      assert.deepEqual(browser.opened, []);
    });

    test("where the server of such a device is not there, it opens as soon as that is known", async () => {
      await install();
      await browser.storage.managed.set(MANAGED);
      await settle();
      assert.deepEqual(browser.opened, WELCOME);
    });

    test("a policy that says nothing of it lets it open at once", async () => {
      await install({ ...POLICY, onboarding_skipped: false });
      assert.deepEqual(browser.opened, WELCOME);
    });

    test("without a policy it opens after ten seconds", async () => {
      await install();
      mock.timers.tick(9_999);
      await settle();
      assert.deepEqual(browser.opened, []);
      mock.timers.tick(1);
      await settle();
      assert.deepEqual(browser.opened, WELCOME);
    });
  });

  test("after an update no page opens, and open tabs are guarded", async () => {
    await startWith(SETTINGS, { tabs: TABS });
    browser.runtime.onInstalled.fire({ reason: "update" });
    await settle();
    assert.deepEqual(browser.opened, []);
    assert.equal(browser.injected.length, 2);
  });

  test("when the person grants a site its open tabs are guarded", async () => {
    await startWith(SETTINGS, { tabs: TABS });
    browser.permissions.onAdded.fire({ origins: ["https://x.com/*"] });
    await settle();
    assert.equal(browser.injected.length, 2);
  });
});

test("pages of the sites hear by name what has changed in the store, and tabs without our scripts stop nothing", async () => {
  const tabs = [
    { id: 1, url: "https://x.com/budi" },
    { id: 2, url: "https://x.com/sari", guarded: true },
    { id: 4, url: "https://example.com/", guarded: true },
  ];
  await startWith(SETTINGS, { tabs });
  await settle();
  browser.told.length = 0;
  await browser.storage.session.set({ continued: {} });
  await browser.storage.local.set({ "guard.x": { entries: [] }, list: { contests: {} } });
  await settle();
  assert.deepEqual(browser.told, [{ id: 2, type: "stored", names: ["guard.x", "list"] }]);
});

test("without bundled files the console says which and how to make them, and all else works", async () => {
  const errors = mock.method(console, "error", () => undefined);
  network.answers.clear();
  publish(network);
  await startWith(SETTINGS);
  assert.match(
    errors.mock.calls[0].arguments[0],
    /extension\/bundled cannot be read \(unreachable\); run "jaga bundle"/u,
  );
  browser.alarms.onAlarm.fire({ name: "update_release" });
  await settle();
  assert.equal((await stored()).sites["x.com"], "x");
});

test("every listener is added before anything is awaited, as a worker that is woken needs it", async () => {
  browser = makeBrowser({ manifest: MANIFEST });
  void start({ browser, fetch: network.fetch, clock });
  const { runtime, alarms, storage, permissions } = browser;
  const events = [runtime.onInstalled, runtime.onMessage, alarms.onAlarm, storage.onChanged, permissions.onAdded];
  assert.deepEqual(
    events.map((event) => event.listeners.length),
    [1, 1, 1, 1, 1],
  );
  await settle();
});

describe("a package that carries a release", () => {
  const files = () => {
    const content = { ...sampleContent(), "regions.json": { format: 1, regions: { "wil:11": "Aceh" } } };
    const carried = Object.entries(content).filter(([name]) => !["platforms.json", "wording.json"].includes(name));
    return Object.fromEntries(carried.map(([name, value]) => [name, toBytes(value).toString()]));
  };
  const carry = (value) => network.serve(`${BUNDLED}/release.json`, JSON.stringify(value));

  test("guards before any server was reached, warnings included", async () => {
    carry({ files: files() });
    await startWith(SETTINGS);
    await settle();
    const { release, ...rest } = await stored();
    assert.match(rest["guard.x"].marks, /^@budi /mu);
    assert.equal(rest["warnings.contoh"].group, "contoh");
    assert.deepEqual([release.made_on, release.server, release.checked_at], ["2026-11-21", null, null]);
    assert.deepEqual(rest.regions, { "wil:11": "Aceh" });
  });

  test("then only what is not in it is fetched", async () => {
    carry({ files: files() });
    publish(network, { ...sampleContent(), "regions.json": { format: 1, regions: { "wil:11": "Aceh" } } });
    await startWith(SETTINGS);
    await settle();
    await send({ type: "update_now" }, POPUP);
    assert.deepEqual(
      toServer().filter(({ url }) => url.includes("/targets/")).map(({ url }) => url.split(".").at(-2)),
      ["platforms", "wording"],
    );
  });

  test("does not take the place of a release that has been here", async () => {
    publish(network);
    await startWith(SETTINGS);
    await send({ type: "update_now" }, POPUP);
    carry({ files: { ...files(), "list.json": files()["list.json"].replaceAll("@budi", "@lama") } });
    await start({ browser, fetch: network.fetch, clock });
    await settle();
    assert.match((await stored())["guard.x"].marks, /^@budi /mu);
    assert.equal((await stored()).release.server, SERVER);
  });

  test("that is damaged is said in the console, and the server is asked as ever", async () => {
    const error = mock.method(console, "error", () => undefined);
    carry({ files: {} });
    await startWith(SETTINGS);
    await settle();
    assert.match(error.mock.calls[0].arguments[0], /cannot be read \(wrong_shape\)/u);
    publish(network);
    assert.equal((await send({ type: "update_now" }, POPUP)).problem, null);
  });
});
