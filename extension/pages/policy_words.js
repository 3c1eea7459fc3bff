/** What an agency has set, in plain words, every member of its policy. Pure functions. */

import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("../types-background.d.ts").Policy} Policy */
/** @typedef {import("../types-background.d.ts").PolicyState} PolicyState */
/** @typedef {import("../types-background.d.ts").Settings} Settings */

/** @typedef {{platforms: Record<string, string>, regions: Record<string, string>}} Names by platform and by region; a missing one is named by its id */

/**
 * Tell whether the agency has set something in the place of the person.
 * @param {Policy | null} policy of the agency; null: none
 * @param {string} setting its name
 * @returns {boolean} whether the person cannot change it here
 */
export function isLocked(policy, setting) {
  return policy !== null && setting in policy.settings;
}

/**
 * Tell whether the agency does not allow some action.
 * @param {Policy | null} policy of the agency; null: none
 * @returns {boolean} whether any is blocked
 */
export function isBlocking(policy) {
  return policy !== null && Object.values(policy.levels).includes("block");
}

/**
 * Name the words that say why the extension does what it does: a pause does not ease what the agency does not allow.
 * @param {string} state of the extension, as decideState has it
 * @param {Policy | null} policy of the agency
 * @returns {string} key of the words
 */
export function nameReason(state, policy) {
  return state === "paused" && isBlocking(policy) ? "state.paused.why.blocked" : `state.${state}.why`;
}

/**
 * Say everything that an agency has set; its contact is shown apart.
 * @param {Policy} policy of the agency
 * @param {Names} names of platforms and regions
 * @param {Language} language of the reader
 * @returns {string[]} one line each
 */
export function describePolicy(policy, names, language) {
  const { levels, block_reason, sentence, onboarding_skipped, counts_allowed } = policy;
  const quote = (/** @type {string} */ key, /** @type {Policy["sentence"]} */ text) =>
    text === null ? [] : [say(language, key, { text: text[language] })];
  const actions = Object.entries(levels).map(
    ([action, level]) => `${say(language, `agency.action.${action}`)} – ${say(language, `agency.level.${level}`)}`,
  );
  return [
    ...describeSettings(policy.settings, names, language),
    ...(actions.length > 0 ? [say(language, "agency.levels", { levels: actions.join("; ") })] : []),
    ...quote("agency.block_reason", block_reason),
    ...quote("agency.sentence", sentence),
    ...(onboarding_skipped ? [say(language, "agency.onboarding_skipped")] : []),
    ...(counts_allowed === false ? [say(language, "agency.counts_refused")] : []),
  ];
}

/**
 * Say what is set in the place of the person's own choices.
 * @param {Partial<Settings>} settings of the policy
 * @param {Names} names of platforms and regions
 * @param {Language} language of the reader
 * @returns {string[]} one line each
 */
function describeSettings(settings, names, language) {
  return Object.entries(settings).map(([setting, value]) =>
    say(language, `agency.setting.${setting}`, { value: describeValue(setting, value, names, language) }),
  );
}

/**
 * Say a value as a person would.
 * @param {string} setting its name
 * @param {unknown} value as the policy has it
 * @param {Names} names of platforms and regions
 * @param {Language} language of the reader
 * @returns {string} a few words
 */
function describeValue(setting, value, names, language) {
  switch (setting) {
    case "employment":
      return say(language, `employment.${value ?? "none"}`);
    case "platforms_off":
      return /** @type {string[]} */ (value).map((name) => names.platforms[name] ?? name).join(", ") || say(language, "agency.no_platform");
    case "region":
      return value === "ID" ? say(language, "agency.whole_country") : (names.regions[String(value)] ?? String(value));
    case "ask_again_minutes":
      return describeWait(/** @type {number | null} */ (value), language);
    case "prefetch":
    case "language":
      return say(language, `agency.${setting}.${value}`);
    default:
      return String(value);
  }
}

/**
 * Say what is wrong with the policy: the server refuses this device or member or does not answer, or a part could not be read.
 * @param {Pick<PolicyState, "asked" | "problems">} state how the policy came about
 * @param {string} agency name of it
 * @param {Language} language of the reader
 * @returns {string | null} one line; null when nothing is
 */
export function describeProblems({ asked, problems }, agency, language) {
  const fields = [...new Set(problems.map((problem) => problem.split(":")[0]))].join(", ");
  const lines = [
    ...(asked?.problem ? [describeAsked(asked.problem, asked.via, agency, language)] : []),
    ...(fields === "" ? [] : [say(language, "agency.unread", { fields, agency })]),
  ];
  return lines.join(" ") || null;
}

/**
 * @param {NonNullable<import("../types-background.d.ts").PolicyAsked["problem"]>} problem with which the question ended
 * @param {"device" | "enrolment"} via with which credential it was asked
 * @param {string} agency name of it
 * @param {Language} language of the reader
 * @returns {string} one or two sentences
 */
function describeAsked(problem, via, agency, language) {
  if (problem === "refused") {
    return say(language, `agency.refused.${via}`, { agency });
  }
  return say(language, "agency.not_asked", { problem: say(language, `problem.${problem}`) });
}

/**
 * Say when the same account and action are asked about again.
 * @param {number | null} minutes after going on; null: on the next day
 * @param {Language} language of the reader
 * @returns {string} a few words
 */
export function describeWait(minutes, language) {
  if (minutes === null || minutes === 0) {
    return say(language, minutes === 0 ? "again.always" : "again.day");
  }
  return say(language, "again.minutes", { minutes: String(minutes) });
}
