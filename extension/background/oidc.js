/**
 * What OpenID Connect wants said and how its answers are read: values in, values out. The provider is the agency's.
 *
 * Source: OpenID Connect Core 1.0 and Discovery 1.0; PKCE, RFC 7636; RFC 9207 (who answered); RFC 9700 (best practice).
 */

/** @typedef {import("../types-background.d.ts").SignInOffer} SignInOffer */
/** @typedef {import("../types-background.d.ts").SignInProblem} SignInProblem */
/** @typedef {{state: string, nonce: string, verifier: string, challenge: string}} Attempt */
/** @typedef {{authorize: string, token: string, scopes: string[] | null, namesItself: boolean}} Endpoints */

/** Of this machine: nobody is between. */
const LOOPBACK = /^127(\.\d{1,3}){3}$/u;
const RANDOM_BYTES = 32;

/** Scopes that OpenID Connect itself names: every provider knows them, also one that does not list any. */
const STANDARD_SCOPES = new Set(["email", "profile"]);

/** Why somebody was not signed in. */
export class SignInError extends Error {
  /** @param {SignInProblem} problem in one word */
  constructor(problem) {
    super(problem);
    this.name = "SignInError";
    this.problem = problem;
  }
}

/**
 * Make what ties the steps of one sign-in together; nobody can guess it, and it is good for this once.
 * @returns {Promise<Attempt>} challenge: the S256 of the verifier
 */
export async function makeAttempt() {
  const [state, nonce, verifier] = [makeRandom(), makeRandom(), makeRandom()];
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return { state, nonce, verifier, challenge: encode(new Uint8Array(digest)) };
}

/**
 * Name the discovery document of a provider.
 * @param {string} issuer of the agency
 * @returns {string} its address
 * @throws {SignInError} provider_wrong: somebody between could change what comes from there
 */
export function discoveryOf(issuer) {
  if (!isSafe(issuer)) {
    refuse("provider_wrong");
  }
  return `${issuer.replace(/\/+$/u, "")}/.well-known/openid-configuration`;
}

/**
 * Read where a provider signs people in.
 * @param {any} document of discovery
 * @param {string} issuer that it has to be of
 * @returns {Endpoints} scopes: null when it does not list any; namesItself: it says with each code who it is (RFC 9207)
 * @throws {SignInError} provider_wrong
 */
export function readEndpoints(document, issuer) {
  const { authorization_endpoint: authorize, token_endpoint: token, scopes_supported: scopes } = document ?? {};
  if (document?.issuer !== issuer || !isSafe(authorize) || !isSafe(token)) {
    throw new SignInError("provider_wrong");
  }
  const namesItself = document.authorization_response_iss_parameter_supported === true;
  return { authorize, token, scopes: Array.isArray(scopes) ? scopes : null, namesItself };
}

/**
 * Make the address of the page on which the person signs in.
 * @param {Endpoints} endpoints of the provider
 * @param {SignInOffer} offer of the agency
 * @param {Attempt} attempt this one
 * @param {string} redirect where the provider leads back to: the extension
 * @returns {string} with everything that the provider has to know
 */
export function makeSignInAddress({ authorize, scopes }, { client_id, scope }, { state, nonce, challenge }, redirect) {
  const isKnown = scopes ? scopes.includes(scope) : STANDARD_SCOPES.has(scope);
  const asked = {
    response_type: "code",
    client_id,
    redirect_uri: redirect,
    scope: isKnown ? `openid ${scope}` : "openid",
    state,
    nonce,
    code_challenge: challenge,
    code_challenge_method: "S256",
  };
  const address = new URL(authorize);
  for (const [name, value] of Object.entries(asked)) {
    address.searchParams.set(name, value);
  }
  return address.href;
}

/**
 * Read with what the provider leads back.
 * @param {string | undefined} address that it led to
 * @param {{state: string, issuer: string, redirect: string, namesItself: boolean}} wanted of this sign-in
 * @returns {string} the code, good for once
 * @throws {SignInError} cancelled, provider_refused, provider_wrong
 */
export function readCode(address, { state, issuer, redirect, namesItself }) {
  if (address === undefined || !address.startsWith(redirect)) {
    throw new SignInError("provider_wrong");
  }
  const answer = new URL(address).searchParams;
  if (answer.get("state") !== state || (answer.get("iss") ?? (namesItself ? null : issuer)) !== issuer) {
    throw new SignInError("provider_wrong");
  }
  if (answer.has("error")) {
    throw new SignInError(answer.get("error") === "access_denied" ? "cancelled" : "provider_refused");
  }
  return answer.get("code") ?? refuse("provider_wrong");
}

/**
 * Make the body with which the code is turned into tokens. There is no secret: the verifier shows that we began this.
 * @param {string} code from the provider
 * @param {SignInOffer} offer of the agency
 * @param {Attempt} attempt this one
 * @param {string} redirect the same as before
 * @returns {string} a form
 */
export function makeTokenBody(code, { client_id }, { verifier }, redirect) {
  const given = { grant_type: "authorization_code", code, client_id, redirect_uri: redirect, code_verifier: verifier };
  return new URLSearchParams(given).toString();
}

/**
 * Read the ID token; whatever other tokens there are is not looked at.
 * @param {any} answer of the provider
 * @returns {string} for our server alone
 * @throws {SignInError} provider_wrong
 */
export function readIdToken(answer) {
  const token = answer?.id_token;
  return typeof token === "string" ? token : refuse("provider_wrong");
}

/**
 * @param {SignInProblem} problem in one word
 * @returns {never} it throws
 */
function refuse(problem) {
  throw new SignInError(problem);
}

/**
 * @param {unknown} address of a provider
 * @returns {address is string} nobody between can read what is sent there
 */
function isSafe(address) {
  if (typeof address !== "string" || !URL.canParse(address)) {
    return false;
  }
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
}

/** @returns {string} 256 random bits */
function makeRandom() {
  return encode(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)));
}

/**
 * @param {Uint8Array} bytes any
 * @returns {string} base64url, without padding
 */
function encode(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
