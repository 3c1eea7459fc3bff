/** A small release, made in memory as python-tuf writes one: invented people, two sides of one contest. */

import { createHash, generateKeyPairSync, sign as signBytes } from "node:crypto";

import { encodeJson } from "../../../extension/background/merge_patch.js";
import { encodeCanonical } from "../../../extension/background/tuf/canonical_json.js";

export const SERVER = "http://127.0.0.1:8000";

export const SETTINGS = { employment: "pns", language: "id", server: SERVER, today: null, prefetch: true, paused_until: null };

/** The entry of Budi's accounts. */
export const BUDI = "candidate ../..";

/**
 * Make every file of a release, as values; tests change one thing of it.
 * @returns {Record<string, any>} by name
 */
export function sampleContent() {
  return {
    "list.json": {
      format: 2,
      made_on: "2026-11-21",
      poll_seconds: 1800,
      contacts: [],
      calendars: { "contoh-2026": [["kampanye", "2026-11-01", "2026-11-30"]] },
      elections: {},
      contests: {
        "contoh-2026": {
          election: "contoh",
          region: "ID",
          group: "contoh",
          utc_offset_minutes: 420,
          calendar: "contoh-2026",
          entries: {
            [BUDI]: { x: "@budi#11", latihan: "@budi" },
            "candidate ../2026-11-25": { x: "@sari#22 #23" },
            "party ../..": { x: "@partai_contoh" },
          },
        },
      },
    },
    "platforms.json": {
      format: 1,
      platforms: {
        x: { format: 1, platform: "x", name: "X", sites: [{ domain: "x.com", subdomains: ["", "www"] }] },
        latihan: {
          format: 1,
          platform: "latihan",
          name: "Latihan",
          sites: [{ domain: "localhost", subdomains: [""] }],
        },
      },
    },
    "wording.json": sampleWording(),
    "warnings/contoh.json": sampleWarnings("contoh"),
  };
}

/**
 * Make the wording: candidates are held, parties informed.
 * @returns {any} wording.json
 */
export function sampleWording() {
  const everything = { phases: ["kampanye", "none"], actions: ["like", "follow"] };
  const employments = ["pns", "pppk", "spouse", "non_asn"];
  return {
    format: 1,
    rules: [
      { ...everything, subjects: ["candidate"], employments: ["pns", "pppk", "spouse"], level: "hold" },
      { ...everything, subjects: ["candidate"], employments: ["non_asn"], level: "inform" },
      { ...everything, subjects: ["party"], phases: ["kampanye"], employments, level: "inform" },
      { ...everything, subjects: ["party"], phases: ["none"], employments, level: "badge" },
    ],
    texts: { id: { phases: { kampanye: "masa kampanye" } }, en: { phases: { kampanye: "campaign period" } } },
  };
}

/**
 * Make the warnings of one group.
 * @param {string} group its id
 * @param {string} owner another owner makes another file of the same shape
 * @returns {any} warnings/<group>.json
 */
export function sampleWarnings(group, owner = "Budi") {
  const digests = [`${BUDI} x:@budi#11`, `${BUDI} latihan:@budi`].map((text) => sha256(text).slice(0, 4)).join(" ");
  return {
    format: 2,
    group,
    sources: ["https://koran.example/1"],
    contests: {
      "contoh-2026": {
        name: { id: "Contoh", en: "Sample" },
        owners: [{ owner, role: "calon", checked_on: "2026-11-20", source: 0, digests }],
      },
    },
  };
}

/**
 * Make what is stored of the same file.
 * @param {string} group its id
 * @param {string} owner of the accounts
 * @returns {any} warnings.<group>
 */
