/**
 * Verify one signature with one public key, on WebCrypto (TUF 1.0, section 4.2, "keytype" and "scheme").
 * A key that is not known here, or that the browser cannot load, has signed nothing; it is no error.
 */

import { readEcdsaSignature, readHex, readPem, writeHex } from "./bytes.js";

/**
 * @typedef {{keytype?: unknown, scheme?: unknown, keyval?: {public?: unknown}}} Key as metadata holds it
 * @typedef {object} Scheme
 * @property {string[]} keytypes that may name it
 * @property {"raw" | "spki"} format how WebCrypto takes the key
 * @property {(text: unknown) => Uint8Array | null} readKey the key's bytes from "keyval.public"
 * @property {any} algorithm of the key
 * @property {any} verification of a signature
 * @property {(signature: Uint8Array) => Uint8Array | null} readSignature into WebCrypto's form
 */

/**
 * Describe ECDSA on one curve.
 * @param {string} namedCurve such as P-256
 * @param {string} hash such as SHA-256
 * @param {number} width bytes of the curve's order
 * @returns {Scheme} the scheme
 */
function ecdsa(namedCurve, hash, width) {
  return {
    keytypes: ["ecdsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384"],
    format: "spki",
    readKey: readPem,
    algorithm: { name: "ECDSA", namedCurve },
    verification: { name: "ECDSA", hash },
    readSignature: (der) => readEcdsaSignature(der, width),
  };
}

/**
 * Describe RSA with one padding.
 * @param {string} name of the padding
 * @returns {Scheme} the scheme
 */
function rsa(name) {
  return {
    keytypes: ["rsa"],
    format: "spki",
    readKey: readPem,
    algorithm: { name, hash: "SHA-256" },
    // The salt is as long as the hash, as in securesystemslib; the other padding has none and ignores it.
    verification: { name, saltLength: 32 },
    readSignature: (bytes) => bytes,
  };
}

/**
 * Every scheme that is known here. We sign with the first two; the others are for other people's repositories.
 * @type {Readonly<Map<unknown, Scheme>>}
 */
const SCHEMES = new Map([
  [
    "ed25519",
    {
      keytypes: ["ed25519"],
      format: "raw",
      readKey: readHex,
      algorithm: { name: "Ed25519" },
      verification: { name: "Ed25519" },
      readSignature: (/** @type {Uint8Array} */ bytes) => bytes,
    },
  ],
  ["ecdsa-sha2-nistp256", ecdsa("P-256", "SHA-256", 32)],
  ["ecdsa-sha2-nistp384", ecdsa("P-384", "SHA-384", 48)],
  ["rsassa-pss-sha256", rsa("RSA-PSS")],
  ["rsa-pkcs1v15-sha256", rsa("RSASSA-PKCS1-v1_5")],
]);

/**
 * Tell who a key is, whatever id it goes by: the same key under two ids is one signer.
 * @param {Key} key from metadata
 * @returns {string | null} null for a key that is not known here
 */
export function identifyKey(key) {
  const bytes = findScheme(key)?.readKey(key.keyval?.public);
  return bytes ? writeHex(bytes) : null;
}

/**
 * Tell whether a signature is the key's.
 * @param {Key} key from metadata
 * @param {string} signature hexadecimal, as metadata holds it
 * @param {Uint8Array} payload what was signed
 * @returns {Promise<boolean>} false also when key or signature cannot be read
 */
export async function isSignedBy(key, signature, payload) {
  const scheme = findScheme(key);
  const [keyBytes, hexBytes] = [scheme?.readKey(key.keyval?.public), readHex(signature)];
  const bytes = hexBytes && scheme?.readSignature(hexBytes);
  return Boolean(scheme && keyBytes && bytes) && verify(/** @type {any} */ (scheme), keyBytes, bytes, payload);
}

/**
 * Ask WebCrypto.
 * @param {Scheme} scheme how
 * @param {any} key its bytes
 * @param {any} signature in WebCrypto's form
 * @param {any} payload what was signed
 * @returns {Promise<boolean>} false for a key that it refuses, as an old browser refuses Ed25519
 */
async function verify(scheme, key, signature, payload) {
  try {
    const loaded = await crypto.subtle.importKey(scheme.format, key, scheme.algorithm, false, ["verify"]);
    return await crypto.subtle.verify(scheme.verification, loaded, signature, payload);
  } catch {
    return false;
  }
}

/**
 * Find how a key signs.
 * @param {Key} key from metadata
 * @returns {Scheme | undefined} undefined when it is not known here
 */
function findScheme({ keytype, scheme }) {
  const found = SCHEMES.get(scheme);
  return found?.keytypes.includes(String(keytype)) ? found : undefined;
}
