/** The settings: what the person chose, and everything undone again. Every change counts at once. */

import { readStored } from "../background/storage.js";
import { showAgency, showLocks } from "./agency.js";
import { describeCounts } from "./counts.js";
import { employmentOf, showEmployment } from "./employment.js";
import { askOnClick, showListStatus } from "./list_status.js";
import { byId, saveSettings, showPage } from "./page.js";
import { followPlatforms, showPlatforms } from "./platform_list.js";
import { describeWait } from "./policy_words.js";
import { readServerAddress } from "./server_address.js";
import { followRegion, showRegion } from "./region_choice.js";
import { followSignIn, showSignIn } from "./signin.js";
import { saveExport, showStored } from "./stored_list.js";
import { say } from "./texts.js";

/** @typedef {import("./page.js").Stored} Stored */
/** @typedef {import("../types-background.d.ts").Settings} Settings */

/** Long enough to be read aloud. */
const ANNOUNCEMENT_MS = 5000;

/** @type {Settings["language"]} */
let language = "id";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let announced;

/** @type {HTMLInputElement} */
const address = byId("address");
/** @type {HTMLInputElement} */
const today = byId("today");
/** @type {HTMLInputElement} */
const prefetch = byId("prefetch");
/** @type {HTMLSelectElement} */
const askAgain = byId("ask_again");
/** @type {HTMLDialogElement} */
const eraseDialog = byId("erase_dialog");

byId("employment").addEventListener("change", () => keep({ employment: employmentOf(document) ?? null }));
prefetch.addEventListener("change", () => keep({ prefetch: prefetch.checked }));
askAgain.addEventListener("change", () => keepAskAgain());
today.addEventListener("change", () => keep({ today: today.value || null }));
byId("real_day").addEventListener("click", () => void keep({ today: null }).then(() => today.focus()));
byId("server").addEventListener("submit", (event) => {
  event.preventDefault();
  void keepServer();
});
byId("test_day").addEventListener("submit", (event) => event.preventDefault());
byId("forget_counts").addEventListener("click", () => void forgetCounts());
byId("export").addEventListener("click", () => void saveExport().then(() => announce("stored.exported")));
byId("erase").addEventListener("click", () => eraseDialog.showModal());
eraseDialog.addEventListener("close", () => {
  if (eraseDialog.returnValue === "erase") {
    void erase();
  }
});
followPlatforms(keep);
followRegion(keep);
followSignIn();
askOnClick("update", "update_now");
askOnClick("forget", "forget_release");
await showPage(showOptions);

/**
 * Fill in the page.
 * @param {Stored} stored what is here
 */
async function showOptions(stored) {
  const { settings, policy } = stored;
  ({ language } = settings);
  showEmployment(document, settings.employment);
  showListStatus(stored);
  byId("list_asleep").hidden = settings.employment !== null;
  prefetch.checked = settings.prefetch;
  showAskAgain(settings.ask_again_minutes);
  today.value = settings.today ?? "";
  byId("real_day").hidden = settings.today === null;
  // What a person is typing is left alone.
  if (document.activeElement !== address) {
    address.value = settings.server;
  }
  await showSignIn(settings);
  await showPlatforms(settings, policy);
  await showRegion(settings);
  showLocks(policy, language);
  await showAgency(policy, language);
  await showStored(language);
  showCounts(describeCounts((await readStored(chrome.storage.local, "health")) ?? {}, language));
}

/**
 * Show when it is asked again; an agency may have set a time that is not offered.
 * @param {number | null} minutes after going on
 */
function showAskAgain(minutes) {
  const value = String(minutes ?? "");
  const offered = [...askAgain.options].filter((option) => option.hasAttribute("data-text"));
  const other = offered.some((option) => option.value === value) ? [] : [new Option(describeWait(minutes, language), value)];
  askAgain.replaceChildren(...offered, ...other);
  askAgain.value = value;
}

/**
 * Show what was counted of pages that were not recognised.
 * @param {string[]} lines one per platform and recogniser
 */
function showCounts(lines) {
  const items = lines.map((line) => Object.assign(document.createElement("li"), { textContent: line }));
  byId("counts").replaceChildren(...items);
  byId("counts").hidden = byId("forget_counts").hidden = lines.length === 0;
  byId("no_counts").hidden = lines.length > 0;
}

/**
 * Save a change and say so.
 * @param {Partial<Settings>} changes what is new
 */
async function keep(changes) {
  await saveSettings(changes);
  announce("options.saved");
}

/** Forget what was counted; the button goes with it, so the focus moves to what is said instead. */
async function forgetCounts() {
  await chrome.storage.local.remove("health");
  showCounts([]);
  byId("no_counts").focus();
}

/** Save when to ask again; what was gone on with before is asked anew, and open pages see it with the settings. */
async function keepAskAgain() {
  await chrome.storage.session.remove("continued");
  await keep({ ask_again_minutes: askAgain.value === "" ? null : Number(askAgain.value) });
}

/** Save the address of the server, or say what is wrong with it. */
async function keepServer() {
  const server = readServerAddress(address.value);
  const error = byId("address_error");
  error.hidden = server !== null;
  error.textContent = server === null ? say(language, "server.wrong") : "";
  address.setAttribute("aria-invalid", String(server === null));
  if (server === null) {
    address.focus();
    return;
  }
  address.value = server;
  await keep({ server });
}

/**
 * Erase everything but what the agency has set on this device: it is not the person's. The background sees it, sleeps, and
 * puts back what came with the package.
 */
async function erase() {
  const { local, session } = chrome.storage;
  const all = await local.get(null);
  const kept = /** @type {Stored["policy"] | undefined} */ (all["policy"])?.from === "device" ? ["policy", "policy_state"] : [];
  await session.clear();
  await local.remove(Object.keys(all).filter((name) => !kept.includes(name)));
  announce("erase.done");
}

/**
 * Say that something was done.
 * @param {string} key of the text
 */
function announce(key) {
  byId("saved").textContent = say(language, key);
  clearTimeout(announced);
  announced = setTimeout(() => (byId("saved").textContent = ""), ANNOUNCEMENT_MS);
}
