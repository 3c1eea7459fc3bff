/**
 * Read a metadata file and check its form, before anybody asks who signed it (TUF 1.0, section 4).
 * Unknown members are kept: they are signed like the others.
 */

import { Problem } from "../problem.js";
import { exactly, listOf, optional, record, tableOf, text, whole, yesOrNo } from "../shapes.js";
import { encodeCanonical } from "./canonical_json.js";

/** @typedef {"root" | "timestamp" | "snapshot" | "targets"} Type */
/** @typedef {import("../shapes.js").Shape} Shape */

/**
 * A metadata file.
 * @typedef {object} Metadata
 * @property {string} name its role: one of the four, or a delegated one
 * @property {any} signed what it says
 * @property {{keyid: string, sig: string}[]} signatures over the payload
 * @property {Uint8Array} payload the bytes that were signed
 * @property {string} text the file as it came, to be stored
 */

/**
 * What one file says of another; length and hashes are optional for metadata.
 * @typedef {{version: number, length?: number, hashes?: Record<string, string>}} FileInfo
 * @typedef {{length: number, hashes: Record<string, string>}} TargetInfo
 */

/** The four roles that root names; no delegation may take such a name. */
export const TOP_ROLES = Object.freeze(["root", "timestamp", "snapshot", "targets"]);

const HASHES = tableOf(text((value) => /^[0-9a-f]+$/u.test(value), "hexadecimal digits"));
const FILE_INFO = record({ version: whole(1), length: optional(whole(1)), hashes: optional(HASHES) });
const TARGET_INFO = record({ length: whole(0), hashes: HASHES });
const KEYS = tableOf(record({}));
const SIGNERS = record({ keyids: listOf(text()), threshold: whole(1) });
const DELEGATED_NAME = text((name) => name !== "" && !TOP_ROLES.includes(name), "the name of no top-level role");

const DELEGATED_ROLE = both(
  SIGNERS,
  record({
    name: DELEGATED_NAME,
    terminating: yesOrNo,
    paths: optional(listOf(text())),
    path_hash_prefixes: optional(listOf(text())),
  }),
  oneOf("paths", "path_hash_prefixes"),
);

const DELEGATIONS = both(
  record({
    keys: KEYS,
    roles: optional(listOf(DELEGATED_ROLE)),
    succinct_roles: optional(both(SIGNERS, record({ bit_length: whole(1, 32), name_prefix: text() }))),
  }),
  oneOf("roles", "succinct_roles"),
);

/** @type {Record<Type, Shape>} */
const MEMBERS = {
  root: record({
    keys: KEYS,
    roles: record(Object.fromEntries(TOP_ROLES.map((role) => [role, SIGNERS]))),
    consistent_snapshot: optional(yesOrNo),
  }),
  timestamp: record({ meta: record({ "snapshot.json": FILE_INFO }) }),
  snapshot: record({ meta: both(tableOf(FILE_INFO), record({ "targets.json": FILE_INFO })) }),
  targets: record({ targets: tableOf(TARGET_INFO), delegations: optional(DELEGATIONS) }),
};

/**
 * Read a metadata file.
 * @param {string} file its text
 * @param {Type} type what it must be
 * @param {string} [name] its role, where that is another
 * @returns {Metadata} nothing of it may be believed before refuseUnsigned
 * @throws {Problem} not_json, wrong_shape
 */
export function readMetadata(file, type, name = type) {
  const envelope = parse(file, name);
  const head = {
    _type: exactly(type),
    spec_version: text((version) => version.startsWith("1."), "version 1 of TUF"),
    version: whole(1),
    expires: text((instant) => !Number.isNaN(readInstant(instant)), "an instant as YYYY-MM-DDTHH:MM:SSZ"),
  };
  const signatures = listOf(record({ keyid: text(), sig: text() }));
  both(record({ signatures, signed: record(head) }), record({ signed: MEMBERS[type] }))(envelope, name);
  const payload = new TextEncoder().encode(encodeCanonical(envelope.signed));
  return { name, signed: envelope.signed, signatures: envelope.signatures, payload, text: file };
}

/**
 * Read when a file ends to be good.
 * @param {Metadata} metadata any
 * @returns {number} milliseconds since the epoch
 */
export function readExpiry({ signed }) {
  return readInstant(signed.expires);
}

/**
 * Read an instant of metadata.
 * @param {string} instant in UTC, to the second
 * @returns {number} milliseconds since the epoch, NaN when it is written otherwise
 */
function readInstant(instant) {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(instant) ? Date.parse(instant) : NaN;
}

/**
 * Read JSON.
 * @param {string} file its text
 * @param {string} name for the message
 * @returns {any} the value
 */
function parse(file, name) {
  try {
    return JSON.parse(file);
  } catch (error) {
    throw new Problem("not_json", `${name} (${error})`);
  }
}

/**
 * Something of several shapes at once.
 * @param {...Shape} shapes all of them
 * @returns {Shape} the shape
 */
function both(...shapes) {
  return (value, place) => shapes.forEach((shape) => shape(value, place));
}

/**
 * An object with exactly one of two members.
 * @param {string} first name of a member
 * @param {string} second name of another
 * @returns {Shape} the shape
 */
function oneOf(first, second) {
  return (value, place) => {
    const found = /** @type {Record<string, unknown>} */ (value);
    if ((found[first] === undefined) === (found[second] === undefined)) {
      throw new Problem("wrong_shape", `${place}: expected either ${first} or ${second}`);
    }
  };
}
