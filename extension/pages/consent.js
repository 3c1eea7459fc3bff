/**
 * Firefox's own question before data leaves the browser (data_collection_permissions): an ID token, shown to the server once
 * when somebody signs in, is authentication information and may name them. Other browsers have no such question.
 *
 * Source: extensionworkshop.com, "Firefox built-in consent for data collection and transmission" (read 2026-11-21).
 */

/** As the manifest offers them; neither may be taken as agreed to without a question. */
const SIGN_IN_DATA = Object.freeze(["authenticationInfo", "personallyIdentifyingInfo"]);

/**
 * Tell whether this browser asks before data is sent. To be known before a click: what is awaited after one makes Firefox forget it.
 * @param {typeof chrome.permissions} permissions of the browser
 * @returns {Promise<boolean>} yes in Firefox 140 and later
 */
export async function hasDataConsent(permissions) {
  return "data_collection" in (await permissions.getAll());
}

/**
 * Ask the person whether the ID token may be sent; at once agreed to where they have agreed before.
 * @param {typeof chrome.permissions} permissions of the browser
 * @param {boolean} isAsking whether this browser asks (hasDataConsent)
 * @returns {Promise<boolean>} whether they agree
 */
export async function askSignInConsent(permissions, isAsking) {
  const wanted = /** @type {chrome.permissions.Permissions} */ ({ data_collection: SIGN_IN_DATA });
  return !isAsking || permissions.request(wanted).catch(() => false);
}
