/** The list of platforms in the settings: a switch for each, and a button where the browser has not granted its sites. */

import { byId, setText } from "./page.js";
import { isLocked } from "./policy_words.js";
import { askFor, readRows } from "./site_access.js";
import { say } from "./texts.js";

/** @typedef {import("./platforms.js").PlatformRow} PlatformRow */
/** @typedef {import("../types-background.d.ts").Policy} Policy */
/** @typedef {import("../types-background.d.ts").Settings} Settings */

/** What is on the page of one platform. */
/** @typedef {{box: HTMLElement, input: HTMLInputElement, name: HTMLElement, state: HTMLElement, grant: HTMLButtonElement, row: PlatformRow}} Shown */

/** @type {Map<string, Shown>} */
const shown = new Map();

/**
 * Let the switches change the settings.
 * @param {(changes: Pick<Settings, "platforms_off">) => void} keep saves a change
 */
export function followPlatforms(keep) {
  byId("platforms").addEventListener("change", () => {
    keep({ platforms_off: [...shown].flatMap(([platform, { input }]) => (input.checked ? [] : [platform])) });
  });
}

/**
 * Show every platform: its name, what is done there, and how many sites it has.
 * @param {Settings} settings in force
 * @param {Policy | null} policy of the agency; null: none
 */
export async function showPlatforms({ language, platforms_off }, policy) {
  const agency = policy && isLocked(policy, "platforms_off") ? policy.agency : null;
  for (const row of await readRows(platforms_off)) {
    const { input, name, state, grant } = findShown(row);
    input.checked = row.state !== "off";
    setText(name, row.name);
    const words = row.state === "off" && agency ? "off.agency" : row.state;
    setText(state, say(language, `platform.${words}`, { count: String(row.origins.length), agency: agency ?? "" }));
    setText(grant, say(language, "platforms.grant", { platform: row.name }));
    grant.hidden = row.state !== "missing";
  }
}

/**
 * Find what is shown of a platform, or make it; what has the focus stays.
 * @param {PlatformRow} row of the list
 * @returns {Shown} its elements
 */
function findShown(row) {
  const known = shown.get(row.platform) ?? makeShown(row);
  known.row = row;
  shown.set(row.platform, known);
  return known;
}

/**
 * Make what is shown of a platform, at the end of the list.
 * @param {PlatformRow} row of the list
 * @returns {Shown} its elements
 */
function makeShown(row) {
  const [box, label, name, state] = ["div", "label", "strong", "span"].map((tag) => document.createElement(tag));
  const input = Object.assign(document.createElement("input"), { type: "checkbox", value: row.platform });
  const grant = Object.assign(document.createElement("button"), { type: "button" });
  const made = /** @type {Shown} */ ({ box, input, name, state, grant, row });
  label?.classList.add("choice");
  label?.append(input, made.name, made.state);
  made.state.classList.add("small", "soft");
  grant.addEventListener("click", () => void askFor(made.row.origins).then(() => input.focus()));
  made.box.append(/** @type {HTMLElement} */ (label), grant);
  byId("platforms").append(made.box);
  return made;
}
