/** What an agency has set, in words: every member of a policy is told, in both languages. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { describePolicy, describeProblems, describeWait, isBlocking, isLocked, nameReason } from "../../../extension/pages/policy_words.js";

const NOTHING = {
  agency: "BKD Contoh", from: "device", settings: {}, levels: {}, block_reason: null, sentence: null, contact: null,
  onboarding_skipped: false, counts_allowed: null,
};
const NAMES = { platforms: { youtube: "YouTube" }, regions: { "wil:11": "Aceh" } };
const tell = (changes, language = "id") => describePolicy({ ...NOTHING, ...changes }, NAMES, language);
const set = (settings) => ({ settings });

const CASES = [
  ["nothing", {}, [], []],
  ["a language", set({ language: "en" }), ["Bahasa: Inggris"], ["Language: English"]],
  ["an employment", set({ employment: "pppk" }), ["Pekerjaan: PPPK"], ["Employment: PPPK"]],
  ["a region", set({ region: "wil:11" }), ["Wilayah: Aceh"], ["Region: Aceh"]],
  ["the country", set({ region: "ID" }), ["Wilayah: seluruh Indonesia"], ["Region: all of Indonesia"]],
  ["a region that the release does not know", set({ region: "wil:99" }), ["Wilayah: wil:99"], ["Region: wil:99"]],
  [
    "platforms, one unknown",
    set({ platforms_off: ["youtube", "baru"] }),
    ["Platform yang tidak dijaga: YouTube, baru"],
    ["Platforms not guarded: YouTube, baru"],
  ],
  ["all platforms on", set({ platforms_off: [] }), ["Platform yang tidak dijaga: tidak ada, semuanya dijaga"], ["Platforms not guarded: none, all are guarded"]],
  ["how often it is asked", set({ ask_again_minutes: 45 }), ["Kapan ditanya lagi: Sesudah 45 menit"], ["When it is asked again: After 45 minutes"]],
  ["texts ahead of time", set({ prefetch: true }), ["Teks peringatan: diambil semua lebih dahulu"], ["Warning texts: all fetched ahead of time"]],
  ["a server", set({ server: "https://jaga.example" }), ["Server daftar: https://jaga.example"], ["List server: https://jaga.example"]],
  [
    "levels",
    { levels: { like: "block", follow: "inform" } },
    ["Tindakan yang menurut aturan ditahan, sama untuk semua akun dalam daftar: suka – tidak diizinkan di perangkat ini; ikuti – diberi tahu, tidak ditahan"],
    ["Actions that the rules hold, the same for every account on the list: like – not allowed on this device; follow – a notice, not held"],
  ],
  ["a reason", { block_reason: { id: "Sebab.", en: "Because." } }, ["Alasan tidak diizinkan: “Sebab.”"], ["Why it is not allowed: “Because.”"]],
  ["a sentence with braces", { sentence: { id: "{agency}", en: "$& {x}" } }, ["Kalimat di bawah setiap peringatan: “{agency}”"], ["Sentence below every warning: “$& {x}”"]],
  ["no welcome page", { onboarding_skipped: true }, ["Halaman selamat datang tidak dibuka dengan sendirinya"], ["The welcome page does not open by itself"]],
  ["counts allowed", { counts_allowed: true }, [], []],
  ["counts refused", { counts_allowed: false }, ["Anda tidak akan diminta ikut dalam hitungan bersama"], ["You will not be asked to take part in shared counts"]],
];

describe("a policy in words", () => {
  for (const [name, changes, id, en] of CASES) {
    test(name, () => assert.deepEqual([tell(changes, "id"), tell(changes, "en")], [id, en]));
  }

  test("tells every member that an agency may set, and that a device keeps", () => {
    // Named beside every setting, shown as a link, or no concern of the person's: keys, and what the policy is read by.
    const OTHERWISE = ["agency_name", "contact", "device_key", "policy_key", "tuf_root", "device_owned", "sso"];
    const schema = JSON.parse(readFileSync(new URL("../../../extension/policy_schema.json", import.meta.url), "utf8"));
    const members = Object.keys(schema.properties).filter((member) => !OTHERWISE.includes(member));
    const told = CASES.flatMap(([, { settings = {}, ...others }, lines]) => (lines.length > 0 ? Object.keys({ ...settings, ...others }) : []));
    assert.deepEqual([...new Set(told)].sort(), members.sort());
  });
});

describe("what is set", () => {
  const policy = { ...NOTHING, settings: { language: "id" }, levels: { like: "hold" } };
  test("is locked, and nothing else", () =>
    assert.deepEqual([isLocked(policy, "language"), isLocked(policy, "region"), isLocked(null, "language")], [true, false, false]));
  test("blocks where it says so", () =>
    assert.deepEqual([isBlocking(policy), isBlocking({ ...policy, levels: { like: "block" } }), isBlocking(null)], [false, true, false]));
});

describe("what is wrong with a policy", () => {
  const asked = (problem, via = "device") => ({ asked: { via, problem }, problems: [] });
  const FIELDS = { asked: null, problems: ["levels.like: expected one of badge", "levels.like: no such setting", "contact: expected a text"] };
  const told = (state, language) => describeProblems(state, "BKD Contoh", language);
  test("is nothing", () => assert.deepEqual([told({ asked: null, problems: [] }, "id"), told(asked(null), "en")], [null, null]));
  test("is that the key of the device is refused", () => {
    assert.match(told(asked("refused"), "id"), /kunci perangkat ini\. Aturan yang terakhir tetap berlaku; beri tahu BKD Contoh\.$/u);
    assert.match(told(asked("refused"), "en"), /device's key/u);
  });
  test("is that the member is refused", () => assert.match(told(asked("refused", "enrolment"), "en"), /your membership of BKD Contoh/u));
  test("is that the server does not answer", () =>
    assert.equal(told(asked("unreachable"), "en"), "A newer policy could not be fetched. The server cannot be reached. The last one stays in force."));
  test("is a part that cannot be read, named once", () =>
    assert.equal(told(FIELDS, "id"), "Sebagian aturan tidak dapat dibaca dan tidak dipakai: levels.like, contact. Beri tahu BKD Contoh."));
  test("is both", () => assert.match(told({ ...asked("refused"), problems: FIELDS.problems }, "en"), /key any more.*not used: levels/u));
});

test("waits are said in the words of the settings", () =>
  assert.deepEqual([null, 0, 15].map((minutes) => describeWait(minutes, "id")), ["Besok", "Selalu tanya", "Sesudah 15 menit"]));

describe("why the extension does what it does", () => {
  const BLOCKING = { ...NOTHING, levels: { like: "block" } };
  for (const [name, state, policy, expected] of [
    ["a pause", "paused", null, "state.paused.why"],
    ["a pause where the agency only holds", "paused", { ...NOTHING, levels: { like: "hold" } }, "state.paused.why"],
    ["a pause that does not ease what the agency blocks", "paused", BLOCKING, "state.paused.why.blocked"],
    ["no pause", "on_guard", BLOCKING, "state.on_guard.why"],
  ]) {
    test(name, () => assert.equal(nameReason(state, policy), expected));
  }
});
