/** Signing in: every step as OpenID Connect wants it, every way to fail by its name, no token or code anywhere afterwards. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, describe, mock, test } from "node:test";

import { isClockWrong, readEnrolment, readOffers, readRefusal } from "../../../extension/background/enrolment.js";
import { discoveryOf, makeAttempt, makeSignInAddress, readCode, readEndpoints } from "../../../extension/background/oidc.js";
import { recordRequests } from "../../../extension/background/sent.js";
import { listSignIns, signIn, signOut } from "../../../extension/background/signin.js";
import { FakeClock, FakeNetwork, makeBrowser, settle } from "./fakes.mjs";

const SERVER = "http://127.0.0.1:8000";
const ISSUER = "https://sso.bkd.example/realms/asn";
const REDIRECT = "https://jaga.chromiumapp.org/";
const OFFER = { id: "bkd-contoh", name: "BKD Contoh", issuer: ISSUER, client_id: "jaga", scope: "groups" };
const DISCOVERY = { issuer: ISSUER, authorization_endpoint: `${ISSUER}/auth`, token_endpoint: `${ISSUER}/token` };
const ENROLMENT = {
  agency: { id: "bkd-contoh", name: "BKD Contoh" },
  credential: `jaga_member_bkd-contoh_20270219_${"x".repeat(43)}`,
  expires: "2027-02-19T00:00:00Z",
  policy_key: `04${"ab".repeat(64)}`,
};
const SECRETS = ["kode-rahasia", "token-rahasia"];

let network, browser, services, errors, opened;

beforeEach(() => {
  errors = mock.method(console, "error", () => undefined).mock;
  network = new FakeNetwork();
  browser = makeBrowser({ settings: { server: SERVER, language: "en" } });
  opened = [];
  browser.identity = {
    getRedirectURL: () => REDIRECT,
    launchWebAuthFlow: async ({ url }) => {
      opened.push(new URL(url));
      return `${REDIRECT}?code=${SECRETS[0]}&state=${new URL(url).searchParams.get("state")}`;
    },
  };
  network.serve(`${SERVER}/v1/agencies`, JSON.stringify({ agencies: [OFFER] }));
  network.serve(`${ISSUER}/.well-known/openid-configuration`, JSON.stringify(DISCOVERY));
  network.serve(`${ISSUER}/token`, JSON.stringify({ id_token: SECRETS[1], access_token: "lain" }));
  network.serve(`${SERVER}/v1/enrol`, JSON.stringify(ENROLMENT), { headers: { Date: "Sat, 21 Nov 2026 02:00:00 GMT" } });
  services = recordRequests({ browser, fetch: network.fetch, clock: new FakeClock() }).because("sign_in");
});

const bodyOf = (path) => network.requests.find(({ url }) => url.endsWith(path)).options.body;

describe("a sign-in that goes well", () => {
  test("stores the enrolment, wakes, and leaves no code, token, nonce or verifier behind", async () => {
    assert.deepEqual(await signIn(services, "bkd-contoh"), { problem: null, is_clock_wrong: false });
    await settle();
    const { enrolment, settings } = await browser.storage.local.all();
    assert.deepEqual(enrolment, { server: SERVER, ...ENROLMENT });
    assert.deepEqual(settings, { server: SERVER, language: "en", employment: "pns" });
    const everything = JSON.stringify([await browser.storage.local.all(), await browser.storage.session.all()]);
    const { nonce } = JSON.parse(bodyOf("/v1/enrol"));
    const verifier = new URLSearchParams(bodyOf("/token")).get("code_verifier");
    for (const secret of [...SECRETS, nonce, verifier, opened[0].searchParams.get("state")]) {
      assert.ok(secret.length > 10 && !everything.includes(secret));
    }
  });

  test("keeps the answer that the person had given", async () => {
    await browser.storage.local.set({ settings: { server: SERVER, employment: "pppk" } });
    await signIn(services, "bkd-contoh");
    assert.equal((await browser.storage.local.all()).settings.employment, "pppk");
  });

  test("is written down without what stands behind the question mark", async () => {
    await signIn(services, "bkd-contoh");
    await settle();
    const { sent } = await browser.storage.local.all();
    assert.deepEqual(
      sent.map(({ method, address, status, cookies, body }) => [method, address, status, cookies, body]),
      [
        ["GET", `${SERVER}/v1/agencies`, 200, false, false],
        ["GET", `${ISSUER}/.well-known/openid-configuration`, 200, false, false],
        ["GET", `${ISSUER}/auth`, 0, true, false],
        ["POST", `${ISSUER}/token`, 200, false, true],
        ["POST", `${SERVER}/v1/enrol`, 200, false, true],
      ],
    );
  });

  test("proves with PKCE that the same browser began and ended it", async () => {
    await signIn(services, "bkd-contoh");
    const asked = Object.fromEntries(opened[0].searchParams);
    const given = Object.fromEntries(new URLSearchParams(bodyOf("/token")));
    assert.equal(asked.code_challenge, createHash("sha256").update(given.code_verifier).digest("base64url"));
    assert.deepEqual([asked.response_type, asked.code_challenge_method, asked.scope], ["code", "S256", "openid"]);
    assert.deepEqual([asked.client_id, asked.redirect_uri], [given.client_id, given.redirect_uri]);
    const { agency, id_token, nonce } = JSON.parse(bodyOf("/v1/enrol"));
    assert.deepEqual([agency, id_token, nonce], ["bkd-contoh", SECRETS[1], asked.nonce]);
  });

  test("sends no cookie and no credential, and follows nobody elsewhere", async () => {
    await signIn(services, "bkd-contoh");
    for (const { options } of network.requests) {
      assert.deepEqual([options.credentials, options.redirect, options.referrerPolicy], ["omit", "manual", "no-referrer"]);
      assert.equal(new Headers(options.headers).has("Authorization"), false);
    }
  });

  test("tells of a clock that is wrong", async () => {
    network.serve(`${SERVER}/v1/enrol`, JSON.stringify(ENROLMENT), { headers: { Date: "Sat, 21 Nov 2026 02:03:00 GMT" } });
    assert.deepEqual(await signIn(services, "bkd-contoh"), { problem: null, is_clock_wrong: true });
  });
});

describe("a sign-in that fails", () => {
  const problem = (type, status) => [JSON.stringify({ type: `/problems/${type}` }), { status }];
  const leading = (search) => (given) => {
    given.identity.launchWebAuthFlow = async ({ url }) =>
      `${REDIRECT}?${search.replace("STATE", new URL(url).searchParams.get("state"))}`;
  };
  const failing = (message) => (given) => {
    given.identity.launchWebAuthFlow = () => Promise.reject(new Error(message));
  };
  const answering = (url, ...answer) => () => network.serve(url, ...answer);
  const CASES = [
    ["an agency that is gone", "not_offered", answering(`${SERVER}/v1/agencies`, '{"agencies": []}')],
    ["our server is down", "server_down", () => network.answers.set(`${SERVER}/v1/agencies`, () => Promise.reject(new TypeError("down")))],
    ["a Wi-Fi's page", "server_down", answering(`${SERVER}/v1/agencies`, "<html>")],
    ["a server without agencies", "server_down", answering(`${SERVER}/v1/agencies`, "{}", { status: 404 })],
    ["the provider is down", "provider_down", () => network.answers.set(discoveryOf(ISSUER), () => Promise.reject(new TypeError("down")))],
    ["another issuer", "provider_wrong", answering(discoveryOf(ISSUER), JSON.stringify({ ...DISCOVERY, issuer: `${ISSUER}/` }))],
    ["a page without https", "provider_wrong", answering(discoveryOf(ISSUER), JSON.stringify({ ...DISCOVERY, token_endpoint: "http://sso.bkd.example/token" }))],
    ["the window is closed", "cancelled", failing("The user did not approve access.")],
    ["the page does not come", "provider_down", failing("Authorization page could not be loaded.")],
    ["the person says no", "cancelled", leading("error=access_denied&state=STATE")],
    ["the provider refuses", "provider_refused", leading("error=invalid_scope&state=STATE")],
    ["the state of somebody else", "provider_wrong", leading(`code=${SECRETS[0]}&state=lain`)],
    ["no state", "provider_wrong", leading(`code=${SECRETS[0]}`)],
    ["another provider answers", "provider_wrong", leading(`code=${SECRETS[0]}&state=STATE&iss=https://lain.example`)],
    ["no code", "provider_wrong", leading("state=STATE")],
    ["the code is refused", "provider_wrong", answering(`${ISSUER}/token`, '{"error": "invalid_grant"}', { status: 400 })],
    ["the provider does not let us read", "provider_down", () => network.answers.set(`${ISSUER}/token`, () => Promise.reject(new TypeError("Failed to fetch")))],
    ["not a member", "not_member", () => network.serve(`${SERVER}/v1/enrol`, ...problem("not-a-member", 403))],
    ["clocks that differ", "clocks", () => network.serve(`${SERVER}/v1/enrol`, ...problem("id-token-early", 403))],
    ["a token that is refused", "token_refused", () => network.serve(`${SERVER}/v1/enrol`, ...problem("id-token-nonce", 403))],
    ["too many at once", "too_many", () => network.serve(`${SERVER}/v1/enrol`, ...problem("too-many-enrolments", 429))],
    ["the server cannot reach the provider", "provider_down", () => network.serve(`${SERVER}/v1/enrol`, ...problem("provider-down", 503))],
    ["an enrolment that is none", "server_down", answering(`${SERVER}/v1/enrol`, "{}")],
    ["a fault of ours", "unexpected", (given) => delete given.identity],
  ];
  for (const [name, expected, spoil] of CASES) {
    test(`${name}: ${expected}; everything stays as it was, and nothing is told to the console`, async () => {
      const before = { settings: { server: SERVER, employment: "pppk" }, enrolment: { server: SERVER, ...ENROLMENT, expires: "2026-12-01T00:00:00Z" } };
      await browser.storage.local.set(before);
      spoil(browser);
      assert.deepEqual(await signIn(services, "bkd-contoh"), { problem: expected });
      await settle();
      const { settings, enrolment } = await browser.storage.local.all();
      assert.deepEqual({ settings, enrolment }, before);
      const told = JSON.stringify(errors.calls.map((call) => call.arguments));
      assert.deepEqual(SECRETS.filter((secret) => told.includes(secret)), []);
      assert.equal(errors.callCount(), expected === "unexpected" ? 1 : 0);
    });
  }
});

test("signing out forgets the enrolment and nothing else", async () => {
  await signIn(services, "bkd-contoh");
  await signOut(browser);
  const { enrolment, settings } = await browser.storage.local.all();
  assert.deepEqual([enrolment, settings.employment], [undefined, "pns"]);
});

test("the agencies are listed as they are", async () => {
  assert.deepEqual(await listSignIns(services), { agencies: [OFFER] });
});

describe("a scope", () => {
  const CASES = [
    ["of the provider is asked for", ["openid", "groups"], "groups", "openid groups"],
    ["that it does not list is not", ["openid"], "groups", "openid"],
    ["of OpenID Connect is asked for where nothing is listed", null, "email", "openid email"],
    ["of its own is not, where nothing is listed", null, "groups", "openid"],
  ];
  for (const [name, scopes, scope, expected] of CASES) {
    test(name, async () => {
      const endpoints = { authorize: `${ISSUER}/auth?kept=1`, token: "", scopes };
      const address = new URL(makeSignInAddress(endpoints, { ...OFFER, scope }, await makeAttempt(), REDIRECT));
      assert.deepEqual([address.searchParams.get("scope"), address.searchParams.get("kept")], [expected, "1"]);
    });
  }
});

test("no two sign-ins share anything", async () => {
  const values = [...Object.values(await makeAttempt()), ...Object.values(await makeAttempt())];
  assert.equal(new Set(values).size, 8);
  assert.ok(values.every((value) => /^[\w-]{43}$/u.test(value)));
});

describe("what servers say is read strictly", () => {
  test("an enrolment has every part, and no more of it is stored", () => {
    assert.deepEqual(Object.keys(readEnrolment({ ...ENROLMENT, more: 1 }, SERVER)), ["server", "agency", "credential", "expires", "policy_key"]);
    for (const changes of [{ agency: null }, { agency: { id: 1 } }, { credential: "x" }, { credential: 1 }, { expires: "soon" }, { policy_key: "g" }]) {
      assert.equal(readEnrolment({ ...ENROLMENT, ...changes }, SERVER), null);
    }
    assert.equal(readEnrolment(null, SERVER), null);
  });
  test("offers are whole", () => {
    for (const answer of [null, {}, { agencies: {} }, { agencies: [{}] }, { agencies: [{ ...OFFER, issuer: 1 }] }]) {
      assert.equal(readOffers(answer), null);
    }
  });
  test("endpoints are addresses", () => {
    for (const changes of [{ token_endpoint: 1 }, { authorization_endpoint: "javascript:alert(1)" }, { token_endpoint: "x" }, { token_endpoint: "http://127.0.0.1.lain.example/" }]) {
      assert.throws(() => readEndpoints({ ...DISCOVERY, ...changes }, ISSUER), { problem: "provider_wrong" });
    }
    assert.throws(() => readEndpoints(null, ISSUER), { problem: "provider_wrong" });
  });
  test("a code comes back to us alone", () => {
    const wanted = { state: "s", issuer: ISSUER, redirect: REDIRECT, namesItself: false };
    assert.equal(readCode(`${REDIRECT}?code=c&state=s&iss=${ISSUER}`, wanted), "c");
    assert.throws(() => readCode("https://lain.example/?code=c&state=s", wanted), { problem: "provider_wrong" });
    assert.throws(() => readCode(undefined, wanted), { problem: "provider_wrong" });
  });
  test("a provider that says who it is has to say so (RFC 9207)", () => {
    const { namesItself } = readEndpoints({ ...DISCOVERY, authorization_response_iss_parameter_supported: true }, ISSUER);
    const wanted = { state: "s", issuer: ISSUER, redirect: REDIRECT, namesItself };
    assert.throws(() => readCode(`${REDIRECT}?code=c&state=s`, wanted), { problem: "provider_wrong" });
    assert.equal(readCode(`${REDIRECT}?code=c&state=s&iss=${ISSUER}`, wanted), "c");
  });
  test("a provider is asked over https", () => assert.throws(() => discoveryOf("http://sso.bkd.example"), { problem: "provider_wrong" }));
  test("whatever is no problem of ours is a server that is down", () => {
    for (const answer of [null, "x", {}, { type: 1 }, { type: "/problems/constructor" }]) {
      assert.equal(readRefusal(answer), "server_down");
    }
  });
  test("a clock is judged only by a date", () => {
    assert.deepEqual([isClockWrong(null, 0), isClockWrong("x", 0), isClockWrong("Thu, 01 Jan 1970 00:02:01 GMT", 0)], [false, false, true]);
  });
});
