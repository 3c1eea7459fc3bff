/**
 * The policy of an agency on this device: put in order whatever is known of it, and ask the server for more.
 *
 *   storage.local "policy"        what counts, checked; readSettings and the pages read it
 *   storage.local "policy_state"  how it came about: what stands on the device, the server's last answer, what was dropped
 *
 * No credential is stored here: the device key stays in managed storage, the enrolment is signin.js's.
 */

import { DEFAULT_SETTINGS } from "../default_settings.js";
import { askForPolicy, isOfSource } from "./fetch_policy.js";
import { readDevice } from "./managed.js";
import { makePolicy } from "./merge_policy.js";
import { arrangePolicyAlarm, scheduleNextPolicy, waitMinutes } from "./schedule.js";
import { readPolicyState } from "./storage.js";
import { encodeCanonical } from "./tuf/canonical_json.js";

/** @typedef {import("../types-background.d.ts").Enrolment} Enrolment */
/** @typedef {import("../types-background.d.ts").PolicyAnswer} PolicyAnswer */
/** @typedef {import("../types-background.d.ts").PolicySource} PolicySource */
/** @typedef {import("../types-background.d.ts").PolicyState} PolicyState */
/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("./managed.js").Device} Device */
/** @typedef {{state: PolicyState, source: PolicySource | null}} Known source: whom to ask; null: nobody */

/** As often as a release is asked for before it says otherwise; on most days the answer is "not modified". */
const POLL_SECONDS = 1800;

/**
 * Put the policy in order; may run at any time and any number of times, and asks no server.
 * @param {Services} services browser, package, clock
 * @returns {Promise<Known>} as stored afterwards
 */
export async function arrangePolicy(services) {
  const { browser } = services;
  const before = await readPolicyState(browser);
  const device = await readDevice(services, before);
  const { enrolment } = await browser.storage.local.get("enrolment");
  const source = findSource(device, /** @type {Enrolment | undefined} */ (enrolment) ?? null);
  const answer = keepAnswer(before.answer, device, source);
  const { policy, problems } = makePolicy(device.values, answer);
  const state = {
    ...before,
    device: device.values,
    device_problems: device.problems,
    answer,
    problems: [...device.problems, ...(answer?.problems ?? []), ...problems],
  };
  tellProblems(state.problems, before.problems);
  await storeChanged(browser, { policy, policy_state: policy === null && source === null ? null : state });
  await arrangePolicyAlarm(services, source !== null);
  return { state, source };
}

/**
 * Do what a change asks for: put in order, and ask the server where it was never asked, or not for long.
 * @param {Services} services browser, network, clock
 * @param {boolean} isNew whether the credential has just changed
 */
export async function followPolicy(services, isNew) {
  const { state, source } = await arrangePolicy(services);
  if (source !== null && (isNew || isDue(state, source, services.clock.now()))) {
    await updatePolicy(services);
  }
}

/**
 * Ask the server now, and set the alarm for the next time.
 * @param {Services} services browser, network, clock
 */
export async function updatePolicy(services) {
  const { state, source } = await arrangePolicy(services);
  if (source === null) {
    return;
  }
  const end = await askForPolicy(services, source, state);
  const policy_state = { ...(await readPolicyState(services.browser)), ...end };
  await services.browser.storage.local.set({ policy_state });
  await arrangePolicy(services); // meanwhile the credential may be gone
  await scheduleNextPolicy(services, describeCheck(policy_state));
}

/**
 * Find whom to ask: the device's key first, then the person's enrolment. The credential goes where it came from, never to a
 * server that the person or an answer has named.
 * @param {Device} device what stands on it
 * @param {Enrolment | null} enrolment of the person
 * @returns {PolicySource | null} null: nobody, or not yet
 */
function findSource({ values, device_key, isSilent }, enrolment) {
  if (device_key !== null && values?.policy_key !== undefined) {
    const { server = DEFAULT_SETTINGS.server, policy_key } = values;
    return { via: "device", server, policy_key, credential: device_key, agency_id: null };
  }
  if (enrolment === null || isSilent) {
    return null;
  }
  const { server, policy_key, credential, agency } = enrolment;
  return { via: "enrolment", server, policy_key, credential, agency_id: agency.id };
}

/**
 * Keep the last answer as long as its agency has this device or this person.
 * @param {PolicyAnswer | null} answer the last one
 * @param {Device} device what stands on it
 * @param {PolicySource | null} source whom to ask now
 * @returns {PolicyAnswer | null} null: key or enrolment are gone, or another agency's
 */
function keepAnswer(answer, { isSilent }, source) {
  if (answer === null || (isSilent && answer.via === "device")) {
    return answer;
  }
  const isSame = source?.via === answer.via && (source.agency_id ?? answer.agency.id) === answer.agency.id;
  return isSame ? answer : null;
}

/**
 * @param {PolicyState} state as stored
 * @param {PolicySource} source whom to ask
 * @param {number} now milliseconds
 * @returns {boolean} whether the alarm should not be waited for
 */
function isDue(state, source, now) {
  const { asked } = state;
  if (asked === null || !isOfSource(asked, source)) {
    return true;
  }
  return now - Date.parse(asked.checked_at) > waitMinutes(describeCheck(state)) * 60_000;
}

/**
 * @param {PolicyState} state as stored
 * @returns {import("./schedule.js").Check} how the last question ended, for the schedule
 */
function describeCheck({ answer, asked }) {
  const { problem = null, failures = 0, retry_after_seconds = 0 } = asked ?? {};
  return { poll_seconds: POLL_SECONDS, isHere: answer !== null, problem, failures, retry_after_seconds };
}

/**
 * Store what has changed. Compared in canonical form: Chromium gives members back in an order of its own.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {Record<string, object | null>} values by name; null: none
 */
async function storeChanged({ storage: { local } }, values) {
  const before = await local.get(Object.keys(values));
  const changed = Object.entries(values).filter(([name, value]) => encodeCanonical(value) !== encodeCanonical(before[name] ?? null));
  const [gone, news] = [changed.filter(([, value]) => value === null), changed.filter(([, value]) => value !== null)];
  if (news.length > 0) {
    await local.set(Object.fromEntries(news));
  }
  if (gone.length > 0) {
    await local.remove(gone.map(([name]) => name));
  }
}

/**
 * Write each new problem to the console, where an administrator finds it.
 * @param {string[]} problems of now
 * @param {string[]} before of the last time
 */
function tellProblems(problems, before) {
  for (const problem of problems.filter((each) => !before.includes(each))) {
    console.warn(`Jaga Jempol: policy: ${problem}`);
  }
}
