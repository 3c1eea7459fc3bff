/** What is said of signing in: where the person stands, and how it ended; always something, in both languages. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { decideMembership, describeMembership, describeOutcome } from "../../../extension/pages/signin_words.js";
import { TEXTS } from "../../../extension/pages/texts.js";

const SERVER = "https://jaga.example";
const ENROLMENT = {
  server: SERVER,
  agency: { id: "bkd-contoh", name: "BKD Contoh" },
  credential: "jaga_member_bkd-contoh_20310415_x",
  expires: "2031-04-15T00:00:00Z",
  policy_key: "00",
};
const END = Date.parse(ENROLMENT.expires);
const REFUSED = { via: "enrolment", problem: "refused" };

describe("membership", () => {
  const CASES = [
    ["none", undefined, SERVER, 0],
    ["member", ENROLMENT, SERVER, END - 1],
    ["expired", ENROLMENT, SERVER, END, REFUSED],
    ["refused", ENROLMENT, SERVER, END - 1, REFUSED],
    ["member", ENROLMENT, SERVER, END - 1, { ...REFUSED, via: "device" }],
    ["member", ENROLMENT, SERVER, END - 1, { ...REFUSED, problem: "unreachable" }],
    ["elsewhere", ENROLMENT, "https://lain.example", END - 1],
  ];
  for (const [state, enrolment, server, now, asked = null] of CASES) {
    test(`is ${state}`, () => assert.equal(decideMembership(enrolment, server, now, asked), state));
    for (const language of ["id", "en"]) {
      test(`${state} is said in ${language}, without the credential`, () => {
        const text = describeMembership(enrolment, { server, language }, now, asked);
        assert.equal(text === null, state === "none");
        assert.ok(text === null || (text.includes("BKD Contoh") && !text.includes("jaga_member_")));
      });
    }
  }
});

describe("an outcome", () => {
  const problems = Object.keys(TEXTS).filter((key) => key.startsWith("sign_in.problem."));
  test("is explained whatever went wrong", () => {
    assert.equal(problems.length, 11);
    for (const key of problems) {
      assert.equal(describeOutcome({ problem: key.slice("sign_in.problem.".length) }, "id", true), TEXTS[key].id);
    }
  });
  test("says which rule was taken when nobody had answered", () => {
    assert.match(describeOutcome({ problem: null, is_clock_wrong: false }, "id", true), /aturan PNS/u);
    assert.doesNotMatch(describeOutcome({ problem: null, is_clock_wrong: false }, "id", false), /PNS/u);
  });
  test("warns of a clock that is wrong", () => {
    assert.match(describeOutcome({ problem: null, is_clock_wrong: true }, "en", false), /clock/u);
  });
});
