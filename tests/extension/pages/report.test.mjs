/** "Daftar ini salah?": what the list says of an account, and the text that comes of it. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { findEntries } from "../../../extension/pages/report_facts.js";
import { KINDS, composeReport, makeMailLink } from "../../../extension/pages/report_text.js";

const WORDS = {
  roles: { calon_bupati: { usual: "calon Bupati", prospective: "bakal calon Bupati" }, party: { usual: "partai politik", prospective: "partai politik" } },
  phases: { bakal_calon: "tahap pencalonan", kampanye: "masa kampanye", none: "di luar tahapan" },
};
const CONTEST = { name: { id: "Pemilihan Contoh", en: "Sample Election" } };
const LIST = {
  calendars: { umum: [["bakal_calon", "2026-10-01", "2026-10-31"], ["kampanye", "2026-11-01", "2026-11-30"]] },
  contests: { contoh: { utc_offset_minutes: 420, calendar: "umum" } },
};
const BUDI = { keys: ["x:@budi", "x:#11"], owner: "Budi", subject: "candidate", role: "calon_bupati", contest: "contoh", from: null, to: null };
const FILE = { contests: { contoh: CONTEST }, accounts: [BUDI, { ...BUDI, keys: ["x:@partai"], owner: "Partai", subject: "party", role: undefined }] };
const NOON = Date.parse("2026-11-21T05:00:00Z");
const find = (key, changed = {}, day = null) =>
  findIn([{ ...FILE, accounts: FILE.accounts.map((each) => ({ ...each, ...changed })) }], LIST, key, day);
const findIn = (files, list, key, day = null) => findEntries({ files, list }, key, WORDS, "id", day, NOON);

describe("what the list says of an account", () => {
  const LISTED = {
    owner: "Budi", role: "calon Bupati", contest: "Pemilihan Contoh", phase: "masa kampanye", starts: "2026-10-01", ends: "2026-11-30",
  };
  const CASES = [
    ["by handle", find("x:@budi"), [LISTED]],
    ["by permanent id", find("x:#11"), [LISTED]],
    ["nobody else", find("x:@bud"), []],
    ["its own days where they are narrower", find("x:@budi", { from: "2026-11-05", to: "2026-11-25" }), [{ ...LISTED, starts: "2026-11-05", ends: "2026-11-25" }]],
    ["its contest's days where they are narrower", find("x:@budi", { from: "2020-01-01", to: "2030-01-01" }), [LISTED]],
    ["a prospective candidate", find("x:@budi", {}, "2026-10-02"), [{ ...LISTED, role: "bakal calon Bupati", phase: "tahap pencalonan" }]],
    ["a party has no days", find("x:@partai"), [{ ...LISTED, owner: "Partai", role: "partai politik", starts: null, ends: null }]],
    ["a contest that the file does not tell of", findIn([{ contests: {}, accounts: [BUDI] }], LIST, "x:@budi"), [{ ...LISTED, contest: "" }]],
    ["a contest that the list does not tell of", findIn([FILE], { calendars: {}, contests: {} }, "x:@budi"),
      [{ ...LISTED, phase: "di luar tahapan", starts: null, ends: null }]],
    ["no list", findIn([FILE], undefined, "x:@budi"), [{ ...LISTED, phase: "di luar tahapan", starts: null, ends: null }]],
  ];
  for (const [name, found, expected] of CASES) {
    test(name, () => assert.deepEqual(found, expected));
  }
});

describe("the text", () => {
  const KNOWN = { key: "x:@budi", entries: find("x:@budi"), made_on: "2026-11-21", version: "0.1.0" };

  test("is whole in Indonesian", () => {
    assert.equal(composeReport("id", "ended", KNOWN), [
      "Keberatan atas daftar Jaga Jempol",
      "",
      "Yang salah: Pencalonannya sudah berakhir",
      "Akun: x:@budi",
      "Tertulis di daftar: Budi · calon Bupati · Pemilihan Contoh",
      "Daftar per 21 November 2026",
      "Versi ekstensi: 0.1.0",
      "",
      "Sejak kapan, dan mengapa:",
      "",
      "Sumber (alamat halaman), bila ada:",
    ].join("\n"));
  });

  for (const language of ["id", "en"]) {
    test(`${language}: every kind has a text of its own, and names the key unless another account is missing`, () => {
      const texts = KINDS.map((kind) => composeReport(language, kind, KNOWN));
      assert.equal(new Set(texts).size, KINDS.length);
      assert.deepEqual(KINDS.filter((_, index) => !texts[index].includes("x:@budi")), ["missing"]);
    });
  }

  test("without a listing leaves the account to the person", () => {
    const text = composeReport("id", "wrongly_listed", { ...KNOWN, key: null, entries: [], made_on: null });
    assert.match(text, /^Akun:$/mu);
    assert.doesNotMatch(text, /Daftar per|Tertulis/u);
  });
});

test("an e-mail begins with the text, and nothing of it becomes another field of the e-mail", () => {
  const text = "satu & dua?\nbcc=orang@lain.example #3 100%";
  const { protocol, pathname, search } = new URL(makeMailLink("mailto:a@b.example", "Keberatan & usul", text));
  assert.deepEqual([protocol, pathname], ["mailto:", "a@b.example"]);
  assert.deepEqual([...new URLSearchParams(search)], [["subject", "Keberatan & usul"], ["body", text.replace("\n", "\r\n")]]);
});
