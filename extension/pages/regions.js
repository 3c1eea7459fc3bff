/** The regions that a person may name, laid out for two choices: province, then kabupaten or kota. Pure functions. */

/** @typedef {{id: string, name: string}} RegionOption */

/** Ids and names as the list has them: "wil:11" is a province, "wil:11.01" a kabupaten or kota in it. */
/** @typedef {Record<string, string>} Regions */

/**
 * Tell the province of a region from its id.
 * @param {string} region its id
 * @returns {string} the province's id; a province's own
 */
export function provinceOf(region) {
  return region.split(".")[0] ?? region;
}

/**
 * List the provinces.
 * @param {Regions} regions of the release
 * @returns {RegionOption[]} by name
 */
export function listProvinces(regions) {
  return listOptions(regions, (id) => !id.includes("."));
}

/**
 * List what lies in a province.
 * @param {Regions} regions of the release
 * @param {string} province its id
 * @returns {RegionOption[]} by name; none when no province is chosen
 */
export function listParts(regions, province) {
  return listOptions(regions, (id) => id.startsWith(`${province}.`));
}

/**
 * @param {Regions} regions of the release
 * @param {(id: string) => boolean} isWanted which of them
 * @returns {RegionOption[]} by name
 */
function listOptions(regions, isWanted) {
  const options = Object.entries(regions).filter(([id]) => isWanted(id));
  return options
    .map(([id, name]) => ({ id, name: putNameFirst(name) }))
    .sort((one, other) => one.name.localeCompare(other.name, "id"));
}

/**
 * Put the name before its kind, so that typing its first letters finds it.
 * @param {string} name such as Kabupaten Aceh Selatan
 * @returns {string} such as Aceh Selatan (Kabupaten)
 */
function putNameFirst(name) {
  return name.replace(/^(Kabupaten|Kota) (.+)$/u, "$2 ($1)");
}
