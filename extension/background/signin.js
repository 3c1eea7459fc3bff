/**
 * Sign in through an agency's single sign-on, and sign out. The person signs in on the agency's own page; of what comes
 * back only the ID token is used, once: our server turns it into an enrolment, which says *member of this agency* and
 * nothing about whom. Codes and tokens live in variables of one call; they are neither stored nor logged.
 *
 * Signing in wakes the extension when nobody had answered; nothing that happens here ever lets it sleep.
 */

import { readBounded } from "./download.js";
import { isClockWrong, readEnrolment, readOffers, readRefusal } from "./enrolment.js";
import {
  SignInError,
  discoveryOf,
  makeAttempt,
  makeSignInAddress,
  makeTokenBody,
  readCode,
  readEndpoints,
  readIdToken,
} from "./oidc.js";
import { readSettings, readStored } from "./storage.js";

/** @typedef {import("../types-background.d.ts").SignInOffer} SignInOffer */
/** @typedef {import("../types-background.d.ts").SignInOutcome} SignInOutcome */
/** @typedef {import("../types-background.d.ts").SignInProblem} SignInProblem */
/** @typedef {import("./sent.js").Recorded} Recorded */
/** @typedef {{status: number, json: any, date: string | null}} Answer */

const ANSWER_MAX_BYTES = 262_144;
const ANSWER_TIMEOUT_MS = 20_000;

/** What Chromium says of a page that does not come, and not of a window that was closed (seen 2026-11). */
const NOT_LOADED = /could not be loaded/u;

/** No cookie, no referrer, and nowhere else than asked. */
const QUIETLY = /** @type {const} */ ({
  credentials: "omit",
  referrerPolicy: "no-referrer",
  cache: "no-store",
  redirect: "manual",
});

/**
 * Ask our server for the agencies whose people can sign in; only when the person wants to see them.
 * @param {Recorded} services browser, network, clock
 * @returns {Promise<{agencies: SignInOffer[]} | {problem: SignInProblem}>} by id
 */
export async function listSignIns(services) {
  return naming(async () => ({ agencies: await fetchOffers(services) }));
}

/**
 * Sign the person in.
 * @param {Recorded} services browser, network, window, clock
 * @param {string} agency id, as listed
 * @returns {Promise<SignInOutcome>} how it ended; whatever went wrong, everything is as it was
 */
export async function signIn(services, agency) {
  return naming(async () => {
    const { server } = await readSettings(services.browser);
    const offer = (await fetchOffers(services)).find(({ id }) => id === agency);
    if (offer === undefined) {
      throw new SignInError("not_offered");
    }
    const attempt = await makeAttempt();
    const id_token = await fetchIdToken(services, offer, attempt);
    const { status, json, date } = await ask(services, "server_down", `${server}/v1/enrol`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ agency, id_token, nonce: attempt.nonce }),
    });
    const enrolment = status === 200 ? readEnrolment(json, server) : null;
    if (enrolment === null) {
      throw new SignInError(readRefusal(json));
    }
    await keep(services.browser, enrolment);
    return { problem: null, is_clock_wrong: isClockWrong(date, services.clock.now()) };
  });
}

/**
 * Sign the person out: forget the enrolment. Which rule the person is bound by stays, so the guarding goes on.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {Promise<{ok: true}>} when it is forgotten
 */
export async function signOut({ storage }) {
  await storage.local.remove("enrolment");
  return { ok: true };
}

/**
 * Keep an enrolment; who had not said which rule counts is taken for a PNS, and can change it.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @param {import("../types-background.d.ts").Enrolment} enrolment that was given
 */
async function keep({ storage }, enrolment) {
  const chosen = /** @type {any} */ ((await readStored(storage.local, "settings")) ?? {});
  await storage.local.set({ enrolment, settings: { ...chosen, employment: chosen.employment ?? "pns" } });
}

/**
 * Get an ID token: the person signs in on the provider's page, and the code that comes back is exchanged.
 * @param {Recorded} services browser, network, window
 * @param {SignInOffer} offer of the agency
 * @param {import("./oidc.js").Attempt} attempt this one
 * @returns {Promise<string>} the token
 */
async function fetchIdToken(services, offer, attempt) {
  const { issuer } = offer;
  const discovery = await ask(services, "provider_down", discoveryOf(issuer));
  const endpoints = readEndpoints(discovery.json, issuer);
  const redirect = services.browser.identity.getRedirectURL();
  const led = await openWindow(services, makeSignInAddress(endpoints, offer, attempt, redirect));
  const code = readCode(led, { state: attempt.state, issuer, redirect, namesItself: endpoints.namesItself });
  const answer = await ask(services, "provider_down", endpoints.token, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: makeTokenBody(code, offer, attempt, redirect),
  });
  return readIdToken(answer.json);
}

/**
 * Show the provider's page in a window of its own.
 * @param {Recorded} services with the window
 * @param {string} address of the page
 * @returns {Promise<string | undefined>} where it led in the end
 * @throws {SignInError} cancelled, provider_down
 */
async function openWindow({ signInWindow }, address) {
  try {
    return await signInWindow(address);
  } catch (error) {
    throw new SignInError(NOT_LOADED.test(String(error)) ? "provider_down" : "cancelled");
  }
}

/**
 * Read the agencies of our server.
 * @param {Recorded} services browser, network
 * @returns {Promise<SignInOffer[]>} by id
 */
async function fetchOffers(services) {
  const { server } = await readSettings(services.browser);
  const { status, json } = await ask(services, "server_down", `${server}/v1/agencies`);
  const offers = status === 200 ? readOffers(json) : null;
  if (offers === null) {
    throw new SignInError("server_down");
  }
  return offers;
}

/**
 * Ask for JSON, bounded in time and size.
 * @param {Recorded} services with the network
 * @param {SignInProblem} problem when there is no answer that can be read
 * @param {string} url whom
 * @param {RequestInit} [options] what is sent
 * @returns {Promise<Answer>} of any status but a redirect
 */
async function ask(services, problem, url, options = {}) {
  try {
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    const response = await services.fetch(url, { ...QUIETLY, ...options, signal });
    const bytes = await readBounded(response, url, ANSWER_MAX_BYTES);
    const json = JSON.parse(new TextDecoder().decode(bytes));
    return { status: response.status, json, date: response.headers.get("Date") };
  } catch {
    throw new SignInError(problem); // what was caught may hold an address with a code: it goes nowhere
  }
}

/**
 * Do something, and name what went wrong; a fault of ours is written to the console by its kind alone.
 * @template T
 * @param {() => Promise<T>} task what to do
 * @returns {Promise<T | {problem: SignInProblem}>} its outcome
 */
async function naming(task) {
  try {
    return await task();
  } catch (error) {
    if (error instanceof SignInError) {
      return { problem: error.problem };
    }
    console.error("Jaga Jempol: sign-in failed:", error instanceof Error ? error.name : typeof error);
    return { problem: "unexpected" };
  }
}
