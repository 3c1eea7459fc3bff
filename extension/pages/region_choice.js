/** The choice of the person's own region in the settings. It only decides which elections the popup names first. */

import { readStored } from "../background/storage.js";
import { byId } from "./page.js";
import { listParts, listProvinces, provinceOf } from "./regions.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("./regions.js").RegionOption} RegionOption */

/** @type {HTMLSelectElement} */
const province = byId("province");
/** @type {HTMLSelectElement} */
const part = byId("part");

/**
 * Let the two choices change the settings.
 * @param {(changes: Pick<Settings, "region">) => void} keep saves a change
 */
export function followRegion(keep) {
  province.addEventListener("change", () => keep({ region: province.value || null }));
  part.addEventListener("change", () => keep({ region: part.value || province.value }));
}

/**
 * Show the region, and what may be chosen; a region that the release does not know any more is left as it is stored.
 * @param {Settings} settings of the person
 */
export async function showRegion({ language, region }) {
  const regions = (await readStored(chrome.storage.local, "regions")) ?? {};
  const chosen = provinceOf(region ?? "");
  const parts = listParts(regions, chosen);
  fill(province, say(language, "region.none"), listProvinces(regions), chosen);
  fill(part, say(language, "region.whole"), parts, region ?? "");
  byId("region_fields").hidden = Object.keys(regions).length === 0;
  byId("no_regions").hidden = !byId("region_fields").hidden;
  byId("part_field").hidden = parts.length === 0;
}

/**
 * Fill a choice, unless it holds the same already: replacing the options would close it under the person's hand.
 * @param {HTMLSelectElement} select to fill
 * @param {string} first what stands for no choice
 * @param {RegionOption[]} options to choose from
 * @param {string} value what is chosen
 */
function fill(select, first, options, value) {
  const all = [{ id: "", name: first }, ...options];
  if (JSON.stringify(all) !== select.dataset["options"]) {
    select.dataset["options"] = JSON.stringify(all);
    select.replaceChildren(...all.map(({ id, name }) => new Option(name, id)));
  }
  select.value = options.some(({ id }) => id === value) ? value : "";
}
