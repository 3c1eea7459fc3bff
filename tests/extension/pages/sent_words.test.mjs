/** What was sent, in words: every address of ours by its name, every way to be answered, days where the person is. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { describeSent, groupByDay } from "../../../extension/pages/sent_words.js";

const SERVER = "http://127.0.0.1:8000";
const HASH = "0".repeat(64);
const requestOf = (changes) => ({
  id: "1",
  at: "2026-11-21T02:00:00.000Z",
  method: "GET",
  address: `${SERVER}/v1/release/metadata/timestamp.json`,
  why: "poll",
  headers: [],
  cookies: false,
  body: false,
  status: 200,
  bytes: 12_345,
  ...changes,
});

describe("an address", () => {
  const CASES = [
    ["/v1/release/metadata/timestamp.json", "Bertanya apakah ada terbitan baru"],
    ["/v1/release/metadata/12.root.json", "Bertanya apakah penanda tangan daftar berganti"],
    ["/v1/release/metadata/12.snapshot.json", "Mengambil daftar isi terbitan"],
    ["/v1/release/metadata/12.targets.json", "Mengambil daftar isi terbitan"],
    [`/v1/release/targets/${HASH}.list.json`, "Mengambil daftar akun"],
    [`/v1/release/targets/${HASH}.platforms.json`, "Mengambil cara mengenali situs"],
    [`/v1/release/targets/${HASH}.wording.json`, "Mengambil aturan dan kata-kata peringatan"],
    [`/v1/release/targets/warnings/${HASH}.contoh.json`, "Mengambil teks peringatan satu kelompok pemilihan"],
    ["/v1/release/deltas/0123456789abcdef-fedcba9876543210.json", "Mengambil perubahan sejak terbitan yang ada di sini"],
    ["/v1/warnings/contoh", "Mengambil teks peringatan satu kelompok pemilihan"],
    ["/v1/policy", "Menanyakan aturan instansi"],
    ["/v1/agencies", "Menanyakan instansi mana yang menyediakan cara masuk"],
    ["/v1/enrol", "Menunjukkan bukti dari instansi Anda"],
    ["/elsewhere", "Mengambil berkas lain"],
  ];
  for (const [path, words] of CASES) {
    test(path, () => assert.ok(describeSent(requestOf({ address: SERVER + path }), "id").head.endsWith(` ${words}`)));
  }
});

describe("an answer", () => {
  const CASES = [
    ["the file", {}, "Diterima: 12.345 byte."],
    ["no newer root", { address: `${SERVER}/v1/release/metadata/2.root.json`, status: 404, bytes: 0 }, "Tidak ada yang baru."],
    ["the same policy as before", { address: `${SERVER}/v1/policy`, status: 304, bytes: 0 }, "Tidak ada yang baru."],
    ["an error", { status: 404, bytes: 0 }, "Jawaban 404, isinya tidak dibaca."],
    ["an error that was read", { status: 403, bytes: 120 }, "Jawaban 403: 120 byte dibaca."],
    ["another place", { status: 0, bytes: 0 }, "Dialihkan ke tempat lain, tidak diikuti."],
    ["none", { status: null, bytes: 0 }, "Tidak ada jawaban."],
  ];
  for (const [name, changes, words] of CASES) {
    test(name, () => assert.equal(describeSent(requestOf(changes), "id").lines[1], words));
  }
});

test("what is sent along is said, and so it would be if it ever were something", () => {
  const along = (changes) => describeSent(requestOf(changes), "en").lines[2];
  assert.equal(along({}), "Jaga Jempol sent no cookie, extra header or body along.");
  assert.equal(along({ cookies: true, headers: ["x-who"] }), "Sent along: cookies ✓, headers x-who, body –.");
});

test("the key with which a policy is asked for is said, and nowhere else is it called usual", () => {
  const along = (path) => describeSent(requestOf({ address: SERVER + path, headers: ["authorization"] }), "en").lines[2];
  assert.match(along("/v1/policy"), /^The key from the agency was sent along.* headers authorization, /u);
  assert.equal(along("/v1/warnings/contoh"), "Sent along: cookies –, headers authorization, body –.");
});

test("the request itself stands below, with its UTC instant", () => {
  const { raw } = describeSent(requestOf({}), "id");
  assert.equal(raw, `2026-11-21T02:00:00.000Z GET ${SERVER}/v1/release/metadata/timestamp.json → 200`);
});

test("days are the person's own, the newest first", () => {
  const noon = new Date(2026, 10, 21, 12);
  const at = (hours) => new Date(noon.getTime() + hours * 3_600_000).toISOString();
  const requests = [-13, -11, 0, 13].map((hours) => requestOf({ id: String(hours), at: at(hours) }));
  assert.deepEqual(
    groupByDay(requests).map(([day, some]) => [day, some.map(({ id }) => id)]),
    [
      ["2026-11-22", ["13"]],
      ["2026-11-21", ["0", "-11"]],
      ["2026-11-20", ["-13"]],
    ],
  );
});

describe("what signing in sends along", () => {
  const PROVIDER = { address: "https://sso.bkd.example/token", why: "sign_in" };
  const CASES = [
    ["the window", { ...PROVIDER, cookies: true }, "The window is the agency's"],
    ["the code", { ...PROVIDER, body: true, headers: ["content-type"] }, "Sent along: the one-time code"],
    ["the proof", { address: `${SERVER}/v1/enrol`, why: "sign_in", body: true }, "Sent along: the agency's proof"],
    ["nothing", PROVIDER, "Jaga Jempol sent no cookie"],
  ];
  for (const [name, changes, words] of CASES) {
    test(name, () => assert.ok(describeSent(requestOf(changes), "en").lines[2].startsWith(words)));
  }
  test("the provider is named as such", () =>
    assert.ok(describeSent(requestOf(PROVIDER), "en").head.endsWith("Spoke to your agency's sign-in")));
});
