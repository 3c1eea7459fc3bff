/** Which election has which stages where, for the popup: laid out once, when a list is stored. A pure function. */

/** @typedef {import("../types-background.d.ts").LaidList} LaidList */
/** @typedef {import("../types-background.d.ts").ListContest} ListContest */
/** @typedef {import("../types-background.d.ts").Seasons} Seasons */
/** @typedef {import("../types-background.d.ts").Calendar} Calendar */

/**
 * Put the contests of each election together, those with the same days in one calendar.
 * @param {Pick<LaidList, "contests" | "elections">} list of the release, laid out
 * @returns {Seasons} the practice election is never in it
 */
export function deriveSeasons({ contests, elections }) {
  const all = Object.values(contests);
  return {
    elections: Object.entries(elections).map(([id, { name, utc_offset_minutes, phases }]) => {
      const found = all.filter(({ election }) => election === id);
      const calendars = found.length > 0 ? joinCalendars(found) : [{ utc_offset_minutes, phases, regions: [] }];
      return { name, calendars };
    }),
  };
}

/**
 * Put contests with the same days together.
 * @param {ListContest[]} contests of one election
 * @returns {Calendar[]} each with the regions it counts in, once
 */
function joinCalendars(contests) {
  /** @type {Map<string, Calendar>} */
  const calendars = new Map();
  for (const { utc_offset_minutes, phases, region } of contests) {
    const days = JSON.stringify([utc_offset_minutes, phases]);
    const before = calendars.get(days)?.regions ?? [];
    calendars.set(days, { utc_offset_minutes, phases, regions: [...new Set([...before, region])] });
  }
  return [...calendars.values()];
}
