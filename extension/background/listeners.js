/**
 * What the background does when. The worker stops after 30 seconds, so every listener is added at once when it
 * starts, and no listener relies on what an earlier one left in memory.
 */

import { arrange, followSettings, updateNow } from "./arrange.js";
import { answerMessage } from "./messages.js";
import { SILENCE_ALARM, closeManaged } from "./managed.js";
import { openSession } from "./manner.js";
import { guardOpenTabs, tellOpenTabs } from "./open_tabs.js";
import { followPolicy, updatePolicy } from "./policy.js";
import { PAUSE_ALARM, POLICY_ALARM, PREFETCH_ALARM, UPDATE_ALARM } from "./schedule.js";
import { recordRequests } from "./sent.js";
import { makeSerial } from "./serial.js";
import { prefetchGroups } from "./warnings.js";
import { openWelcome } from "./welcome.js";

/** @typedef {import("../types-background.d.ts").Services} Services */

/**
 * Add every listener, and put in order what an earlier worker left.
 * @param {Services} given browser, network, clock
 * @returns {Promise<unknown>} settled when everything is in order; for tests
 */
export function start(given) {
  const { browser } = given;
  const { because, forget } = recordRequests(given);
  const services = because("poll");
  const inTurn = makeSerial();
  browser.runtime.onInstalled.addListener(({ reason }) => guarded(() => greet(browser, reason)));
  browser.permissions.onAdded.addListener(() => guarded(() => guardOpenTabs(browser)));
  browser.storage.onChanged.addListener((changes, area) => {
    const names = area === "local" ? Object.keys(changes) : [];
    if (names.length > 0) {
      guarded(() => tellOpenTabs(browser, names));
    }
    if (names.includes("settings")) {
      guarded(() => inTurn(() => followSettings(because("settings"))));
    }
    if (names.includes("policy")) {
      guarded(() => inTurn(() => followSettings(because("policy")).then(() => followPolicy(because("policy"), false))));
    }
    if (area === "managed" || names.includes("enrolment")) {
      guarded(() => inTurn(() => followPolicy(because("policy"), true)));
    }
    if (names.includes("settings") && changes["settings"]?.newValue === undefined) {
      guarded(forget);
    }
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === UPDATE_ALARM) {
      guarded(() => inTurn(() => updateNow(services)));
    }
    if (name === POLICY_ALARM) {
      guarded(() => inTurn(() => updatePolicy(because("policy"))));
    }
    if (name === PREFETCH_ALARM) {
      guarded(() => prefetchGroups(because("ahead")).then(() => inTurn(() => arrange(services))));
    }
    if (name === PAUSE_ALARM || name === SILENCE_ALARM) {
      guarded(() => inTurn(() => arrange(services)));
    }
  });
  browser.runtime.onMessage.addListener((message, sender, answer) => {
    const reply = answerMessage({ because, forget }, inTurn, message, sender);
    reply?.then(answer, (error) => answer(report(error)));
    return reply !== undefined;
  });
  guarded(() => openSession(browser));
  guarded(() => closeManaged(browser));
  return guarded(() => inTurn(() => arrange(services)));
}

/**
 * Open the welcome page after installing, and guard the tabs that are open already.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} reason of the browser
 */
async function greet(browser, reason) {
  await Promise.all([reason === "install" ? openWelcome(browser) : undefined, guardOpenTabs(browser)]);
}

/**
 * Run something; a fault of ours ends in the console, where a maintainer finds it.
 * @param {() => Promise<unknown>} task what to do
 * @returns {Promise<unknown>} settled when it has ended, well or not
 */
function guarded(task) {
  return task().catch(report);
}

/**
 * Write a fault of ours to the console.
 * @param {unknown} error what was thrown
 */
function report(error) {
  console.error("Jaga Jempol:", error);
}
