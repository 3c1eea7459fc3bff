/**
 * Keep of a value what fits a schema, and name whatever does not: one wrong field costs that field and nothing else.
 * Reads the part of JSON Schema in which extension/policy_schema.json is written (the one that Chromium reads); every object
 * is closed. Twin of server/agencies/policy_check.py, which refuses the whole, because there somebody can still mend it.
 *
 * A problem says where and what was expected, never what was found: a misspelt field may hold a key.
 */

import { isObject } from "./shapes.js";

/**
 * @typedef {{type: "object" | "array" | "string" | "integer" | "boolean", properties?: Record<string, Schema>, required?: string[],
 *   items?: Schema, minItems?: number, maxItems?: number, enum?: string[], pattern?: string, minLength?: number,
 *   maxLength?: number, minimum?: number, maximum?: number}} Schema by the words of JSON Schema
 *
 * @typedef {{kept: any, problems: string[]}} Fitting kept: undefined when nothing of the value can be kept
 */

/**
 * Keep what fits.
 * @param {Schema} schema of the value
 * @param {unknown} value parsed from JSON
 * @param {string} place of the value, for the problems; empty at the top
 * @returns {Fitting} a copy without what does not fit
 */
export function keepFitting(schema, value, place = "") {
  if (schema.type === "object") {
    return isObject(value) ? keepMembers(schema, value, place) : refuse(place, "an object");
  }
  if (schema.type === "array") {
    return Array.isArray(value) ? keepItems(schema, value, place) : refuse(place, "a list");
  }
  const expected = schema.type === "string" ? expectText(schema, value) : expectOther(schema, value);
  return expected === null ? { kept: value, problems: [] } : refuse(place, expected);
}

/**
 * Keep the members of an object that fit; without one that is required, nothing of it.
 * @param {Schema} schema of the object
 * @param {Record<string, unknown>} value the object
 * @param {string} place of the object
 * @returns {Fitting} a copy
 */
function keepMembers({ properties = {}, required = [] }, value, place) {
  const dot = place === "" ? "" : ".";
  const members = Object.entries(value).map(([name, member]) => {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const inside = `${place}${dot}${name}`;
    const fitting = schema ? keepFitting(schema, member, inside) : { kept: undefined, problems: [`${inside}: no such setting`] };
    return { name, ...fitting };
  });
  const kept = Object.fromEntries(members.filter((member) => member.kept !== undefined).map((member) => [member.name, member.kept]));
  const problems = members.flatMap((member) => member.problems);
  const missing = required.filter((name) => !Object.hasOwn(kept, name));
  return missing.length === 0 ? { kept, problems } : addProblem(problems, place, `an object with ${missing.join(", ")}`);
}

/**
 * Keep the items of a list that fit.
 * @param {Schema} schema of the list
 * @param {unknown[]} value the list
 * @param {string} place of the list
 * @returns {Fitting} a copy
 */
function keepItems({ items, minItems = 0, maxItems = Infinity }, value, place) {
  if (value.length > maxItems) {
    return refuse(place, `${minItems} to ${maxItems} entries`);
  }
  const fitting = value.map((item, index) => keepFitting(/** @type {Schema} */ (items), item, `${place}[${index}]`));
  const kept = fitting.map((item) => item.kept).filter((item) => item !== undefined);
  const problems = fitting.flatMap((item) => item.problems);
  return minItems <= kept.length ? { kept, problems } : addProblem(problems, place, `${minItems} to ${maxItems} entries`);
}

/**
 * @param {Schema} schema of a text
 * @param {unknown} value anything
 * @returns {string | null} what was expected; null when it is that
 */
function expectText({ enum: choices, pattern, minLength = 0, maxLength = Infinity }, value) {
  if (typeof value !== "string") {
    return "a text";
  }
  if (choices && !choices.includes(value)) {
    return `one of ${choices.join(", ")}`;
  }
  if (pattern && !new RegExp(pattern, "u").test(value)) {
    return `a text of the form ${pattern}`;
  }
  const length = [...value].length;
  return minLength <= length && length <= maxLength ? null : `${minLength} to ${maxLength} characters`;
}

/**
 * @param {Schema} schema of a number, or of yes or no
 * @param {unknown} value anything
 * @returns {string | null} what was expected; null when it is that
 */
function expectOther({ type, minimum = -Infinity, maximum = Infinity }, value) {
  if (type === "boolean") {
    return typeof value === "boolean" ? null : "true or false";
  }
  const isRight = Number.isSafeInteger(value) && minimum <= Number(value) && Number(value) <= maximum;
  return isRight ? null : `a whole number from ${minimum} to ${maximum}`;
}

/**
 * @param {string} place of the value
 * @param {string} expected in words
 * @returns {Fitting} nothing, and why
 */
function refuse(place, expected) {
  return addProblem([], place, expected);
}

/**
 * @param {string[]} problems of the parts
 * @param {string} place of the whole
 * @param {string} expected of the whole, in words
 * @returns {Fitting} nothing, and why
 */
function addProblem(problems, place, expected) {
  return { kept: undefined, problems: [...problems, `${place || "policy"}: expected ${expected}`] };
}
