/** What the person's agency has set, in the settings: locked controls marked with its name, and the section about it. */

import { readPolicyState, readStored } from "../background/storage.js";
import { makeContact } from "./contact.js";
import { showLine } from "./list_status.js";
import { byId, setText } from "./page.js";
import { describePolicy, describeProblems, isLocked } from "./policy_words.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("../types-background.d.ts").Policy} Policy */
/** @typedef {import("./policy_words.js").Names} Names */

/** Controls of the settings that an agency may lock; each is described by "set_by_<setting>". page.js locks the language. */
const CONTROLS = Object.freeze({
  language: "",
  employment: "#employment input",
  region: "#province, #part",
  platforms_off: "#platforms input",
  ask_again_minutes: "#ask_again",
  prefetch: "#prefetch",
  server: "#address, #server button",
});

/** Whether the part of the page that the address names has been shown. */
let isFound = false;

/**
 * Lock what the agency has set, and say so.
 * @param {Policy | null} policy of the agency; null: none
 * @param {Language} language of the reader
 */
export function showLocks(policy, language) {
  for (const [setting, selector] of Object.entries(CONTROLS)) {
    const locked = isLocked(policy, setting);
    for (const control of selector === "" ? [] : document.querySelectorAll(selector)) {
      /** @type {HTMLInputElement | HTMLSelectElement | HTMLButtonElement} */ (control).disabled = locked;
    }
    showLine(`set_by_${setting}`, policy && locked ? say(language, "agency.set_by", { agency: policy.agency }) : null);
  }
}

/**
 * Say what the agency has set, where that comes from, what went wrong with it, what it learns, and how to object.
 * @param {Policy | null} policy of the agency; null: none
 * @param {Language} language of the reader
 */
export async function showAgency(policy, language) {
  const isOfDevice = policy?.from === "device";
  byId("agency").hidden = policy === null;
  showLine("erase_agency", policy && isOfDevice ? say(language, "agency.stays", { agency: policy.agency }) : null);
  if (policy === null) {
    return;
  }
  const { agency, contact, from } = policy;
  showLine("agency_from", say(language, `agency.from.${from}`, { agency }));
  showLine("agency_problem", describeProblems(await readPolicyState(chrome), agency, language));
  showLine("agency_object", say(language, contact ? "agency.object" : "agency.object.none", { agency }));
  showList(describePolicy(policy, await readNames(policy), language));
  byId("agency_contact").replaceChildren(...(contact ? [makeContact(contact, nameContact(contact, language))] : []));
  goThere();
}

/**
 * Write the lines, unless they are there.
 * @param {string[]} lines in words
 */
function showList(lines) {
  const list = byId("agency_set");
  if (list.children.length !== lines.length) {
    list.replaceChildren(...lines.map(() => document.createElement("li")));
  }
  lines.forEach((line, index) => setText(/** @type {Element} */ (list.children[index]), line));
}

/**
 * @param {string} contact mailto: or https:
 * @param {Language} language of the reader
 * @returns {string} what the link does
 */
function nameContact(contact, language) {
  return say(language, contact.startsWith("mailto:") ? "agency.mail" : "agency.web");
}

/**
 * Read how platforms and regions are called.
 * @param {Policy} policy that names some
 * @returns {Promise<Names>} what is known of them
 */
async function readNames({ settings }) {
  const { local } = chrome.storage;
  const named = (settings.platforms_off ?? []).map(async (platform) => [platform, (await readStored(local, `platform.${platform}`))?.name]);
  const known = (await Promise.all(named)).filter(([, name]) => name !== undefined);
  return { platforms: Object.fromEntries(known), regions: (await readStored(local, "regions")) ?? {} };
}

/** Go to the section, when the address asks for it: it was hidden when the browser looked for it. */
function goThere() {
  if (!isFound && location.hash === "#agency") {
    byId("agency_heading").focus();
    byId("agency").scrollIntoView();
  }
  isFound = true;
}
