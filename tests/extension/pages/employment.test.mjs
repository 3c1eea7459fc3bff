/** The question who the person is: the same answers on both pages, in the storage and in the rules. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { EMPLOYMENTS } from "../../../extension/background/storage.js";

const read = (path) => readFileSync(new URL(`../../../extension/${path}`, import.meta.url), "utf8");

describe("the employments", () => {
  for (const page of ["welcome", "options"]) {
    test(`are what a person can choose on the ${page} page, and none of them`, () => {
      const offered = [...read(`pages/${page}.html`).matchAll(/name="employment" value="(\w*)"/gu)];
      assert.deepEqual(
        offered.map(([, value]) => value),
        [...EMPLOYMENTS, ""],
      );
    });
  }

  test("are those that the rules know", () => {
    const { rules } = JSON.parse(read("bundled/wording.json"));
    const known = new Set(rules.flatMap(({ employments }) => employments));
    assert.deepEqual([...known].sort(), [...EMPLOYMENTS].sort());
  });
});
