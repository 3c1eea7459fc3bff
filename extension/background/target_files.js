/**
 * Read the files of a release: bytes to values whose shape is known. Anything else is a Problem that names the place.
 * The formats stand in docs/api.md.
 */

import { Problem } from "./problem.js";
import { day, exactly, id, listOf, parseJson, record, row, tableOf, text, whole, word } from "./shapes.js";

/** @typedef {import("../types-background.d.ts").ListFile} ListFile */
/** @typedef {import("../types-background.d.ts").PlatformsFile} PlatformsFile */
/** @typedef {import("../types-background.d.ts").WordingFile} WordingFile */
/** @typedef {import("../types-background.d.ts").RegionsFile} RegionsFile */
/** @typedef {import("../types-background.d.ts").WarningsFile} WarningsFile */

/** The format of the platforms, the wording and the regions that this version reads. */
export const FILE_FORMAT = 1;

/** The format of the list and of the groups' files. */
export const LIST_FORMAT = 2;

/** Five minutes to a day: no release can make browsers ask every second, or never again. */
const POLL_SECONDS = whole(300, 86_400);

const PERIODS = listOf(row(word, day, day));

/** Nothing else may become a link. */
const CONTACT = text((value) => /^(mailto:[^\s?]+@[^\s?]+|https:\/\/\S+)$/.test(value), "mailto: or https:");

const UTC_OFFSET = whole(-720, 840);
const NAME = record({ id: text(), en: text() });

/** The name of an entry: whom it speaks of, and its first and last day, ".." where it has none. */
const HEAD = text(
  (head) => /^[a-z][a-z0-9_]{0,31} (\d{4}-\d{2}-\d{2}|\.\.)\/(\d{4}-\d{2}-\d{2}|\.\.)$/.test(head),
  "a subject and days",
);

const LIST = record({
  format: exactly(LIST_FORMAT),
  made_on: day,
  poll_seconds: POLL_SECONDS,
  contacts: listOf(CONTACT),
  calendars: tableOf(PERIODS, id),
  elections: tableOf(record({ name: NAME, utc_offset_minutes: UTC_OFFSET, calendar: id }), id),
  contests: tableOf(
    record({
      election: id,
      region: text(),
      group: id,
      utc_offset_minutes: UTC_OFFSET,
      calendar: id,
      entries: tableOf(tableOf(text(), word), HEAD),
    }),
    id,
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

const DIGESTS = text((value) => /^[0-9a-f]{4,64}( [0-9a-f]{4,64})*$/.test(value), "hexadecimal digits and blanks");

const WARNINGS = record({
  format: exactly(LIST_FORMAT),
  group: id,
  contests: tableOf(
    record({ name: NAME, owners: listOf(record({ owner: text(), role: word, digests: DIGESTS })) }),
    id,
  ),
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
 * Read list.json; every calendar that is named is there.
 * @param {Uint8Array} bytes the file
 * @returns {ListFile} the list
 * @throws {Problem} not_json, wrong_shape
 */
export function readListFile(bytes) {
  const list = readListShape(bytes);
  for (const { calendar } of [...Object.values(list.contests), ...Object.values(list.elections)]) {
    if (!Object.hasOwn(list.calendars, calendar)) {
      throw new Problem("wrong_shape", `list.json: no calendar ${calendar}`);
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
