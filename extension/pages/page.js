/** What popup, welcome and options share: texts in the person's language, settings, sites that are not granted yet. */

import { readRelease, readSettings } from "../background/storage.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").StoredRelease} StoredRelease */
/** @typedef {import("../types-background.d.ts").Guard} Guard */

/** @typedef {{settings: Settings, release: StoredRelease, guards: Record<string, Guard>}} Stored */

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
 * Show a page and keep it up to date with what is stored.
 * @param {(stored: Stored) => void | Promise<void>} render fills in what is the page's own
 */
export async function showPage(render) {
  const show = async () => {
    const stored = await readAll();
    fillTexts(stored.settings);
    await showPermission();
    await render(stored);
  };
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => saveSettings({ language: languageOf(button) }));
  }
  byId("grant").addEventListener("click", () => grantSites().then(show));
  chrome.storage.onChanged.addListener(() => void show());
  await show();
}

/**
 * Read what the pages show.
 * @returns {Promise<Stored>} settings, release and guards
 */
async function readAll() {
  const settings = await readSettings(chrome);
  const release = await readRelease(chrome);
  const names = release.guarded.map((platform) => `guard.${platform}`);
  const found = Object.entries(await chrome.storage.local.get(names));
  const guards = Object.fromEntries(found.map(([name, guard]) => [name.slice("guard.".length), guard]));
  return { settings, release, guards: /** @type {Record<string, Guard>} */ (guards) };
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
    element.textContent = say(language, String(element.getAttribute("data-text")), { server });
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(language, String(element.getAttribute("data-label"))));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(languageOf(button) === language));
  }
  for (const link of document.querySelectorAll("a[data-rules]")) {
    link.setAttribute("href", `../bundled/rules.${language}.html`);
  }
  for (const link of document.querySelectorAll("a[data-practice]")) {
    link.setAttribute("href", `${server}/latihan`);
  }
}

/**
 * Change what the person chose.
 * @param {Partial<Settings>} changes only what is new
 */
export async function saveSettings(changes) {
  await chrome.storage.local.set({ settings: { ...(await readSettings(chrome)), ...changes } });
}

/**
 * Name the sites that the manifest asks for. Firefox lets people refuse them, Chrome lets them wait for a click.
 * @returns {string[]} match patterns
 */
function wantedSites() {
  return chrome.runtime.getManifest().host_permissions ?? [];
}

/** Show the button that grants the sites, while one is missing. */
async function showPermission() {
  byId("permission").hidden = await chrome.permissions.contains({ origins: wantedSites() });
}

/**
 * Ask the browser for the sites; it asks the person.
 * @returns {Promise<boolean>} whether they were granted
 */
function grantSites() {
  return chrome.permissions.request({ origins: wantedSites() });
}
