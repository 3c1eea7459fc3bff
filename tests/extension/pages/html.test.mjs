/** The HTML of the pages: what their scripts look for is there, what they name exists, nothing comes from elsewhere. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";

const FOLDER = new URL("../../../extension/pages/", import.meta.url);
const read = (name) => readFileSync(new URL(name, FOLDER), "utf8");
const SHARED = ["page.js", "list_status.js"];

// Elements of list_status.js are in the pages that show the list only.
const SCRIPTS = {
  popup: ["popup.js", ...SHARED],
  options: ["options.js", "agency.js", "platform_list.js", "region_choice.js", "signin.js", "stored_list.js", ...SHARED],
  welcome: ["welcome.js", "signin.js", "page.js"],
  report: ["report.js", "page.js"],
  sent: ["sent.js", "page.js"],
};

for (const [page, scripts] of Object.entries(SCRIPTS)) {
  const html = read(`${page}.html`);
  const ids = [...html.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);

  describe(`${page}.html`, () => {
    test("has every element that its scripts look for", () => {
      const wanted = scripts.flatMap((name) =>
        [...read(name).matchAll(/(?:byId|showLine|askOnClick)\("([^"]+)"/gu)].map(([, id]) => id),
      );
      assert.ok(wanted.length > 3);
      assert.deepEqual(
        wanted.filter((id) => !ids.includes(id)),
        [],
      );
    });

    test("has no id twice, and every reference leads somewhere", () => {
      assert.equal(new Set(ids).size, ids.length);
      const references = [...html.matchAll(/(?:for|aria-(?:labelledby|describedby))="([^"]+)"/gu)];
      const named = references.flatMap(([, value]) => value.split(" "));
      assert.deepEqual(
        named.filter((id) => !ids.includes(id)),
        [],
      );
    });

    test("loads only files of its own, and holds no script and no style", () => {
      const files = [...html.matchAll(/(?:src|href)="([^"#]+)"/gu)].map(([, file]) => file);
      assert.deepEqual(
        files.filter((file) => !existsSync(new URL(file, FOLDER))),
        [],
      );
      assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/u);
    });

    test("has every text in texts.js and none in the HTML, but for the name", () => {
      const body = html
        .slice(html.indexOf("<body"))
        .replace(/<[^>]+>/gu, "")
        .trim();
      assert.deepEqual(body.split(/\s+/u), ["ID", "EN"]);
    });
  });
}
