/** The texts of the pages: complete in both languages, none idle, none missing. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { describe, test } from "node:test";

import { PROBLEMS } from "../../../extension/background/problem.js";
import { TEXTS, say } from "../../../extension/pages/texts.js";

const FOLDER = new URL("../../../extension/pages/", import.meta.url);
const read = (ending) => readdirSync(FOLDER).filter((name) => name.endsWith(ending) && name !== "texts.js");
const sources = [...read(".html"), ...read(".js")].map((name) => [name, readFileSync(new URL(name, FOLDER), "utf8")]);

const wordsInBraces = (text) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, word]) => word).sort();

// Keys that HTML asks for, and those that scripts name: whole, or the beginning of one that ends in a state.
const find = (ending, pattern) =>
  sources
    .filter(([name]) => name.endsWith(ending))
    .flatMap(([, source]) => [...source.matchAll(pattern)].map((found) => found.slice(1).find(Boolean)));
const inHtml = find(".html", /data-(?:text|label)="([^"]+)"/gu);
const inScripts = find(".js", /say\(language, `([^`$]+)|"(\w+\.\w+(?:\.\w+)*)"/gu);

describe("every text", () => {
  for (const [key, { id, en }] of Object.entries(TEXTS)) {
    test(`${key}: in both languages, with the same words in braces, without space at its ends`, () => {
      assert.ok(id && en);
      assert.deepEqual(wordsInBraces(id), wordsInBraces(en));
      assert.deepEqual([id.trim(), en.trim()], [id, en]);
    });
  }

  test("is used by a page", () => {
    const isUsed = (key) =>
      [...inHtml, ...inScripts].some((asked) => asked === key || (asked.endsWith(".") && key.startsWith(asked)));
    assert.deepEqual(
      Object.keys(TEXTS).filter((key) => !isUsed(key)),
      [],
    );
  });

  test("that HTML asks for is there", () => {
    assert.ok(inHtml.length > 50);
    assert.deepEqual(
      inHtml.filter((key) => !(key in TEXTS)),
      [],
    );
  });
});

test("every problem of a check is explained, and no other", () => {
  const explained = Object.keys(TEXTS).filter((key) => key.startsWith("problem."));
  assert.deepEqual(
    explained.sort(),
    Object.keys(PROBLEMS)
      .map((code) => `problem.${code}`)
      .sort(),
  );
});

describe("hands, thumbs and fingers", () => {
  // A raised thumb is a campaign sign (docs: Look). Emoji from hands to fists, and what may follow them.
  const HANDS =
    /[\u{1F446}-\u{1F450}\u{1F44A}-\u{1F44F}\u{1F590}-\u{1F596}\u{1F64C}\u{1F64F}\u{1F90C}-\u{1F91F}\u{1FAF0}-\u{1FAF8}\u261A-\u261F\u270A-\u270D]/u;
  for (const [name, source] of [...sources, ["texts.js", JSON.stringify(TEXTS)]]) {
    test(`are not in ${name}`, () => assert.doesNotMatch(source, HANDS));
  }
});

describe("say", () => {
  test("fills in the words in braces", () => {
    assert.equal(say("id", "list.made_on", { day: "21 November 2026" }), "Daftar per 21 November 2026");
  });
  test("does not show a word in braces that has no value", () => {
    assert.throws(() => say("id", "list.made_on"), /\{day\}/u);
  });
  test("does not invent a text", () => {
    assert.throws(() => say("en", "tidak.ada"), /tidak\.ada/u);
  });
});
