/**
 * Bring root, timestamp and snapshot up to date (TUF 1.0, sections 5.3 to 5.5).
 */

import { Problem } from "../problem.js";
import { isExpired, refuseExpired, refuseMixed, refuseOlder, refuseRollback } from "./checks.js";
import { readMetadata } from "./metadata_files.js";
import { refuseUnsigned } from "./signatures.js";
import { accept, fetchMetadata, readTrusted } from "./update.js";

/** @typedef {import("./metadata_files.js").Metadata} Metadata */
/** @typedef {import("./metadata_files.js").FileInfo} FileInfo */
/** @typedef {import("./metadata_files.js").Type} Type */
/** @typedef {import("./signatures.js").Signers} Signers */
/** @typedef {import("./update.js").Update} Update */

/** New roots in one refresh, as in python-tuf; a client that missed more goes on at the next refresh (5.3.3). */
const ROTATIONS_MAX = 256;

/** How a server says that there is no newer root; file stores without a list of files say 403. */
const NO_SUCH_FILE = [403, 404];

/**
 * Say who signs one of the four roles.
 * @param {Metadata} root trusted
 * @param {Type} role one of the four
 * @returns {Signers} as root says
 */
export function signersOf(root, role) {
  return { ...root.signed.roles[role], keys: root.signed.keys };
}

/**
 * Follow the chain of roots, each signed by the one before and by itself (5.3).
 * @param {Update} update in progress
 * @returns {Promise<Metadata>} the newest root
 * @throws {Problem} also expired; the roots up to the last good one are trusted from now on
 */
export async function updateRoot(update) {
  let root = await findTrustedRoot(update);
  for (let rotations = 0; rotations < ROTATIONS_MAX; rotations += 1) {
    const next = await fetchNextRoot(update, root.signed.version + 1);
    if (next === null) {
      break;
    }
    await refuseUnsigned(next, signersOf(root, "root"));
    await refuseUnsigned(next, signersOf(next, "root"));
    refuseMixed(next, root.signed.version + 1);
    await accept(update, next);
    root = next;
  }
  refuseExpired(root, update.now);
  return root;
}

/**
 * Find the root to begin with (5.2): the stored one, or the program's own when that is newer or the other is damaged.
 * @param {Update} update in progress
 * @returns {Promise<Metadata>} signed by its own keys
 * @throws {Problem} why the last one that was tried cannot be used
 */
async function findTrustedRoot({ files, services }) {
  /** @type {Metadata[]} */
  const roots = [];
  let problem = new Problem("wrong_shape", "there is no trusted root");
  for (const file of [files.get("root"), services.trustedRoot]) {
    try {
      roots.push(...(typeof file === "string" ? [await readRoot(file)] : []));
    } catch (error) {
      problem = rethrowOthers(error);
    }
  }
  const newest = roots.sort((left, right) => right.signed.version - left.signed.version)[0];
  if (newest === undefined) {
    throw problem;
  }
  return newest;
}

/**
 * Read a root that is trusted because of where it came from.
 * @param {string} file its text
 * @returns {Promise<Metadata>} signed by its own keys; its time may be over
 */
export async function readRoot(file) {
  const root = readMetadata(file, "root");
  await refuseUnsigned(root, signersOf(root, "root"));
  return root;
}

/**
 * Fetch the root that follows.
 * @param {Update} update in progress
 * @param {number} version which
 * @returns {Promise<Metadata | null>} null when there is none
 */
async function fetchNextRoot(update, version) {
  try {
    return await fetchMetadata(update, { name: "root", type: "root" }, { version });
  } catch (error) {
    const problem = rethrowOthers(error);
    if (problem.status !== null && NO_SUCH_FILE.includes(problem.status)) {
      return null;
    }
    throw problem;
  }
}

/**
 * Ask which snapshot is current (5.4).
 * @param {Update} update in progress
 * @param {Metadata} root up to date
 * @returns {Promise<Metadata>} the timestamp, perhaps the one that was here
 * @throws {Problem} also wrong_signature, version_back, expired
 */
export async function updateTimestamp(update, root) {
  const role = { name: "timestamp", type: /** @type {const} */ ("timestamp"), signers: signersOf(root, "timestamp") };
  const trusted = await readTrusted(update, role);
  const offered = await fetchMetadata(update, role, {});
  await refuseUnsigned(offered, role.signers);

  if (trusted !== null) {
    refuseOlder("timestamp", offered.signed.version, trusted.signed.version);
    if (offered.signed.version === trusted.signed.version) {
      refuseExpired(trusted, update.now);
      return trusted;
    }
    refuseOlder("snapshot", readSnapshotInfo(offered).version, readSnapshotInfo(trusted).version);
  }
  refuseExpired(offered, update.now);
  await accept(update, offered);
  return offered;
}

/**
 * Bring the snapshot to the version that the timestamp names (5.5).
 * @param {Update} update in progress
 * @param {Metadata} root up to date
 * @param {Metadata} timestamp up to date
 * @returns {Promise<Metadata>} the snapshot, perhaps the one that was here
 * @throws {Problem} also wrong_signature, version_mixed, version_back, expired
 */
export async function updateSnapshot(update, root, timestamp) {
  const role = { name: "snapshot", type: /** @type {const} */ ("snapshot"), signers: signersOf(root, "snapshot") };
  const named = readSnapshotInfo(timestamp);
  const trusted = await readTrusted(update, role);
  if (trusted?.signed.version === named.version && !isExpired(trusted, update.now)) {
    return trusted;
  }

  const offered = await fetchMetadata(update, role, nameFor(root, named));
  await refuseUnsigned(offered, role.signers);
  refuseMixed(offered, named.version);
  refuseRollback(offered.signed.meta, trusted?.signed.meta ?? {});
  refuseExpired(offered, update.now);
  await accept(update, offered);
  return offered;
}

/**
 * Say under which name a file is served: without consistent snapshots its version is no part of it (6.2).
 * @param {Metadata} root up to date
 * @param {FileInfo} named what is known of the file
 * @returns {Partial<FileInfo>} the same, without the version where the name has none
 */
export function nameFor(root, { version, ...named }) {
  return root.signed.consistent_snapshot === true ? { version, ...named } : named;
}

/**
 * Read what a timestamp says of the snapshot.
 * @param {Metadata} timestamp any
 * @returns {FileInfo} version, and length and hashes where they are given
 */
function readSnapshotInfo(timestamp) {
  return timestamp.signed.meta["snapshot.json"];
}

/**
 * Let through what no file can cause: a fault of this program.
 * @param {unknown} error what was caught
 * @returns {Problem} when it is one
 */
function rethrowOthers(error) {
  if (error instanceof Problem) {
    return error;
  }
  throw error;
}
