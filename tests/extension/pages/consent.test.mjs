/** Before an ID token leaves Firefox the person is asked by the browser; where it has no such question, nothing is asked. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { askSignInConsent, hasDataConsent } from "../../../extension/pages/consent.js";

const { optional } = JSON.parse(readFileSync("manifest.json", "utf-8")).browser_specific_settings.gecko.data_collection_permissions;

function makePermissions(all, answer) {
  const asked = [];
  return { asked, getAll: async () => all, request: async (wanted) => { asked.push(wanted); return answer; } };
}

test("a browser with the question is known by what it says of its permissions", async () => {
  assert.equal(await hasDataConsent(makePermissions({ permissions: [], origins: [], data_collection: [] })), true);
  assert.equal(await hasDataConsent(makePermissions({ permissions: [], origins: [] })), false);
});

for (const answer of [true, false]) {
  test(`the person says ${answer ? "yes" : "no"} to what the manifest offers`, async () => {
    const permissions = makePermissions({}, answer);
    assert.equal(await askSignInConsent(permissions, true), answer);
    assert.deepEqual(permissions.asked, [{ data_collection: optional }]);
  });
}

test("elsewhere nothing is asked: Chromium would refuse the word", async () => {
  const permissions = makePermissions({}, false);
  assert.equal(await askSignInConsent(permissions, false), true);
  assert.deepEqual(permissions.asked, []);
});
