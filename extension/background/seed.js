/**
 * What came with the package: it covers the time before the first release, and a server that is down. A checkout carries
 * platforms and wording; a package for installing (`jaga package`) the list and all warnings as well.
 */

import { layOutWarnings } from "./lay_out.js";
import { Problem, readProblemCode } from "./problem.js";
import { parseJson, record, tableOf, text } from "./shapes.js";
import { NO_RELEASE, readRelease, readSettings, readStored } from "./storage.js";
import { platformItems, prepareList, storeRelease, wordingItems } from "./store_release.js";
import { storeWarnings } from "./stored_warnings.js";
import {
  FILE_FORMAT,
  readListFile,
  readPlatformsFile,
  readRegionsFile,
  readWarningsFile,
  readWordingFile,
} from "./target_files.js";
import { computeSha256 } from "./tuf/bytes.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */

const FOLDER = "extension/bundled";

const RELEASE = record({ files: tableOf(text()) });

const WARNINGS_NAME = /^warnings\/(.+)\.json$/u;

/**
 * Store what was bundled, unless a release or an earlier start has stored something this version can read.
 * @param {Services} services browser, network
 */
export async function seedBundled(services) {
  try {
    await seedPlatforms(services);
    await seedRelease(services);
  } catch (error) {
    console.error(`Jaga Jempol: ${FOLDER} cannot be read (${readProblemCode(error)}); run "jaga bundle"`);
  }
}

/**
 * Store platforms and wording.
 * @param {Services} services browser, network
 */
async function seedPlatforms({ browser, fetch: fetchFile }) {
  const sites = await readStored(browser.storage.local, "sites");
  const wording = await readStored(browser.storage.local, "wording");
  if (sites !== undefined && wording?.format === FILE_FORMAT) {
    return;
  }
  const platforms = readPlatformsFile(await readBundled(browser, fetchFile, "platforms.json"));
  const words = readWordingFile(await readBundled(browser, fetchFile, "wording.json"));
  const settings = await readSettings(browser);
  await browser.storage.local.set({ ...platformItems(platforms), ...wordingItems(words, settings) });
}

/**
 * Store the list and its warnings, when the package has them and no release has been here.
 * @param {Services} services browser, network
 */
async function seedRelease({ browser, fetch: fetchFile }) {
  if ((await readRelease(browser)).made_on !== null) {
    return;
  }
  const bytes = await readBundled(browser, fetchFile, "release.json").catch(() => null);
  if (bytes !== null) {
    await storeBundled(browser, readFiles(bytes));
  }
}

/**
 * Store what a package carries as if it had been fetched; files are known by their hashes, so none is fetched again.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {Map<string, Uint8Array>} files by name
 */
async function storeBundled(browser, files) {
  const list = readListFile(takeFile(files, "list.json"));
  const read = { "list.json": list, "regions.json": readRegionsFile(takeFile(files, "regions.json")) };
  const changes = { files: read, prepared: await prepareList(list) };
  const targets = await describeFiles(files);
  await storeRelease(browser, { ...NO_RELEASE, targets }, changes, await readSettings(browser));
  for (const [name, bytes] of files) {
    const group = WARNINGS_NAME.exec(name)?.[1];
    if (group !== undefined) {
      await storeWarnings(browser, await layOutWarnings(readWarningsFile(bytes, group), list), targets[name]?.sha256 ?? "");
    }
  }
}

/**
 * Read release.json: each file of a release as its text.
 * @param {Uint8Array} bytes of the package
 * @returns {Map<string, Uint8Array>} name -> bytes
 */
function readFiles(bytes) {
  const value = parseJson(bytes, "release.json");
  RELEASE(value, "release.json");
  const { files } = /** @type {{files: Record<string, string>}} */ (value);
  return new Map(Object.entries(files).map(([name, file]) => [name, new TextEncoder().encode(file)]));
}

/**
 * @param {Map<string, Uint8Array>} files by name
 * @param {string} name of one that must be there
 * @returns {Uint8Array} its bytes
 * @throws {Problem} wrong_shape
 */
function takeFile(files, name) {
  const bytes = files.get(name);
  if (bytes === undefined) {
    throw new Problem("wrong_shape", `release.json has no ${name}`);
  }
  return bytes;
}

/**
 * Say of files what a release says of them.
 * @param {Map<string, Uint8Array>} files by name
 * @returns {Promise<Record<string, TargetInfo>>} by name
 */
async function describeFiles(files) {
  /** @type {[string, TargetInfo][]} */
  const infos = [];
  for (const [name, bytes] of files) {
    infos.push([name, { length: bytes.byteLength, sha256: await computeSha256(bytes) }]);
  }
  return Object.fromEntries(infos);
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
