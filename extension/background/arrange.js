/**
 * Put in order whatever follows from what is stored: seeds, policy, levels, toolbar, alarms. May run at any time and any
 * number of times; nothing here asks the server, except when the person has just changed a setting.
 */

import { deriveLevels } from "./derive.js";
import { dropContinued, endPause } from "./manner.js";
import { arrangePolicy } from "./policy.js";
import { readProblemCode } from "./problem.js";
import { updateRelease } from "./release.js";
import { arrangeAlarms, isUpdateDue, scheduleNextUpdate } from "./schedule.js";
import { seedBundled } from "./seed.js";
import { isAsleep, readRelease, readSettings } from "./storage.js";
import { dropChangedWarnings } from "./stored_warnings.js";
import { showState } from "./toolbar.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */

/**
 * Put everything in order.
 * @param {Services} services browser, network, clock
 */
export async function arrange(services) {
  const { browser } = services;
  await seedBundled(services);
  await arrangePolicy(services).catch(readProblemCode); // written to the console; the last policy goes on
  await endPause(services);
  await dropContinued(services);
  const settings = await readSettings(browser);
  const release = await readRelease(browser);
  await showState(browser, settings, services.clock.now());
  await arrangeAlarms(services, settings, release);
  await dropChangedWarnings(browser, release.targets, release.targets);
  await arrangeLevels(browser, settings.employment);
}

/**
 * Store the levels for the person's employment; asleep there are none.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string | null} employment the person's
 */
async function arrangeLevels(browser, employment) {
  const { wording, levels: before } = await browser.storage.local.get(["wording", "levels"]);
  if (employment === null || wording === undefined) {
    await browser.storage.local.remove("levels");
    return;
  }
  const levels = deriveLevels(/** @type {any} */ (wording).rules, employment);
  if (JSON.stringify(levels) !== JSON.stringify(before)) {
    await browser.storage.local.set({ levels });
  }
}

/**
 * Do what a changed setting asks for: wake, sleep, or turn to another server.
 * @param {Services} services browser, network, clock
 */
export async function followSettings(services) {
  await arrange(services);
  const settings = await readSettings(services.browser);
  const release = await readRelease(services.browser);
  if (!isUpdateDue(settings, release, services.clock.now())) {
    return;
  }
  if (release.server !== settings.server) {
    await services.browser.storage.session.clear();
  }
  await updateNow(services);
}

/**
 * Update the release now, and set the alarms for what follows.
 * @param {Services} services browser, network, clock
 * @returns {Promise<StoredRelease>} what is stored afterwards
 */
export async function updateNow(services) {
  const release = await updateRelease(services);
  const settings = await readSettings(services.browser);
  if (!isAsleep(settings)) {
    await scheduleNextUpdate(services, release);
    await arrangeAlarms(services, settings, release);
  }
  return release;
}
