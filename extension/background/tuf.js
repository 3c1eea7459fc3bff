/**
 * A client of The Update Framework 1.0 (https://theupdateframework.github.io/specification/v1.0.33/, section 5,
 * "Detailed client workflow"), on WebCrypto and fetch alone. It runs in the service worker and under Node.
 *
 * A file becomes trusted when it has passed every check of its own, root first; when the next one fails, those before
 * stay trusted, as the specification says, and the files of a release that were stored by the caller stay as they are:
 * nothing here touches them. Every failure is a Problem; its code "expired" says that only the time has passed.
 */

import { downloadFile } from "./download.js";
import { Problem } from "./problem.js";
import { refuseOther } from "./tuf/checks.js";
import { updateRoot, updateSnapshot, updateTimestamp } from "./tuf/top_roles.js";
import { updateTargets } from "./tuf/targets_roles.js";
import { beginUpdate, joinUrl } from "./tuf/update.js";

export { findTarget } from "./tuf/targets_roles.js";

/** @typedef {import("./tuf/metadata_files.js").Metadata} Metadata */
/** @typedef {import("./tuf/metadata_files.js").TargetInfo} TargetInfo */
/** @typedef {import("./tuf/update.js").Services} Services */

/**
 * The four roles, up to date and belonging together; only refreshTrust makes one.
 * @typedef {{root: Metadata, timestamp: Metadata, snapshot: Metadata, targets: Metadata,
 *   update: import("./tuf/update.js").Update}} Trust
 */

/**
 * Bring the metadata up to date. On a quiet day: one question for a newer root, and the timestamp.
 * @param {Services} services where to fetch, keep and look at the time; the time is asked for once
 * @returns {Promise<Trust>} what may be believed now
 * @throws {Problem} whatever is wrong first
 */
export async function refreshTrust(services) {
  const update = await beginUpdate(services);
  const root = await updateRoot(update);
  const timestamp = await updateTimestamp(update, root);
  const snapshot = await updateSnapshot(update, root, timestamp);
  const targets = await updateTargets(update, root, snapshot);
  return { root, timestamp, snapshot, targets, update };
}

/**
 * Fetch a target (5.7).
 * @param {Trust} trust of a refresh
 * @param {string} name its name
 * @param {TargetInfo} target what findTarget says of it
 * @param {{maxBytes?: number}} [bounds] the most that the caller can take
 * @returns {Promise<Uint8Array>} exactly that file
 * @throws {Problem} of the network; too_long, wrong_length, wrong_hash
 */
export async function fetchTarget({ root, update }, name, target, { maxBytes = Infinity } = {}) {
  if (target.length > maxBytes) {
    throw new Problem("too_long", `${name}: ${target.length} bytes`);
  }
  const file = root.signed.consistent_snapshot === true ? prefixName(name, target) : name;
  const url = joinUrl(update.services.targetsUrl, file.replace(/[?#]/gu, encodeURIComponent));
  const bytes = await downloadFile(update.services.fetch, url, { maxBytes: target.length });
  await refuseOther(bytes, target, name);
  return bytes;
}

/**
 * Name a target by its content: the first hash that targets gives stands before the last part of the name (6.2).
 * @param {string} name such as warnings/abc.json
 * @param {TargetInfo} target what targets says of it
 * @returns {string} such as warnings/<hash>.abc.json
 */
function prefixName(name, { hashes }) {
  const start = name.lastIndexOf("/") + 1;
  return `${name.slice(0, start)}${Object.values(hashes)[0]}.${name.slice(start)}`;
}
