/** The text of an objection, and the link that carries it: pure functions. Of the visit it holds the listed key alone. */

import { formatDay } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("./report_facts.js").Entry} Entry */

/**
 * What is known without the person.
 * @typedef {{key: string | null, entries: Entry[], made_on: string | null, version: string}} Known
 */

/** What may be wrong, the most frequent first; .github/ISSUE_TEMPLATE asks the same. */
export const KINDS = Object.freeze(["wrongly_listed", "wrong_owner", "ended", "missing", "wrong_text", "recogniser"]);

/**
 * Compose the text that the person reads, changes and sends.
 * @param {Language} language of the person
 * @param {string} kind of KINDS
 * @param {Known} known key, list, version
 * @returns {string} lines; what the person has to fill in ends in a colon
 */
export function composeReport(language, kind, { key, entries, made_on, version }) {
  const line = (/** @type {string} */ name, /** @type {string} */ value) =>
    say(language, `report.line.${name}`, { value }).trim();
  const isAboutKey = kind !== "missing"; // the account that is missing is another one
  const about = isAboutKey ? [line("account", key ?? ""), ...entries.map((entry) => line("entry", nameEntry(entry)))] : [];
  return [
    say(language, "report.line.heading"),
    "",
    line("kind", say(language, `report.kind.${kind}`)),
    ...about,
    ...(made_on === null ? [] : [line("list", formatDay(made_on, language))]),
    line("version", version),
    "",
    say(language, `report.ask.${kind}`),
  ].join("\n");
}

/**
 * Name a listing in one line.
 * @param {Entry} entry of the list
 * @returns {string} owner, role and contest, as far as they are known
 */
export function nameEntry({ owner, role, contest }) {
  return [owner, role, contest].filter(Boolean).join(" · ");
}

/**
 * Make the link that begins an e-mail with a text; the person's own program sends it, or does not.
 * @param {string} contact mailto: and an address
 * @param {string} subject of the e-mail
 * @param {string} text of it
 * @returns {string} a link; lines end as RFC 6068 wants them
 */
export function makeMailLink(contact, subject, text) {
  return `${contact}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replace(/\r?\n/g, "\r\n"))}`;
}
