/**
 * Put together what an administrator has put on the device and what the server has answered: member by member, the device
 * wins. Pure functions.
 */

import { settleTogether } from "./policy_rules.js";

/** @typedef {import("../types-background.d.ts").Policy} Policy */
/** @typedef {import("../types-background.d.ts").PolicyAnswer} PolicyAnswer */
/** @typedef {import("../types-background.d.ts").PolicyValues} PolicyValues */

/** What takes the place of the person's own choice. */
const SETTINGS = Object.freeze(
  /** @type {const} */ (["server", "language", "employment", "region", "platforms_off", "ask_again_minutes", "prefetch"]),
);

/** What a policy holds besides, where it is not set. */
const NOT_SET = Object.freeze({
  levels: {},
  block_reason: null,
  sentence: null,
  contact: null,
  onboarding_skipped: false,
  counts_allowed: null,
});

/** For a device whose administrator has named no agency. */
const NAMELESS = Object.freeze({ id: "Instansi Anda", en: "Your agency" });

/**
 * Make the policy that counts.
 * @param {PolicyValues | null} device what stands on the device, checked; null: nothing
 * @param {PolicyAnswer | null} answer of the server, checked
 * @returns {{policy: Policy | null, problems: string[]}} null: no agency sets anything
 */
export function makePolicy(device, answer) {
  if (device === null && answer === null) {
    return { policy: null, problems: [] };
  }
  const { values, problems } = settleTogether({ ...answer?.values, ...device });
  const policy = {
    agency: values.agency_name ?? answer?.agency.name ?? NAMELESS[values.language ?? "id"],
    from: /** @type {Policy["from"]} */ (device !== null || answer?.via === "device" ? "device" : "server"),
    settings: pick(values, SETTINGS),
    ...NOT_SET,
    ...pick(values, /** @type {(keyof typeof NOT_SET)[]} */ (Object.keys(NOT_SET))),
  };
  return { policy, problems };
}

/**
 * @template {object} Values
 * @template {keyof Values} Name
 * @param {Values} values by name
 * @param {readonly Name[]} names wanted
 * @returns {Pick<Values, Name>} only those that are there
 */
function pick(values, names) {
  const found = names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]);
  return Object.fromEntries(found);
}
