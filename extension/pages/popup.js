/** The popup: what the extension is doing, which elections are in season, whether this page is listed, how fresh the list is. */

import { readStored } from "../background/storage.js";
import { askOnClick, showLine, showListStatus } from "./list_status.js";
import { byId, saveSettings, showPage } from "./page.js";
import { isBlocking, isLocked } from "./policy_words.js";
import { describeSeasons } from "./seasons.js";
import { decidePage, decideState, findTomorrow, formatDay, formatInstant } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("./page.js").Stored} Stored */
/** @typedef {import("./state.js").PageAnswer} PageAnswer */
/** @typedef {import("./state.js").PageState} PageState */

const SHORT_PAUSE_MS = 15 * 60_000;

/**
 * Key of the listed account behind the popup.
 * @type {string | undefined}
 */
let listedKey;

askOnClick("update", "update_now");
byId("pause_short").addEventListener("click", () => pauseUntil(Date.now() + SHORT_PAUSE_MS, "resume"));
byId("pause_long").addEventListener("click", () => pauseUntil(findTomorrow(Date.now()), "resume"));
byId("resume").addEventListener("click", () => pauseUntil(null, "pause_short"));
byId("report").addEventListener("click", openReport);
await showPage(showPopup);

/**
 * Fill in the popup.
 * @param {Stored} stored what is here
 */
async function showPopup(stored) {
  const { settings, policy, release, guards } = stored;
  const state = decideState(settings, release, guards, Date.now());
  const { language, today } = settings;
  showLine("state_name", say(language, `state.${state}`));
  const why = state === "paused" && isBlocking(policy) ? "state.paused.blocking" : `state.${state}.why`;
  showLine("state_why", say(language, why, { until: describeEnd(settings), agency: policy?.agency ?? "" }));
  showLine("set_by", policy && say(language, "agency.set_by", { agency: policy.agency }));
  showLine("test_day", today && say(language, "test_day.on", { day: formatDay(today, language) }));
  byId("answer").hidden = state !== "asleep";
  byId("resume").hidden = state !== "paused";
  byId("pause").hidden = state === "asleep" || state === "paused";
  byId("practice").hidden = state === "asleep";
  showListStatus(stored);
  await showSeasons(stored);
  const answer = await describePage();
  await showThisPage(decidePage(state, answer), answer, stored);
}

/**
 * Say which elections are in season where.
 * @param {Stored} stored what is here
 */
async function showSeasons({ settings }) {
  const { seasons, wording, regions } = /** @type {any} */ (
    await chrome.storage.local.get(["seasons", "wording", "regions"])
  );
  const isShown = settings.employment !== null && seasons !== undefined;
  const phases = wording?.texts?.[settings.language]?.phases ?? {};
  const lines = isShown ? describeSeasons(seasons, phases, regions ?? {}, settings, Date.now()) : [];
  const items = lines.map((line) => Object.assign(document.createElement("li"), { textContent: line }));
  byId("seasons_list").replaceChildren(...items);
  byId("seasons").hidden = lines.length === 0;
}

/**
 * Begin a pause or end it, and leave the focus where it can be undone.
 * @param {number | null} paused_until milliseconds; null: guard again
 * @param {"resume" | "pause_short"} next the button that undoes it
 */
async function pauseUntil(paused_until, next) {
  await saveSettings({ paused_until });
  byId("resume").hidden = next !== "resume";
  byId("pause").hidden = next === "resume";
  byId(next).focus();
}

/**
 * @param {Settings} settings of the person
 * @returns {string} when the pause ends; empty without one
 */
function describeEnd({ paused_until, language }) {
  return paused_until === null ? "" : formatInstant(new Date(paused_until).toISOString(), language);
}

/**
 * Ask the content script of the tab behind the popup.
 * @returns {Promise<PageAnswer | null>} null when there is none: the page is not guarded
 */
