/** What our own server says about signing in, read: agencies, an enrolment, and why there is none. */

/** @typedef {import("../types-background.d.ts").Enrolment} Enrolment */
/** @typedef {import("../types-background.d.ts").SignInOffer} SignInOffer */
/** @typedef {import("../types-background.d.ts").SignInProblem} SignInProblem */

const POINT = /^04[0-9a-f]{128}$/u;
const CREDENTIAL = /^jaga_member_[\w-]{1,150}$/u;
const CLOCK_LEEWAY_MS = 120_000;

/**
 * The last part of a problem's type -> what it means to the person (docs/problems.md of the server).
 * @type {ReadonlyMap<string, SignInProblem>}
 */
const PROBLEMS = new Map([
  ["provider-down", "provider_down"],
  ["provider-wrong", "provider_wrong"],
  ["sign-in-not-offered", "not_offered"],
  ["not-a-member", "not_member"],
  ["id-token-early", "clocks"],
  ["id-token-expired", "clocks"],
  ["id-token-foreign", "token_refused"],
  ["id-token-nonce", "token_refused"],
  ["id-token-signature", "token_refused"],
  ["id-token-unreadable", "token_refused"],
  ["too-many-enrolments", "too_many"],
]);

/**
 * Read the agencies whose people can sign in.
 * @param {any} answer of GET /v1/agencies
 * @returns {SignInOffer[] | null} null when it is none
 */
export function readOffers(answer) {
  const offers = answer?.agencies;
  const isOffer = (/** @type {any} */ offer) =>
    ["id", "name", "issuer", "client_id", "scope"].every((name) => typeof offer?.[name] === "string" && offer[name] !== "");
  return Array.isArray(offers) && offers.every(isOffer) ? offers : null;
}

/**
 * Read an enrolment.
 * @param {any} answer of POST /v1/enrol
 * @param {string} server that gave it
 * @returns {Enrolment | null} null when it is none; of the answer only what is stored
 */
export function readEnrolment(answer, server) {
  const { agency, credential, expires, policy_key } = answer ?? {};
  const isWhole =
    typeof agency?.id === "string" &&
    typeof agency.name === "string" &&
    CREDENTIAL.test(credential) &&
    !Number.isNaN(Date.parse(expires)) &&
    POINT.test(policy_key);
  return isWhole ? { server, agency: { id: agency.id, name: agency.name }, credential, expires, policy_key } : null;
}

/**
 * Say why our server made no enrolment.
 * @param {any} answer a problem (RFC 9457), or anything else
 * @returns {SignInProblem} in one word
 */
export function readRefusal(answer) {
  const name = String(answer?.type ?? "").replace(/^.*\//u, "");
  return PROBLEMS.get(name) ?? "server_down";
}

/**
 * Tell whether this computer's clock is so wrong that enrolments and policies would end too early or too late.
 * @param {string | null} date of the server's answer
 * @param {number} now milliseconds, by this computer
 * @returns {boolean} false when the server tells no date
 */
export function isClockWrong(date, now) {
  return Math.abs(Date.parse(date ?? "") - now) > CLOCK_LEEWAY_MS;
}
