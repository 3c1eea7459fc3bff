/**
 * Messages to the background: from content scripts, and from the pages of the extension itself.
 */

import { updateNow } from "./arrange.js";
import { openAgency, openReport, openRules } from "./open_pages.js";
import { listSignIns, signIn, signOut } from "./signin.js";
import { readSettings } from "./storage.js";
import { showPage } from "./toolbar.js";
import { forgetTrust } from "./trust.js";
import { ensureGroup } from "./warnings.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").BackgroundMessage} BackgroundMessage */
/** @typedef {<T>(task: () => Promise<T>) => Promise<T>} InTurn */
/** @typedef {ReturnType<typeof import("./sent.js").recordRequests>} Requests */

/**
 * Answer a message.
 * @param {Requests} requests the services by reason, and the record of what was sent
 * @param {InTurn} inTurn runs a task when those before it have ended
 * @param {BackgroundMessage} message what is asked
 * @param {chrome.runtime.MessageSender} sender who asks
 * @returns {Promise<unknown> | undefined} the answer; undefined when the message is not for the background
 */
export function answerMessage(requests, inTurn, message, sender) {
  const services = requests.because("visit");
  const { runtime } = services.browser;
  if (sender.id !== runtime.id) {
    return undefined;
  }
  const isOwnPage = sender.url?.startsWith(runtime.getURL("")) ?? false;
  return (
    answerContentScript(services, message, sender) ?? (isOwnPage ? answerPage(requests, inTurn, message) : undefined)
  );
}

/**
 * Answer what a content script may ask.
 * @param {Services} services browser, network, clock
 * @param {BackgroundMessage} message what is asked
 * @param {chrome.runtime.MessageSender} sender whose tab it is
 * @returns {Promise<unknown> | undefined} the answer, if it is such a message
 */
function answerContentScript(services, message, sender) {
  switch (message.type) {
    case "group_needed":
      return ensureGroup(services, message.group).then((file) => ({ file }));
    case "page_state":
      return markTab(services, sender.tab?.id, message);
    case "open_rules":
      return openRules(services.browser);
    case "open_report":
      return openReport(services.browser, message);
    case "open_agency":
      return openAgency(services.browser);
    default:
      return undefined;
  }
}

/**
 * Answer what only our own pages may ask; a site's process cannot make the browser ask the server.
 * @param {Requests} requests the services by reason, and the record of what was sent
 * @param {InTurn} inTurn runs a task when those before it have ended
 * @param {BackgroundMessage} message what is asked
 * @returns {Promise<unknown> | undefined} the release as stored, if it is about that
 */
function answerPage({ because, forget }, inTurn, message) {
  const services = because("hand");
  switch (message.type) {
    case "update_now":
      return inTurn(() => updateNow(services));
    case "forget_release":
      return inTurn(() => forgetTrust(services.browser).then(() => updateNow(services)));
    case "forget_sent":
      return forget();
    case "list_sign_ins":
      return listSignIns(because("sign_in"));
    case "sign_in":
      return signIn(because("sign_in"), message.agency);
    case "sign_out":
      return signOut(services.browser);
    default:
      return undefined;
  }
}

/**
 * Mark a tab in the toolbar.
 * @param {Services} services browser, clock
 * @param {number | undefined} tabId the sender's
 * @param {{listed: boolean, level: string, unknown?: boolean}} page what the content script found
 * @returns {Promise<{ok: boolean}>} false when the message came from no tab
 */
async function markTab({ browser, clock }, tabId, page) {
  if (tabId === undefined) {
    return { ok: false };
  }
  await showPage(browser, tabId, page, await readSettings(browser), clock.now());
  return { ok: true };
}
