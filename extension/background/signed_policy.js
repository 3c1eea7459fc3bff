/**
 * Read a signed policy (server/agencies/policy_signing.py): TUF's envelope, ECDSA on P-256 over canonical JSON, by the one key
 * that the device or the enrolment names.
 */

import { Problem } from "./problem.js";
import { exactly, listOf, parseJson, record, tableOf, text, whole } from "./shapes.js";
import { readHex } from "./tuf/bytes.js";
import { encodeCanonical } from "./tuf/canonical_json.js";
import { isSignedBy } from "./tuf/public_keys.js";

/**
 * @typedef {object} SignedPolicy
 * @property {{id: string, name: string}} agency whose it is
 * @property {number} version goes up only
 * @property {string} expires UTC instant: how old an answer may be
 * @property {Record<string, unknown>} policy not yet checked
 */

/** What stands before the point of a P-256 key in a SubjectPublicKeyInfo (RFC 5480). */
const SPKI_PREFIX = "3059301306072a8648ce3d020106082a8648ce3d030107034200";

/** As long as the name of an agency may be, on one line. */
const NAME = text((name) => /^\P{C}{1,120}$/u.test(name), "a name on one line");

const ENVELOPE = record({
  signatures: listOf(record({ keyid: text(), sig: text() })),
  signed: record({
    _type: exactly("policy"),
    format: exactly(1),
    agency: record({ id: text(), name: NAME }),
    version: whole(1),
    expires: text((instant) => !Number.isNaN(Date.parse(instant)), "an instant"),
    policy: tableOf(() => undefined),
  }),
});

/**
 * Read and verify a policy.
 * @param {Uint8Array} bytes of the answer
 * @param {string} policyKey the point of its key, in hexadecimal
 * @returns {Promise<SignedPolicy>} whose policy is still to be checked
 * @throws {Problem} not_json, wrong_shape, wrong_signature
 */
export async function readSignedPolicy(bytes, policyKey) {
  const envelope = /** @type {{signatures: {sig: string}[], signed: SignedPolicy}} */ (parseJson(bytes, "policy"));
  ENVELOPE(envelope, "policy");
  const payload = new TextEncoder().encode(encodeCanonical(envelope.signed));
  const [signature] = envelope.signatures;
  if (signature === undefined || !(await isSignedBy(makeKey(policyKey), signature.sig, payload))) {
    throw new Problem("wrong_signature", "policy: not signed by the policy key that this device was given");
  }
  return envelope.signed;
}

/**
 * Write a point in the form in which TUF metadata holds keys.
 * @param {string} point in hexadecimal
 * @returns {import("./tuf/public_keys.js").Key} PEM inside
 */
function makeKey(point) {
  const bytes = readHex(`${SPKI_PREFIX}${point}`) ?? [];
  const pem = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...bytes))}\n-----END PUBLIC KEY-----\n`;
  return { keytype: "ecdsa", scheme: "ecdsa-sha2-nistp256", keyval: { public: pem } };
}