async function describePage() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) {
    return null;
  }
  return chrome.tabs.sendMessage(tab.id, { type: "describe_page" }).catch(() => null);
}

/**
 * Say what is known of the page behind the popup.
 * @param {PageState} state in one word
 * @param {PageAnswer | null} answer of its content script
 * @param {Stored} stored what is here
 */
async function showThisPage(state, answer, stored) {
  const { language } = stored.settings;
  byId("page").hidden = state === "hidden";
  if (state === "hidden") {
    return;
  }
  showLine("page_state", nameState(state, await readName(answer?.platform), stored));
  const isListed = state === "listed";
  listedKey = isListed ? answer?.key : undefined;
  byId("report").hidden = listedKey === undefined;
  showGaps(answer, language);
  showLine("page_owner", isListed ? (answer?.owner ?? null) : null);
  showLine("page_contest", isListed ? await describeContest(answer, language) : null);
  showLine(
    "page_more",
    isListed ? say(language, `page.listed.${answer?.level ?? "none"}`) : await describeMore(state, stored),
  );
}

/**
 * Say what is known of the page, in one line; who has switched its platform off is said by name.
 * @param {PageState} state of the page
 * @param {string} platform of the page, as people know it
 * @param {Stored} stored what is here
 * @returns {string} the line
 */
function nameState(state, platform, { settings: { language }, policy }) {
  const words = state === "switched_off" && isLocked(policy, "platforms_off") ? "switched_off.agency" : state;
  return say(language, `page.${words}`, { platform, agency: policy?.agency ?? "" });
}

/** Open the page for objecting to the listing; the popup has done its part then. */
async function openReport() {
  await chrome.runtime.sendMessage({ type: "open_report", key: listedKey, action: null });
  window.close();
}

/**
 * Say what is not guarded on this page: its form is not recognised, or the release has switched something off.
 * @param {PageAnswer | null} answer of its content script
 * @param {Language} language of the person
 */
function showGaps(answer, language) {
  showLine("page_unknown", answer?.unknown ? say(language, `page.unrecognised.${answer.unknown}`) : null);
  showLine("page_off", answer?.off?.join(" ") ?? null);
}

/**
 * Name the contest and its phase.
 * @param {PageAnswer | null} answer of the content script
 * @param {Language} language of the person
 * @returns {Promise<string | null>} null when neither is known
 */
async function describeContest(answer, language) {
  const wording = await readStored(chrome.storage.local, "wording");
  const phase = wording?.texts?.[language]?.phases?.[answer?.phase ?? ""] ?? null;
  return [answer?.contest, phase].filter(Boolean).join(" · ") || null;
}

/**
 * @param {string | null | undefined} platform of the page, if it is one of ours
 * @returns {Promise<string>} its name as people know it
 */
async function readName(platform) {
  return (await readStored(chrome.storage.local, `platform.${platform}`))?.name ?? "";
}

/**
 * Say what helps on a page that is not guarded: where to switch its platform on, or which platforms are guarded.
 * @param {PageState} state of the page
 * @param {Stored} stored what is here
 * @returns {Promise<string | null>} null on a guarded page, and where the person cannot switch it on
 */
async function describeMore(state, { settings: { language, platforms_off }, policy }) {
  if (state === "switched_off") {
    return isLocked(policy, "platforms_off") ? null : say(language, "page.switch_on");
  }
  const sites = await readStored(chrome.storage.local, "sites");
  if (state !== "not_guarded" || sites === undefined) {
    return null;
  }
  const keys = [...new Set(Object.values(sites))].map((platform) => `platform.${platform}`);
  const files = /** @type {{platform: string, name: string, matches?: string[]}[]} */ (
    Object.values(await chrome.storage.local.get(keys))
  );
  const names = files.filter(({ platform, matches }) => matches?.length && !platforms_off.includes(platform)).map(({ name }) => name);
  return names.length > 0 ? say(language, "page.where", { platforms: names.join(", ") }) : null;
}
