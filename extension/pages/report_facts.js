/** What the list says of one account, read from the list and the groups' warnings: pure functions. */

import { dayAt } from "./state.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("../types-background.d.ts").PhasePeriod} PhasePeriod */

/**
 * What is stored, as far as it is read here (background/storage.js).
 * @typedef {{keys: string[], owner: string, subject: string, role?: string, contest: string, from?: string | null, to?: string | null}} Account
 * @typedef {{contests: Record<string, {name: Record<Language, string>}>, accounts: Account[]}} GroupFile
 * @typedef {Pick<import("../types-background.d.ts").ListFile, "calendars" | "contests">} List
 */

/**
 * The texts of the wording, as far as they are read here.
 * @typedef {{roles: Record<string, {usual: string, prospective: string}>, phases: Record<string, string>, actions: Record<string, string>}} Words
 */

/**
 * One listing in words; empty where nothing is known.
 * @typedef {{owner: string, role: string, contest: string, phase: string, starts: string | null, ends: string | null}} Entry
 */

/**
 * Find what the list says of an account.
 * @param {{files: GroupFile[], list: List | undefined}} stored warnings of the groups that are here, and the list
 * @param {string} key of the account
 * @param {Words} words of the release, in the person's language
 * @param {Language} language of the person
 * @param {string | null} testDay the day to take for today, if the person has set one
 * @param {number} now milliseconds
 * @returns {Entry[]} one for each listing; none when their files are not here
 */
export function findEntries({ files, list }, key, words, language, testDay, now) {
  return files.flatMap(({ accounts, contests }) =>
    accounts
      .filter(({ keys }) => keys.includes(key))
      .map((account) => {
        const { utc_offset_minutes = 0, calendar = "" } = list?.contests[account.contest] ?? {};
        const phases = list?.calendars[calendar] ?? [];
        const phase = choosePhase(phases, testDay ?? dayAt(now, utc_offset_minutes));
        return {
          owner: account.owner,
          role: nameRole(account, phase, words),
          contest: contests[account.contest]?.name[language] ?? "",
          phase: words.phases[phase] ?? "",
          ...findDays(account, phases),
        };
      }),
  );
}

/**
 * @param {PhasePeriod[]} phases of its contest
 * @param {string} day YYYY-MM-DD
 * @returns {string} its phase on that day; "none" outside all of them
 */
function choosePhase(phases, day) {
  return phases.find(([, starts, ends]) => starts <= day && day <= ends)?.[0] ?? "none";
}

/**
 * @param {Account} account of the list
 * @param {string} phase of its contest
 * @param {Words} words of the release
 * @returns {string} what its owner is, as the warning says it
 */
function nameRole({ role = "", subject }, phase, { roles }) {
  const names = roles[role] ?? roles[subject];
  return (phase === "bakal_calon" ? names?.prospective : names?.usual) ?? "";
}

/**
 * Find the days on which an account is warned of: those of its contest, unless its own are narrower.
 * @param {Account} account of the list
 * @param {PhasePeriod[]} phases of its contest
 * @returns {{starts: string | null, ends: string | null}} null: no such day, as for parties
 */
function findDays({ from, to, subject }, phases) {
  const isBound = subject !== "party";
  const starts = [from, isBound ? phases[0]?.[1] : null].filter((day) => typeof day === "string").sort();
  const ends = [to, isBound ? phases.at(-1)?.[2] : null].filter((day) => typeof day === "string").sort();
  return { starts: starts.at(-1) ?? null, ends: ends[0] ?? null };
}
