/** What the pages say of signing in, decided from what is stored and from how it ended: pure functions. */

import { formatDay } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Enrolment} Enrolment */
/** @typedef {import("../types-background.d.ts").PolicyAsked} PolicyAsked */
/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").SignInOutcome} SignInOutcome */

/**
 * Decide where the person stands.
 * @param {Enrolment | undefined} enrolment as stored
 * @param {string} server that the extension asks
 * @param {number} now milliseconds
 * @param {PolicyAsked | null} asked how the last question for the agency's policy ended; null: never asked
 * @returns {"none" | "member" | "expired" | "refused" | "elsewhere"} in one word
 */
export function decideMembership(enrolment, server, now, asked) {
  if (enrolment === undefined) {
    return "none";
  }
  if (enrolment.server !== server) {
    return "elsewhere";
  }
  if (Date.parse(enrolment.expires) <= now) {
    return "expired";
  }
  return asked?.via === "enrolment" && asked.problem === "refused" ? "refused" : "member";
}

/**
 * Say where the person stands.
 * @param {Enrolment | undefined} enrolment as stored
 * @param {Settings} settings of the person
 * @param {number} now milliseconds
 * @param {PolicyAsked | null} asked how the last question for the agency's policy ended; null: never asked
 * @returns {string | null} one or two sentences; null when there is no enrolment
 */
export function describeMembership(enrolment, { server, language }, now, asked) {
  const state = decideMembership(enrolment, server, now, asked);
  if (enrolment === undefined || state === "none") {
    return null;
  }
  const day = formatDay(enrolment.expires.slice(0, 10), language);
  return say(language, `sign_in.state.${state}`, { agency: enrolment.agency.name, day, server: enrolment.server });
}

/**
 * Say how a sign-in ended.
 * @param {SignInOutcome} outcome of the background
 * @param {Settings["language"]} language of the person
 * @param {boolean} wasAsleep nobody had said which rule counts
 * @returns {string} one to three sentences
 */
export function describeOutcome(outcome, language, wasAsleep) {
  if (outcome.problem !== null) {
    return say(language, `sign_in.problem.${outcome.problem}`);
  }
  const done = say(language, wasAsleep ? "sign_in.done.pns" : "sign_in.done");
  return outcome.is_clock_wrong ? `${done} ${say(language, "sign_in.done.clock")}` : done;
}
