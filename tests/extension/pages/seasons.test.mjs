/** Elections in season: from a list to the popup's lines. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { deriveSeasons } from "../../../extension/background/seasons.js";
import { describeSeasons } from "../../../extension/pages/seasons.js";

const PHASES = { kampanye: "masa kampanye", calon: "tahap calon" };
const DAYS = [
  ["calon", "2026-11-01", "2026-11-09"],
  ["kampanye", "2026-11-10", "2026-11-30"],
];
const NATIONAL = { name: { id: "Pemilu", en: "General election" }, utc_offset_minutes: 420, phases: DAYS };
const REGIONAL = { name: { id: "Pilkada", en: "Regional election" }, utc_offset_minutes: 420, phases: DAYS };
const NAMES = { "wil:32": "Jawa Barat", "wil:32.06": "Kabupaten Satu", "wil:73.71": "Kota Dua", "wil:91": "Papua" };
const NOON = Date.parse("2026-11-21T05:00:00Z");

const contestOf = (election, region, changes = {}) => ({
  group: "contoh",
  election,
  region,
  utc_offset_minutes: 420,
  phases: DAYS,
  ...changes,
});

/**
 * Say what the popup says of a list.
 * @param {object[]} contests of the list
 * @param {{settings?: object, now?: number, elections?: object}} given what differs
 * @returns {string[]} lines
 */
function linesOf(contests, { settings = {}, now = NOON, elections = { pemilu: NATIONAL, pilkada: REGIONAL } } = {}) {
  const used = Object.fromEntries(Object.entries(elections).filter(([id]) => contests.some((c) => c.election === id)));
  const seasons = deriveSeasons({
    elections: used,
    contests: Object.fromEntries(contests.map((contest, number) => [`c-${number}`, contest])),
  });
  return describeSeasons(seasons, PHASES, NAMES, { language: "id", today: null, ...settings }, now);
}

const REGIONS = ["wil:32", "wil:32.06", "wil:73.71", "wil:91"];
const everywhere = REGIONS.map((region) => contestOf("pilkada", region));
const UNTIL = "masa kampanye sampai 30 November 2026";

describe("in season", () => {
  const CASES = [
    ["the whole country", [contestOf("pemilu", "ID"), contestOf("pemilu", "wil:32")], {}, [`Pemilu: ${UNTIL}, di seluruh Indonesia.`]],
    ["few regions are named", everywhere.slice(1, 3), {}, [`Pilkada: ${UNTIL}, di Kabupaten Satu, Kota Dua.`]],
    ["many are counted", everywhere, {}, [`Pilkada: ${UNTIL}, di 4 daerah.`]],
    [
      "a region with two contests counts once",
      [...everywhere, contestOf("pilkada", "wil:91")],
      {},
      [`Pilkada: ${UNTIL}, di 4 daerah.`],
    ],
    [
      "the own region and its province come first",
      everywhere,
      { settings: { region: "wil:32.06" } },
      [`Pilkada: ${UNTIL}, di daerah Anda (Jawa Barat, Kabupaten Satu) dan 2 daerah lain.`],
    ],
    [
      "the own region alone",
      [contestOf("pilkada", "wil:73.71")],
      { settings: { region: "wil:73.71" } },
      [`Pilkada: ${UNTIL}, di daerah Anda (Kota Dua).`],
    ],
    [
      "an election in the own region stands before another",
      [contestOf("pemilu", "ID"), contestOf("pilkada", "wil:73.71")],
      { settings: { region: "wil:73.71", language: "en" } },
      [
        "Regional election: masa kampanye until 30 November 2026, in your region (Kota Dua).",
        "General election: masa kampanye until 30 November 2026, in all of Indonesia.",
      ],
    ],
    [
      "regions in different stages are different lines",
      [contestOf("pilkada", "wil:32"), contestOf("pilkada", "wil:91", { phases: [["calon", "2026-11-20", "2026-11-22"]] })],
      {},
      [`Pilkada: tahap calon sampai 22 November 2026, di Papua.`, `Pilkada: ${UNTIL}, di Jawa Barat.`],
    ],
    [
      "time zones with the same days are one line",
      [contestOf("pilkada", "wil:32"), contestOf("pilkada", "wil:91", { utc_offset_minutes: 540 })],
      {},
      [`Pilkada: ${UNTIL}, di Jawa Barat, Papua.`],
    ],
    [
      "at midnight in Papua, evening in Java",
      [contestOf("pilkada", "wil:32"), contestOf("pilkada", "wil:91", { utc_offset_minutes: 540 })],
      { now: Date.parse("2026-11-30T16:00:00Z") },
      [`Pilkada: ${UNTIL}, di Jawa Barat.`],
    ],
    ["the test date", everywhere, { settings: { today: "2026-11-02" } }, ["Pilkada: tahap calon sampai 9 November 2026, di 4 daerah."]],
  ];
  for (const [name, contests, given, expected] of CASES) {
    test(name, () => assert.deepEqual(linesOf(contests, given), expected));
  }
});

describe("off season", () => {
  test("the next stage is named", () => {
    assert.deepEqual(linesOf(everywhere, { settings: { today: "2026-10-01" } }), [
      "Tahapan berikutnya dalam daftar: Pilkada, tahap calon, mulai 1 November 2026.",
    ]);
  });
  test("a list without a coming stage says so", () => {
    assert.deepEqual(linesOf(everywhere, { settings: { today: "2027-01-01" } }), [
      "Jadwal tahapan berikutnya belum ada dalam daftar.",
    ]);
  });
  test("an election without any listed account is known by its own days", () => {
    const seasons = deriveSeasons({ contests: {}, elections: { pemilu: NATIONAL } });
    const lines = describeSeasons(seasons, PHASES, NAMES, { language: "id", today: "2026-10-01" }, NOON);
    assert.match(lines[0], /Pemilu, tahap calon, mulai 1 November 2026/u);
  });
});
