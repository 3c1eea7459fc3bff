/** The TUF client as the service worker uses it: which root it begins with, and what it asks of store and clock. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { fetchTarget, findTarget, refreshTrust } from "../../../extension/background/tuf.js";
import { writeHex } from "../../../extension/background/tuf/bytes.js";
import { encodeCanonical } from "../../../extension/background/tuf/canonical_json.js";
import { FakeNetwork } from "./fakes.mjs";

const SERVER = "http://127.0.0.1:8000/v1/release";
const NOW = Date.parse("2026-11-21T02:00:00Z");
const CONTENT = "content";

const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const raw = await crypto.subtle.exportKey("raw", pair.publicKey);
const KEY = { keytype: "ed25519", scheme: "ed25519", keyval: { public: writeHex(new Uint8Array(raw)) } };
const SIGNERS = { keyids: ["key"], threshold: 1 };
const ROLES = Object.fromEntries(["root", "timestamp", "snapshot", "targets"].map((role) => [role, SIGNERS]));

const utf8 = (text) => new TextEncoder().encode(text);
const hash = writeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(CONTENT))));

/**
 * Sign a metadata file.
 * @param {string} type of file
 * @param {object} members besides those that every file has
 * @returns {Promise<string>} the file
 */
async function sign(type, members) {
  const signed = { _type: type, spec_version: "1.0.31", version: 1, expires: "2026-12-01T00:00:00Z", ...members };
  const signature = await crypto.subtle.sign("Ed25519", pair.privateKey, utf8(encodeCanonical(signed)));
  return JSON.stringify({ signatures: [{ keyid: "key", sig: writeHex(new Uint8Array(signature)) }], signed });
}

const makeRoot = (version) => sign("root", { version, keys: { key: KEY }, roles: ROLES, consistent_snapshot: true });

/** A store in memory; `fault` is what a full disk says. */
class MemoryStore {
  fault = null;
  writes = 0;

  constructor(files = {}) {
    this.files = files;
  }

  read = async () => this.files;
  write = async (files) => {
    if (this.fault) {
      throw new Error(this.fault);
    }
    this.writes += 1;
    this.files = files;
  };
}

/**
 * Serve a release of one file, to a client with the given store and the given root in its package.
 * @param {MemoryStore} store what is here already
 * @param {string | null} trustedRoot what came with the package
 * @returns {Promise<object>} the client's services, and what was asked
 */
async function serve(store, trustedRoot) {
  const network = new FakeNetwork();
  network.serve(`${SERVER}/metadata/timestamp.json`, await sign("timestamp", { meta: { "snapshot.json": { version: 1 } } }));
  network.serve(`${SERVER}/metadata/1.snapshot.json`, await sign("snapshot", { meta: { "targets.json": { version: 1 } } }));
  const targets = { "list.json": { length: CONTENT.length, hashes: { sha256: hash } } };
  network.serve(`${SERVER}/metadata/1.targets.json`, await sign("targets", { targets }));
  network.serve(`${SERVER}/targets/${hash}.list.json`, CONTENT);
  const clock = { asked: 0, now: () => NOW + 1000 * clock.asked++ };
  const urls = { metadataUrl: `${SERVER}/metadata`, targetsUrl: `${SERVER}/targets/` };
  return { network, clock, store, services: { fetch: network.fetch, store, clock, trustedRoot, ...urls } };
}

const firstAsked = ({ network }) => network.paths()[0].split("/").at(-1);

describe("the root to begin with is", () => {
  test("the package's, when nothing is stored", async () => {
    const served = await serve(new MemoryStore(), await makeRoot(1));
    const trust = await refreshTrust(served.services);
    const target = await findTarget(trust, "list.json");
    assert.equal(new TextDecoder().decode(await fetchTarget(trust, "list.json", target)), CONTENT);
    assert.equal(firstAsked(served), "2.root.json");
    assert.deepEqual(Object.keys(served.store.files).sort(), ["snapshot", "targets", "timestamp"]);
  });

  test("the stored one, when it is newer", async () => {
    const served = await serve(new MemoryStore({ root: await makeRoot(5) }), await makeRoot(1));
    await refreshTrust(served.services);
    assert.equal(firstAsked(served), "6.root.json");
  });

  test("the package's, when it is newer", async () => {
    const served = await serve(new MemoryStore({ root: await makeRoot(1) }), await makeRoot(3));
    await refreshTrust(served.services);
    assert.equal(firstAsked(served), "4.root.json");
  });

  test("the package's, when the stored one is damaged", async () => {
    const damaged = (await makeRoot(5)).replace('"version":5', '"version":9');
    const served = await serve(new MemoryStore({ root: damaged }), await makeRoot(1));
    await refreshTrust(served.services);
    assert.equal(firstAsked(served), "2.root.json");
  });

  test("missing: then nothing is asked", async () => {
    const served = await serve(new MemoryStore(), null);
    await assert.rejects(refreshTrust(served.services), { code: "wrong_shape" });
    assert.deepEqual(served.network.requests, []);
  });
});

test("a store that cannot write ends the refresh", async () => {
  const served = await serve(new MemoryStore(), await makeRoot(1));
  served.store.fault = "QUOTA_BYTES quota exceeded";
  await assert.rejects(refreshTrust(served.services), { code: "storage_failed" });
  assert.deepEqual(served.store.files, {});
});

test("on a quiet day nothing is written", async () => {
  const served = await serve(new MemoryStore(), await makeRoot(1));
  await refreshTrust(served.services);
  const { writes } = served.store;
  await refreshTrust(served.services);
  assert.equal(served.store.writes, writes);
});

test("time is asked for once per refresh", async () => {
  const served = await serve(new MemoryStore(), await makeRoot(1));
  await refreshTrust(served.services);
  assert.equal(served.clock.asked, 1);
});

test("a target longer than the caller can take is not asked for", async () => {
  const served = await serve(new MemoryStore(), await makeRoot(1));
  const trust = await refreshTrust(served.services);
  const asked = served.network.requests.length;
  const target = await findTarget(trust, "list.json");
  await assert.rejects(fetchTarget(trust, "list.json", target, { maxBytes: 3 }), { code: "too_long" });
  assert.equal(served.network.requests.length, asked);
});
