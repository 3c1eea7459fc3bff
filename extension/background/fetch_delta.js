/**
 * Fetch what has changed in a file instead of the whole file (docs/api.md, "Deltas"). Nobody has to be trusted for that: what
 * comes out counts only if it is, byte for byte, the file that the release names.
 */

import { downloadFile } from "./download.js";
import { applyPatch, encodeJson } from "./merge_patch.js";
import { parseJson } from "./shapes.js";
import { refuseOtherFile } from "./trust.js";

/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */

/** How many digits of each hash make the name of a delta. */
const DIGITS = 16;

/**
 * Make the new file from the old one and its delta.
 * @param {typeof fetch} fetchFile the network
 * @param {string} server its origin
 * @param {string} name of the file
 * @param {{stored: TargetInfo | undefined, target: TargetInfo}} change what the release before and this one say of it
 * @param {() => Promise<unknown>} readOld reads the content of the file that is here
 * @returns {Promise<Uint8Array | null>} exactly the new file; null when there is no delta or it does not lead there
 */
export async function fetchByDelta(fetchFile, server, name, { stored, target }, readOld) {
  if (stored === undefined) {
    return null;
  }
  const hashes = [stored, target].map(({ sha256 }) => sha256.slice(0, DIGITS));
  const url = `${server}/v1/release/deltas/${hashes.join("-")}.json`;
  try {
    const delta = parseJson(await downloadFile(fetchFile, url, { maxBytes: Math.floor(target.length / 2) }), url);
    const bytes = encodeJson(applyPatch(await readOld(), delta));
    await refuseOtherFile(bytes, target, name);
    return bytes;
  } catch {
    return null; // whatever was wrong with it, the whole file is asked for next
  }
}