export function laidWarnings(group, owner = "Budi") {
  const account = { contest: "contoh-2026", subject: "candidate", from: null, to: null, owner, role: "calon" };
  return {
    group,
    contests: { "contoh-2026": { name: { id: "Contoh", en: "Sample" } } },
    accounts: [
      { ...account, keys: ["x:@budi", "x:#11"] },
      { ...account, keys: ["latihan:@budi"] },
    ],
  };
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
export const toBytes = (value) => Buffer.from(encodeJson(value));
const writeMetadata = (value) => Buffer.from(JSON.stringify(value));
const infoOf = (bytes, version) => ({ version, length: bytes.length, hashes: { sha256: sha256(bytes) } });

/** One key for all four roles; `otherKey` is a stranger's. */
export const key = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const otherKey = generateKeyPairSync("ec", { namedCurve: "P-256" });

/**
 * Write a metadata file as python-tuf does.
 * @param {string} role of the file
 * @param {number} version of it
 * @param {object} members besides those that every file has
 * @param {{expires?: string, signer?: {privateKey: any}}} [given] what differs
 * @returns {Buffer} the file, signed
 */
export function sign(role, version, members, { expires = "2027-01-01T00:00:00Z", signer = key } = {}) {
  const signed = { _type: role, spec_version: "1.0.31", version, expires, ...members };
  const sig = signBytes("sha256", Buffer.from(encodeCanonical(signed)), signer.privateKey).toString("hex");
  return writeMetadata({ signatures: [{ keyid: "k", sig }], signed });
}

/**
 * Make a root: one key signs everything.
 * @param {number} version of it
 * @param {{members?: object, signed?: {publicKey: any}, given?: object}} [options] what differs
 * @returns {Buffer} the file
 */
export function makeRoot(version = 1, { members = {}, signed = key, given = {} } = {}) {
  const pem = signed.publicKey.export({ type: "spki", format: "pem" });
  const keys = { k: { keytype: "ecdsa", scheme: "ecdsa-sha2-nistp256", keyval: { public: pem } } };
  const signers = { keyids: ["k"], threshold: 1 };
  const roles = Object.fromEntries(["root", "timestamp", "snapshot", "targets"].map((role) => [role, signers]));
  return sign("root", version, { keys, roles, consistent_snapshot: true, ...members }, given);
}

/**
 * Put a release on the network.
 * @param {import("./fakes.mjs").FakeNetwork} network where
 * @param {object} [content] files by name
 * @param {{server?: string, version?: number, snapshot?: number, targets?: number, signer?: {privateKey: any}}} [at] versions,
 *   one for all unless said; who signs
 * @returns {Record<string, string>} name -> URL of every file
 */
export function publish(network, content = sampleContent(), { server = SERVER, version = 1, signer = key, ...at } = {}) {
  const place = `${server}/v1/release`;
  const versions = { snapshot: at.snapshot ?? version, targets: at.targets ?? version };
  const files = Object.entries(content).map(([name, value]) => [name, toBytes(value)]);
  const urls = publishFiles(network, server, files);
  const listed = files.map(([name, bytes]) => [name, { length: bytes.length, hashes: { sha256: sha256(bytes) } }]);
  const targets = sign("targets", versions.targets, { targets: Object.fromEntries(listed) }, { signer });
  const snapshot = sign("snapshot", versions.snapshot, {
    meta: { "targets.json": infoOf(targets, versions.targets) },
  }, { signer });
  const timestamp = sign("timestamp", version, { meta: { "snapshot.json": infoOf(snapshot, versions.snapshot) } }, { signer });
  network.serve(`${place}/metadata/1.root.json`, makeRoot());
  urls.timestamp = `${place}/metadata/timestamp.json`;
  urls.snapshot = `${place}/metadata/${versions.snapshot}.snapshot.json`;
  urls.targets = `${place}/metadata/${versions.targets}.targets.json`;
  network.serve(urls.timestamp, timestamp);
  network.serve(urls.snapshot, snapshot);
  network.serve(urls.targets, targets);
  return urls;
}

/**
 * Name the delta from one file to another.
 * @param {any} before content of the old file
 * @param {any} after content of the new one
 * @returns {string} URL
 */
export function deltaUrl(before, after) {
  const hashes = [before, after].map((value) => sha256(toBytes(value)).slice(0, 16));
  return `${SERVER}/v1/release/deltas/${hashes.join("-")}.json`;
}

/**
 * Put the files that targets names on the network.
 * @param {import("./fakes.mjs").FakeNetwork} network where
 * @param {string} server its origin
 * @param {[string, Buffer][]} files by name
 * @returns {Record<string, string>} name -> URL
 */
function publishFiles(network, server, files) {
  const urls = {};
  for (const [name, bytes] of files) {
    const [base, folder = ""] = name.split("/").reverse();
    urls[name] = `${server}/v1/release/targets/${folder && `${folder}/`}${sha256(bytes)}.${base}`;
    network.serve(urls[name], bytes);
    if (folder === "warnings") {
      network.serve(`${server}/v1/warnings/${base.replace(".json", "")}`, bytes);
    }
  }
  return urls;
}
