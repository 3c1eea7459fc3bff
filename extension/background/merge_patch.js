/**
 * Apply a delta of a release: a JSON Merge Patch (RFC 7396), and JSON as a release writes it, so that the outcome can be
 * compared with the signed hash. Twin of server/accounts/release_deltas.py and encode_json. Pure functions.
 */

import { isObject } from "./shapes.js";

/**
 * Make of a value what a merge patch says.
 * @param {unknown} before parsed JSON; it is not changed
 * @param {unknown} patch parsed JSON
 * @returns {unknown} the new value
 */
export function applyPatch(before, patch) {
  if (!isObject(patch)) {
    return patch;
  }
  const after = new Map(isObject(before) ? Object.entries(before) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) {
      after.delete(name);
    } else {
      after.set(name, applyPatch(after.get(name), value));
    }
  }
  return Object.fromEntries(after); // unlike an assignment, this takes "__proto__" for a name like any other
}

/**
 * Write JSON in the one way of a release: members sorted, no blanks, UTF-8.
 * @param {unknown} value parsed JSON
 * @returns {Uint8Array} the bytes
 */
export function encodeJson(value) {
  return new TextEncoder().encode(writeJson(value));
}

/**
 * @param {unknown} value parsed JSON
 * @returns {string} JSON
 */
function writeJson(value) {
  if (Array.isArray(value)) {
    return `[${value.map(writeJson).join(",")}]`;
  }
  if (!isObject(value)) {
    return JSON.stringify(value);
  }
  const members = Object.entries(value).sort(([one], [other]) => compareNames(one, other));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${writeJson(each)}`).join(",")}}`;
}

/**
 * Compare by code points, as Python does; JavaScript's own order is that of UTF-16.
 * @param {string} one name
 * @param {string} other name
 * @returns {number} below 0 when the one comes first
 */
function compareNames(one, other) {
  const [ones, others] = [[...one], [...other]];
  const at = ones.findIndex((character, index) => character !== others[index]);
  if (at === -1 || at >= others.length) {
    return ones.length - others.length;
  }
  return (ones[at]?.codePointAt(0) ?? 0) - (others[at]?.codePointAt(0) ?? 0);
}
