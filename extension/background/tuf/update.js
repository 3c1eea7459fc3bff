/**
 * What one refresh works with: the trusted files, the network, and the instant at which it began. A file becomes
 * trusted in one place only, `accept`, and only after every check of its own.
 */

import { downloadFile } from "../download.js";
import { Problem } from "../problem.js";
import { refuseOther } from "./checks.js";
import { readMetadata } from "./metadata_files.js";
import { refuseUnsigned } from "./signatures.js";

/** @typedef {import("./metadata_files.js").Metadata} Metadata */
/** @typedef {import("./metadata_files.js").Type} Type */
/** @typedef {import("./metadata_files.js").FileInfo} FileInfo */
/** @typedef {import("./signatures.js").Signers} Signers */

/**
 * Where the trusted files are kept: role -> the file's text. A service worker has storage.local, the tests a folder.
 * @typedef {object} Store
 * @property {() => Promise<Record<string, string>>} read everything; empty before the first refresh
 * @property {(files: Record<string, string>) => Promise<void>} write everything, in one step
 */

/**
 * @typedef {object} Services
 * @property {typeof fetch} fetch the network
 * @property {Store} store of this repository
 * @property {{now: () => number}} clock milliseconds since the epoch
 * @property {string} metadataUrl folder of the metadata
 * @property {string} targetsUrl folder of the targets
 * @property {string | null} trustedRoot text of a root.json that came with the program; null: the store has one
 */

/**
 * @typedef {object} Update
 * @property {Services} services as given
 * @property {Map<string, string>} files role -> text of the trusted file
 * @property {number} now when the refresh began
 */

/**
 * How long a metadata file may be. The numbers are python-tuf's (ngclient/config.py of 7.0, read 2026-11-21).
 * @type {Readonly<Record<Type, number>>}
 */
const MAX_BYTES = Object.freeze({ root: 512_000, timestamp: 16_384, snapshot: 2_000_000, targets: 5_000_000 });

/**
 * Begin a refresh.
 * @param {Services} services where to fetch, keep and look at the time
 * @returns {Promise<Update>} nothing has been fetched yet
 */
export async function beginUpdate(services) {
  const files = new Map(Object.entries(await services.store.read()));
  return { services, files, now: services.clock.now() };
}

/**
 * Make a file the trusted one of its role, and store it.
 * @param {Update} update in progress
 * @param {Metadata} metadata that has passed every check
 * @throws {Problem} storage_failed
 */
export async function accept({ services, files }, metadata) {
  files.set(metadata.name, metadata.text);
  try {
    await services.store.write(Object.fromEntries(files));
  } catch (error) {
    throw new Problem("storage_failed", `${metadata.name} (${error})`);
  }
}

/**
 * Read the trusted file of a role. It is verified anew, so that a file whose keys were replaced since, or that the
 * disk has damaged, counts for nothing; this is also the recovery from a fast-forward attack (5.3.11).
 * @param {Update} update in progress
 * @param {{name: string, type: Type, signers: Signers}} role whose
 * @returns {Promise<Metadata | null>} null when there is none; its time may be over
 */
export async function readTrusted({ files }, { name, type, signers }) {
  const file = files.get(name);
  if (file === undefined) {
    return null;
  }
  try {
    const metadata = readMetadata(file, type, name);
    await refuseUnsigned(metadata, signers);
    return metadata;
  } catch (error) {
    if (error instanceof Problem) {
      return null;
    }
    throw error;
  }
}

/**
 * Fetch a metadata file. Its form, length and hashes are checked, its signatures are not.
 * @param {Update} update in progress
 * @param {{name: string, type: Type}} role whose
 * @param {Partial<FileInfo>} named what is known of it; the version is part of its name when it is given
 * @returns {Promise<Metadata>} nothing of it may be believed before refuseUnsigned
 * @throws {Problem} of the network; wrong_length, wrong_hash, not_json, wrong_shape
 */
export async function fetchMetadata({ services }, { name, type }, { version, ...named }) {
  const file = `${version === undefined ? "" : `${version}.`}${quoteName(name)}.json`;
  const maxBytes = Math.min(named.length ?? Infinity, MAX_BYTES[type]);
  const bytes = await downloadFile(services.fetch, joinUrl(services.metadataUrl, file), { maxBytes });
  await refuseOther(bytes, named, file);
  return readMetadata(decode(bytes, file), type, name);
}

/**
 * Name a file below a folder.
 * @param {string} folder with or without a slash at its end
 * @param {string} name of the file
 * @returns {string} its address
 */
export function joinUrl(folder, name) {
  return `${folder.replace(/\/$/u, "")}/${name}`;
}

/**
 * Write a role's name as one part of an address: delegated roles may have any name.
 * @param {string} name such as "a/b" or ".."
 * @returns {string} percent-encoded as Python's quote does, so that both sides mean the same file
 */
export function quoteName(name) {
  return encodeURIComponent(name).replace(/[!'()*]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/**
 * Read UTF-8 so that the text can be turned back into the very same bytes.
 * @param {Uint8Array} bytes the file
 * @param {string} file for the message
 * @returns {string} its text
 */
function decode(bytes, file) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Problem("not_json", `${file} (${error})`);
  }
}
