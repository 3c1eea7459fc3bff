/** What the page scripts have counted of pages that they did not recognise: in words, from what is stored. */

import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */

/**
 * Say every count; `extension/page/health.js` names the findings.
 * @param {Record<string, number>} counts "x.author.post" -> how often
 * @param {Language} language of the person
 * @returns {string[]} one line each, in the order of their names
 */
export function describeCounts(counts, language) {
  return Object.keys(counts)
    .sort()
    .map((key) => {
      const [platform = "", finding = "", ...name] = key.split(".");
      return say(language, `health.${finding}`, { platform, name: name.join("."), count: String(counts[key]) });
    });
}
