/**
 * Fetch one file, with a bound on bytes and on time, and without telling the server anything about the person.
 * A body is read piece by piece, so that an endless answer ends at the bound.
 */

import { Problem } from "./problem.js";

/** A worker's fetch may not last longer than 30 seconds (Chrome, seen 2026-11); ours give up before. */
export const DOWNLOAD_TIMEOUT_MS = 20_000;

/** No cookie, no referrer, no cache on disk that would remember what was asked for. */
const QUIETLY = /** @type {const} */ ({
  method: "GET",
  credentials: "omit",
  referrerPolicy: "no-referrer",
  cache: "no-store",
  redirect: "manual",
});

/**
 * Fetch a file.
 * @param {typeof fetch} fetchFile the browser's fetch, or a test's
 * @param {string} url where it is
 * @param {{maxBytes: number, timeoutMs?: number}} bounds the file may be exactly maxBytes long
 * @returns {Promise<Uint8Array>} the whole body
 * @throws {Problem} unreachable, timed_out, redirected, http_status, too_long
 */
export async function downloadFile(fetchFile, url, bounds) {
  return (await downloadAnswer(fetchFile, url, bounds)).bytes;
}

/**
 * Fetch a file with headers of ours: for the policy alone (fetch_policy.js).
 * @param {typeof fetch} fetchFile the browser's fetch, or a test's
 * @param {string} url where it is
 * @param {{maxBytes: number, timeoutMs?: number, headers?: Record<string, string>}} bounds the file may be exactly maxBytes long
 * @returns {Promise<{bytes: Uint8Array, headers: Headers}>} the whole body, and the headers of the answer
 * @throws {Problem} as downloadFile
 */
export async function downloadAnswer(fetchFile, url, { maxBytes, timeoutMs = DOWNLOAD_TIMEOUT_MS, headers }) {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetchFile(url, { ...QUIETLY, ...(headers ? { headers } : {}), signal });
    refuseAnswer(response, url, maxBytes);
    return { bytes: await readBounded(response, url, maxBytes), headers: response.headers };
  } catch (error) {
    if (error instanceof Problem) {
      throw error;
    }
    if (signal.aborted) {
      throw new Problem("timed_out", url);
    }
    throw new Problem("unreachable", `${url} (${error})`);
  }
}

/**
 * Refuse an answer by its head, before its body is read.
 * @param {Response} response what the server answered, body unread
 * @param {string} url for the message
 * @param {number} maxBytes the bound
 */
function refuseAnswer(response, url, maxBytes) {
  if (response.type === "opaqueredirect") {
    throw new Problem("redirected", url);
  }
  if (response.status !== 200) {
    const { status, headers } = response;
    throw new Problem("http_status", `${status} from ${url}`, { status, retryAfter: headers.get("Retry-After") });
  }
  // Content-Length counts encoded bytes, which are never many more than the decoded ones: a cheap first refusal.
  const announced = Number(response.headers.get("Content-Length"));
  if (announced > maxBytes + 1024) {
    throw new Problem("too_long", `${announced} bytes announced by ${url}`);
  }
}

/**
 * Read a body up to the bound.
 * @param {Response} response a 200
 * @param {string} url for the message
 * @param {number} maxBytes the bound
 * @returns {Promise<Uint8Array>} the body
 */
export async function readBounded(response, url, maxBytes) {
  const reader = response.body?.getReader();
  /** @type {Uint8Array[]} */
  const pieces = [];
  let length = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel();
      throw new Problem("too_long", `more than ${maxBytes} bytes from ${url}`);
    }
    pieces.push(value);
  }
  return joinPieces(pieces, length);
}

/**
 * Join the pieces of a body.
 * @param {Uint8Array[]} pieces in order
 * @param {number} length their sum
 * @returns {Uint8Array} one array
 */
function joinPieces(pieces, length) {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.byteLength;
  }
  return whole;
}
