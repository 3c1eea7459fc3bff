// Firefox ESR on a managed device: wait until the policy has installed the extension, then ask the extension what it was given.
// Reads {firefox} as JSON from standard input; prints {managed, version, policy} as JSON; policy: what the extension has made of it.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const WAIT_MS = 30_000;
const job = JSON.parse(readFileSync(0, "utf8"));
// ESR takes an unsigned package only with this; a signed one needs nothing. Nothing is asked of another machine.
const PREFERENCES = { "xpinstall.signatures.required": false };

/** Ask until the answer is something true. */
async function until(what, ask) {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const found = await ask();
    if (found) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`not in time: ${what}`);
    }
    await sleep(100);
  }
}

/** Run an expression in a browsing context, and read its JSON. */
async function evaluate(connection, context, expression) {
  const { result } = await connection.send("script.evaluate", {
    expression: `Promise.resolve(${expression}).then(JSON.stringify)`,
    target: { context },
    awaitPromise: true,
  });
  if (result.type === "exception") {
    throw new Error(result.exceptionDetails.text);
  }
  return JSON.parse(result.result.value ?? "null");
}

/** The page that the extension opens by itself when it is installed. */
async function findOwnPage(connection) {
  const tree = await connection.send("browsingContext.getTree", {});
  return tree.result.contexts.find(({ url }) => url.startsWith("moz-extension:"))?.context;
}

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath: job.firefox,
  headless: true,
  extraPrefsFirefox: PREFERENCES,
});
try {
  const { connection } = browser;
  const context = await until("a page of the extension", () => findOwnPage(connection));
  const managed = await evaluate(connection, context, "chrome.storage.managed.get(null)");
  const version = await evaluate(connection, context, "chrome.runtime.getManifest().version");
  const readPolicy = () => evaluate(connection, context, "chrome.storage.local.get('policy').then(({ policy }) => policy ?? null)");
  const policy = await until("the policy to be obeyed", readPolicy);
  console.log(JSON.stringify({ managed, version, policy }));
} finally {
  await browser.close();
}
