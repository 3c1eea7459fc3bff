/** What a person may enter as the address of a server. */

/** Without a certificate only this computer itself is asked: nobody between can read or change anything. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Read the address of a server.
 * @param {string} entered by a person, such as "jaga.example.go.id" or "http://127.0.0.1:8000/"
 * @returns {string | null} the origin, without a trailing slash; null when it is none or is not safe
 */
export function readServerAddress(entered) {
  const text = entered.trim();
  const url = parseUrl(text.includes("://") ? text : `https://${text}`);
  return url !== null && isOrigin(url) && isSafe(url) ? url.origin : null;
}

/**
 * Tell an origin from a longer address.
 * @param {URL} url as parsed
 * @returns {boolean} no person, path, question or place in it
 */
function isOrigin(url) {
  return url.href === `${url.origin}/`;
}

/**
 * Tell whether what is sent there and comes from there stays as it is.
 * @param {URL} url as parsed
 * @returns {boolean} encrypted, or on this computer
 */
function isSafe(url) {
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
}

/**
 * Parse an address.
 * @param {string} text with a scheme
 * @returns {URL | null} null when it is none
 */
function parseUrl(text) {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
