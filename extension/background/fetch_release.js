/**
 * Ask a server what its release is, and fetch what is not here yet. Nothing is stored in this file.
 * Order of the steps: The Update Framework 1.0, section 5, "Detailed client workflow".
 */

import { deriveLevels } from "./derive.js";
import { downloadFile } from "./download.js";
import { fetchByDelta } from "./fetch_delta.js";
import {
  METADATA_MAX_BYTES,
  readSnapshot,
  readTargets,
  readTimestamp,
  refuseMixed,
  refuseOlder,
  refuseOther,
} from "./metadata.js";
import { Problem } from "./problem.js";
import { EMPLOYMENTS, NO_RELEASE } from "./storage.js";
import { warningsTarget } from "./stored_warnings.js";
import { readListFile, readPlatformsFile, readRegionsFile, readWordingFile } from "./target_files.js";

/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */
/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */
/** @typedef {import("../types-background.d.ts").ReleaseFiles} ReleaseFiles */
/** @typedef {import("../types-background.d.ts").ReleaseMetadata} ReleaseMetadata */
/** @typedef {(name: string) => Promise<unknown>} ReadKept */

/** storage.local holds 10 MB (Chrome, seen 2026-11); a file larger than this could not be stored beside the rest. */
export const TARGET_MAX_BYTES = 4_000_000;

/** What is read of targets, with the reader of each. */
const READERS = Object.freeze({
  "list.json": readListFile,
  "platforms.json": readPlatformsFile,
  "wording.json": readWordingFile,
  "regions.json": readRegionsFile,
});

/** What targets may lack: without it nobody is guarded less. */
const OPTIONAL = new Set(["regions.json"]);

/**
 * Collect what has changed since the release that is here.
 * @param {typeof fetch} fetchFile the network
 * @param {string} server its origin
 * @param {StoredRelease} before what is here; its versions bind the same server only
 * @param {ReadKept} readKept reads a file of that release
 * @returns {Promise<{metadata: ReleaseMetadata | null, files: ReleaseFiles}>} metadata is null when nothing has changed
 * @throws {Problem} of every kind but storage_failed
 */
export async function collectChanges(fetchFile, server, before, readKept) {
  const floor = before.server === server ? before : NO_RELEASE;
  const metadata = await fetchMetadata(fetchFile, server, floor);
  if (metadata === null) {
    return { metadata, files: {} };
  }
  const files = await fetchFiles(fetchFile, server, metadata.targets, { targets: before.targets, readKept });
  refuseGaps(files, metadata.targets);
  return { metadata, files };
}

/**
 * Follow timestamp, snapshot and targets.
 * @param {typeof fetch} fetchFile the network
 * @param {string} server its origin
 * @param {StoredRelease} floor versions that must not be undercut
 * @returns {Promise<ReleaseMetadata | null>} null when the timestamp is the one we have
 */
async function fetchMetadata(fetchFile, server, floor) {
  const place = `${server}/v1/release/metadata`;
  const timestamp = await fetchTimestamp(fetchFile, place);
  refuseOlder("timestamp", timestamp.version, floor.timestamp_version);
  if (timestamp.version === floor.timestamp_version) {
    return null;
  }

  refuseOlder("snapshot", timestamp.snapshot.version, floor.snapshot_version);
  const snapshot = readSnapshot(await fetchNamed(fetchFile, place, "snapshot", timestamp.snapshot));
  refuseMixed("snapshot", snapshot.version, timestamp.snapshot.version);

  refuseOlder("targets", snapshot.targets.version, floor.targets_version);
  const { version, targets } = readTargets(await fetchNamed(fetchFile, place, "targets", snapshot.targets));
  refuseMixed("targets", version, snapshot.targets.version);
  const [timestamp_version, snapshot_version] = [timestamp.version, snapshot.version];
  return { timestamp_version, snapshot_version, targets_version: version, targets };
}

