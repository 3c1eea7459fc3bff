/** What was sent, in words: pure functions over what extension/background/sent.js has written down. */

import { formatTime } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("../types-background.d.ts").SentRequest} SentRequest */

/** What an address asks for; the first that fits. */
const WHAT = /** @type {const} */ ([
  ["timestamp", /\/v1\/release\/metadata\/timestamp\.json$/u],
  ["root", /\/v1\/release\/metadata\/\d+\.root\.json$/u],
  ["metadata", /\/v1\/release\/metadata\/\d+\.(?:snapshot|targets)\.json$/u],
  ["warnings", /\/v1\/warnings\/[a-z0-9-]+$|\/v1\/release\/targets\/warnings\/[0-9a-f]{64}\.[a-z0-9-]+\.json$/u],
  ["delta", /\/v1\/release\/deltas\/[0-9a-f]{16}-[0-9a-f]{16}\.json$/u],
  ["list", /\/v1\/release\/targets\/[0-9a-f]{64}\.list\.json$/u],
  ["platforms", /\/v1\/release\/targets\/[0-9a-f]{64}\.platforms\.json$/u],
  ["wording", /\/v1\/release\/targets\/[0-9a-f]{64}\.wording\.json$/u],
  ["agencies", /\/v1\/agencies$/u],
  ["enrol", /\/v1\/enrol$/u],
  ["policy", /\/v1\/policy$/u],
  ["regions", /\/v1\/release\/targets\/[0-9a-f]{64}\.regions\.json$/u],
]);

/** What a server answers that has nothing newer. */
const NOT_FOUND = 404;
const NOT_MODIFIED = 304;

/**
 * Put requests together by day, the newest first.
 * @param {SentRequest[]} requests oldest first
 * @returns {[day: string, requests: SentRequest[]][]} the day is YYYY-MM-DD, where the person is
 */
export function groupByDay(requests) {
  /** @type {Map<string, SentRequest[]>} */
  const days = new Map();
  for (const request of [...requests].reverse()) {
    const day = localDay(request.at);
    days.set(day, [...(days.get(day) ?? []), request]);
  }
  return [...days];
}

/**
 * Tell the day of an instant where the person is.
 * @param {string} instant ISO 8601
 * @returns {string} YYYY-MM-DD
 */
function localDay(instant) {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/**
 * Say what a request was for.
 * @param {SentRequest} request as written down
 * @param {Language} language of the person
 * @returns {{head: string, lines: string[], raw: string}} words first, then the request itself
 */
export function describeSent(request, language) {
  const what = whatOf(request);
  return {
    head: `${formatTime(request.at, language)} ${say(language, `sent.what.${what}`)}`,
    lines: [say(language, `sent.why.${request.why}`), describeAnswer(request, language), describeAlong(request, language)],
    raw: `${request.at} ${request.method} ${request.address} → ${request.status ?? "–"}`,
  };
}

/**
 * @param {SentRequest} request as written down
 * @returns {(typeof WHAT)[number][0] | "provider" | "other"} what it asked for
 */
function whatOf({ address, why }) {
  return WHAT.find(([, form]) => form.test(address))?.[0] ?? (why === "sign_in" ? "provider" : "other");
}

/**
 * Say how a request was answered.
 * @param {SentRequest} request as written down
 * @param {Language} language of the person
 * @returns {string} one sentence
 */
function describeAnswer(request, language) {
  const { status, bytes } = request;
  if (status === NOT_MODIFIED || (status === NOT_FOUND && whatOf(request) === "root")) {
    return say(language, "sent.answer.nothing_newer");
  }
  if (status === null) {
    return say(language, "sent.answer.none");
  }
  if (status === 0) {
    return say(language, "sent.answer.elsewhere");
  }
  const count = new Intl.NumberFormat(language === "id" ? "id-ID" : "en-GB").format(bytes);
  if (status === 200) {
    return say(language, "sent.answer.ok", { bytes: count });
  }
  return bytes > 0
    ? say(language, "sent.answer.refused", { status: String(status), bytes: count })
    : say(language, "sent.answer.other", { status: String(status) });
}

/**
 * Say what was sent along. It is nothing, but for signing in and for the key with which an agency's policy is asked for; were it
 * ever something else, this page would say so.
 * @param {SentRequest} request as written down
 * @param {Language} language of the person
 * @returns {string} one sentence
 */
function describeAlong(request, language) {
  const { cookies, headers, body } = request;
  if (request.why === "sign_in" && (cookies || body)) {
    return describeSignIn(request, language);
  }
  if (!cookies && headers.length === 0 && !body) {
    return say(language, "sent.along.nothing");
  }
  const yesNo = (/** @type {boolean} */ is) => (is ? "✓" : "–");
  const all = say(language, "sent.along", { cookies: yesNo(cookies), headers: headers.join(", ") || "–", body: yesNo(body) });
  const isAsked = whatOf(request) === "policy" && headers.includes("authorization");
  return isAsked ? `${say(language, "sent.along.policy")} ${all}` : all;
}

/**
 * Say what was sent along to sign in.
 * @param {SentRequest} request as written down
 * @param {Language} language of the person
 * @returns {string} one sentence
 */
function describeSignIn(request, language) {
  if (whatOf(request) === "enrol") {
    return say(language, "sent.along.enrol");
  }
  return say(language, request.body ? "sent.along.code" : "sent.along.window");
}
