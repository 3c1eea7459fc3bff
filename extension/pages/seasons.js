/** Which elections are in season today, where, and what comes next: decided from what is stored, then said in words. */

import { dayAt, formatDay } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Seasons} Seasons */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").Language} Language */

/** One election's stage; `regions` are ids, `own` those of them in which the person votes. */
/** @typedef {{name: Record<Language, string>, phase: string, until: string, regions: string[], own: string[]}} SeasonNow */
/** @typedef {{name: Record<Language, string>, phase: string, from: string}} SeasonNext */

const COUNTRY = "ID";

/** More regions than this are counted, not named. */
const NAMED_MAX = 3;

/**
 * Find the stages of today.
 * @param {Seasons} seasons as stored
 * @param {Settings} settings of the person: region and test date
 * @param {number} now milliseconds
 * @returns {SeasonNow[]} the person's own region first, then whatever ends first
 */
export function findSeasons({ elections }, { region, today }, now) {
  const mine = listOwnRegions(region);
  /** @type {Map<string, SeasonNow>} */
  const found = new Map();
  for (const { name, calendars } of elections) {
    for (const { utc_offset_minutes, phases, regions } of calendars) {
      const day = today ?? dayAt(now, utc_offset_minutes);
      const [phase, , until] = phases.find(([, starts, ends]) => starts <= day && day <= ends) ?? [];
      if (phase === undefined || until === undefined) {
        continue;
      }
      const key = JSON.stringify([name, phase, until]);
      const all = [...new Set([...(found.get(key)?.regions ?? []), ...regions])];
      found.set(key, { name, phase, until, regions: all, own: all.filter((id) => mine.includes(id)) });
    }
  }
  const rank = (/** @type {SeasonNow} */ { own, until }) => `${own.length > 0 ? 0 : 1} ${until}`;
  return [...found.values()].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
}

/**
 * Name the regions in whose contests a person votes.
 * @param {string | null | undefined} region of the person, such as "wil:73.71"
 * @returns {string[]} the region and the province that it lies in
 */
function listOwnRegions(region) {
  return region ? [region, String(region.split(".")[0])] : [];
}

/**
 * Find the stage that starts next.
 * @param {Seasons} seasons as stored
 * @param {string | null} testDay the day to take for today, if the person has set one
 * @param {number} now milliseconds
 * @returns {SeasonNext | null} null when the list knows of none
 */
export function findNext({ elections }, testDay, now) {
  const coming = elections.flatMap(({ name, calendars }) =>
    calendars.flatMap(({ utc_offset_minutes, phases }) =>
      phases
        .filter(([, starts]) => starts > (testDay ?? dayAt(now, utc_offset_minutes)))
        .map(([phase, from]) => ({ name, phase, from })),
    ),
  );
  return coming.sort((one, other) => (one.from < other.from ? -1 : 1))[0] ?? null;
}

/**
 * Say which elections are in season, or what comes next.
 * @param {Seasons} seasons as stored
 * @param {Record<string, string>} phases of the wording: phase -> in words
 * @param {Record<string, string>} regions as stored: names by id
 * @param {Settings} settings of the person
 * @param {number} now milliseconds
 * @returns {string[]} one line each; empty when the list names no election
 */
export function describeSeasons(seasons, phases, regions, settings, now) {
  const { language, today } = settings;
  if (seasons.elections.length === 0) {
    return [];
  }
  const found = findSeasons(seasons, settings, now);
  const wordsOf = (/** @type {SeasonNow | SeasonNext} */ { name, phase }) => ({
    election: name[language],
    phase: phases[phase] ?? phase,
  });
  if (found.length > 0) {
    return found.map((season) => {
      const where = describeWhere(season, regions, language);
      return say(language, "season.now", { ...wordsOf(season), day: formatDay(season.until, language), where });
    });
  }
  const next = findNext(seasons, today, now);
  return [
    next === null
      ? say(language, "season.unknown")
      : say(language, "season.next", { ...wordsOf(next), day: formatDay(next.from, language) }),
  ];
}

/**
 * Say where.
 * @param {SeasonNow} season of one election
 * @param {Record<string, string>} names of regions by id
 * @param {Language} language of the person
 * @returns {string} such as "di 508 daerah"
 */
function describeWhere({ regions, own }, names, language) {
  const join = (/** @type {string[]} */ ids) => ids.map((id) => names[id] ?? id).join(", ");
  if (regions.includes(COUNTRY)) {
    return say(language, "season.everywhere");
  }
  const others = regions.length - own.length;
  if (own.length > 0) {
    return say(language, others > 0 ? "season.own.more" : "season.own", { names: join(own), count: String(others) });
  }
  const isFew = regions.length <= NAMED_MAX;
  return say(language, isFew ? "season.names" : "season.count", { names: join(regions), count: String(others) });
}
