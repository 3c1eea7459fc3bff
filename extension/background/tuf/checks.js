/**
 * The checks of one file against another, and against the clock (TUF 1.0, section 5). Each throws or does nothing.
 */

import { Problem } from "../problem.js";
import { writeHex } from "./bytes.js";
import { readExpiry } from "./metadata_files.js";

/** @typedef {import("./metadata_files.js").Metadata} Metadata */
/** @typedef {import("./metadata_files.js").FileInfo} FileInfo */

/** Hashes that WebCrypto computes, by their names in metadata. */
const HASHES = Object.freeze({ sha256: "SHA-256", sha384: "SHA-384", sha512: "SHA-512" });

/**
 * Refuse a file whose time is over (freeze attack).
 * @param {Metadata} metadata any
 * @param {number} now milliseconds, the same for a whole refresh
 * @throws {Problem} expired
 */
export function refuseExpired(metadata, now) {
  if (isExpired(metadata, now)) {
    throw new Problem("expired", `${metadata.name} was good until ${metadata.signed.expires}`);
  }
}

/**
 * Tell whether a file's time is over.
 * @param {Metadata} metadata any
 * @param {number} now milliseconds
 * @returns {boolean} true from the very instant that it names
 */
export function isExpired(metadata, now) {
  return readExpiry(metadata) <= now;
}

/**
 * Refuse a version lower than one that was accepted (rollback attack).
 * @param {string} name of what
 * @param {number} offered by the server
 * @param {number} accepted before
 * @throws {Problem} version_back
 */
export function refuseOlder(name, offered, accepted) {
  if (offered < accepted) {
    throw new Problem("version_back", `${name} ${offered}, already at ${accepted}`);
  }
}

/**
 * Refuse a file whose own version is not the one under which it was named (mix-and-match attack).
 * @param {Metadata} metadata any
 * @param {number} named version
 * @throws {Problem} version_mixed
 */
export function refuseMixed(metadata, named) {
  if (metadata.signed.version !== named) {
    throw new Problem("version_mixed", `${metadata.name} says ${metadata.signed.version}, was named as ${named}`);
  }
}

/**
 * Refuse a snapshot in which a role is older than in the one before, or gone.
 * @param {Record<string, FileInfo>} offered "meta" of the new one
 * @param {Record<string, FileInfo>} accepted "meta" of the one before
 * @throws {Problem} version_back
 */
export function refuseRollback(offered, accepted) {
  for (const [file, { version }] of Object.entries(accepted)) {
    const version_offered = Object.hasOwn(offered, file) ? offered[file]?.version ?? 0 : 0;
    refuseOlder(`${file} in snapshot`, version_offered, version);
  }
}

/**
 * Refuse bytes that are not those that were named.
 * @param {Uint8Array} bytes the file
 * @param {{length?: number, hashes?: Record<string, string>}} named what is known of it
 * @param {string} name for the message
 * @throws {Problem} wrong_length, wrong_hash
 */
export async function refuseOther(bytes, { length, hashes }, name) {
  if (length !== undefined && bytes.byteLength !== length) {
    throw new Problem("wrong_length", `${name}: ${bytes.byteLength} bytes, expected ${length}`);
  }
  if (hashes !== undefined && !(await hasHashes(bytes, hashes))) {
    throw new Problem("wrong_hash", `${name}: expected ${JSON.stringify(hashes)}`);
  }
}

/**
 * Tell whether bytes have the hashes that were named.
 * @param {Uint8Array} bytes the file
 * @param {Record<string, string>} hashes name -> hexadecimal digits
 * @returns {Promise<boolean>} false also when none of them can be computed here
 */
async function hasHashes(bytes, hashes) {
  const known = Object.entries(HASHES).filter(([name]) => Object.hasOwn(hashes, name));
  for (const [name, algorithm] of known) {
    const digest = await crypto.subtle.digest(algorithm, /** @type {BufferSource} */ (bytes));
    if (writeHex(new Uint8Array(digest)) !== hashes[name]) {
      return false;
    }
  }
  return known.length > 0;
}
