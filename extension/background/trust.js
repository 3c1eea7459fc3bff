/**
 * Whom this browser believes about a release: the root that it began with, and what has been verified since.
 *
 *   storage.local "trust"  {server, root, files}: the verified metadata of one server, role -> text; root: SHA-256 of the root
 *                          that the administrator gave for it, null when none did
 *
 * The root is the one that the administrator has put on the device; else it comes with the package (extension/bundled/root.json).
 * A checkout has none: there the first root that a server shows is taken and held fast (trust on first use), until the person
 * forgets it. Another root of an administrator begins anew: what was believed before may descend from anybody. docs/decisions/0014, 0018.
 */

import { downloadFile } from "./download.js";
import { Problem } from "./problem.js";
import { isWanted, readPolicyState, readStored } from "./storage.js";
import { refreshTrust } from "./tuf.js";
import { computeSha256 } from "./tuf/bytes.js";
import { refuseOther } from "./tuf/checks.js";
import { readRoot } from "./tuf/top_roles.js";
import { joinUrl } from "./tuf/update.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").TargetInfo} TargetInfo */
/** @typedef {import("./tuf/update.js").Store} Store */

const BUNDLED_ROOT = "extension/bundled/root.json";

/** As long as python-tuf lets a root be. */
const ROOT_MAX_BYTES = 512_000;

/** A root that says so was made on somebody's own machine, with keys that lie there unprotected. */
const DEVELOPMENT_MARK = "x-jaga-development";

/** Without a certificate only this machine is asked (pages/server_address.js). */
const OWN_MACHINE = "http://";

/**
 * Ask a server what its release is, and verify the answer.
 * @param {Services} services browser, network, clock
 * @param {string} server its origin
 * @returns {Promise<Record<string, TargetInfo>>} every file of the release, by name
 * @throws {Problem} whatever is wrong first
 */
export async function fetchTargets(services, server) {
  const given = await readGivenRoot(services.browser);
  const store = makeStore(services.browser, server, given && (await computeSha256(new TextEncoder().encode(given))));
  const place = `${server}/v1/release`;
  const [metadataUrl, targetsUrl] = [`${place}/metadata`, `${place}/targets`];
  const trustedRoot = given ?? (await findRoot(services, store, metadataUrl));
  const { root, targets } = await refreshTrust({ ...services, store, metadataUrl, targetsUrl, trustedRoot });
  if (root.signed[DEVELOPMENT_MARK] === true && !server.startsWith(OWN_MACHINE)) {
    throw new Problem("development_keys", server);
  }
  return readInfos(targets.signed.targets);
}

/**
 * Believe nothing any more of what any server has shown, for the day on which a server was set up anew.
 * @param {typeof chrome} browser the extension's interface to the browser
 */
export async function forgetTrust({ storage }) {
  await storage.local.remove("trust");
}

/**
 * Refuse bytes that are not the file that a release names.
 * @param {Uint8Array} bytes as they came
 * @param {TargetInfo} target what the release says of it
 * @param {string} name for the message
 * @throws {Problem} wrong_length, wrong_hash
 */
export async function refuseOtherFile(bytes, { length, sha256 }, name) {
  await refuseOther(bytes, { length, hashes: { sha256 } }, name);
}

/**
 * Read the root that the administrator has put on the device; checked, and kept while the browser has not said it yet.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<string | null>} its text; null when there is none
 */
async function readGivenRoot(browser) {
  return (await readPolicyState(browser)).device?.tuf_root ?? null;
}

/**
 * Find the root to begin with, unless one is kept: the package's own, or the first that the server shows.
 * @param {Services} services browser, network
 * @param {Store} store of the server
 * @param {string} metadataUrl folder of the metadata
 * @returns {Promise<string | null>} its text; null when one is kept and none came with the package
 * @throws {Problem} of the network; not_json, wrong_shape, wrong_signature
 */
async function findRoot({ browser, fetch: fetchFile }, store, metadataUrl) {
  const bundled = await readBundledRoot(browser, fetchFile);
  if (bundled) {
    return bundled;
  }
  if ("root" in (await store.read())) {
    return null;
  }
  const bytes = await downloadFile(fetchFile, joinUrl(metadataUrl, "1.root.json"), { maxBytes: ROOT_MAX_BYTES });
  const root = new TextDecoder().decode(bytes);
  await readRoot(root);
  await store.write({ root }); // held fast even when what follows fails
  return root;
}

/**
 * Read the root of the package. Chrome refuses to fetch a file that is not there, Firefox fails at its body (seen 2026-11).
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {typeof fetch} fetchFile reads the package, too
 * @returns {Promise<string | null>} its text; null or empty when there is none
 */
async function readBundledRoot(browser, fetchFile) {
  try {
    const response = await fetchFile(browser.runtime.getURL(BUNDLED_ROOT));
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

/**
 * Keep verified metadata in storage.local, as long as the server is the one that the person wants.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {string} server its origin
 * @param {string | null} root SHA-256 of the root that was given for it
 * @returns {Store} of that server; what another one has shown, or what began with another root, is written over
 */
function makeStore(browser, server, root) {
  return {
    read: async () => {
      const trust = await readStored(browser.storage.local, "trust");
      return trust?.server === server && (trust.root ?? null) === root ? trust.files : {};
    },
    write: async (files) => {
      if (await isWanted(browser, server)) {
        await browser.storage.local.set({ trust: { server, root, files } });
      }
    },
  };
}

/**
 * Read what targets says of its files.
 * @param {Record<string, {length: number, hashes: Record<string, string>}>} targets verified
 * @returns {Record<string, TargetInfo>} by name
 * @throws {Problem} wrong_shape
 */
function readInfos(targets) {
  return Object.fromEntries(
    Object.entries(targets).map(([name, { length, hashes: { sha256 } }]) => {
      if (sha256 === undefined) {
        throw new Problem("wrong_shape", `targets has no SHA-256 of ${name}`);
      }
      return [name, { length, sha256 }];
    }),
  );
}
