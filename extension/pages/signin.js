/** "Masuk lewat instansi" in welcome and options: agencies when the person wants to see them, sign-in, sign-out. */

import { readPolicyState, readStored } from "../background/storage.js";
import { askSignInConsent, hasDataConsent } from "./consent.js";
import { showLine } from "./list_status.js";
import { byId, setText } from "./page.js";
import { describeMembership, describeOutcome } from "./signin_words.js";
import { say } from "./texts.js";

/** @typedef {import("../types-background.d.ts").Settings} Settings */
/** @typedef {import("../types-background.d.ts").SignInOffer} SignInOffer */

/** @type {Settings["language"]} */
let language = "id";

let isAsleep = true;

/** Whether this browser asks before data is sent. */
let isConsentAsked = false;

/** Listen to the buttons. */
export function followSignIn() {
  void hasDataConsent(chrome.permissions).then((is) => { isConsentAsked = is; });
  byId("sign_in_list").addEventListener("click", () => void listAgencies());
  byId("sign_out").addEventListener("click", () => void signOut());
}

/**
 * Show where the person stands.
 * @param {Settings} settings of the person
 */
export async function showSignIn(settings) {
  language = settings.language;
  isAsleep = settings.employment === null;
  const enrolment = await readStored(chrome.storage.local, "enrolment");
  const { asked } = await readPolicyState(chrome);
  showLine("sign_in_state", describeMembership(enrolment, settings, Date.now(), asked));
  byId("sign_out").hidden = enrolment === undefined;
}

/** Ask for the agencies, and offer each as a button. */
async function listAgencies() {
  tell(say(language, "sign_in.asking"));
  const { agencies, problem } = await ask({ type: "list_sign_ins" });
  tell(problem ? say(language, `sign_in.problem.${problem}`) : agencies.length === 0 ? say(language, "sign_in.none") : "");
  byId("sign_in_agencies").replaceChildren(...(agencies ?? []).map(makeButton));
  byId("sign_in_agencies").querySelector("button")?.focus();
}

/**
 * Make the button of an agency.
 * @param {SignInOffer} offer of the agency
 * @returns {HTMLButtonElement} that signs in there
 */
function makeButton(offer) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = say(language, "sign_in.with", { agency: offer.name });
  button.addEventListener("click", () => void signIn(offer));
  return button;
}

/**
 * Sign in; meanwhile no other button of ours begins a second time.
 * @param {SignInOffer} offer of the agency
 */
async function signIn({ id, issuer }) {
  const wasAsleep = isAsleep;
  enable(false);
  tell(say(language, "sign_in.open", { host: new URL(issuer).host }));
  const isAgreed = await askSignInConsent(chrome.permissions, isConsentAsked);
  const outcome = isAgreed ? await ask({ type: "sign_in", agency: id }) : { problem: "cancelled" };
  tell(describeOutcome(outcome, language, wasAsleep));
  enable(true);
  if (outcome.problem === null) {
    byId("sign_in_agencies").replaceChildren();
    byId("sign_in_list").focus();
  }
}

/** Sign out; the button goes with it, so the focus moves. */
async function signOut() {
  await ask({ type: "sign_out" });
  tell(say(language, "sign_in.left"));
  byId("sign_in_list").focus();
}

/**
 * @param {boolean} is whether the agencies can be chosen
 */
function enable(is) {
  for (const button of byId("sign_in_agencies").querySelectorAll("button")) {
    button.disabled = !is;
  }
}

/**
 * @param {string} text to say about what is going on
 */
function tell(text) {
  setText(byId("sign_in_outcome"), text);
}

/**
 * Ask the background.
 * @param {import("../types-background.d.ts").BackgroundMessage} message what
 * @returns {Promise<any>} its answer; a worker that was stopped in the middle is no fault of the person
 */
async function ask(message) {
  return chrome.runtime.sendMessage(message).then((answer) => answer ?? { problem: "unexpected" }, () => ({ problem: "unexpected" }));
}
