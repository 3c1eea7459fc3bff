/**
 * Lay out what a release writes shortly: each entry of list.json with its contest and its days, each record of a group's
 * file with the keys that its digests stand for. Pure functions.
 */

import { Problem } from "./problem.js";
import { computeSha256 } from "./tuf/bytes.js";

/** @typedef {import("../types-background.d.ts").ListFile} ListFile */
/** @typedef {import("../types-background.d.ts").LaidList} LaidList */
/** @typedef {import("../types-background.d.ts").ListEntry} ListEntry */
/** @typedef {import("../types-background.d.ts").PhasePeriod} PhasePeriod */
/** @typedef {import("../types-background.d.ts").WarningsFile} WarningsFile */
/** @typedef {import("../types-background.d.ts").LaidWarnings} LaidWarnings */
/** @typedef {import("../types-background.d.ts").LaidAccount} LaidAccount */

/**
 * Lay out the list.
 * @param {ListFile} list of the release
 * @returns {LaidList} contests and elections with their phases, every entry with its contest
 */
export function layOutList(list) {
  const { contests, elections, calendars } = list;
  return {
    contests: mapValues(contests, ({ calendar, ...contest }) => ({ ...contest, phases: readCalendar(calendars, calendar) })),
    elections: mapValues(elections, ({ calendar, ...election }) => ({ ...election, phases: readCalendar(calendars, calendar) })),
    entries: Object.keys(contests).flatMap((contest) => layOutEntries(list, contest)),
  };
}

/**
 * @param {Record<string, PhasePeriod[]>} calendars of the list
 * @param {string} name of one; readListFile has found it there
 * @returns {PhasePeriod[]} its phases
 */
function readCalendar(calendars, name) {
  return calendars[name] ?? [];
}

/**
 * Lay out the entries of one contest.
 * @param {ListFile} list of the release
 * @param {string} contest its id
 * @returns {(ListEntry & {head: string})[]} each with its name in the list, "<subject> <first day>/<last day>"
 */
function layOutEntries({ contests }, contest) {
  return Object.entries(contests[contest]?.entries ?? {}).map(([head, keys]) => {
    const [subject = "", days = ""] = head.split(" ");
    const [from = null, to = null] = days.split("/").map((day) => (day === ".." ? null : day));
    return { head, contest, subject, from, to, keys };
  });
}

/**
 * Lay out the warnings of a group.
 * @param {WarningsFile} warnings of the group
 * @param {ListFile} list of the same release
 * @returns {Promise<LaidWarnings>} as pages read them
 * @throws {Problem} wrong_shape when it speaks of something that the list does not hold
 */
export async function layOutWarnings({ group, contests }, list) {
  const laid = await Promise.all(Object.entries(contests).map(([id, said]) => layOutContest(list, id, said)));
  return {
    group,
    contests: Object.fromEntries(laid.map(({ id, contest }) => [id, contest])),
    accounts: laid.flatMap(({ accounts }) => accounts),
  };
}

/**
 * Lay out what a group's file says of one contest.
 * @param {ListFile} list of the same release
 * @param {string} id of the contest
 * @param {WarningsFile["contests"][string]} said of it
 * @returns {Promise<{id: string, contest: LaidWarnings["contests"][string], accounts: LaidAccount[]}>} each account with its keys and days
 */
async function layOutContest(list, id, { name, owners }) {
  if (!Object.hasOwn(list.contests, id)) {
    throw new Problem("wrong_shape", `warnings: no contest ${id} in list.json`);
  }
  const digits = owners[0]?.digests.split(" ")[0]?.length ?? 0; // the same in all of a contest
  const listings = new Map((await digestListings(list, id)).map(({ digest, listing }) => [digest.slice(0, digits), listing]));
  const accounts = owners.flatMap(({ owner, role, digests }) =>
    digests.split(" ").map((digest) => ({ ...findListing(listings, digest), owner, role })),
  );
  return { id, contest: { name }, accounts };
}

/** @typedef {Omit<LaidAccount, "owner" | "role">} Listing */

/**
 * Compute the digest of each listing of a contest; twin of server/accounts/wire_words.py.
 * @param {ListFile} list of the release
 * @param {string} id of the contest
 * @returns {Promise<{digest: string, listing: Listing}[]>} 64 hexadecimal digits each
 */
async function digestListings(list, id) {
  const listings = layOutEntries(list, id).flatMap(({ head, keys, ...entry }) =>
    Object.entries(keys).flatMap(([platform, tokens]) =>
      tokens.split(" ").map(async (token) => ({
        digest: await computeSha256(new TextEncoder().encode(`${head} ${platform}:${token}`)),
        listing: { ...entry, keys: readKeys(platform, token) },
      })),
    ),
  );
  return Promise.all(listings);
}

/**
 * @param {string} platform of an account
 * @param {string} token "@handle", "@handle#id" or "#id"
 * @returns {string[]} its keys, the handle first
 */
function readKeys(platform, token) {
  const [handle, id] = token.split("#");
  return [...(handle ? [`${platform}:${handle}`] : []), ...(id ? [`${platform}:#${id}`] : [])];
}

/**
 * @param {Map<string, Listing>} listings of a contest by the first digits of their digests
 * @param {string} digest the first digits of one
 * @returns {Listing} the one that is meant
 * @throws {Problem} wrong_shape when there is none
 */
function findListing(listings, digest) {
  const found = listings.get(digest);
  if (found === undefined) {
    throw new Problem("wrong_shape", `warnings: no listing ${digest} in list.json`);
  }
  return found;
}

/**
 * Make a table with another value for each name.
 * @template T, U
 * @param {Record<string, T>} table with any names
 * @param {(value: T) => U} change of each value
 * @returns {Record<string, U>} the new table
 */
function mapValues(table, change) {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [name, change(value)]));
}
