/**
 * What can go wrong while a release is fetched, as codes: stored in "release", explained in words by the popup.
 */

/** @typedef {import("../types-background.d.ts").ProblemCode} ProblemCode */

/**
 * Every code, with its meaning for maintainers. What people read stands in pages/texts.js.
 * @type {Readonly<Record<ProblemCode, string>>}
 */
export const PROBLEMS = Object.freeze({
  unreachable: "no answer at all: no network, no server, or a refused connection",
  timed_out: "the answer was not complete in time",
  redirected: "the request was sent elsewhere, as the sign-in page of a Wi-Fi does",
  http_status: "the server answered something else than 200",
  too_long: "the answer is longer than such a file may be",
  wrong_length: "the file is not as long as the release says",
  wrong_hash: "the file is not the one that the release names",
  not_json: "the answer is no JSON, for example a page in HTML",
  wrong_shape: "the file misses a field, or a field is of another kind",
  version_back: "the server offers something older than what is already here",
  version_mixed: "the files of the answer belong to different releases",
  wrong_signature: "the file is not signed by enough of the keys that must sign it",
  development_keys: "the release is signed with keys that anybody may hold, and comes from another machine",
  expired: "the file was good until an instant that has passed, by this machine's clock",
  storage_failed: "the browser could not store the release",
  unexpected: "a fault of this program",
});

/** One known problem; `code` is stored, `message` is for the console only. */
export class Problem extends Error {
  /**
   * @param {ProblemCode} code which problem
   * @param {string} detail what was found, where
   * @param {{status?: number, retryAfter?: string | null}} [answer] of HTTP, with http_status: its status and Retry-After
   */
  constructor(code, detail, { status, retryAfter } = {}) {
    super(`${code}: ${detail}`);
    this.name = "Problem";
    this.code = code;
    this.status = status ?? null;
    this.retryAfter = retryAfter ?? null;
  }
}

/**
 * Tell the code of anything that was thrown; a fault of ours is written to the console, once, here.
 * @param {unknown} error what was caught
 * @returns {ProblemCode} never null
 */
export function readProblemCode(error) {
  if (error instanceof Problem) {
    return error.code;
  }
  console.error("Jaga Jempol:", error);
  return "unexpected";
}
