/**
 * Read the files of a release: bytes to values whose shape is known. Anything else is a Problem that names the place.
 * The formats stand in docs/architecture.md.
 */

import { Problem } from "./problem.js";
import { day, exactly, id, listOf, optional, orNull, parseJson, record, row, tableOf, text, whole, word } from "./shapes.js";

/** @typedef {import("../types-background.d.ts").ListFile} ListFile */
/** @typedef {import("../types-background.d.ts").PlatformsFile} PlatformsFile */
/** @typedef {import("../types-background.d.ts").WordingFile} WordingFile */
/** @typedef {import("../types-background.d.ts").RegionsFile} RegionsFile */
/** @typedef {import("../types-background.d.ts").WarningsFile} WarningsFile */

/** The format of release files and bundled files that this version reads. */
export const FILE_FORMAT = 1;

/** Five minutes to a day: no release can make browsers ask every second, or never again. */
const POLL_SECONDS = whole(300, 86_400);

const PERIODS = listOf(row(word, day, day));

/** Nothing else may become a link. */
const CONTACT = text((value) => /^(mailto:[^\s?]+@[^\s?]+|https:\/\/\S+)$/.test(value), "mailto: or https:");

const UTC_OFFSET = whole(-720, 840);
const NAME = record({ id: text(), en: text() });

const LIST = record({
  format: exactly(FILE_FORMAT),
  made_on: day,
  poll_seconds: POLL_SECONDS,
  contacts: optional(listOf(CONTACT)), // releases before 2026-11-21 have none
  contests: tableOf(
    record({ group: id, utc_offset_minutes: UTC_OFFSET, phases: PERIODS, election: optional(id), region: optional(text()) }),
    id,
  ),
  elections: optional(tableOf(record({ name: NAME, utc_offset_minutes: UTC_OFFSET, phases: PERIODS }), id)),
  entries: listOf(
    record({ contest: id, subject: word, from: orNull(day), to: orNull(day), keys: tableOf(text(), word) }),
  ),
});

const SITES = listOf(record({ domain: text((domain) => domain.length > 0, "a domain"), subdomains: listOf(text()) }));

const PLATFORMS = record({
  format: exactly(FILE_FORMAT),
  platforms: tableOf(record({ format: exactly(FILE_FORMAT), platform: word, sites: SITES }), word),
});

const REGIONS = record({
  format: exactly(FILE_FORMAT),
  regions: tableOf(text(), text((name) => /^wil:\d{2}(\.\d{2})?$/.test(name), "wil: and the code of a region")),
});

const WORDS = listOf(word);
const TEXTS = tableOf(record({}), word);

const WORDING = record({
  format: exactly(FILE_FORMAT),
  rules: listOf(record({ subjects: WORDS, phases: WORDS, actions: WORDS, employments: WORDS, level: word })),
  texts: record({ id: TEXTS, en: TEXTS }),
});

const WARNINGS = record({
  format: exactly(FILE_FORMAT),
  group: id,
  contests: tableOf(record({}), id),
  accounts: listOf(record({ keys: listOf(text()), owner: text(), subject: word, contest: id })),
});

/**
 * Make the reader of one file.
 * @template T
 * @param {string} name of the file, for messages
 * @param {import("./shapes.js").Shape} shape what it must be
 * @returns {(bytes: Uint8Array) => T} throws Problem not_json or wrong_shape
 */
function makeReader(name, shape) {
  return (bytes) => {
    const value = parseJson(bytes, name);
    shape(value, name);
    return /** @type {T} */ (value);
  };
}

/** @type {(bytes: Uint8Array) => PlatformsFile} */
export const readPlatformsFile = makeReader("platforms.json", PLATFORMS);

/** @type {(bytes: Uint8Array) => WordingFile} */
export const readWordingFile = makeReader("wording.json", WORDING);

/** @type {(bytes: Uint8Array) => RegionsFile} */
export const readRegionsFile = makeReader("regions.json", REGIONS);

/** @type {(bytes: Uint8Array) => ListFile} */
const readListShape = makeReader("list.json", LIST);

/**
 * Read list.json; every entry speaks of a contest of the same file.
 * @param {Uint8Array} bytes the file
 * @returns {ListFile} the list
 * @throws {Problem} not_json, wrong_shape
 */
export function readListFile(bytes) {
  const list = readListShape(bytes);
  for (const { contest } of list.entries) {
    if (!Object.hasOwn(list.contests, contest)) {
      throw new Problem("wrong_shape", `list.json: no contest ${contest}`);
    }
  }
  return list;
}

/**
 * Read warnings/<group>.json.
 * @param {Uint8Array} bytes the file
 * @param {string} group whose it must be
 * @returns {WarningsFile} the warnings
 * @throws {Problem} not_json, wrong_shape
 */
export function readWarningsFile(bytes, group) {
  /** @type {WarningsFile} */
  const warnings = makeReader(`warnings/${group}.json`, WARNINGS)(bytes);
  exactly(group)(warnings.group, `warnings/${group}.json.group`);
  return warnings;
}
