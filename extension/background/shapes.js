/**
 * Tell whether parsed JSON has the shape that is expected, naming the place where it has not.
 * Unknown members are let through: a newer release may say more than this version reads.
 */

import { Problem } from "./problem.js";

/**
 * A shape says whether a value fits; it throws a Problem "wrong_shape" that names the place.
 * @typedef {(value: unknown, place: string) => void} Shape
 */

/**
 * Read JSON from bytes.
 * @param {Uint8Array} bytes UTF-8
 * @param {string} place for the message
 * @returns {unknown} the value
 * @throws {Problem} not_json
 */
export function parseJson(bytes, place) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    throw new Problem("not_json", `${place} (${error})`);
  }
}

/**
 * Throw unless the value is as expected.
 * @param {boolean} fits whether the value is as expected
 * @param {string} place where it stands
 * @param {string} expected in words
 */
function expect(fits, place, expected) {
  if (!fits) {
    throw new Problem("wrong_shape", `${place}: expected ${expected}`);
  }
}

/**
 * A text of one form.
 * @param {(text: string) => boolean} [isRight] the form; any text when it is left out
 * @param {string} [expected] the form in words
 * @returns {Shape} the shape
 */
export function text(isRight = () => true, expected = "a text") {
  return (value, place) => expect(typeof value === "string" && isRight(value), place, expected);
}

/**
 * A whole number between two, both included.
 * @param {number} low the smallest
 * @param {number} [high] the greatest
 * @returns {Shape} the shape
 */
export function whole(low, high = Number.MAX_SAFE_INTEGER) {
  return (value, place) =>
    expect(
      Number.isSafeInteger(value) && Number(value) >= low && Number(value) <= high,
      place,
      `a whole number from ${low} to ${high}`,
    );
}

/**
 * Something of the given shape, for a member that may be left out.
 * @param {Shape} shape of the member when there is one
 * @returns {Shape} the shape
 */
export function optional(shape) {
  return (value, place) => {
    if (value !== undefined) {
      shape(value, place);
    }
  };
}

/**
 * A list in which every item has the same shape.
 * @param {Shape} item shape of each
 * @returns {Shape} the shape
 */
export function listOf(item) {
  return (value, place) => {
    expect(Array.isArray(value), place, "a list");
    /** @type {unknown[]} */ (value).forEach((each, index) => item(each, `${place}[${index}]`));
  };
}

/**
 * A list with a fixed number of items, each with its own shape.
 * @param {...Shape} items in order
 * @returns {Shape} the shape
 */
export function row(...items) {
  return (value, place) => {
    expect(Array.isArray(value) && value.length === items.length, place, `a list of ${items.length}`);
    items.forEach((item, index) => item(/** @type {unknown[]} */ (value)[index], `${place}[${index}]`));
  };
}

/**
 * An object used as a table: any names, values of one shape.
 * @param {Shape} item shape of each value
 * @param {Shape} [name] shape of each name
 * @returns {Shape} the shape
 */
export function tableOf(item, name = text()) {
  return (value, place) => {
    expect(isObject(value), place, "an object");
    for (const [key, each] of Object.entries(/** @type {object} */ (value))) {
      name(key, `${place}, name "${key}"`);
      item(each, `${place}.${key}`);
    }
  };
}

/**
 * An object with these members at least.
 * @param {Record<string, Shape>} members shape of each
 * @returns {Shape} the shape
 */
export function record(members) {
  return (value, place) => {
    expect(isObject(value), place, "an object");
    const found = /** @type {Record<string, unknown>} */ (value);
    for (const [name, shape] of Object.entries(members)) {
      shape(found[name], `${place}.${name}`);
    }
  };
}

/**
 * Tell a table from a list and from nothing.
 * @param {unknown} value anything
 * @returns {value is Record<string, unknown>} whether it is an object and no list
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Exactly this value.
 * @param {unknown} wanted the value
 * @returns {Shape} the shape
 */
export function exactly(wanted) {
  return (value, place) => expect(value === wanted, place, JSON.stringify(wanted));
}

/**
 * Yes or no.
 * @type {Shape}
 */
export const yesOrNo = (value, place) => expect(typeof value === "boolean", place, "true or false");

const isId = (/** @type {string} */ value) => /^[a-z0-9-]{1,64}$/.test(value);

/** A group's or contest's id. */
export const id = text(isId, "an id of a-z, 0-9 and -");

/** A word of ours, such as a subject or a platform. */
export const word = text((value) => /^[a-z][a-z0-9_]{0,31}$/.test(value), "a word of a-z, 0-9 and _");

/** A day. */
export const day = text((value) => /^\d{4}-\d{2}-\d{2}$/.test(value), "a day as YYYY-MM-DD");

/** A SHA-256 in hexadecimal. */
export const sha256 = text((value) => /^[0-9a-f]{64}$/.test(value), "64 hexadecimal digits");

/**
 * Tell whether a value is the id of a group.
 * @param {unknown} value from a message
 * @returns {value is string} yes or no
 */
export function isGroupId(value) {
  return typeof value === "string" && isId(value);
}
