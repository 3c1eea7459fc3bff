/**
 * Store a release that was checked, in one step: readers see the old one or the new one, never half of each.
 */

import { NO_GUARD, deriveGuards, deriveLevels, deriveSites } from "./derive.js";
import { layOutList } from "./lay_out.js";
import { Problem } from "./problem.js";
import { deriveSeasons } from "./seasons.js";

/** @typedef {import("../types-background.d.ts").Guard} Guard */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */
/** @typedef {import("../types-background.d.ts").ReleaseFiles} ReleaseFiles */
/** @typedef {Awaited<ReturnType<typeof prepareList>>} PreparedList */
/** @typedef {Record<string, unknown>} Items name -> value, for storage.local */

/**
 * Lay out the list before it is stored; this takes several tasks, so whatever has to hold is to be asked afterwards.
 * @param {ReleaseFiles["list.json"]} list when it has changed
 * @returns {Promise<{list: NonNullable<ReleaseFiles["list.json"]>, guards: Record<string, Guard>, seasons: unknown} | undefined>} undefined when it has not
 */
export async function prepareList(list) {
  if (list === undefined) {
    return undefined;
  }
  const laid = layOutList(list);
  return { list, guards: await deriveGuards(laid), seasons: deriveSeasons(laid) };
}

/**
 * Store what has changed and the release that says so.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {StoredRelease} release versions and targets of the new release
 * @param {{files: ReleaseFiles, prepared: PreparedList}} changes the files that have changed, and their list as prepared
 * @param {Settings} settings for whom the levels are laid out
 * @returns {Promise<StoredRelease>} as stored
 * @throws {Problem} storage_failed; then nothing has been stored
 */
export async function storeRelease(browser, release, { files, prepared }, settings) {
  const list = listItems(prepared, release.guarded);
  const stored = { ...release, ...list.facts };
  const items = {
    ...list.items,
    ...platformItems(files["platforms.json"]),
    ...wordingItems(files["wording.json"], settings),
    ...regionItems(files["regions.json"]),
  };
  try {
    await browser.storage.local.set({ ...items, release: stored });
  } catch (error) {
    throw new Problem("storage_failed", String(error));
  }
  return stored;
}

/**
 * Name what is stored of the list: a guard for each platform, the seasons, the list itself for the warnings and the next
 * delta, and what the release remembers of it.
 * @param {PreparedList} prepared the list when it has changed
 * @param {string[]} guarded platforms that have a guard now
 * @returns {{items: Items, facts: Partial<StoredRelease>}} both empty when it has not
 */
function listItems(prepared, guarded) {
  if (prepared === undefined) {
    return { items: {}, facts: {} };
  }
  const { list, guards, seasons } = prepared;
  // A platform that left the list is emptied in the same step, so that nothing of it is held any more.
  const emptied = guarded.map((platform) => [platform, NO_GUARD]);
  const all = { ...Object.fromEntries(emptied), ...guards };
  return {
    items: { ...prefixNames("guard.", all), seasons, list },
    facts: {
      made_on: list.made_on,
      poll_seconds: list.poll_seconds,
      contacts: list.contacts,
      guarded: Object.keys(guards),
    },
  };
}

/**
 * Lay out the platforms: which domain belongs to which, and each platform's file.
 * @param {ReleaseFiles["platforms.json"]} file when it has changed
 * @returns {Items} what to store
 */
export function platformItems(file) {
  if (file === undefined) {
    return {};
  }
  return { ...prefixNames("platform.", file.platforms), sites: deriveSites(file.platforms) };
}

/**
 * Lay out the wording, and the levels that its rules give for one person.
 * @param {ReleaseFiles["wording.json"]} file when it has changed
 * @param {Settings} settings whose employment counts; asleep there are no levels
 * @returns {Items} what to store
 */
export function wordingItems(file, { employment }) {
  if (file === undefined) {
    return {};
  }
  return employment === null ? { wording: file } : { wording: file, levels: deriveLevels(file.rules, employment) };
}

/**
 * Lay out the regions that a person may name.
 * @param {ReleaseFiles["regions.json"]} file when it has changed
 * @returns {Items} what to store
 */
function regionItems(file) {
  return file === undefined ? {} : { regions: file.regions };
}

/**
 * Put a prefix before every name.
 * @param {string} prefix of every name
 * @param {Items} items by name
 * @returns {Items} the same by longer names
 */
function prefixNames(prefix, items) {
  return Object.fromEntries(Object.entries(items).map(([name, value]) => [`${prefix}${name}`, value]));
}
