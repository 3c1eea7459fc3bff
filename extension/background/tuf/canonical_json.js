/**
 * Write JSON in the one form that is signed: OLPC's canonical JSON, to the byte as securesystemslib writes it
 * (formats.encode_canonical 1.6; TUF 1.0, section 4.1). Members sorted by code point, no white space, whole numbers
 * only; in texts nothing is escaped but the quote and the backslash.
 */

import { Problem } from "../problem.js";

/** Metadata is some eight levels deep; a deeper file is refused before it can fill the stack. */
const DEPTH_MAX = 64;

/** A half of a pair that stands alone: it cannot be written in UTF-8, so nobody can have signed it. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Write a value in canonical form.
 * @param {unknown} value as parsed from JSON
 * @returns {string} the text whose UTF-8 bytes are signed
 * @throws {Problem} wrong_shape: a fraction, a number beyond 2^53, half a character, or too many levels
 */
export function encodeCanonical(value) {
  return writeValue(value, 0);
}

/**
 * Write a value of any kind.
 * @param {unknown} value as parsed from JSON
 * @param {number} depth levels around it
 * @returns {string} its canonical form
 */
function writeValue(value, depth) {
  refuse(depth > DEPTH_MAX, `more than ${DEPTH_MAX} levels`);
  if (typeof value === "string") {
    return writeText(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map((each) => writeValue(each, depth + 1)).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    return writeMembers(value, depth + 1);
  }
  refuse(typeof value === "number" && !Number.isSafeInteger(value), `the number ${value}`);
  return String(value);
}

/**
 * Write an object.
 * @param {object} value with any members
 * @param {number} depth of its members
 * @returns {string} its canonical form
 */
function writeMembers(value, depth) {
  const members = Object.entries(value).sort(([left], [right]) => compareCodePoints(left, right));
  return `{${members.map(([name, each]) => `${writeText(name)}:${writeValue(each, depth)}`).join(",")}}`;
}

/**
 * Write a text.
 * @param {string} text any
 * @returns {string} in quotes
 */
function writeText(text) {
  refuse(LONE_SURROGATE.test(text), "half a character");
  return `"${text.replace(/["\\]/gu, "\\$&")}"`;
}

/**
 * Compare as Python does: by code point. JavaScript's own order puts U+1F44D before U+FFFD.
 * @param {string} left whole characters only
 * @param {string} right whole characters only
 * @returns {number} negative, zero or positive
 */
function compareCodePoints(left, right) {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = rankUnit(left.charCodeAt(index)) - rankUnit(right.charCodeAt(index));
    if (difference !== 0) {
      return difference;
    }
  }
  return left.length - right.length;
}

/**
 * Rank a unit of UTF-16: halves of pairs stand for characters beyond all others.
 * @param {number} unit 0 to 65535
 * @returns {number} its place in the order
 */
function rankUnit(unit) {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/**
 * Refuse what has no canonical form.
 * @param {boolean} isWrong whether to refuse
 * @param {string} found in words
 */
function refuse(isWrong, found) {
  if (isWrong) {
    throw new Problem("wrong_shape", `metadata holds ${found}, which cannot be signed`);
  }
}
