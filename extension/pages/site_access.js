/** What the browser lets the extension do on the sites of each platform: read, and asked of the person. */

import { readStored } from "../background/storage.js";
import { makeRows, sortOrigins } from "./platforms.js";

/** @typedef {import("./platforms.js").PlatformRow} PlatformRow */

/**
 * Read which sites of the manifest belong to which platform. Firefox lets people refuse them, Chrome lets them wait for a click.
 * @returns {Promise<Record<string, string[]>>} platform -> match patterns
 */
export async function readOrigins() {
  const { sites } = await chrome.storage.local.get(["sites"]);
  return sortOrigins(chrome.runtime.getManifest().host_permissions ?? [], /** @type {Record<string, string>} */ (sites ?? {}));
}

/**
 * Tell whether the browser has granted sites.
 * @param {string[]} origins match patterns
 * @returns {Promise<boolean>} whether all of them
 */
export function isGranted(origins) {
  return chrome.permissions.contains({ origins });
}

/**
 * Ask the browser for sites; it asks the person. Firefox allows this only while a click is handled, before anything is awaited.
 * @param {string[]} origins match patterns
 * @returns {Promise<boolean>} whether they were granted
 */
export function askFor(origins) {
  return chrome.permissions.request({ origins });
}

/**
 * Read the list of platforms.
 * @param {string[]} platforms_off that the person has switched off
 * @returns {Promise<PlatformRow[]>} in the order of their names
 */
export async function readRows(platforms_off) {
  const origins = await readOrigins();
  const platforms = Object.keys(origins);
  const answers = await Promise.all(Object.values(origins).map(isGranted));
  const files = await Promise.all(platforms.map((platform) => readStored(chrome.storage.local, `platform.${platform}`)));
  const names = Object.fromEntries(platforms.map((platform, index) => [platform, files[index]?.name ?? platform]));
  return makeRows(origins, names, platforms_off, platforms.filter((_, index) => answers[index]));
}
