/** The files of the last release, put together again from what is stored, as the base of a delta. */

import { readStored } from "./storage.js";
import { FILE_FORMAT } from "./target_files.js";

/**
 * Where each file is kept.
 * @type {Readonly<Record<string, (browser: typeof chrome) => Promise<unknown>>>}
 */
const KEPT = Object.freeze({
  "list.json": ({ storage }) => readStored(storage.local, "list"),
  "wording.json": ({ storage }) => readStored(storage.local, "wording"),
  "regions.json": async ({ storage }) => ({ format: FILE_FORMAT, regions: await readStored(storage.local, "regions") }),
  "platforms.json": readPlatforms,
});

/**
 * Put a file together. Whether it is the one that is meant shows in the outcome of the delta.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} name of the file
 * @returns {Promise<unknown>} its content
 */
export async function readKeptFile(browser, name) {
  return KEPT[name]?.(browser);
}

/**
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<unknown>} platforms.json: the platforms that have sites
 */
async function readPlatforms({ storage }) {
  const names = [...new Set(Object.values((await readStored(storage.local, "sites")) ?? {}))];
  const stored = await storage.local.get(names.map((name) => `platform.${name}`));
  return { format: FILE_FORMAT, platforms: Object.fromEntries(names.map((name) => [name, stored[`platform.${name}`]])) };
}
