/**
 * Bring the release in this browser up to date: ask, check everything, then store everything in one step.
 * Whatever goes wrong, the last good release stays, and the reason is kept for the popup.
 */

import { collectChanges } from "./fetch_release.js";
import { readKeptFile } from "./kept_files.js";
import { readProblemCode } from "./problem.js";
import { NO_RELEASE, isAsleep, readRelease, readSettings } from "./storage.js";
import { storeRelease } from "./store_release.js";
import { dropChangedWarnings } from "./stored_warnings.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */

/**
 * Update the release once. Asleep, nothing is asked and nothing changes.
 * @param {Services} services browser, network, clock
 * @returns {Promise<StoredRelease>} what is stored afterwards; `problem` says whether it went well
 */
export async function updateRelease(services) {
  const { browser } = services;
  const settings = await readSettings(browser);
  const before = await readRelease(browser);
  if (isAsleep(settings)) {
    return before;
  }
  const checked_at = new Date(services.clock.now()).toISOString();
  try {
    const changes = await collectChanges(services.fetch, settings.server, before, (name) => readKeptFile(browser, name));
    return await keepChanges(browser, settings.server, { ...changes, checked_at });
  } catch (error) {
    return keepProblem(browser, settings.server, { problem: readProblemCode(error), checked_at });
  }
}

/**
 * Store what was fetched, if it is still wanted.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} server that was asked
 * @param {Awaited<ReturnType<typeof collectChanges>> & {checked_at: string}} changes what was fetched
 * @returns {Promise<StoredRelease>} what is stored afterwards
 */
async function keepChanges(browser, server, { metadata, files, checked_at }) {
  const { settings, before, isWanted } = await readAgain(browser, server);
  if (!isWanted) {
    return before;
  }
  const release = { ...before, ...metadata, server, checked_at, problem: null, failures: 0 };
  const stored = await storeRelease(browser, release, files, settings);
  await dropChangedWarnings(browser, { ...before.targets, ...stored.targets }, stored.targets);
  return stored;
}

/**
 * Remember why nothing newer is here, if it is still wanted.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} server that was asked
 * @param {Pick<StoredRelease, "problem" | "checked_at">} end how the check ended
 * @returns {Promise<StoredRelease>} what is stored afterwards
 */
async function keepProblem(browser, server, end) {
  const { before, isWanted } = await readAgain(browser, server);
  if (!isWanted) {
    return before;
  }
  const release = { ...before, ...end, failures: before.failures + 1 };
  await browser.storage.local.set({ release });
  return release;
}

/**
 * Read again what may have changed while files were on their way: the person may have gone back to sleep, named
 * another server or erased everything. Then the answer is not wanted any more.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} server that was asked
 * @returns {Promise<{settings: Settings, before: StoredRelease, isWanted: boolean}>} as they are now
 */
async function readAgain(browser, server) {
  const settings = await readSettings(browser);
  const before = await readRelease(browser);
  return { settings, before, isWanted: !isAsleep(settings) && settings.server === server };
}

/**
 * Forget the versions of the last release, so that whatever the server offers next is taken: for the day on which
 * a server was set up anew. Accounts stay guarded until the next list is here.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
export async function forgetVersions(browser) {
  const { timestamp_version, snapshot_version, targets_version } = NO_RELEASE;
  const release = { ...(await readRelease(browser)), timestamp_version, snapshot_version, targets_version };
  await browser.storage.local.set({ release });
}
