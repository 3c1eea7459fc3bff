/** The regions that a person may name: provinces, and what lies in one. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { listParts, listProvinces, provinceOf } from "../../../extension/pages/regions.js";

const REGIONS = {
  "wil:94": "Papua Tengah",
  "wil:11": "Aceh",
  "wil:32": "Jawa Barat",
  "wil:32.71": "Kota Bogor",
  "wil:32.01": "Kabupaten Bogor",
  "wil:32.73": "Kota Bandung",
};
const namesOf = (options) => options.map(({ id, name }) => `${id} ${name}`);

test("provinces stand alone, by name", () => {
  assert.deepEqual(namesOf(listProvinces(REGIONS)), ["wil:11 Aceh", "wil:32 Jawa Barat", "wil:94 Papua Tengah"]);
});

test("what lies in a province is found by the first letters of its name", () => {
  const expected = ["wil:32.73 Bandung (Kota)", "wil:32.01 Bogor (Kabupaten)", "wil:32.71 Bogor (Kota)"];
  assert.deepEqual(namesOf(listParts(REGIONS, "wil:32")), expected);
});

describe("a province", () => {
  test("without kabupaten in the list has no parts", () => assert.deepEqual(listParts(REGIONS, "wil:11"), []));
  test("that is not chosen has no parts", () => assert.deepEqual(listParts(REGIONS, ""), []));
  for (const [region, province] of [["wil:32.01", "wil:32"], ["wil:32", "wil:32"], ["", ""]]) {
    test(`of "${region}" is "${province}"`, () => assert.equal(provinceOf(region), province));
  }
});
