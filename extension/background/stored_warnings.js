/**
 * Which groups' warnings are here: "warnings.<group>" holds what it says, "warnings_sha256.<group>" says which file it is.
 * Warnings of an older release are not here.
 */

import { isGroupId } from "./shapes.js";

/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */
/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */
/** @typedef {import("../types-background.d.ts").LaidWarnings} LaidWarnings */

/**
 * Name the file of a group in the release.
 * @param {string} group its id
 * @returns {string} the target's name
 */
export function warningsTarget(group) {
  return `warnings/${group}.json`;
}

/**
 * Name the value that says which file of a group is stored.
 * @param {string} group its id
 * @returns {string} a key of storage.local
 */
function hashKey(group) {
  return `warnings_sha256.${group}`;
}

/**
 * Store a group's warnings.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {LaidWarnings} warnings what the file says
 * @param {string} sha256 of its bytes
 */
export async function storeWarnings(browser, warnings, sha256) {
  const { group } = warnings;
  await Promise.all([
    browser.storage.local.set({ [`warnings.${group}`]: warnings, [hashKey(group)]: sha256 }),
    browser.storage.session.remove(`back_off.${group}`),
  ]);
}

/**
 * Read what is here of a group.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} group its id
 * @returns {Promise<{warnings: LaidWarnings | null, sha256: string | null}>} which file it is, perhaps not the newest
 */
export async function readKept({ storage }, group) {
  const { [`warnings.${group}`]: warnings = null, [hashKey(group)]: sha256 = null } = await storage.local.get([
    `warnings.${group}`,
    hashKey(group),
  ]);
  return { warnings: /** @type {any} */ (warnings), sha256: /** @type {any} */ (sha256) };
}

/**
 * Name the groups of a release whose warnings are not here.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {StoredRelease} release the current one
 * @returns {Promise<string[]>} ids
 */
export async function findMissingGroups(browser, { targets }) {
  const groups = groupsOf(targets);
  const hashes = await browser.storage.local.get(groups.map(hashKey));
  return groups.filter((group) => hashes[hashKey(group)] !== targets[warningsTarget(group)]?.sha256);
}

/**
 * Drop the warnings that a release has changed or taken away.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {Record<string, TargetInfo>} known files of the release before and of this one
 * @param {Record<string, TargetInfo>} targets files of this one
 */
export async function dropChangedWarnings(browser, known, targets) {
  const hashes = await browser.storage.local.get(groupsOf(known).map(hashKey));
  const changed = groupsOf(known).filter(
    (group) =>
      hashes[hashKey(group)] !== undefined && hashes[hashKey(group)] !== targets[warningsTarget(group)]?.sha256,
  );
  await browser.storage.local.remove(changed.flatMap((group) => [`warnings.${group}`, hashKey(group)]));
}

/**
 * Name the groups whose warnings a release holds.
 * @param {Record<string, TargetInfo>} targets files of a release
 * @returns {string[]} the ids of its groups
 */
function groupsOf(targets) {
  return Object.keys(targets).flatMap((name) => {
    const group = name.startsWith("warnings/") ? name.slice("warnings/".length, -".json".length) : "";
    return isGroupId(group) ? [group] : [];
  });
}
