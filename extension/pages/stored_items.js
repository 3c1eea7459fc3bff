/** What is stored in this browser, sorted by what it is good for, and the file that holds all of it. Pure functions. */

import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {Record<string, unknown>} Values */
/** @typedef {{item: string, values: Values}} StoredItem item: the name of its words, "stored.<item>" */

/** In the order in which they are shown; a key that ends in a dot stands for all that begin with it (background/storage.js). */
const ITEMS = Object.freeze({
  settings: ["settings"],
  policy: ["policy"],
  enrolment: ["enrolment"],
  continued: ["continued"],
  hinted: ["hinted"],
  report: ["report"],
  health: ["health"],
  sent: ["sent"],
  list: ["release", "list", "guard.", "seasons"],
  trust: ["trust"],
  warnings: ["warnings.", "warnings_sha256."],
  wording: ["wording", "levels"],
  platforms: ["platform.", "sites"],
  regions: ["regions"],
  back_off: ["back_off."],
  policy_state: ["policy_state", "policy_silence"],
});

/** Whatever no line above speaks of is shown as well. */
const OTHER = "other";

/**
 * Sort what is stored.
 * @param {Values} values of storage.local and storage.session together
 * @returns {StoredItem[]} only those that hold something
 */
export function sortStored(values) {
  const keys = Object.keys(values).sort();
  return [...Object.keys(ITEMS), OTHER]
    .map((item) => ({ item, found: keys.filter((key) => itemOf(key) === item) }))
    .filter(({ found }) => found.length > 0)
    .map(({ item, found }) => ({ item, values: Object.fromEntries(found.map((key) => [key, values[key]])) }));
}

/**
 * @param {string} key of the store
 * @returns {string} the item that it belongs to
 */
function itemOf(key) {
  const isNamed = (/** @type {string} */ name) => (name.endsWith(".") ? key.startsWith(name) : key === name);
  return Object.entries(ITEMS).find(([, names]) => names.some(isNamed))?.[0] ?? OTHER;
}

/**
 * Make the file that holds everything.
 * @param {{local: Values, session: Values, settings: Settings}} stored settings: with the defaults of what was never chosen
 * @param {{version: string, made_at: string}} origin of the file; the instant in UTC
 * @returns {Values} readable by people and programs
 */
export function makeExport({ local, session, settings }, origin) {
  const { language } = settings;
  const items = sortStored({ ...local, ...session }).map(({ item, values }) => [
    item,
    { what: say(language, `stored.${item}`), why: say(language, `stored.${item}.why`), names: Object.keys(values) },
  ]);
  return { about: say(language, "stored.about"), ...origin, explained: Object.fromEntries(items), settings, local, session };
}

/**
 * Name the file.
 * @param {string} made_at UTC instant
 * @returns {string} such as jaga-jempol-2026-11-21.json
 */
export function nameExport(made_at) {
  return `jaga-jempol-${made_at.slice(0, 10)}.json`;
}