/**
 * Fetch the only metadata file whose name does not tell its version.
 * @param {typeof fetch} fetchFile the network
 * @param {string} place folder of the metadata
 * @returns {Promise<ReturnType<typeof readTimestamp>>} its version, and which snapshot is current
 */
async function fetchTimestamp(fetchFile, place) {
  const bounds = { maxBytes: METADATA_MAX_BYTES.timestamp };
  return readTimestamp(await downloadFile(fetchFile, `${place}/timestamp.json`, bounds));
}

/**
 * Fetch the metadata file that another one named.
 * @param {typeof fetch} fetchFile the network
 * @param {string} place folder of the metadata
 * @param {"snapshot" | "targets"} role which file
 * @param {import("./metadata.js").FileInfo} named its version, and length and hash where they were given
 * @returns {Promise<Uint8Array>} bytes that fit what was named
 */
async function fetchNamed(fetchFile, place, role, named) {
  const name = `${named.version}.${role}.json`;
  const maxBytes = Math.min(named.length ?? Infinity, METADATA_MAX_BYTES[role]);
  const bytes = await downloadFile(fetchFile, `${place}/${name}`, { maxBytes });
  await refuseOther(bytes, { length: named.length, sha256: named.hashes?.sha256 }, name);
  return bytes;
}

/**
 * Fetch and read each file that is new or has changed. Files are known by their hash, so a file from another
 * server is as good as one from this.
 * @param {typeof fetch} fetchFile the network
 * @param {string} server its origin
 * @param {Record<string, TargetInfo>} targets of the new release
 * @param {{targets: Record<string, TargetInfo>, readKept: ReadKept}} stored of the release that is here
 * @returns {Promise<ReleaseFiles>} only what has changed
 */
async function fetchFiles(fetchFile, server, targets, stored) {
  /** @type {[string, unknown][]} */
  const files = [];
  for (const [name, read] of Object.entries(READERS)) {
    const target = targets[name];
    if (target === undefined && OPTIONAL.has(name)) {
      continue;
    }
    if (target === undefined) {
      throw new Problem("wrong_shape", `targets has no ${name}`);
    }
    if (target.sha256 === stored.targets[name]?.sha256) {
      continue;
    }
    const change = { stored: stored.targets[name], target };
    const made = await fetchByDelta(fetchFile, server, name, change, () => stored.readKept(name));
    files.push([name, read(made ?? (await fetchTarget(fetchFile, server, name, target)))]);
  }
  return Object.fromEntries(files);
}

/**
 * Fetch one file of the release tree, under the name that never changes its content.
 * @param {typeof fetch} fetchFile the network
 * @param {string} server its origin
 * @param {string} name such as list.json or warnings/<group>.json
 * @param {TargetInfo} target what targets says of it
 * @returns {Promise<Uint8Array>} exactly that file
 * @throws {Problem} also wrong_length, wrong_hash, too_long
 */
export async function fetchTarget(fetchFile, server, name, target) {
  if (target.length > TARGET_MAX_BYTES) {
    throw new Problem("too_long", `${name}: ${target.length} bytes`);
  }
  const folder = name.slice(0, name.lastIndexOf("/") + 1);
  const url = `${server}/v1/release/targets/${folder}${target.sha256}.${name.slice(folder.length)}`;
  const bytes = await downloadFile(fetchFile, url, { maxBytes: target.length });
  await refuseOther(bytes, target, name);
  return bytes;
}

/**
 * Refuse a release in which a listed account could be met without words or without a level.
 * @param {ReleaseFiles} files what has changed
 * @param {Record<string, TargetInfo>} targets of the new release
 */
function refuseGaps(files, targets) {
  for (const { group } of Object.values(files["list.json"]?.contests ?? {})) {
    const name = warningsTarget(group);
    if (!Object.hasOwn(targets, name)) {
      throw new Problem("wrong_shape", `targets has no ${name}`);
    }
  }
  const rules = files["wording.json"]?.rules;
  if (rules) {
    EMPLOYMENTS.forEach((employment) => deriveLevels(rules, employment));
  }
}
