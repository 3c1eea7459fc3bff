/**
 * Read the three metadata files of a release: timestamp names snapshot, snapshot names targets, targets names files.
 * Format: The Update Framework 1.0, consistent snapshots. Versions never go back, and each file is the one that
 * the file before it named.
 */

import { Problem } from "./problem.js";
import { exactly, listOf, optional, parseJson, record, sha256, tableOf, text, whole } from "./shapes.js";

/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */

/**
 * What one metadata file says of another; length and hash are optional in TUF for metadata.
 * @typedef {{version: number, length?: number, hashes?: {sha256?: string}}} FileInfo
 */

/** @typedef {"timestamp" | "snapshot" | "targets"} Role */

/**
 * How long a metadata file may be when the one before does not say. The numbers are those of python-tuf's
 * client (UpdaterConfig: timestamp_max_length and so on, read 2026-11-21).
 * @type {Readonly<Record<Role, number>>}
 */
export const METADATA_MAX_BYTES = Object.freeze({ timestamp: 16_384, snapshot: 2_000_000, targets: 5_000_000 });

const FILE_INFO = record({
  version: whole(1),
  length: optional(whole(1)),
  hashes: optional(record({ sha256: optional(sha256) })),
});

const TARGET_INFO = record({ length: whole(0), hashes: record({ sha256 }) });

/** @type {Record<Role, import("./shapes.js").Shape>} */
const ROLE_MEMBERS = {
  timestamp: record({ meta: record({ "snapshot.json": FILE_INFO }) }),
  snapshot: record({ meta: record({ "targets.json": FILE_INFO }) }),
  targets: record({ targets: tableOf(TARGET_INFO) }),
};

/**
 * Open a metadata file and return its signed part. Signatures are checked here and nowhere else: whatever this
 * function returns is believed by everything behind it. (Part E verifies them against the root's keys, in tuf.js;
 * until then the versions, lengths and hashes below are the whole protection.)
 * @param {Uint8Array} bytes the file
 * @param {Role} role what it must be
 * @returns {any} the signed part, of the role's shape
 * @throws {Problem} not_json, wrong_shape
 */
export function openMetadata(bytes, role) {
  const envelope = /** @type {any} */ (parseJson(bytes, role));
  const head = {
    _type: exactly(role),
    spec_version: text((version) => version.startsWith("1."), "version 1 of TUF"),
    version: whole(1),
  };
  record({ signatures: listOf(record({})), signed: record(head) })(envelope, role);
  ROLE_MEMBERS[role](envelope.signed, role);
  return envelope.signed;
}

/**
 * Read timestamp.json.
 * @param {Uint8Array} bytes the file
 * @returns {{version: number, snapshot: FileInfo}} its version, and which snapshot is current
 */
export function readTimestamp(bytes) {
  const signed = openMetadata(bytes, "timestamp");
  return { version: signed.version, snapshot: signed.meta["snapshot.json"] };
}

/**
 * Read N.snapshot.json.
 * @param {Uint8Array} bytes the file
 * @returns {{version: number, targets: FileInfo}} its version, and which targets are current
 */
export function readSnapshot(bytes) {
  const signed = openMetadata(bytes, "snapshot");
  return { version: signed.version, targets: signed.meta["targets.json"] };
}

/**
 * Read N.targets.json.
 * @param {Uint8Array} bytes the file
 * @returns {{version: number, targets: Record<string, TargetInfo>}} its version, and every file of the release
 */
export function readTargets(bytes) {
  const signed = openMetadata(bytes, "targets");
  /** @type {[string, {length: number, hashes: {sha256: string}}][]} */
  const files = Object.entries(signed.targets);
  const targets = files.map(([name, { length, hashes }]) => [name, { length, sha256: hashes.sha256 }]);
  return { version: signed.version, targets: Object.fromEntries(targets) };
}

/**
 * Refuse a version lower than one that was already accepted.
 * @param {Role} role of what
 * @param {number} offered by the server
 * @param {number} accepted before; 0 when nothing was
 * @throws {Problem} version_back
 */
export function refuseOlder(role, offered, accepted) {
  if (offered < accepted) {
    throw new Problem("version_back", `${role} ${offered}, already at ${accepted}`);
  }
}

/**
 * Refuse a file whose own version is not the one under which it was named.
 * @param {Role} role of what
 * @param {number} own version inside the file
 * @param {number} named version in the file before
 * @throws {Problem} version_mixed
 */
export function refuseMixed(role, own, named) {
  if (own !== named) {
    throw new Problem("version_mixed", `${role} says ${own}, was named as ${named}`);
  }
}

/**
 * Refuse bytes that are not those that were named.
 * @param {Uint8Array} bytes the file
 * @param {{length?: number | undefined, sha256?: string | undefined}} named what is known of it
 * @param {string} name for the message
 * @throws {Problem} wrong_length, wrong_hash
 */
export async function refuseOther(bytes, named, name) {
  if (named.length !== undefined && bytes.byteLength !== named.length) {
    throw new Problem("wrong_length", `${name}: ${bytes.byteLength} bytes, expected ${named.length}`);
  }
  if (named.sha256 !== undefined && (await computeSha256(bytes)) !== named.sha256) {
    throw new Problem("wrong_hash", `${name}: expected ${named.sha256}`);
  }
}

/**
 * Compute the hash of a file.
 * @param {Uint8Array} bytes a file
 * @returns {Promise<string>} its SHA-256 in hexadecimal
 */
export async function computeSha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
