/**
 * The mark in the toolbar: asleep, paused or awake for the browser, and one quiet dot for a tab that shows a listed account.
 * The dot is violet, the title says it in words; no number (a ballot number would be read into it), no red.
 */

import { isAsleep, isPaused } from "./storage.js";

/** @typedef {import("../types-background.d.ts").Settings} Settings */

const ACCENT = "#7a3fc4";
const PAPER = "#fbfaf7";
const DOT = "●";

/** @type {Readonly<Record<Settings["language"], Record<"asleep" | "paused" | "awake" | "listed" | "held" | "unknown", string>>>} */
const TITLES = Object.freeze({
  id: {
    asleep: "Jaga Jempol: tidur",
    paused: "Jaga Jempol: jeda",
    awake: "Jaga Jempol: berjaga",
    listed: "Jaga Jempol: akun ini ada dalam daftar",
    held: "Jaga Jempol: akun ini ada dalam daftar, Anda akan diingatkan",
    unknown: "Jaga Jempol: halaman ini belum dikenali",
  },
  en: {
    asleep: "Jaga Jempol: asleep",
    paused: "Jaga Jempol: paused",
    awake: "Jaga Jempol: on guard",
    listed: "Jaga Jempol: this account is on the list",
    held: "Jaga Jempol: this account is on the list, you will be reminded",
    unknown: "Jaga Jempol: this page is not recognised yet",
  },
});

/**
 * @param {Settings} settings of the person
 * @param {number} now milliseconds
 * @returns {"asleep" | "paused" | "awake"} what the extension is doing, in one word
 */
function nameState(settings, now) {
  const awake = isPaused(settings, now) ? "paused" : "awake";
  return isAsleep(settings) ? "asleep" : awake;
}

/**
 * Show whether the extension sleeps or the person has paused it.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {Settings} settings of the person
 * @param {number} now milliseconds
 */
export async function showState({ action }, settings, now) {
  const state = nameState(settings, now);
  const name = state === "awake" ? "mark" : "mark-asleep";
  const paths = [16, 32, 48].map((size) => [size, `/extension/icons/${name}-${size}.png`]);
  await action.setIcon({ path: Object.fromEntries(paths) });
  await action.setTitle({ title: TITLES[settings.language][state] });
}

/**
 * Show whether the page in a tab belongs to a listed account.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {number} tabId which tab
 * @param {{listed: boolean, level: string, unknown?: boolean}} page what the content script found
 * @param {Settings} settings of the person
 * @param {number} now milliseconds
 */
export async function showPage({ action }, tabId, { listed, level, unknown = false }, settings, now) {
  const titles = TITLES[settings.language];
  const state = nameState(settings, now);
  const isShown = listed && state !== "asleep";
  const quiet = state === "awake" && unknown ? titles.unknown : titles[state];
  const mark = unknown && state !== "asleep" ? "?" : "";
  await action.setBadgeText({ tabId, text: isShown && !unknown ? DOT : mark });
  await action.setBadgeBackgroundColor({ tabId, color: ACCENT });
  await action.setBadgeTextColor({ tabId, color: PAPER });
  await action.setTitle({ tabId, title: isShown && !unknown ? titles[level === "hold" ? "held" : "listed"] : quiet });
}
