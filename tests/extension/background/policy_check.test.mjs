/** What of a policy may count: field by field, by the very schema that the server and the browsers read, and by the rules beside it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { makePolicy } from "../../../extension/background/merge_policy.js";
import { keepFitting } from "../../../extension/background/policy_check.js";
import { checkAnswer, checkDevice, settleTogether } from "../../../extension/background/policy_rules.js";
import { DEVICE_KEY, POINT, SCHEMA } from "./policy_samples.mjs";
import { makeRoot } from "./release_samples.mjs";

const REASON = { id: "Perangkat kantor.", en: "A device of the office." };
const FULL = {
  agency_name: "BKD Contoh",
  policy_key: POINT,
  server: "https://jaga.example",
  tuf_root: makeRoot().toString(),
  language: "en",
  employment: "pppk",
  region: "wil:73.71",
  platforms_off: ["youtube"],
  levels: { like: "block", comment: "hold", share: "inform", follow: "badge" },
  device_owned: true,
  block_reason: REASON,
  ask_again_minutes: 0,
  prefetch: false,
  sentence: { id: "Ragu? Tanyakan.", en: "In doubt? Ask." },
  contact: "mailto:meja@bkd.example",
  counts_allowed: false,
  onboarding_skipped: true,
  sso: { issuer: "https://sso.example/realms/asn", client_id: "jaga", allowed_claim: { name: "groups", values: ["bkd"] } },
};

test("the sample has every member of the schema but the key", () => {
  assert.deepEqual(Object.keys({ ...FULL, device_key: "" }).sort(), Object.keys(SCHEMA.properties).sort());
});

test("a right policy is kept whole", () => assert.deepEqual(keepFitting(SCHEMA, FULL), { kept: FULL, problems: [] }));

describe("one wrong field costs that field", () => {
  const CASES = [
    ["a stranger", { hide: true }, {}, ["hide: no such setting"]],
    ["a name of every object", JSON.parse('{"__proto__": {"x": 1}, "constructor": 1}'), {}, ["__proto__: no such setting", "constructor: no such setting"]],
    ["a stranger inside", { levels: { like: "hold", post: "block" } }, { levels: { like: "hold" } }, ["levels.post: no such setting"]],
    ["a wrong choice", { levels: { like: "wat", share: "hold" } }, { levels: { share: "hold" } }, ["levels.like: expected one of badge, inform, hold, block"]],
    ["a wrong kind", { prefetch: "yes" }, {}, ["prefetch: expected true or false"]],
    ["a fraction", { ask_again_minutes: 1.5 }, {}, ["ask_again_minutes: expected a whole number from 0 to 1440"]],
    ["too many", { ask_again_minutes: 1441 }, {}, ["ask_again_minutes: expected a whole number from 0 to 1440"]],
    ["a number for a text", { contact: 7 }, {}, ["contact: expected a text"]],
    ["another form", { region: "73" }, {}, ["region: expected a text of the form ^(ID|wil:[0-9]{2}(\\.[0-9]{2})?)$"]],
    ["too long", { agency_name: "x".repeat(121) }, {}, ["agency_name: expected 1 to 120 characters"]],
    ["an entry", { platforms_off: ["x", "X Y"] }, { platforms_off: ["x"] }, ["platforms_off[1]: expected a text of the form ^[a-z][a-z0-9_]{0,31}$"]],
    ["too many entries", { platforms_off: Array(33).fill("x") }, {}, ["platforms_off: expected 0 to 32 entries"]],
    ["no list", { platforms_off: { 0: "x" } }, {}, ["platforms_off: expected a list"]],
    ["half a sentence", { sentence: { id: "Ya" } }, {}, ["sentence: expected an object with en"]],
    ["no object", { levels: ["hold"] }, {}, ["levels: expected an object"]],
  ];
  for (const [name, found, kept, problems] of CASES) {
    test(name, () => {
      const result = keepFitting(SCHEMA, { language: "id", ...found });
      assert.deepEqual(result, { kept: { language: "id", ...kept }, problems });
    });
  }

  test("what was found is never told: it may be a key", () => {
    const { problems } = keepFitting(SCHEMA, { device_key: `${DEVICE_KEY} `, devicekey: DEVICE_KEY });
    assert.equal(problems.length, 2);
    assert.ok(!problems.join().includes(DEVICE_KEY.slice(5, 20)));
  });
});

describe("on the device", () => {
  const CASES = [
    ["a text over two lines", { sentence: { id: "a\nb", en: "c" } }, ["sentence: expected visible characters on one line"]],
    ["a text that turns round", { agency_name: "a\u202Eb" }, ["agency_name: expected visible characters on one line"]],
    ["a contact behind another name", { contact: "https://bkd.example@lain.example/" }, ["contact: expected an address without a question mark, a user or a password"]],
    ["a contact that is no address", { contact: "https://bkd.example:99999" }, ["contact: expected an address without a question mark, a user or a password"]],
    ["a contact with more recipients", { contact: "mailto:meja@bkd.example?bcc=lain%40lain.example" }, ["contact: expected an address without a question mark, a user or a password"]],
    ["no root", { tuf_root: "{}" }, ["tuf_root: expected root metadata that it signs itself"]],
    ["a root that somebody has changed", { tuf_root: FULL.tuf_root.replace("2027", "2099") }, ["tuf_root: expected root metadata that it signs itself"]],
    ["a key that no answer could be known by", { device_key: DEVICE_KEY }, ["device_key: needs policy_key, to know an answer by"]],
  ];
  for (const [name, found, problems] of CASES) {
    test(`${name} is dropped`, async () => assert.deepEqual(await checkDevice(SCHEMA, { language: "id", ...found }), { values: { language: "id" }, problems }));
  }

  test("a file full of mistakes fills neither store nor console", async () => {
    const strangers = Object.fromEntries(Array.from({ length: 5000 }, (_none, index) => [`x${index}${"y".repeat(500)}`, 1]));
    const { values, problems } = await checkDevice(SCHEMA, { language: "id", platforms_off: Array(9000).fill(0), ...strangers });
    assert.deepEqual([values, problems.length], [{ language: "id" }, 32]);
    assert.ok(problems.every((problem) => problem.length <= 200));
  });

  test("what is right is kept, root and key too", async () => {
    const found = { ...FULL, device_key: DEVICE_KEY };
    assert.deepEqual(await checkDevice(SCHEMA, found), { values: found, problems: [] });
  });
});

describe("of a server", () => {
  test("what belongs on the device does not count: it would vouch for itself", () => {
    const { values, problems } = checkAnswer(SCHEMA, { ...FULL, device_key: DEVICE_KEY }, true);
    const left = Object.keys(FULL).filter((name) => !Object.hasOwn(values, name));
    assert.deepEqual([left, problems], [["agency_name", "policy_key", "tuf_root"], []]);
  });

  test("who has signed in is never blocked, whatever the agency says of its devices", () => {
    const { values } = checkAnswer(SCHEMA, FULL, false);
    assert.deepEqual([values.levels, values.device_owned], [{ ...FULL.levels, like: "hold" }, undefined]);
  });
});

describe("together", () => {
  const BLOCK = { levels: { like: "block", share: "inform" }, device_owned: true, block_reason: REASON, contact: "mailto:meja@bkd.example" };
  for (const name of ["device_owned", "block_reason", "contact"]) {
    test(`block without ${name} is hold`, () => {
      const { values, problems } = settleTogether({ ...BLOCK, [name]: undefined });
      assert.deepEqual([values.levels, problems.length], [{ like: "hold", share: "inform" }, 1]);
    });
  }

  test("block with all of them is block", () => assert.deepEqual(settleTogether(BLOCK), { values: BLOCK, problems: [] }));

  test("the welcome page opens where nobody has said which rule counts", () => {
    const { values, problems } = settleTogether({ onboarding_skipped: true });
    assert.deepEqual([values.onboarding_skipped, problems], [false, ["onboarding_skipped: needs employment"]]);
  });
});

test("a server that the policy names learns of no visit: texts are fetched ahead of time", () => {
  const { values, problems } = settleTogether({ server: "https://jaga.example", prefetch: false });
  assert.deepEqual([values.prefetch, problems.length], [true, 1]);
  assert.equal(settleTogether({ prefetch: false }).values.prefetch, false);
});

describe("device and server", () => {
  const answerOf = (values, via = "device") => ({ via, agency: { id: "bkd", name: "BKD Server" }, values });

  test("the device wins member by member, the server fills in", () => {
    const device = { language: "id", levels: { like: "inform" } };
    const { policy } = makePolicy(device, answerOf({ language: "en", employment: "pns", levels: { share: "hold" }, contact: "https://bkd.example" }));
    assert.deepEqual(policy, {
      agency: "BKD Server",
      from: "device",
      settings: { language: "id", employment: "pns" },
      levels: { like: "inform" },
      block_reason: null,
      sentence: null,
      contact: "https://bkd.example",
      onboarding_skipped: false,
      counts_allowed: null,
    });
  });

  const CASES = [
    ["nothing", null, null, null],
    ["a device that is told nothing that counts", {}, null, ["Instansi Anda", "device"]],
    ["the same in English", { language: "en" }, null, ["Your agency", "device"]],
    ["a device with a name", { agency_name: "BKD Contoh" }, answerOf({}), ["BKD Contoh", "device"]],
    ["a key of the device alone", null, answerOf({}), ["BKD Server", "device"]],
    ["a person who has signed in", null, answerOf({}, "enrolment"), ["BKD Server", "server"]],
    ["a person on a managed device", {}, answerOf({}, "enrolment"), ["BKD Server", "device"]],
  ];
  for (const [name, device, answer, expected] of CASES) {
    test(name, () => {
      const { policy } = makePolicy(device, answer);
      assert.deepEqual(policy && [policy.agency, policy.from], expected);
    });
  }
});
