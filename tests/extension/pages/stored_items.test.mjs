/** Everything stored is shown and can be taken along: nothing is left out, each part is explained. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";

import { DEFAULT_SETTINGS } from "../../../extension/default_settings.js";
import { makeExport, nameExport, sortStored } from "../../../extension/pages/stored_items.js";

const MADE_AT = "2026-11-21T02:00:00.000Z";
const LOCAL = { settings: { employment: "pns" }, "guard.x": { marks: "@budi 0\n" }, release: { version: 1 }, sites: {}, surprise: 1 };
const SESSION = { continued: { "like x:@budi": 1 }, "back_off.contoh": 2 };
const makeSample = (language) =>
  makeExport(
    { local: LOCAL, session: SESSION, settings: { ...DEFAULT_SETTINGS, employment: "pns", language } },
    { version: "0.1.0", made_at: MADE_AT },
  );

describe("what is stored", () => {
  test("is sorted by what it is good for, in a fixed order, the unknown last", () => {
    assert.deepEqual(
      sortStored({ ...SESSION, ...LOCAL }).map(({ item, values }) => [item, ...Object.keys(values)]),
      [
        ["settings", "settings"],
        ["continued", "continued"],
        ["list", "guard.x", "release"],
        ["platforms", "sites"],
        ["back_off", "back_off.contoh"],
        ["other", "surprise"],
      ],
    );
  });

  test("is nothing at first", () => assert.deepEqual(sortStored({}), []));

  test("has a line of its own for every name that the background documents", () => {
    const source = readFileSync(new URL("../../../extension/background/storage.js", import.meta.url), "utf8");
    const named = [...source.slice(0, source.indexOf("*/")).matchAll(/"([a-z_0-9]+\.?)(?:<\w+>)?"/gu)].map(([, name]) => name);
    assert.ok(named.length > 10);
    const items = sortStored(Object.fromEntries(named.map((name) => [`${name}${name.endsWith(".") ? "a" : ""}`, 1])));
    assert.deepEqual(items.find(({ item }) => item === "other")?.values, undefined);
  });
});

describe("the file with everything", () => {
  test("holds both stores as they are, and the settings with their defaults", () => {
    const { local, session, settings, version, made_at } = makeSample("id");
    assert.deepEqual([local, session, version, made_at], [LOCAL, SESSION, "0.1.0", MADE_AT]);
    assert.equal(settings.region, null);
    assert.equal(settings.employment, "pns");
  });

  for (const [language, what] of [["id", "Jawaban dan pengaturan Anda"], ["en", "Your answer and settings"]]) {
    test(`explains each part in ${language}`, () => {
      const { about, explained } = makeSample(language);
      assert.ok(about.includes("Jaga Jempol"));
      assert.equal(explained.settings.what, what);
      const names = Object.values(explained).flatMap((each) => each.names);
      assert.deepEqual(names.sort(), [...Object.keys(LOCAL), ...Object.keys(SESSION)].sort());
    });
  }

  test("is named for its day", () => assert.equal(nameExport(MADE_AT), "jaga-jempol-2026-11-21.json"));
});
