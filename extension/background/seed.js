/**
 * The platforms and the wording that came with the package: they cover the time before the first release, and a
 * server that is down. The list is never bundled here; without one nothing is guarded.
 */

import { Problem, readProblemCode } from "./problem.js";
import { readSettings, readStored } from "./storage.js";
import { platformItems, wordingItems } from "./store_release.js";
import { FILE_FORMAT, readPlatformsFile, readWordingFile } from "./target_files.js";

/** @typedef {import("../types-background.d.ts").Services} Services */

const FOLDER = "extension/bundled";

/**
 * Store what was bundled, unless a release or an earlier start has stored something this version can read.
 * @param {Services} services browser, network
 */
export async function seedBundled({ browser, fetch: fetchFile }) {
  const sites = await readStored(browser.storage.local, "sites");
  const wording = await readStored(browser.storage.local, "wording");
  if (sites !== undefined && wording?.format === FILE_FORMAT) {
    return;
  }
  try {
    const platforms = readPlatformsFile(await readBundled(browser, fetchFile, "platforms.json"));
    const words = readWordingFile(await readBundled(browser, fetchFile, "wording.json"));
    const settings = await readSettings(browser);
    await browser.storage.local.set({ ...platformItems(platforms), ...wordingItems(words, settings) });
  } catch (error) {
    console.error(`Jaga Jempol: ${FOLDER} cannot be read (${readProblemCode(error)}); run "jaga bundle"`);
  }
}

/**
 * Read one file of the package.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {typeof fetch} fetchFile reads the package, too
 * @param {string} name of the file
 * @returns {Promise<Uint8Array>} its bytes
 */
async function readBundled(browser, fetchFile, name) {
  const url = browser.runtime.getURL(`${FOLDER}/${name}`);
  const response = await fetchFile(url).catch(() => null);
  if (!response?.ok) {
    throw new Problem("unreachable", url);
  }
  return new Uint8Array(await response.arrayBuffer());
}
