/**
 * Bring targets and the roles it delegates to up to date, and search them (TUF 1.0, section 5.6).
 */

import { Problem } from "../problem.js";
import { isExpired, refuseExpired, refuseMixed, refuseOther } from "./checks.js";
import { findDelegations } from "./delegations.js";
import { refuseUnsigned } from "./signatures.js";
import { nameFor, signersOf } from "./top_roles.js";
import { accept, fetchMetadata, readTrusted } from "./update.js";

/** @typedef {import("./metadata_files.js").Metadata} Metadata */
/** @typedef {import("./metadata_files.js").FileInfo} FileInfo */
/** @typedef {import("./metadata_files.js").TargetInfo} TargetInfo */
/** @typedef {import("./signatures.js").Signers} Signers */
/** @typedef {import("./update.js").Update} Update */

/** Delegated roles that are asked about one target, as in python-tuf; a graph without end stops here. */
const DELEGATIONS_MAX = 32;

/**
 * Bring targets to the version that the snapshot names.
 * @param {Update} update in progress
 * @param {Metadata} root up to date
 * @param {Metadata} snapshot up to date
 * @returns {Promise<Metadata>} the targets, perhaps those that were here
 * @throws {Problem} also wrong_signature, version_mixed, expired
 */
export function updateTargets(update, root, snapshot) {
  return updateRole({ update, root, snapshot }, "targets", signersOf(root, "targets"));
}

/**
 * Find what is said of a target, depth first, in the order of the files (5.6.7).
 * @param {import("../tuf.js").Trust} trust of a refresh just made
 * @param {string} target its name, such as warnings/abc.json
 * @returns {Promise<TargetInfo | null>} what the first role that speaks of it says; null when none that may does
 * @throws {Problem} a role that had to be asked could not be trusted
 */
export async function findTarget(trust, target) {
  /** @type {{name: string, signers: Signers | null}[]} */
  let waiting = [{ name: "targets", signers: null }];
  const asked = new Set();
  while (asked.size <= DELEGATIONS_MAX) {
    const next = waiting.pop();
    if (next === undefined) {
      break;
    }
    if (asked.has(next.name)) {
      continue;
    }
    asked.add(next.name);
    const { signed } = next.signers ? await updateRole(trust, next.name, next.signers) : trust.targets;
    if (Object.hasOwn(signed.targets, target)) {
      return signed.targets[target];
    }
    const { found, isLast } = await findDelegations(signed.delegations, target);
    waiting = [...(isLast ? [] : waiting), ...found.reverse()];
  }
  return null;
}

/**
 * Bring targets or a delegated role to the version that the snapshot names.
 * @param {{update: Update, root: Metadata, snapshot: Metadata}} trust so far
 * @param {string} name of the role
 * @param {Signers} signers as the role above says
 * @returns {Promise<Metadata>} the role's file, perhaps the one that was here
 */
async function updateRole({ update, root, snapshot }, name, signers) {
  const role = { name, type: /** @type {const} */ ("targets"), signers };
  const named = readInfo(snapshot, name);
  const trusted = await readTrusted(update, role);
  if (trusted !== null && (await isCurrent(trusted, named, update.now))) {
    return trusted;
  }
  const offered = await fetchMetadata(update, role, nameFor(root, named));
  await refuseUnsigned(offered, signers);
  refuseMixed(offered, named.version);
  refuseExpired(offered, update.now);
  await accept(update, offered);
  return offered;
}

/**
 * Tell whether the file that is here is the one that the snapshot names.
 * @param {Metadata} trusted signed by its role
 * @param {FileInfo} named by the snapshot
 * @param {number} now milliseconds
 * @returns {Promise<boolean>} false: it has to be fetched
 */
async function isCurrent(trusted, named, now) {
  if (trusted.signed.version !== named.version || isExpired(trusted, now)) {
    return false;
  }
  return refuseOther(new TextEncoder().encode(trusted.text), named, trusted.name).then(
    () => true,
    () => false,
  );
}

/**
 * Read what the snapshot says of a role.
 * @param {Metadata} snapshot up to date
 * @param {string} name of the role
 * @returns {FileInfo} version, and length and hashes where they are given
 * @throws {Problem} version_mixed
 */
function readInfo({ signed }, name) {
  const file = `${name}.json`;
  if (!Object.hasOwn(signed.meta, file)) {
    throw new Problem("version_mixed", `snapshot ${signed.version} does not name ${file}`);
  }
  return signed.meta[file];
}
