/**
 * The commands of tests/tuf/client (theupdateframework/tuf-conformance, CLIENT-CLI.md, read 2026-11-21):
 *
 *   client --metadata-dir DIR init TRUSTED_ROOT
 *   client --metadata-dir DIR --metadata-url URL refresh
 *   client --metadata-dir DIR --metadata-url URL --target-name NAME --target-base-url URL --target-dir DIR download
 */

import { copyFile, mkdir, readFile, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { Problem } from "../../extension/background/problem.js";
import { fetchTarget, findTarget, refreshTrust } from "../../extension/background/tuf.js";
import { refuseOther } from "../../extension/background/tuf/checks.js";
import { quoteName } from "../../extension/background/tuf/update.js";

const OPTIONS = ["metadata-dir", "metadata-url", "target-name", "target-base-url", "target-dir"];
const COMMANDS = { init, refresh, download };

/**
 * Run one command.
 * @param {string[]} args as given on the command line
 * @returns {Promise<string | null>} why it failed, or null
 */
export async function run(args) {
  try {
    const options = Object.fromEntries(OPTIONS.map((name) => [name, { type: "string" }]));
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [command, ...given] = positionals;
    await COMMANDS[command](values, given);
    return null;
  } catch (error) {
    return error instanceof Problem ? error.message : String(error.stack);
  }
}

// A target's name as the name of one file; a dot is quoted too, so that none means a folder.
const targetFile = (name) => quoteName(name).replaceAll(".", "%2E");

// Replace a file, so that whoever reads sees the old one or the new one.
async function replaceFile(path, content) {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}

// Keep the trusted files in a folder, as <role>.json.
function makeStore(folder) {
  let stored = {};
  const readOne = async (name) => [decodeURIComponent(name.slice(0, -5)), await readFile(join(folder, name), "utf8")];
  return {
    async read() {
      const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
      stored = Object.fromEntries(await Promise.all(names.map(readOne)));
      return stored;
    },
    async write(files) {
      for (const [role, text] of Object.entries(files)) {
        if (stored[role] !== text) {
          await replaceFile(join(folder, `${quoteName(role)}.json`), text);
        }
      }
      stored = files;
    },
  };
}

// Copy the first root; it is looked at when it is used.
async function init(options, [root]) {
  await mkdir(options["metadata-dir"], { recursive: true });
  await copyFile(root, join(options["metadata-dir"], "root.json"));
}

// Bring the metadata up to date.
function refresh(options) {
  return refreshTrust({
    fetch,
    store: makeStore(options["metadata-dir"]),
    clock: Date,
    metadataUrl: options["metadata-url"],
    targetsUrl: options["target-base-url"] ?? "",
    trustedRoot: null,
  });
}

// Fetch one target, unless it is here.
async function download(options) {
  const name = options["target-name"];
  const trust = await refresh(options);
  const target = await findTarget(trust, name);
  if (target === null) {
    throw new Problem("wrong_shape", `no target ${name}`);
  }
  await mkdir(options["target-dir"], { recursive: true });
  const path = join(options["target-dir"], targetFile(name));
  if (!(await isHere(path, target))) {
    await replaceFile(path, await fetchTarget(trust, name, target));
  }
}

// Tell whether a file is the target.
async function isHere(path, target) {
  const bytes = await readFile(path).catch(() => null);
  return bytes !== null && refuseOther(bytes, target, path).then(() => true, () => false);
}
