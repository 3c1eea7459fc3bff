/**
 * Turn the files of a release into what a content script can use without thinking: pure functions.
 */

import { pause } from "./pause.js";
import { Problem } from "./problem.js";

/** @typedef {import("../types-background.d.ts").LaidList} LaidList */
/** @typedef {import("../types-background.d.ts").ListContest} ListContest */
/** @typedef {import("../types-background.d.ts").Guard} Guard */
/** @typedef {import("../types-background.d.ts").Levels} Levels */
/** @typedef {import("../types-background.d.ts").PlatformFile} PlatformFile */
/** @typedef {import("../types-background.d.ts").WarningRule} WarningRule */

/**
 * Tell which platform a domain belongs to.
 * @param {Record<string, PlatformFile>} platforms by name
 * @returns {Record<string, string>} registrable domain -> platform
 */
export function deriveSites(platforms) {
  const pairs = Object.values(platforms).flatMap(({ platform, sites }) =>
    sites.map(({ domain }) => [domain, platform]),
  );
  return Object.fromEntries(pairs);
}

/**
 * What a platform has that is not in the list.
 * @type {Readonly<Guard>}
 */
export const NO_GUARD = Object.freeze({ calendars: [], entries: [], marks: "" });

/**
 * Sort the list by platform, each entry with its contest's group and phases; a platform at a time, because a person may be
 * waiting for an answer meanwhile.
 * @param {LaidList} list of the release, laid out
 * @returns {Promise<Record<string, Guard>>} platform -> guard; a platform without any entry is absent
 */
export async function deriveGuards(list) {
  /** @type {[string, Guard][]} */
  const guards = [];
  for (const platform of new Set(list.entries.flatMap(({ keys }) => Object.keys(keys)))) {
    await pause();
    guards.push([platform, deriveGuard(list, platform)]);
  }
  return Object.fromEntries(guards);
}

/**
 * Lay out one platform's entries.
 * @param {LaidList} list of the release, laid out
 * @param {string} platform that the list names
 * @returns {Guard} as a page reads it
 */
function deriveGuard(list, platform) {
  const found = list.entries.filter(({ keys }) => Object.hasOwn(keys, platform));
  const calendars = [...new Set(found.map(({ contest }) => writePhases(list, contest)))];
  return {
    calendars: calendars.map((text) => JSON.parse(text)),
    entries: found.map(({ contest, subject, from, to }) => {
      const { group, utc_offset_minutes } = /** @type {ListContest} */ (list.contests[contest]);
      const calendar = calendars.indexOf(writePhases(list, contest));
      return { contest, group, subject, from, to, utc_offset_minutes, calendar };
    }),
    marks: found
      .flatMap(({ keys }, entry) => makeLines(keys[platform] ?? "", entry))
      .sort()
      .join(""),
  };
}

/**
 * Write a contest's phases down, to find contests with the same ones.
 * @param {LaidList} list of the release, laid out
 * @param {string} contest its id
 * @returns {string} JSON
 */
function writePhases(list, contest) {
  return JSON.stringify(/** @type {ListContest} */ (list.contests[contest]).phases);
}

/**
 * Make the lines under which an entry's accounts are found.
 * @param {string} keys of the list: "@handle", "@handle#id" or "#id", separated by blanks
 * @param {number} entry its number
 * @returns {string[]} one for each handle and each id
 */
function makeLines(keys, entry) {
  return keys.split(" ").flatMap((token) => {
    const [handle, id] = token.split("#");
    const byHandle = handle ? [`${handle} ${entry}${id ? ` ${id}` : ""}\n`] : [];
    return id ? [...byHandle, `#${id} ${entry}\n`] : byHandle;
  });
}

/**
 * Lay the rules out as a table for one person.
 * @param {WarningRule[]} rules of wording.json; exactly one speaks of each combination
 * @param {string} employment the person's
 * @returns {Levels} subject -> phase -> action -> level
 * @throws {Problem} wrong_shape when no rule or more than one speaks of a combination
 */
export function deriveLevels(rules, employment) {
  const subjects = collectWords(rules, "subjects");
  const phases = collectWords(rules, "phases");
  const actions = collectWords(rules, "actions");
  const levelOf = (/** @type {[string, string, string]} */ ...combination) =>
    chooseRule(rules, employment, ...combination).level;
  return tabulate(subjects, (subject) =>
    tabulate(phases, (phase) => tabulate(actions, (action) => levelOf(subject, phase, action))),
  );
}

/**
 * Choose the rule that speaks of a combination.
 * @param {WarningRule[]} rules of wording.json
 * @param {string} employment the person's
 * @param {string} subject what sort of owner
 * @param {string} phase of the contest
 * @param {string} action of the person
 * @returns {WarningRule} the one that speaks of it
 */
function chooseRule(rules, employment, subject, phase, action) {
  const found = rules.filter(
    (rule) =>
      rule.employments.includes(employment) &&
      rule.subjects.includes(subject) &&
      rule.phases.includes(phase) &&
      rule.actions.includes(action),
  );
  const [rule] = found;
  if (rule === undefined || found.length > 1) {
    const combination = [subject, phase, action, employment].join(" ");
    throw new Problem("wrong_shape", `wording.json: ${found.length} rules for ${combination}, expected 1`);
  }
  return rule;
}

/**
 * Collect the words that the rules use.
 * @param {WarningRule[]} rules of wording.json
 * @param {"subjects" | "phases" | "actions"} member which of their lists
 * @returns {string[]} every word, once
 */
function collectWords(rules, member) {
  return [...new Set(rules.flatMap((rule) => rule[member]))];
}

/**
 * Make a table with one value per name.
 * @template T
 * @param {string[]} names of the table
 * @param {(name: string) => T} make the value of one
 * @returns {Record<string, T>} the table
 */
function tabulate(names, make) {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}
