// One visit in Firefox ESR over WebDriver BiDi: install the unpacked checkout, become a civil servant, meet a listed post.
// Reads {root, firefox, server, today, url, page, control} as JSON from standard input; prints what happened as JSON.
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import puppeteer from "puppeteer-core";

const WAIT_MS = 15_000;
const CONTINUE_WAKES_MS = 700;
const job = JSON.parse(readFileSync(0, "utf8"));

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
    await sleep(50);
  }
}

/** Run an expression in a browsing context; closed shadow roots are part of what it gives. */
async function evaluate(connection, context, expression) {
  const { result } = await connection.send("script.evaluate", {
    expression,
    target: { context },
    awaitPromise: true,
    serializationOptions: { includeShadowTree: "all", maxDomDepth: null },
  });
  if (result.type === "exception") {
    throw new Error(result.exceptionDetails.text);
  }
  return result.result;
}

/** Every node below a serialized one, shadow roots included. */
function* nodes(node) {
  yield node;
  for (const child of [...(node.value?.children ?? []), ...(node.value?.shadowRoot ? [node.value.shadowRoot] : [])]) {
    yield* nodes(child);
  }
}

const textOf = (node) => [...nodes(node)].map((part) => part.value?.nodeValue ?? "").join("").trim();

/** The open warning, or undefined. */
async function findDialog(connection, context) {
  const root = await evaluate(connection, context, "document.documentElement");
  return [...nodes(root)].find(({ value }) => value?.attributes?.role === "alertdialog" && "open" in value.attributes);
}

/** Press a button of the warning with the mouse. */
async function press(connection, context, page, dialog, text) {
  const button = [...nodes(dialog)].find((node) => node.value?.localName === "button" && textOf(node) === text);
  const { result } = await connection.send("script.callFunction", {
    functionDeclaration: "(node) => { const r = node.getBoundingClientRect(); return `${r.x + r.width / 2} ${r.y + r.height / 2}`; }",
    arguments: [{ sharedId: button.sharedId }],
    target: { context },
    awaitPromise: false,
  });
  await page.mouse.click(...result.result.value.split(" ").map(Number));
}

/** Say who the person is, through the page that the extension opened by itself; wait for the list. */
async function wake(connection) {
  const context = await until("a page of the extension", async () => {
    const tree = await connection.send("browsingContext.getTree", {});
    return tree.result.contexts.find(({ url }) => url.startsWith("moz-extension:"))?.context;
  });
  const settings = { employment: "pns", language: "id", server: job.server, today: job.today, prefetch: false };
  await until("the bundled data", async () => {
    const sites = await evaluate(connection, context, "chrome.storage.local.get('sites').then((all) => JSON.stringify(all.sites ?? null))");
    return sites.value !== "null";
  });
  await evaluate(connection, context, `chrome.storage.local.set({ settings: ${JSON.stringify(settings)} })`);
  await evaluate(connection, context, "chrome.runtime.sendMessage({ type: 'settings_saved' }).then(() => 1)");
  await until("the list", async () => {
    const guard = await evaluate(connection, context, "chrome.storage.local.get('guard.x').then((all) => JSON.stringify(all))");
    return guard.value !== "{}";
  });
}

/** Meet the listed post: held, dropped with Escape, held again, let through. */
async function visit(connection, page) {
  await page.setRequestInterception(true);
  page.on("request", (request) =>
    request.url() === job.url ? request.respond({ status: 200, contentType: "text/html; charset=utf-8", body: job.page }) : request.abort(),
  );
  await page.goto(job.url);
  const tree = await connection.send("browsingContext.getTree", {});
  const { context } = tree.result.contexts.find(({ url }) => url === job.url);
  const warning = () => until("a warning", () => findDialog(connection, context));
  const gone = () => until("the warning to go", async () => !(await findDialog(connection, context)));
  const ran = async () => {
    await sleep(200);
    return page.evaluate("site.ran");
  };

  await page.click(job.control);
  const { attributes } = (await warning()).value;
  const held = { key: attributes["data-key"], action: attributes["data-action"], ran: await ran() };
  await page.keyboard.press("Escape");
  await gone();
  const dropped = { ran: await ran() };
  await page.click(job.control);
  const dialog = await warning();
  await sleep(CONTINUE_WAKES_MS + 200);
  await press(connection, context, page, dialog, "Tetap lanjut");
  await gone();
  return { held, dropped, confirmed: { ran: await ran() } };
}

const browser = await puppeteer.launch({ browser: "firefox", executablePath: job.firefox, headless: true });
try {
  await browser.installExtension(job.root);
  await wake(browser.connection);
  console.log(JSON.stringify(await visit(browser.connection, await browser.newPage())));
} finally {
  await browser.close();
}
