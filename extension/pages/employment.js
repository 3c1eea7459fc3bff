/** The question about the person's employment, as radio buttons named "employment"; the empty value means none. */

import { EMPLOYMENTS } from "../background/storage.js";

/** @typedef {import("../types-background.d.ts").Employment} Employment */

/**
 * Read the answer.
 * @param {ParentNode} place where the radio buttons are
 * @returns {Employment | null | undefined} null: none of them; undefined: not answered
 */
export function employmentOf(place) {
  const chosen = place.querySelector("input[name=employment]:checked");
  if (!(chosen instanceof HTMLInputElement)) {
    return undefined;
  }
  return EMPLOYMENTS.find((employment) => employment === chosen.value) ?? null;
}

/**
 * Show the answer.
 * @param {ParentNode} place where the radio buttons are
 * @param {Employment | null} employment as stored
 */
export function showEmployment(place, employment) {
  for (const radio of place.querySelectorAll("input[name=employment]")) {
    if (radio instanceof HTMLInputElement) {
      radio.checked = radio.value === (employment ?? "");
    }
  }
}
