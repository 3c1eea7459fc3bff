/**
 * Bring the release in this browser up to date: ask, check everything, then store everything in one step.
 * Whatever goes wrong, the last good release stays, and the reason is kept for the popup.
 */

import { collectChanges } from "./fetch_release.js";
import { readKeptFile } from "./kept_files.js";
import { Problem, readProblemCode } from "./problem.js";
import { readRetryAfter } from "./schedule.js";
import { isAsleep, isWanted, readRelease, readSettings } from "./storage.js";
import { prepareList, storeRelease } from "./store_release.js";
import { dropChangedWarnings } from "./stored_warnings.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
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
    const readKept = (/** @type {string} */ name) => readKeptFile(browser, name);
    const changes = await collectChanges(services, settings.server, before, readKept);
    return await keepChanges(browser, settings.server, { ...changes, checked_at });
  } catch (error) {
    const retryAfter = error instanceof Problem ? error.retryAfter : null;
    const retry_after_seconds = readRetryAfter(retryAfter, services.clock.now());
    return keepProblem(browser, settings.server, { problem: readProblemCode(error), checked_at, retry_after_seconds });
  }
}

/**
 * Store what was fetched, if it is still wanted.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} server that was asked
 * @param {Awaited<ReturnType<typeof collectChanges>> & {checked_at: string}} changes what was fetched
 * @returns {Promise<StoredRelease>} what is stored afterwards
 */
async function keepChanges(browser, server, { targets, files, checked_at }) {
  const prepared = await prepareList(files["list.json"]);
  const before = await readRelease(browser);
  if (!(await isWanted(browser, server))) {
    return before;
  }
  const release = { ...before, targets, server, checked_at, problem: null, failures: 0, retry_after_seconds: 0 };
  const stored = await storeRelease(browser, release, { files, prepared }, await readSettings(browser));
  await dropChangedWarnings(browser, { ...before.targets, ...stored.targets }, stored.targets);
  return stored;
}

/**
 * Remember why nothing newer is here, if it is still wanted.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} server that was asked
 * @param {Pick<StoredRelease, "problem" | "checked_at" | "retry_after_seconds">} end how the check ended
 * @returns {Promise<StoredRelease>} what is stored afterwards
 */
async function keepProblem(browser, server, end) {
  const before = await readRelease(browser);
  if (!(await isWanted(browser, server))) {
    return before;
  }
  const release = { ...before, ...end, failures: before.failures + 1 };
  await browser.storage.local.set({ release });
  return release;
}
