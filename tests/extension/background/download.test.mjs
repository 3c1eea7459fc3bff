/** One file from the network: bounded in bytes and in time. */

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { downloadFile } from "../../../extension/background/download.js";

const URL = "http://127.0.0.1:8000/file";

const answering = (body, init) => async () => new Response(body, init);

/**
 * Send one byte every few milliseconds, for ever; stop when the reader goes away.
 * @param {{cancelled?: boolean}} state learns that the reader went away
 * @returns {ReadableStream} the body
 */
function dripping(state = {}) {
  return new ReadableStream({
    async pull(stream) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      stream.enqueue(new Uint8Array(1));
    },
    cancel() {
      state.cancelled = true;
    },
  });
}

// A fetch that never answers, and gives up when it is told to.
const silent = (_url, { signal }) =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

// As a browser's fetch does: when the signal aborts, the body fails.
const dripUntilAborted = async (_url, { signal }) => {
  const body = new TransformStream();
  dripping()
    .pipeTo(body.writable, { signal })
    .catch(() => undefined);
  return new Response(body.readable);
};

describe("a file", () => {
  test("of exactly the bound is read whole", async () => {
    const bytes = await downloadFile(answering("12345"), URL, { maxBytes: 5 });
    assert.equal(new TextDecoder().decode(bytes), "12345");
  });

  test("one byte over the bound is refused", async () => {
    await assert.rejects(downloadFile(answering("123456"), URL, { maxBytes: 5 }), { code: "too_long" });
  });

  test("without any byte is read as such", async () => {
    const bytes = await downloadFile(answering(null), URL, { maxBytes: 5 });
    assert.equal(bytes.length, 0);
  });

  test("in pieces is put together in order", async () => {
    const pieces = new ReadableStream({
      start(stream) {
        ["satu ", "dua ", "tiga"].forEach((piece) => stream.enqueue(new TextEncoder().encode(piece)));
        stream.close();
      },
    });
    const bytes = await downloadFile(answering(pieces), URL, { maxBytes: 50 });
    assert.equal(new TextDecoder().decode(bytes), "satu dua tiga");
  });

  test("that goes beyond the bound is not read on", async () => {
    const state = {};
    await assert.rejects(downloadFile(answering(dripping(state)), URL, { maxBytes: 2 }), { code: "too_long" });
    assert.equal(state.cancelled, true);
  });
});

describe("time runs out", { timeout: 5000 }, () => {
  // Node ends when nothing but an AbortSignal.timeout is left to wait for; a browser does not.
  let staying;
  before(() => (staying = setInterval(() => undefined, 1000)));
  after(() => clearInterval(staying));

  test("when nobody answers", async () => {
    await assert.rejects(downloadFile(silent, URL, { maxBytes: 5, timeoutMs: 30 }), { code: "timed_out" });
  });

  test("when the body drips", async () => {
    const bounds = { maxBytes: 1_000_000, timeoutMs: 60 };
    await assert.rejects(downloadFile(dripUntilAborted, URL, bounds), { code: "timed_out" });
  });
});
