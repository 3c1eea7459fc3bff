/**
 * Ask a server for the policy of an agency. The one request that carries a credential, and nothing else goes with it.
 * Nothing is stored in this file.
 */

import { downloadAnswer } from "./download.js";
import { readSchema } from "./managed.js";
import { checkAnswer } from "./policy_rules.js";
import { Problem, readProblemCode } from "./problem.js";
import { readRetryAfter } from "./schedule.js";
import { readSignedPolicy } from "./signed_policy.js";
import { refuseOlder } from "./tuf/checks.js";

/** @typedef {import("../types-background.d.ts").PolicyAnswer} PolicyAnswer */
/** @typedef {import("../types-background.d.ts").PolicyAsked} PolicyAsked */
/** @typedef {import("../types-background.d.ts").PolicySource} PolicySource */
/** @typedef {import("../types-background.d.ts").Services} Services */

/** A whole root inside, quoted once more, and the rest; the server allows 64 Ki characters of root. */
export const POLICY_MAX_BYTES = 262_144;

const NOT_MODIFIED = 304;
const NOT_SET = 404;
const REFUSED = [401, 403];

/**
 * Ask once.
 * @param {Services} services browser, network, clock
 * @param {PolicySource} source whom to ask, and with what
 * @param {{answer: PolicyAnswer | null, asked: PolicyAsked | null}} before the last answer, and how the last question ended
 * @returns {Promise<{answer: PolicyAnswer | null, asked: PolicyAsked}>} whatever goes wrong, the last answer stays
 */
export async function askForPolicy(services, source, { answer, asked }) {
  const now = services.clock.now();
  const { via, server, policy_key } = source;
  const head = { via, server, policy_key, checked_at: new Date(now).toISOString() };
  try {
    const next = await fetchAnswer(services, source, answer);
    return { answer: next, asked: { ...head, problem: null, failures: 0, retry_after_seconds: 0 } };
  } catch (error) {
    const { status = null, retryAfter = null } = error instanceof Problem ? error : {};
    const problem = REFUSED.includes(status ?? 0) ? "refused" : readProblemCode(error);
    const failures = 1 + (asked?.failures ?? 0);
    return { answer, asked: { ...head, problem, failures, retry_after_seconds: readRetryAfter(retryAfter, now) } };
  }
}

/**
 * Fetch what counts from now on.
 * @param {Services} services browser, network, clock
 * @param {PolicySource} source whom to ask, and with what
 * @param {PolicyAnswer | null} before the last answer
 * @returns {Promise<PolicyAnswer | null>} the last one when nothing has changed, or when the agency has set nothing
 * @throws {Problem} of the network; not_json, wrong_shape, wrong_signature, version_back, expired
 */
async function fetchAnswer(services, source, before) {
  const known = before !== null && isOfSource(before, source) ? before : null;
  try {
    const answer = await downloadAnswer(services.fetch, `${source.server}/v1/policy`, {
      maxBytes: POLICY_MAX_BYTES,
      headers: makeHeaders(source, known?.etag ?? null),
    });
    return await readAnswer(services, source, known, answer);
  } catch (error) {
    if (error instanceof Problem && error.status === NOT_MODIFIED && known !== null) {
      refuseOld(known.expires, services.clock.now());
      return known;
    }
    if (error instanceof Problem && error.status === NOT_SET) {
      return before;
    }
    throw error;
  }
}

/**
 * Read a whole answer.
 * @param {Services} services browser, package, clock
 * @param {PolicySource} source that was asked
 * @param {PolicyAnswer | null} known the last answer of the same source
 * @param {{bytes: Uint8Array, headers: Headers}} answer as it came
 * @returns {Promise<PolicyAnswer>} verified and checked
 * @throws {Problem} not_json, wrong_shape, wrong_signature, version_back, expired
 */
async function readAnswer(services, source, known, { bytes, headers }) {
  const { agency, version, expires, policy } = await readSignedPolicy(bytes, source.policy_key);
  if (source.agency_id !== null && source.agency_id !== agency.id) {
    throw new Problem("wrong_shape", "policy: of another agency than the one that was signed in to");
  }
  refuseOld(expires, services.clock.now());
  refuseOlder("policy", version, known?.agency.id === agency.id ? known.version : 0);
  const checked = checkAnswer(await readSchema(services), policy, source.via === "device");
  const { via, server, policy_key } = source;
  const { id, name } = agency;
  return { via, server, policy_key, agency: { id, name }, version, expires, etag: headers.get("ETag"), ...checked };
}

/**
 * @param {PolicySource} source whom to ask, and with what
 * @param {string | null} etag of the last answer
 * @returns {Record<string, string>} every header that is ours
 */
function makeHeaders({ credential }, etag) {
  const known = etag === null ? {} : { "If-None-Match": etag };
  return { Authorization: `Bearer ${credential}`, ...known };
}

/**
 * Refuse an answer that is too old: a mirror may have kept it. A policy that is here never ends by itself.
 * @param {string} expires UTC instant
 * @param {number} now milliseconds
 * @throws {Problem} expired
 */
function refuseOld(expires, now) {
  if (Date.parse(expires) <= now) {
    throw new Problem("expired", `policy was good until ${expires}`);
  }
}

/**
 * Tell whether two of them ask the same: another key signs anew, and counts its versions anew.
 * @param {Pick<PolicySource, "via" | "server" | "policy_key">} one of them
 * @param {Pick<PolicySource, "via" | "server" | "policy_key">} other of them
 * @returns {boolean} yes or no; the credential may have been renewed
 */
export function isOfSource(one, other) {
  return one.via === other.via && one.server === other.server && one.policy_key === other.policy_key;
}
