/** What popup, welcome and options share: texts in the person's language, settings, sites that are not granted yet. */

import { changeSettings, readRelease, readSettings, readStored } from "../background/storage.js";
import { chooseWanted } from "./platforms.js";
import { isLocked } from "./policy_words.js";
import { askFor, isGranted, readOrigins } from "./site_access.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */
/** @typedef {import("../types-background.d.ts").Guard} Guard */
/** @typedef {import("../types-background.d.ts").Policy} Policy */

/** @typedef {{settings: Settings, policy: Policy | null, release: StoredRelease, guards: Record<string, Guard>}} Stored */

/**
 * The sites that the extension needs now; read ahead, because a click may not wait before it asks for them.
 * @type {string[]}
 */
let wanted = [];

/**
 * Find an element that the page is known to have.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id of the element
 * @returns {T} the element
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (element === null) {
    throw new Error(`no element #${id}`);
  }
  return /** @type {T} */ (element);
}

/**
 * Say something where it is not said yet: a text that is written anew is read aloud anew.
 * @param {Element} element to say it in
 * @param {string} text to say
 */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/**
 * Show a page and keep it up to date with what is stored.
 * @param {(stored: Stored) => void | Promise<void>} render fills in what is the page's own
 */
export async function showPage(render) {
  const show = async () => {
    const stored = await readAll();
    fillTexts(stored.settings);
    showLanguages(stored);
    await showPermission(stored.settings);
    await render(stored);
  };
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => saveSettings({ language: languageOf(button) }));
  }
  byId("grant").addEventListener("click", () => void askFor(wanted));
  for (const event of [chrome.storage.onChanged, chrome.permissions.onAdded, chrome.permissions.onRemoved]) {
    event.addListener(() => void show());
  }
  await show();
}

/**
 * Read what the pages show.
 * @returns {Promise<Stored>} settings in force, policy, release and guards
 */
async function readAll() {
  const settings = await readSettings(chrome);
  const policy = (await readStored(chrome.storage.local, "policy")) ?? null;
  const release = await readRelease(chrome);
  const names = release.guarded.map((platform) => `guard.${platform}`);
  const found = Object.entries(await chrome.storage.local.get(names));
  const guards = Object.fromEntries(found.map(([name, guard]) => [name.slice("guard.".length), guard]));
  return { settings, policy, release, guards: /** @type {Record<string, Guard>} */ (guards) };
}

/**
 * Tell the language of a button of the switch.
 * @param {Element} button with data-language
 * @returns {Settings["language"]} its language
 */
function languageOf(button) {
  return button.getAttribute("data-language") === "en" ? "en" : "id";
}

/**
 * Fill in every text that needs nothing but the settings.
 * @param {Settings} settings of the person
 */
function fillTexts({ language, server, employment }) {
  document.documentElement.lang = language;
  document.body.classList.toggle("asleep", employment === null);
  for (const element of document.querySelectorAll("[data-text]")) {
    setText(element, say(language, String(element.getAttribute("data-text")), { server }));
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(language, String(element.getAttribute("data-label"))));
  }
  for (const link of document.querySelectorAll("a[data-rules]")) {
    link.setAttribute("href", `../bundled/rules.${language}.html`);
  }
  for (const link of document.querySelectorAll("a[data-practice]")) {
    link.setAttribute("href", `${server}/latihan`);
  }
}

/**
 * Show which language is chosen; one that the agency has set cannot be changed.
 * @param {Stored} stored what is here
 */
function showLanguages({ settings: { language }, policy }) {
  const locked = isLocked(policy, "language");
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-language]"))) {
    button.setAttribute("aria-pressed", String(languageOf(button) === language));
    button.disabled = locked;
    button.title = policy && locked ? say(language, "agency.set_by", { agency: policy.agency }) : "";
  }
}

/**
 * Change what the person chose; what an agency has set is no choice of theirs and is not written there.
 * @param {Partial<Settings>} changes only what is new
 */
export async function saveSettings(changes) {
  await changeSettings(chrome, changes);
}

/**
 * Show the button that grants the sites, while one of a platform that is on is missing.
 * @param {Settings} settings of the person
 */
async function showPermission({ platforms_off }) {
  wanted = chooseWanted(await readOrigins(), platforms_off);
  byId("permission").hidden = await isGranted(wanted);
}
