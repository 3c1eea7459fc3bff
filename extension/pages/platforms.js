/** The platforms in the settings: whose the manifest's sites are, which are switched off, which are granted. Pure functions. */

/**
 * @typedef {{platform: string, name: string, origins: string[], state: "on" | "off" | "missing"}} PlatformRow
 *   missing: switched on, but the browser has not granted every site of it
 */

/**
 * Sort the manifest's sites by platform.
 * @param {string[]} patterns match patterns, such as https://www.x.com/*
 * @param {Record<string, string>} sites registrable domain -> platform
 * @returns {Record<string, string[]>} platform -> its patterns; a site of no platform is absent
 */
export function sortOrigins(patterns, sites) {
  /** @type {Record<string, string[]>} */
  const origins = {};
  for (const pattern of patterns) {
    const host = /^\w+:\/\/([^/]+)\//u.exec(pattern)?.[1] ?? "";
    const domain = Object.keys(sites).find((name) => host === name || host.endsWith(`.${name}`));
    const platform = sites[domain ?? ""];
    if (platform !== undefined) {
      origins[platform] = [...(origins[platform] ?? []), pattern];
    }
  }
  return origins;
}

/**
 * Choose the sites that the extension needs: those of the platforms that are on.
 * @param {Record<string, string[]>} origins by platform
 * @param {string[]} platforms_off that the person has switched off
 * @returns {string[]} match patterns
 */
export function chooseWanted(origins, platforms_off) {
  return Object.entries(origins).flatMap(([platform, patterns]) => (platforms_off.includes(platform) ? [] : patterns));
}

/**
 * Lay out the list of platforms.
 * @param {Record<string, string[]>} origins by platform
 * @param {Record<string, string>} names of the platforms
 * @param {string[]} platforms_off that the person has switched off
 * @param {string[]} granted platforms of which the browser has granted every site
 * @returns {PlatformRow[]} in the order of their names
 */
export function makeRows(origins, names, platforms_off, granted) {
  const rows = Object.entries(origins).map(([platform, patterns]) => {
    const on = granted.includes(platform) ? "on" : "missing";
    const state = platforms_off.includes(platform) ? "off" : on;
    return /** @type {PlatformRow} */ ({ platform, name: names[platform] ?? platform, origins: patterns, state });
  });
  return rows.sort((one, other) => one.name.localeCompare(other.name));
}
