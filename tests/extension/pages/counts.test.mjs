/** What the settings say of pages that were not recognised. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { describeCounts } from "../../../extension/pages/counts.js";

test("every count is a line, whatever is blind, in the order of the names", () => {
  const counts = { "x.page.profile": 2, "facebook.author.unit": 1, "x.control.post": 3 };
  assert.deepEqual(describeCounts(counts, "en"), [
    "facebook, unit: owner not readable, 1 times",
    "x, post: buttons not recognised, 3 times",
    "x, profile: whole page not recognised, 2 times",
  ]);
  assert.match(describeCounts(counts, "id")[0] ?? "", /pemilik tidak terbaca, 1 kali/u);
});

test("nothing counted is no line", () => {
  assert.deepEqual(describeCounts({}, "id"), []);
});
