/**
 * Bytes and the ways they are written in metadata: hexadecimal, PEM, DER. What cannot be read is null.
 */

/**
 * Read hexadecimal digits.
 * @param {unknown} text an even number of digits
 * @returns {Uint8Array | null} the bytes
 */
export function readHex(text) {
  if (typeof text !== "string" || !/^(?:[0-9a-f]{2})*$/iu.test(text)) {
    return null;
  }
  return Uint8Array.from({ length: text.length / 2 }, (_, index) => parseInt(text.slice(index * 2, index * 2 + 2), 16));
}

/**
 * Write bytes as hexadecimal digits.
 * @param {Uint8Array} bytes any
 * @returns {string} two small digits for each
 */
export function writeHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Read a public key in PEM (RFC 7468, "PUBLIC KEY").
 * @param {unknown} text with its two lines of dashes
 * @returns {Uint8Array | null} the SubjectPublicKeyInfo in DER
 */
export function readPem(text) {
  const body = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/u.exec(String(text))?.[1];
  try {
    return body === undefined ? null : Uint8Array.from(atob(body), (letter) => letter.charCodeAt(0));
  } catch {
    return null; // base64 with a wrong number of letters
  }
}

/**
 * Read an ECDSA signature in DER, as OpenSSL writes it, into the form of WebCrypto.
 * @param {Uint8Array | null} der SEQUENCE of the INTEGERs r and s (RFC 3279, section 2.2.3)
 * @param {number} width bytes of r and of s, so of the curve's order
 * @returns {Uint8Array | null} r, then s
 */
export function readEcdsaSignature(der, width) {
  // Lengths have one byte on the curves we know, up to P-384.
  if (der === null || der[0] !== 0x30 || der[1] !== der.length - 2) {
    return null;
  }
  const r = readInteger(der.subarray(2), width);
  const s = r && readInteger(der.subarray(2 + r.read), width);
  if (!r || !s || 2 + r.read + s.read !== der.length) {
    return null;
  }
  const raw = new Uint8Array(2 * width);
  raw.set(r.digits, width - r.digits.length);
  raw.set(s.digits, 2 * width - s.digits.length);
  return raw;
}

/**
 * Read a positive INTEGER of DER.
 * @param {Uint8Array} der begins with it
 * @param {number} width the most bytes that it may need
 * @returns {{digits: Uint8Array, read: number} | null} its bytes without the sign's, and how many bytes were read
 */
function readInteger(der, width) {
  const [tag, length = 0] = der;
  const body = der.subarray(2, 2 + length);
  if (tag !== 2 || length < 1 || body.length !== length || !isShortest(body)) {
    return null;
  }
  const digits = body[0] === 0 ? body.subarray(1) : body;
  return digits.length <= width ? { digits, read: 2 + length } : null;
}

/**
 * Tell whether a number is positive and has no byte too many: a zero stands first only where the next byte would
 * otherwise be taken for a sign.
 * @param {Uint8Array} body of an INTEGER
 * @returns {boolean} yes or no
 */
function isShortest([first = 0, second]) {
  return first === 0 ? second === undefined || second > 0x7f : first <= 0x7f;
}

/**
 * Compute the hash of a file.
 * @param {Uint8Array} bytes the file
 * @returns {Promise<string>} its SHA-256 in hexadecimal
 */
export async function computeSha256(bytes) {
  return writeHex(new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes))));
}
