/** An agency in memory: its key, its signed policies, a device and a person of it. */

import { generateKeyPairSync, sign as signBytes } from "node:crypto";
import { readFileSync } from "node:fs";

import { encodeCanonical } from "../../../extension/background/tuf/canonical_json.js";
import { EXTENSION } from "./fakes.mjs";
import { SERVER } from "./release_samples.mjs";

const PATH = "extension/policy_schema.json";
const SCHEMA_TEXT = readFileSync(new URL(`../../../${PATH}`, import.meta.url), "utf8");
export const SCHEMA = JSON.parse(SCHEMA_TEXT);
export const DEVICE_KEY = `jaga_00000001_${"k".repeat(43)}`;
export const POLICY_URL = `${SERVER}/v1/policy`;

const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" });
export const POINT = pointOf(pair);

/** What stands on a managed device. */
export const MANAGED = { agency_name: "BKD Contoh", server: SERVER, device_key: DEVICE_KEY, policy_key: POINT };

/** What signing in leaves behind. */
export const ENROLMENT = {
  server: SERVER,
  agency: { id: "bkd-contoh", name: "BKD Contoh" },
  credential: "masuk_rahasia",
  expires: "2027-01-01T00:00:00Z",
  policy_key: POINT,
};

/**
 * Write a public key as devices are told it.
 * @param {{publicKey: any}} keys a pair
 * @returns {string} the uncompressed point
 */
export function pointOf({ publicKey }) {
  const { x, y } = publicKey.export({ format: "jwk" });
  return `04${[x, y].map((part) => Buffer.from(part, "base64url").toString("hex")).join("")}`;
}

/**
 * Sign a policy as server/agencies/policy_signing.py does.
 * @param {object} policy what it sets
 * @param {object} [given] members of "signed" that differ, and who signs
 * @returns {string} the answer
 */
export function signPolicy(policy, { keys = pair, ...given } = {}) {
  const agency = { id: "bkd-contoh", name: "BKD Contoh" };
  const signed = { _type: "policy", format: 1, agency, version: 1, expires: "2026-12-01T00:00:00Z", policy, ...given };
  const sig = signBytes("sha256", Buffer.from(encodeCanonical(signed)), keys.privateKey).toString("hex");
  return JSON.stringify({ signatures: [{ keyid: "k", sig }], signed });
}

/**
 * Let the server answer with a policy, and 304 to whoever knows its ETag.
 * @param {import("./fakes.mjs").FakeNetwork} network where
 * @param {string} body of the answer
 * @param {string} etag of it
 */
export function servePolicy(network, body, etag = '"1"') {
  network.answers.set(POLICY_URL, () => {
    const { options } = network.requests.at(-1);
    const isKnown = new Headers(options.headers).get("If-None-Match") === etag;
    return isKnown ? new Response(null, { status: 304 }) : new Response(body, { headers: { ETag: etag } });
  });
}

/**
 * Put the schema into the package.
 * @param {import("./fakes.mjs").FakeNetwork} network that the package is read through
 */
export function packSchema(network) {
  network.serve(`${EXTENSION}${PATH}`, SCHEMA_TEXT);
}
