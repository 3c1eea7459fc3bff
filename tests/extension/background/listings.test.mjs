/** What the background lays out is what a page finds: extension/page/listings.js asked about guards of derive.js. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import vm from "node:vm";

import { deriveGuards } from "../../../extension/background/derive.js";

const script = new URL("../../../extension/page/listings.js", import.meta.url);
const { jaga } = vm.runInNewContext(`globalThis.jaga = {}; ${readFileSync(script, "utf8")}; globalThis`);
const DAY = "2026-11-20";

/** Derive the guard of contests that are all in their campaign on DAY; each row is the keys of one. */
async function guardOf(...rows) {
  const contest = { election: "contoh", region: "ID", group: "contoh", utc_offset_minutes: 420, phases: [["kampanye", "2026-11-01", "2026-11-30"]] };
  const contests = Object.fromEntries(rows.map((_, number) => [`contoh-${number}`, contest]));
  const entry = { subject: "candidate", from: null, to: null };
  const entries = rows.map((keys, number) => ({ ...entry, contest: `contoh-${number}`, keys: { x: keys } }));
  return (await deriveGuards({ contests, elections: {}, entries })).x;
}

/** Find the contests that list an account, by number. */
function find(guard, handle, id) {
  const found = jaga.findListings(guard, { handle, id }, DAY, 0);
  return [...found].map(({ entry }) => Number(entry.contest.slice("contoh-".length)));
}

const GUARD = await guardOf("@budi#11 @bud", "@sari#22 #23", "@partai @budi#11", "@buditama", "@méga·rakyat @c/budi @dewi#3");

describe("whose entries are found", () => {
  const CASES = [
    ["a handle alone, in two contests", "budi", null, [0, 2]],
    ["an id alone", null, "23", [1]],
    ["both", "sari", "22", [1]],
    ["an id beats the handle: it has passed to somebody else", "budi", "12", []],
    ["an id that the list knows under another handle", "budi_lama", "11", [0, 2]],
    ["handle and id of two listed accounts: the id", "budi", "22", [1]],
    ["a handle without id in the list, with one on the page", "partai", "99", [2]],
    ["a handle that another one begins with", "bud", null, [0]],
    ["a handle that begins with another one", "buditama", null, [3]],
    ["a handle beyond ASCII", "méga·rakyat", null, [4]],
    ["a name space of its own", "c/budi", null, [4]],
    ["the beginning of a handle", "bu", null, []],
    ["the beginning of an id", null, "1", []],
    ["a handle that is an id", "11", null, []],
    ["an id that is a handle", null, "budi", []],
    ["before all lines", null, "0", []],
    ["after all lines", "zzz", null, []],
    ["a blank is no way into a line", "dewi 4", null, []],
    ["a line is none", "budi 0 11\n@partai", null, []],
    ["nothing", "", "", []],
    ["nobody", null, null, []],
  ];
  for (const [name, handle, id, contests] of CASES) {
    test(name, () => assert.deepEqual(find(GUARD, handle, id), contests));
  }

  test("without a list nobody is found", () => assert.deepEqual(find(jaga.NO_GUARD, "budi", "11"), []));
});

test("every account of a long list is found by handle and by id, and nobody else", async () => {
  const nameOf = (number) => (number * 7919).toString(36);
  const numbers = [...Array(3000).keys()];
  const rows = [...Array(100).keys()].map((row) =>
    numbers.filter((number) => number % 100 === row).map((number) => `@${nameOf(number)}#${number * 13 + 1}`).join(" "),
  );
  const guard = await guardOf(...rows);
  for (const number of numbers) {
    assert.deepEqual(find(guard, nameOf(number), null), [number % 100]);
    assert.deepEqual(find(guard, null, String(number * 13 + 1)), [number % 100]);
    assert.deepEqual(find(guard, `${nameOf(number)}_`, String(number * 13 + 2)), []);
  }
});
