/**
 * Write down every request that leaves this browser, for the page "Apa yang dikirim": the background gets its network
 * only from here, so that none escapes. Reading the package itself is no request. Nobody waits for the writing.
 *
 *   storage.local "sent"    the last 100 requests, oldest first; never sent, erased with everything else
 *   storage.session "sent"  those that followed a visit: when a listed page was open is not written to disk
 */

import { makeSerial } from "./serial.js";
import { readStored } from "./storage.js";

/** @typedef {import("../types-background.d.ts").Services} Services */
/** @typedef {import("../types-background.d.ts").SentRequest} SentRequest */
/** @typedef {import("../types-background.d.ts").SentWhy} SentWhy */

/** @typedef {Services & {signInWindow: (address: string) => Promise<string | undefined>}} Recorded */

/** A day and a half of half-hourly checks and a new release; about 35 kB. */
export const SENT_MAX = 100;

/** A Response with such a status cannot be made with a body, and yet Chromium gives an empty one with it (seen 2026-11). */
const BODILESS = new Set([204, 205, 304]);

/**
 * Make the record of a browser.
 * @param {Services} services browser, network, clock
 * @returns {{because: (why: SentWhy) => Recorded, forget: () => Promise<void>}} the same services with a network and a
 *   window for signing in that are written down, for one reason; and the way to forget everything
 */
export function recordRequests(services) {
  const { browser, clock } = services;
  const record = makeRecord(browser);
  const ownPackage = browser.runtime.getURL("");
  const because = (/** @type {SentWhy} */ why) => ({
    ...services,
    fetch: async (/** @type {any} */ url, /** @type {RequestInit} */ options = {}) => {
      if (String(url).startsWith(ownPackage)) {
        return services.fetch(url, options);
      }
      const request = describeRequest(String(url), options, why, clock.now());
      record.keep(request);
      return watch(() => services.fetch(url, options), (end) => record.keep({ ...request, ...end }));
    },
    signInWindow: async (/** @type {string} */ address) => {
      // What stands behind the question mark is for this one sign-in. The browser sends what cookies it has there.
      const page = address.replace(/\?.*$/su, "");
      const request = describeRequest(page, { credentials: "include" }, why, clock.now());
      record.keep(request);
      const redirect = await browser.identity.launchWebAuthFlow({ url: address, interactive: true });
      record.keep({ ...request, status: 0 });
      return redirect;
    },
  });
  return { because, forget: record.forget };
}

/**
 * Describe a request before it is sent, from what is handed to the browser.
 * @param {string} address the whole of it
 * @param {RequestInit} options of fetch
 * @param {SentWhy} why in one word
 * @param {number} now milliseconds
 * @returns {SentRequest} without an answer
 */
function describeRequest(address, options, why, now) {
  return {
    id: crypto.randomUUID(),
    at: new Date(now).toISOString(),
    method: options.method ?? "GET",
    address,
    why,
    headers: [...new Headers(options.headers).keys()],
    cookies: options.credentials !== "omit",
    body: Boolean(options.body),
    status: null,
    bytes: 0,
  };
}

/**
 * Wait for an answer, and count what is read of its body.
 * @param {() => Promise<Response>} send the request
 * @param {(end: Pick<SentRequest, "status" | "bytes">) => void} tell how it ended; not called when there is no answer
 * @returns {Promise<Response>} the answer; mostly only the body of a 200 is read
 */
async function watch(send, tell) {
  const response = await send();
  const { status, headers } = response;
  if (status !== 200) {
    tell({ status, bytes: 0 });
  }
  if (status === 0 || response.body === null || BODILESS.has(status)) {
    tell({ status, bytes: 0 });
    return response;
  }
  return new Response(countBytes(response.body, (bytes) => tell({ status, bytes })), { status, headers });
}

/**
 * Pass a body on and count it.
 * @param {ReadableStream<Uint8Array>} body unread
 * @param {(bytes: number) => void} tell how many were read, once the body has ended in any way
 * @returns {ReadableStream<Uint8Array>} the same bytes
 */
function countBytes(body, tell) {
  const reader = body.getReader();
  let bytes = 0;
  return new ReadableStream({
    async pull(passed) {
      const { done, value } = await reader.read().catch((error) => {
        tell(bytes);
        throw error;
      });
      if (done) {
        tell(bytes);
        passed.close();
        return;
      }
      bytes += value.byteLength;
      passed.enqueue(value);
    },
    cancel(reason) {
      tell(bytes);
      return reader.cancel(reason);
    },
  });
}

/**
 * Keep what is sent. One write after the other; what comes while one is under way goes with the next.
 * @param {typeof chrome} browser the extension's interface to the browser
 * @returns {{keep: (request: SentRequest) => void, forget: () => Promise<void>}} both in turn
 */
function makeRecord({ storage }) {
  const inTurn = makeSerial();
  /** @type {SentRequest[]} */
  let waiting = [];
  const write = async () => {
    const news = waiting;
    waiting = [];
    await append(storage.local, news.filter(({ why }) => why !== "visit"));
    await append(storage.session, news.filter(({ why }) => why === "visit"));
  };
  return {
    keep: (request) => {
      waiting.push(request);
      inTurn(write).catch((error) => console.warn("Jaga Jempol: a request could not be written down", error));
    },
    forget: () => {
      waiting = [];
      return inTurn(async () => {
        await storage.local.remove("sent");
        await storage.session.remove("sent");
      });
    },
  };
}

/**
 * Add requests to one of the two records.
 * @param {chrome.storage.StorageArea} area local or session
 * @param {SentRequest[]} news requests and answers
 */
async function append(area, news) {
  if (news.length > 0) {
    await area.set({ sent: mergeSent((await readStored(area, "sent")) ?? [], news) });
  }
}

/**
 * Put new requests behind those that are here; an answer takes the place of its request, and is dropped when the
 * person has erased the request meanwhile.
 * @param {SentRequest[]} before as stored, oldest first
 * @param {SentRequest[]} news requests and answers, in the order in which they came
 * @returns {SentRequest[]} the last of them
 */
export function mergeSent(before, news) {
  const byId = new Map(before.map((request) => [request.id, request]));
  for (const request of news) {
    if (request.status === null || byId.has(request.id)) {
      byId.set(request.id, request);
    }
  }
  return [...byId.values()].slice(-SENT_MAX);
}
