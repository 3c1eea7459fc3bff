/**
 * What a schema in Chromium's part of JSON Schema cannot say of a policy. Twin of server/agencies/policy_rules.py; a device must
 * hold to these itself, because what stands in its managed storage was checked by nobody. Pure functions, but for the root.
 */

import { keepFitting } from "./policy_check.js";
import { readRoot } from "./tuf/top_roles.js";

/** @typedef {import("../types-background.d.ts").PolicyValues} PolicyValues */
/** @typedef {import("./policy_check.js").Schema} Schema */
/** @typedef {{values: PolicyValues, problems: string[]}} Checked */

/** What belongs on the device and never comes from a server; a root from there would vouch for itself. */
const DEVICE_ONLY = Object.freeze(["agency_name", "device_key", "policy_key", "tuf_root"]);

/** As many as an administrator reads, each about a line long: a file full of mistakes must not fill the store. */
const PROBLEMS_MAX = 32;
const PROBLEM_MAX_CHARACTERS = 200;

/** Line breaks, invisible signs and blanks of other kinds; as str.isprintable of Python. */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

/**
 * Check what an administrator has put on the device.
 * @param {Schema} schema of policies
 * @param {Record<string, unknown>} found as the browser gave it
 * @returns {Promise<Checked>} what may count
 */
export async function checkDevice(schema, found) {
  const { values, problems } = dropWrongTexts(keepFitting(schema, found));
  const isRight = values.tuf_root === undefined || (await isRoot(values.tuf_root));
  const kept = isRight ? values : leaveOut(values, ["tuf_root"]);
  const told = isRight ? problems : [...problems, "tuf_root: expected root metadata that it signs itself"];
  if (kept.device_key !== undefined && kept.policy_key === undefined) {
    return { values: leaveOut(kept, ["device_key"]), problems: [...told, "device_key: needs policy_key, to know an answer by"] };
  }
  return { values: kept, problems: told };
}

/**
 * Check what a server has answered.
 * @param {Schema} schema of policies
 * @param {Record<string, unknown>} found "policy" of the signed answer
 * @param {boolean} isOwned whether a device key has asked; an enrolment is a person's, on a device that may be their own
 * @returns {Checked} what may count
 */
export function checkAnswer(schema, found, isOwned) {
  const { values, problems } = dropWrongTexts(keepFitting(schema, leaveOut(found, DEVICE_ONLY)));
  return { values: isOwned ? values : takeBlocks(values), problems };
}

/**
 * Settle what only both together can say.
 * @param {PolicyValues} values of device and server
 * @returns {Checked} block only where all of its conditions hold, else hold
 */
export function settleTogether(values) {
  /** @type {string[]} */
  const problems = [];
  let settled = values;
  const mayBlock = values.device_owned === true && values.block_reason && values.contact;
  if (hasBlock(values) && !mayBlock) {
    problems.push("levels: block needs device_owned, block_reason and contact; hold counts");
    settled = takeBlocks(settled);
  }
  if (values.onboarding_skipped && !values.employment) {
    problems.push("onboarding_skipped: needs employment");
    settled = { ...settled, onboarding_skipped: false };
  }
  if (values.server !== undefined && values.prefetch === false) {
    problems.push("prefetch: false would tell the server that the policy names of visits; true counts");
    settled = { ...settled, prefetch: true };
  }
  return { values: settled, problems };
}

/**
 * @param {PolicyValues} values checked by the schema
 * @returns {boolean} whether an action is blocked
 */
function hasBlock({ levels = {} }) {
  return Object.values(levels).includes("block");
}

/**
 * Put hold in the place of block.
 * @param {PolicyValues} values checked by the schema
 * @returns {PolicyValues} as for a device that the agency does not own
 */
function takeBlocks(values) {
  const kept = leaveOut(values, ["device_owned"]);
  const levels = Object.entries(values.levels ?? {}).map(([action, level]) => [action, level === "block" ? "hold" : level]);
  return values.levels ? { ...kept, levels: Object.fromEntries(levels) } : kept;
}

/**
 * @template {object} Values
 * @param {Values} values by name
 * @param {readonly string[]} names not wanted
 * @returns {Values} a copy without them
 */
function leaveOut(values, names) {
  return /** @type {Values} */ (Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name))));
}

/**
 * Drop every member in which a text hides something (the root is data and not shown), and a contact that is no address.
 * @param {import("./policy_check.js").Fitting} fitting what the schema let through
 * @returns {Checked} the rest
 */
function dropWrongTexts({ kept = {}, problems }) {
  const isHidden = (/** @type {string} */ name) => name !== "tuf_root" && listTexts(kept[name]).some((text) => HIDDEN.test(text));
  const hidden = Object.keys(kept).filter(isHidden);
  const isContact = kept.contact === undefined || isPlainAddress(kept.contact);
  const told = [
    ...problems,
    ...hidden.map((name) => `${name}: expected visible characters on one line`),
    ...(isContact ? [] : ["contact: expected an address without a question mark, a user or a password"]),
  ];
  return { values: leaveOut(kept, isContact ? hidden : [...hidden, "contact"]), problems: told.slice(0, PROBLEMS_MAX).map((problem) => problem.slice(0, PROBLEM_MAX_CHARACTERS)) };
}

/**
 * Tell whether a contact leads where it says: no host behind a user name, no further recipients or text behind a question mark.
 * @param {string} contact mailto: or https:
 * @returns {boolean} yes or no
 */
function isPlainAddress(contact) {
  if (!URL.canParse(contact)) {
    return false;
  }
  const { protocol, username, password, search } = new URL(contact);
  return username === "" && password === "" && (protocol === "https:" || search === "");
}

/**
 * @param {unknown} value checked by the schema
 * @returns {string[]} every text in it
 */
function listTexts(value) {
  if (typeof value === "string") {
    return [value];
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(listTexts) : [];
}

/**
 * @param {string} text from managed storage
 * @returns {Promise<boolean>} whether it is root metadata, signed by its own keys
 */
async function isRoot(text) {
  return readRoot(text).then(() => true, () => false);
}
