/**
 * Tell which delegated roles may speak of a target (TUF 1.0, section 4.5, "delegations"; succinct roles: TAP 15).
 */

import { writeHex } from "./bytes.js";
import { isMatch } from "./glob.js";

/** @typedef {import("./signatures.js").Signers} Signers */
/** @typedef {{name: string, signers: Signers, terminating: boolean}} Delegation */

/**
 * Find the roles to ask, in order.
 * @param {any} delegations of a targets file, of the right shape; undefined when it has none
 * @param {string} target its name
 * @returns {Promise<{found: Delegation[], isLast: boolean}>} up to the first terminating one; isLast: it is one, so
 *   nobody else is asked
 */
export async function findDelegations(delegations, target) {
  const all = delegations === undefined ? [] : await listDelegations(delegations, target);
  const end = all.findIndex(({ terminating }) => terminating);
  return end < 0 ? { found: all, isLast: false } : { found: all.slice(0, end + 1), isLast: true };
}

/**
 * List every role that the target is delegated to.
 * @param {any} delegations of a targets file
 * @param {string} target its name
 * @returns {Promise<Delegation[]>} in the order of the file
 */
async function listDelegations({ keys, roles, succinct_roles: bins }, target) {
  const hash = await hashName(target);
  if (bins !== undefined) {
    return [{ name: nameBin(bins, hash), signers: { ...bins, keys }, terminating: true }];
  }
  return roles
    .filter((/** @type {any} */ role) => isDelegated(role, target, hash))
    .map((/** @type {any} */ role) => ({ name: role.name, signers: { ...role, keys }, terminating: role.terminating }));
}

/**
 * Tell whether a target is delegated to a role.
 * @param {{paths?: string[], path_hash_prefixes?: string[]}} role has one of the two
 * @param {string} target its name
 * @param {string} hash of the name
 * @returns {boolean} whether any pattern or prefix fits
 */
function isDelegated({ paths, path_hash_prefixes: prefixes = [] }, target, hash) {
  return paths ? paths.some((pattern) => isMatch(pattern, target)) : prefixes.some((prefix) => hash.startsWith(prefix));
}

/**
 * Name the bin of a target: the first bits of its name's hash, in hexadecimal.
 * @param {{bit_length: number, name_prefix: string}} bins succinct roles
 * @param {string} hash of the name
 * @returns {string} such as "bin-0a"
 */
function nameBin({ bit_length: bits, name_prefix: prefix }, hash) {
  const number = Math.floor(parseInt(hash.slice(0, 8), 16) / 2 ** (32 - bits));
  return `${prefix}-${number.toString(16).padStart(Math.ceil(bits / 4), "0")}`;
}

/**
 * Hash a target's name.
 * @param {string} target its name
 * @returns {Promise<string>} SHA-256 in hexadecimal
 */
async function hashName(target) {
  return writeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(target))));
}
