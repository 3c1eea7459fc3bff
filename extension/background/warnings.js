/**
 * The words for a group of contests: fetched ahead of time, or when a listed account is met and they are missing.
 *
 * Both ways ask GET /v1/warnings/<group>, so that the server cannot tell a visit from a fetch ahead of time by the
 * address. The answer counts only if it is the file that the release names (length and hash). When the server is
 * already at a newer release than this browser, it is not; then the release's own file is fetched under its hash.
 */

import { backOff, isBackingOff } from "./back_off.js";
import { downloadFile } from "./download.js";
import { TARGET_MAX_BYTES, fetchTarget } from "./fetch_release.js";
import { layOutWarnings } from "./lay_out.js";
import { Problem, readProblemCode } from "./problem.js";
import { isGroupId } from "./shapes.js";
import { isAsleep, readRelease, readSettings } from "./storage.js";
import { findMissingGroups, readKept, storeWarnings, warningsTarget } from "./stored_warnings.js";
import { readWarningsFile } from "./target_files.js";
import { refuseOtherFile } from "./trust.js";

/** @typedef {import("../types-background.d.ts").LaidWarnings} LaidWarnings */
/** @typedef {import("../types-background.d.ts").ListFile} ListFile */
/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */

/** Requests under way, so that ten open tabs ask once. Lost when the worker stops, and so are the requests. */
/** @type {WeakMap<typeof chrome, Map<string, Promise<LaidWarnings | null>>>} */
const underWay = new WeakMap();

/**
 * See to it that a group's warnings are here.
 * @param {Services} services browser, network, clock
 * @param {unknown} group its id, from a message
 * @returns {Promise<LaidWarnings | null>} what the release says of the group, stored by now; null when it cannot be had
 */
export async function ensureGroup(services, group) {
  if (!isGroupId(group)) {
    return null;
  }
  const requests = underWay.get(services.browser) ?? new Map();
  underWay.set(services.browser, requests);
  const request = requests.get(group) ?? obtainGroup(services, group).finally(() => requests.delete(group));
  requests.set(group, request);
  return request;
}

/**
 * Fetch a group's warnings unless they are here.
 * @param {Services} services browser, network, clock
 * @param {string} group a well-formed id
 * @returns {Promise<LaidWarnings | null>} as ensureGroup
 */
async function obtainGroup(services, group) {
  const { browser, clock } = services;
  // A person may be waiting for the dialog: what can be read at once is.
  const [settings, { targets }, kept, isTooEarly] = await Promise.all([
    readSettings(browser),
    readRelease(browser),
    readKept(browser, group),
    isBackingOff(browser, group, clock.now()),
  ]);
  const target = targets[warningsTarget(group)];
  if (isAsleep(settings) || target === undefined) {
    return null;
  }
  if (kept.sha256 === target.sha256) {
    return kept.warnings;
  }
  if (isTooEarly) {
    return null;
  }
  try {
    const [bytes, list] = await Promise.all([
      fetchGroup(services.fetch, settings.server, group, target),
      readList(browser, group, target),
    ]);
    return list && (await storeGroup(browser, target, await layOutWarnings(readWarningsFile(bytes, group), list)));
  } catch (error) {
    await backOff(browser, group, clock.now());
    console.warn(`Jaga Jempol: warnings of a group could not be fetched (${readProblemCode(error)})`);
    return null;
  }
}

/**
 * Fetch the file of a group that the release names.
 * @param {typeof fetch} fetchFile the network
 * @param {string} server its origin
 * @param {string} group its id
 * @param {TargetInfo} target what the release says of its file
 * @returns {Promise<Uint8Array>} exactly that file
 */
async function fetchGroup(fetchFile, server, group, target) {
  const name = warningsTarget(group);
  try {
    const bytes = await downloadFile(fetchFile, `${server}/v1/warnings/${group}`, { maxBytes: TARGET_MAX_BYTES });
    await refuseOtherFile(bytes, target, name);
    return bytes;
  } catch (error) {
    if (!isOtherFile(error)) {
      throw error;
    }
    return fetchTarget(fetchFile, server, name, target);
  }
}

/**
 * Tell a server with another release from one that fails.
 * @param {unknown} error what was caught
 * @returns {boolean} whether the server has answered with another file than ours
 */
function isOtherFile(error) {
  return error instanceof Problem && (error.code === "wrong_length" || error.code === "wrong_hash");
}

/**
 * Read the list that a group's file speaks of.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} group its id
 * @param {TargetInfo} target the group's file
 * @returns {Promise<ListFile | null>} null when a new release has changed the file meanwhile
 */
async function readList({ storage }, group, target) {
  /** @type {Record<string, any>} */
  const { release, list } = await storage.local.get(["release", "list"]); // together, so that they match
  return release?.targets[warningsTarget(group)]?.sha256 === target.sha256 ? list : null;
}

/**
 * Store a group's warnings, if the release still names this file.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {TargetInfo} target the file that says them
 * @param {LaidWarnings} warnings what it says
 * @returns {Promise<LaidWarnings | null>} null when a new release has changed the file meanwhile
 */
async function storeGroup(browser, target, warnings) {
  const { targets } = await readRelease(browser);
  if (targets[warningsTarget(warnings.group)]?.sha256 !== target.sha256) {
    return null;
  }
  await storeWarnings(browser, warnings, target.sha256);
  return warnings;
}

/**
 * Fetch every group that is missing, one after the other, in random order.
 * @param {Services} services browser, network, clock
 */
export async function prefetchGroups(services) {
  const { prefetch } = await readSettings(services.browser);
  if (!prefetch) {
    return;
  }
  const release = await readRelease(services.browser);
  const missing = await findMissingGroups(services.browser, release);
  const drawn = missing.map((group) => ({ group, lot: services.clock.pickBetween(0, 1) }));
  for (const { group } of drawn.sort((one, other) => one.lot - other.lot)) {
    await ensureGroup(services, group);
  }
}
