/**
 * Runs the extension's resolver in Node for test_resolve_url.py: one JSON request per line on standard input, one JSON
 * answer per line on standard output. The scripts run in a bare context, so that nothing of Node helps them.
 */
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import vm from "node:vm";

const [scripts, platforms] = JSON.parse(process.argv[2]);
const context = vm.createContext({});
for (const script of scripts) {
  vm.runInContext(readFileSync(script, "utf8"), context, { filename: script });
}
const files = platforms.map((path) => JSON.parse(readFileSync(path, "utf8")));
const byName = Object.fromEntries(files.map((file) => [file.platform, file]));

/** What a browser makes of an address: the host that it would ask, null when it refuses. */
function readBrowserHost({ url }) {
  try {
    return new URL(url).hostname;
  } catch {
    return null;
  }
}

const ANSWERS = {
  browser_host: readBrowserHost,
  resolve: ({ url, base, platform }) => context.jaga.resolveUrl(platform ? byName[platform] : files, url, base ?? null),
  add: ({ file }) => (byName[file.platform] = file).platform,
  handle: ({ platform, text }) => context.jaga.readHandle(byName[platform], text),
  id: ({ platform, text }) => context.jaga.readId(byName[platform], text),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, ...question } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(ANSWERS[ask](question))}\n`);
}
