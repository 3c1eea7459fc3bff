/** Everything stored, as the settings show it: in words, raw when it is opened, and as one file to keep. */

import { readSettings } from "../background/storage.js";
import { byId, setText } from "./page.js";
import { makeExport, nameExport, sortStored } from "./stored_items.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("./stored_items.js").StoredItem} StoredItem */

/** What can be read on a page; a list of 15,000 accounts is a megabyte, which the file holds whole. */
const RAW_MAX_CHARACTERS = 20_000;

/**
 * Show what is stored.
 * @param {Language} language of the person
 */
export async function showStored(language) {
  const { local, session } = await readStores();
  const items = sortStored({ ...local, ...session });
  const list = byId("stored");
  const known = [...list.children];
  const named = items.map(({ item }) => known.find((each) => each.getAttribute("data-item") === item) ?? makeDetails(item));
  if (named.length !== known.length || named.some((each, index) => each !== known[index])) {
    list.replaceChildren(...named);
  }
  items.forEach((item, index) => fillDetails(/** @type {HTMLDetailsElement} */ (named[index]), item, language));
}

/** Hand the person a file with everything. */
export async function saveExport() {
  const stored = await readStores();
  const made_at = new Date().toISOString();
  const { version } = chrome.runtime.getManifest();
  const text = JSON.stringify(makeExport(stored, { version, made_at }), null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: url, download: nameExport(made_at) }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // the browser may still be asking where to put it
}

/**
 * Read all that the extension keeps.
 * @returns {Promise<Parameters<typeof makeExport>[0]>} both stores, and the settings with their defaults
 */
async function readStores() {
  const { local, session } = chrome.storage;
  return { local: await local.get(null), session: await session.get(null), settings: await readSettings(chrome) };
}

/**
 * Make an entry of the list.
 * @param {string} item what it is about
 * @returns {HTMLDetailsElement} still without words
 */
function makeDetails(item) {
  const details = document.createElement("details");
  details.dataset["item"] = item;
  const [summary, why, raw] = ["summary", "p", "pre"].map((tag) => document.createElement(tag));
  why?.classList.add("small", "soft");
  raw?.setAttribute("tabindex", "0"); // so that keys can scroll it
  details.append(.../** @type {HTMLElement[]} */ ([summary, why, raw]));
  return details;
}

/**
 * Say what an entry is; what it holds is written when it is opened.
 * @param {HTMLDetailsElement} details of the list
 * @param {StoredItem} stored what it shows
 * @param {Language} language of the person
 */
function fillDetails(details, { item, values }, language) {
  const [summary, why, raw] = /** @type {HTMLElement[]} */ ([...details.children]);
  const write = () => details.open && raw && setText(raw, writeRaw(values, language));
  setText(/** @type {HTMLElement} */ (summary), say(language, `stored.${item}`));
  setText(/** @type {HTMLElement} */ (why), say(language, `stored.${item}.why`));
  raw?.setAttribute("aria-label", say(language, `stored.${item}`));
  raw?.setAttribute("role", "group");
  details.ontoggle = write;
  write();
}

/**
 * Write values as they are stored.
 * @param {Record<string, unknown>} values by name
 * @param {Language} language of the person
 * @returns {string} JSON; the beginning when it is long, and where the rest is
 */
function writeRaw(values, language) {
  const text = JSON.stringify(values, null, 2);
  return text.length <= RAW_MAX_CHARACTERS ? text : `${text.slice(0, RAW_MAX_CHARACTERS)}\n… ${say(language, "stored.more")}`;
}
