/** What is written down of requests: every one, as it was, bounded, and gone when the person says so. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { beforeEach, describe, mock, test } from "node:test";

import { downloadFile } from "../../../extension/background/download.js";
import { start } from "../../../extension/background/listeners.js";
import { SENT_MAX, mergeSent, recordRequests } from "../../../extension/background/sent.js";
import { readSent } from "../../../extension/background/storage.js";
import { EXTENSION, FakeClock, FakeNetwork, makeBrowser, settle } from "./fakes.mjs";
import { SERVER, SETTINGS, publish } from "./release_samples.mjs";

const ADDRESS = `${SERVER}/v1/warnings/contoh`;
const POPUP = { id: "jaga", url: `${EXTENSION}extension/pages/popup.html` };
const PAGE = { id: "jaga", url: "https://x.com/budi", tab: { id: 7 } };

let network, browser, requests;

beforeEach(() => {
  network = new FakeNetwork();
  browser = makeBrowser({ settings: SETTINGS });
  requests = recordRequests({ browser, fetch: network.fetch, clock: new FakeClock() });
});

const written = () => readSent(browser);
const ask = async (bounds = { maxBytes: 100 }) => {
  await downloadFile(requests.because("visit").fetch, ADDRESS, bounds).catch(() => undefined);
  await settle();
  const [last] = (await written()).slice(-1);
  delete last?.id;
  return last;
};
const ASKED = {
  at: "2026-11-21T02:00:00.000Z",
  method: "GET",
  address: ADDRESS,
  why: "visit",
  headers: [],
  cookies: false,
  body: false,
};

describe("a request", () => {
  const CASES = [
    ["that is answered", () => new Response("12345"), { status: 200, bytes: 5 }],
    ["with an empty answer", () => new Response(""), { status: 200, bytes: 0 }],
    ["that is refused", () => new Response("no such group", { status: 404 }), { status: 404, bytes: 0 }],
    ["that leads elsewhere", () => Response.error(), { status: 0, bytes: 0 }],
    ["that nobody answers", () => Promise.reject(new TypeError("down")), { status: null, bytes: 0 }],
    ["whose answer is too long", () => new Response("x".repeat(101)), { status: 200, bytes: 101 }],
  ];
  for (const [name, answer, end] of CASES) {
    test(`${name} is written down`, async () => {
      network.answers.set(ADDRESS, answer);
      assert.deepEqual(await ask(), { ...ASKED, ...end });
    });
  }

  test("that is refused with a reason that is read is written down with it", async () => {
    network.serve(ADDRESS, "no such group", { status: 404 });
    const response = await requests.because("visit").fetch(ADDRESS);
    assert.equal(await response.text(), "no such group");
    await settle();
    const [{ status, bytes }] = await written();
    assert.deepEqual({ status, bytes }, { status: 404, bytes: 13 });
  });

  test("that finds nothing newer comes back as it was, though Chromium gives it an empty body", async () => {
    const answer = { status: 304, headers: new Headers(), body: new Response("").body };
    network.answers.set(ADDRESS, () => answer);
    assert.equal(await requests.because("policy").fetch(ADDRESS), answer);
    await settle();
    assert.deepEqual((await written()).map(({ status, bytes }) => ({ status, bytes })), [{ status: 304, bytes: 0 }]);
  });

  test("whose answer breaks off is written down with what had come", async () => {
    const broken = new ReadableStream({
      start: (passed) => passed.enqueue(new Uint8Array(3)),
      pull: () => Promise.reject(new Error("cut")),
    });
    network.answers.set(ADDRESS, () => new Response(broken));
    assert.deepEqual(await ask(), { ...ASKED, status: 200, bytes: 3 });
  });

  test("is written down before it is answered", async () => {
    network.answers.set(ADDRESS, () => new Promise(() => undefined));
    void requests.because("poll").fetch(ADDRESS);
    await settle();
    assert.deepEqual((await written()).map(({ address, status }) => [address, status]), [[ADDRESS, null]]);
  });

  test("says what it would carry, were it to carry anything", async () => {
    await requests.because("poll").fetch(ADDRESS, { method: "POST", headers: { "X-Who": "budi" }, body: "1" });
    await settle();
    const [{ method, headers, cookies, body }] = await written();
    assert.deepEqual([method, headers, cookies, body], ["POST", ["x-who"], true, true]);
  });

  test("does not wait for the writing", async () => {
    network.serve(ADDRESS, "12345");
    browser.storage.local.set = () => new Promise(() => undefined);
    const bytes = await downloadFile(requests.because("visit").fetch, ADDRESS, { maxBytes: 100 });
    assert.equal(bytes.length, 5);
  });

  test("for a file of the package is none", async () => {
    await requests.because("poll").fetch(`${EXTENSION}extension/bundled/wording.json`);
    await settle();
    assert.deepEqual(await written(), []);
  });
});

describe("the record", () => {
  const requestOf = (id, status = null) => ({ id, status });

  test("keeps the last requests only", () => {
    const before = Array.from({ length: SENT_MAX }, (_, number) => requestOf(String(number)));
    const after = mergeSent(before, [requestOf("new")]);
    assert.deepEqual([after.length, after[0].id, after.at(-1).id], [SENT_MAX, "1", "new"]);
  });

  test("puts an answer where its request stands", () => {
    const after = mergeSent([requestOf("a"), requestOf("b")], [requestOf("a", 200)]);
    assert.deepEqual(after, [requestOf("a", 200), requestOf("b")]);
  });

  test("loses nothing when many requests end at once", async () => {
    network.serve(ADDRESS, "12345");
    await Promise.all(Array.from({ length: 20 }, () => requests.because("ahead").fetch(ADDRESS).then((r) => r.text())));
    await settle();
    assert.deepEqual((await written()).map(({ bytes }) => bytes), Array(20).fill(5));
    assert.ok(browser.storage.local.writes.length < 20);
  });

  test("is gone when forgotten, and an answer that comes later does not bring its request back", async () => {
    let answer = () => undefined;
    network.answers.set(ADDRESS, () => new Promise((resolve) => (answer = resolve)));
    const asked = ask();
    await settle();
    await requests.forget();
    answer(new Response("12345"));
    await asked;
    assert.deepEqual(await written(), []);
  });
});

describe("the background", () => {
  const send = (message, sender) => new Promise((answer) => browser.runtime.onMessage.fire(message, sender, answer));
  const whys = async () => (await written()).map(({ why }) => why);

  beforeEach(async () => {
    mock.method(console, "error", () => undefined); // there is no package here
    publish(network);
    await start({ browser, fetch: network.fetch, clock: new FakeClock() });
    network.requests = [];
  });

  test("writes down exactly what it asks for", async () => {
    await send({ type: "update_now" }, POPUP);
    await send({ type: "group_needed", group: "contoh" }, PAGE);
    await settle();
    assert.equal(network.requests.length, 9);
    assert.deepEqual((await written()).map(({ address }) => address), network.requests.map(({ url }) => url));
    assert.deepEqual(await whys(), [...Array(8).fill("hand"), "visit"]);
  });

  const WAYS = [
    ["poll", () => browser.alarms.onAlarm.fire({ name: "update_release" })],
    ["settings", () => browser.storage.local.set({ settings: SETTINGS })],
  ];
  for (const [why, act] of WAYS) {
    test(`says why: ${why}`, async () => {
      act();
      await settle();
      assert.deepEqual(new Set(await whys()), new Set([why]));
    });
  }

  test("says why: ahead of time", async () => {
    await send({ type: "update_now" }, POPUP);
    browser.alarms.onAlarm.fire({ name: "prefetch_warnings" });
    await settle();
    assert.equal((await whys()).at(-1), "ahead");
  });

  test("forgets for our own pages, not for a site", async () => {
    await send({ type: "update_now" }, POPUP);
    browser.runtime.onMessage.fire({ type: "forget_sent" }, PAGE, () => undefined);
    await settle();
    assert.equal((await written()).length, 8);
    await send({ type: "forget_sent" }, POPUP);
    assert.deepEqual(await written(), []);
  });

  test("erases it with everything else, even when a write was under way", async () => {
    await send({ type: "update_now" }, POPUP);
    await settle();
    const sent = await written();
    let erase = () => undefined;
    const erased = new Promise((resolve) => (erase = resolve));
    const { session } = browser.storage;
    const { get } = session;
    session.get = async (keys) => (keys === "sent" ? erased.then(() => ({ sent })) : get.call(session, keys));
    void send({ type: "group_needed", group: "contoh" }, PAGE);
    await settle();
    await session.clear();
    await browser.storage.local.clear();
    erase();
    await settle();
    session.get = get;
    assert.deepEqual(await written(), []);
  });
});

test("nothing but main.js names the browser's network, and it hands it to the record only", () => {
  const folder = new URL("../../../extension/", import.meta.url);
  const isCode = (name) => name.endsWith(".js") && !name.includes(".examples/");
  const naming = readdirSync(folder, { recursive: true })
    .filter(isCode)
    .filter((name) => /(?<![.\w])(?:fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts)/u.test(
      readFileSync(new URL(name, folder), "utf8").replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/gu, ""),
    ));
  assert.deepEqual(naming, ["background/main.js"]);
  const users = readdirSync(new URL("background/", folder), { recursive: true })
    .filter(isCode)
    .filter((name) => /services\.fetch|\bfetch: fetchFile/u.test(readFileSync(new URL(`background/${name}`, folder), "utf8")));
  assert.deepEqual(users.sort(), ["fetch_policy.js", "fetch_release.js", "managed.js", "seed.js", "sent.js", "signin.js", "trust.js", "tuf.js", "tuf/update.js", "warnings.js"]);
  const openers = readdirSync(folder, { recursive: true })
    .filter(isCode)
    .filter((name) => readFileSync(new URL(name, folder), "utf8").includes("launchWebAuthFlow"));
  assert.deepEqual(openers, ["background/sent.js"]);
});
