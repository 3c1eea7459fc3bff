/**
 * Tell whether enough of a role's keys have signed a metadata file (TUF 1.0, sections 4.2 and 5).
 */

import { Problem } from "../problem.js";
import { identifyKey, isSignedBy } from "./public_keys.js";

/** @typedef {import("./metadata_files.js").Metadata} Metadata */

/**
 * Who signs a role, as root or a delegating role says it.
 * @typedef {object} Signers
 * @property {string[]} keyids of the keys that may sign
 * @property {number} threshold how many of them must
 * @property {Record<string, import("./public_keys.js").Key>} keys by id; an id is a name, not a hash
 */

/**
 * Refuse a file that too few of its keys have signed.
 * @param {Metadata} metadata whose form was checked
 * @param {Signers} signers of its role
 * @throws {Problem} wrong_signature
 */
export async function refuseUnsigned(metadata, signers) {
  const found = await countSigners(metadata, signers);
  if (found < signers.threshold) {
    throw new Problem("wrong_signature", `${metadata.name}: signed by ${found} keys, ${signers.threshold} must sign`);
  }
}

/**
 * Count the keys that have signed; a key that comes twice, by its id or under two ids, counts once.
 * @param {Metadata} metadata whose form was checked
 * @param {Signers} signers of its role
 * @returns {Promise<number>} at most the threshold: then nobody looks further
 */
async function countSigners({ signatures, payload }, { keyids, threshold, keys }) {
  const found = new Set();
  for (const keyid of new Set(keyids)) {
    const key = Object.hasOwn(keys, keyid) ? keys[keyid] : undefined;
    const signature = signatures.find((each) => each.keyid === keyid);
    if (key && signature && found.size < threshold && (await isSignedBy(key, signature.sig, payload))) {
      found.add(identifyKey(key));
    }
  }
  return found.size;
}
