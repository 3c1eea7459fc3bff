/** Ask a server what its release is, and fetch what is not here yet. Nothing of it is stored in this file. */

import { deriveLevels } from "./derive.js";
import { downloadFile } from "./download.js";
import { fetchByDelta } from "./fetch_delta.js";
import { Problem } from "./problem.js";
import { EMPLOYMENTS } from "./storage.js";
import { warningsTarget } from "./stored_warnings.js";
import { readListFile, readPlatformsFile, readRegionsFile, readWordingFile } from "./target_files.js";
import { fetchTargets, refuseOtherFile } from "./trust.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */
/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */
/** @typedef {import("../types-background.d.ts").ReleaseFiles} ReleaseFiles */
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
 * @param {Services} services browser, network, clock
 * @param {string} server its origin
 * @param {StoredRelease} before what is here
 * @param {ReadKept} readKept reads a file of that release
 * @returns {Promise<{targets: Record<string, TargetInfo>, files: ReleaseFiles}>} every file's hash, and the files that have changed
 * @throws {Problem} of every kind
 */
export async function collectChanges(services, server, before, readKept) {
  const targets = await fetchTargets(services, server);
  const files = await fetchFiles(services.fetch, server, targets, { targets: before.targets, readKept });
  refuseGaps(files, targets);
  return { targets, files };
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
  await refuseOtherFile(bytes, target, name);
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
