/**
 * "Daftar ini salah?": the listing behind a warning, and an objection that the person writes and sends, or does not.
 * The page asks the server for nothing and sends nothing; what is written here is stored nowhere.
 */

import { readReport, readStored } from "../background/storage.js";
import { makeContact } from "./contact.js";
import { showLine } from "./list_status.js";
import { byId, showPage } from "./page.js";
import { findEntries } from "./report_facts.js";
import { KINDS, composeReport, makeMailLink, nameEntry } from "./report_text.js";
import { formatDay } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("./page.js").Stored} Stored */
/** @typedef {import("./report_facts.js").Entry} Entry */
/** @typedef {import("./report_facts.js").Words} Words */
/** @typedef {import("./report_text.js").Known} Known */

/**
 * For the moment after everything was erased.
 * @type {Words}
 */
const NO_WORDS = { roles: {}, phases: {}, actions: {} };

/** @type {Stored["settings"]["language"]} */
let language = "id";
/** @type {Known} */
let known = { key: null, entries: [], made_on: null, version: chrome.runtime.getManifest().version };
/**
 * What the person has changed, by kind: choosing another kind loses nothing.
 * @type {Map<string, string>}
 */
const drafts = new Map();

/** Another listing may be objected to in another tab; this one goes on speaking of its own. */
const report = readReport(await readStored(chrome.storage.session, "report"));
/** @type {HTMLTextAreaElement} */
const text = byId("text");

text.addEventListener("input", () => {
  drafts.set(chosenKind(), text.value);
  fillMailLinks();
});
byId("kinds").addEventListener("change", fillText);
byId("copy").addEventListener("click", copyText);
await showPage(showReport);

/**
 * Fill in the page.
 * @param {Stored} stored what is here
 */
async function showReport({ settings, release }) {
  ({ language } = settings);
  /** @type {Record<string, any>} */
  const all = await chrome.storage.local.get(null);
  const words = all["wording"]?.texts[language] ?? NO_WORDS;
  const files = Object.entries(all).flatMap(([name, file]) => (name.startsWith("warnings.") ? [file] : []));
  const key = report?.key ?? null;
  const entries = key === null ? [] : findEntries({ files, list: all["list"] }, key, words, language, settings.today, Date.now());
  known = { ...known, key, entries, made_on: release.made_on };
  showListing(words);
  showKinds();
  showContacts(release.contacts);
  fillText();
}

/**
 * Show which listing this is about.
 * @param {Words} words of the release
 */
function showListing({ actions }) {
  byId("listing").hidden = known.key === null;
  showLine("key", known.key);
  showLine("unknown", known.entries.length === 0 ? say(language, "report.unknown") : null);
  showLine("held", report?.action ? say(language, "report.held", { action: actions[report.action] ?? report.action }) : null);
  byId("entries").replaceChildren(...known.entries.flatMap(makeEntry));
}

/**
 * Describe one listing.
 * @param {Entry} entry of the list
 * @returns {HTMLElement[]} its lines
 */
function makeEntry(entry) {
  const { starts, ends, phase } = entry;
  const day = (/** @type {string | null} */ value) => (value === null ? "…" : formatDay(value, language));
  const days = starts === null && ends === null ? "" : say(language, "report.days", { starts: day(starts), ends: day(ends) });
  return [nameEntry(entry), phase && say(language, "report.phase", { phase }), days]
    .filter(Boolean)
    .map((line) => Object.assign(document.createElement("p"), { textContent: line }));
}

/** Name the kinds; which one is chosen stays as it is. */
function showKinds() {
  for (const kind of KINDS) {
    byId(`kind_${kind}`).textContent = say(language, `report.kind.${kind}`);
  }
}

/**
 * Tell which kind is chosen.
 * @returns {string} of KINDS
 */
function chosenKind() {
  return /** @type {HTMLInputElement} */ (document.querySelector("#kinds input:checked")).value;
}

/** Put the text of the chosen kind into its field, as the person has left it. */
function fillText() {
  const wanted = drafts.get(chosenKind()) ?? composeReport(language, chosenKind(), known);
  if (text.value !== wanted) {
    text.value = wanted;
  }
  fillMailLinks();
}

/**
 * Offer the ways that the list names.
 * @param {string[]} contacts mailto: or https:
 */
function showContacts(contacts) {
  byId("shows_you").hidden = contacts.length === 0;
  byId("no_contact").hidden = contacts.length > 0;
  const nameWay = (/** @type {string} */ contact) => say(language, contact.startsWith("mailto:") ? "report.mail" : "report.form");
  byId("contacts").replaceChildren(...contacts.map((contact) => makeContact(contact, nameWay(contact))));
}

/** Let the e-mail begin with the text as it stands now. */
function fillMailLinks() {
  for (const link of document.querySelectorAll("a[data-mail]")) {
    const contact = String(link.getAttribute("data-mail"));
    link.setAttribute("href", makeMailLink(contact, say(language, "report.line.heading"), text.value));
  }
}

/** Copy the text; where the browser refuses, select it, so that the person can. */
async function copyText() {
  const isCopied = await navigator.clipboard.writeText(text.value).then(() => true, () => false);
  if (!isCopied) {
    text.select();
  }
  byId("done").textContent = say(language, isCopied ? "report.copied" : "report.not_copied");
}
