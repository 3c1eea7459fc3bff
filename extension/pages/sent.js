/** The page "Apa yang dikirim": the last requests that were really made, in words and as they were. */

import { readSent } from "../background/storage.js";
import { byId, showPage } from "./page.js";
import { describeSent, groupByDay } from "./sent_words.js";
import { formatDay } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("./page.js").Stored} Stored */
/** @typedef {import("../types-background.d.ts").Language} Language */
/** @typedef {import("../types-background.d.ts").SentRequest} SentRequest */

byId("forget").addEventListener("click", async () => {
  await chrome.runtime.sendMessage({ type: "forget_sent" });
  byId("requests_heading").focus();
  byId("forgotten").textContent = say(document.documentElement.lang === "en" ? "en" : "id", "sent.forgotten");
});
await showPage(showSent);

/**
 * Fill in the page.
 * @param {Stored} stored what is here
 */
async function showSent({ settings }) {
  const { language } = settings;
  const requests = await readSent(chrome);
  byId("none").hidden = requests.length > 0;
  byId("forget").hidden = requests.length === 0;
  byId("days").replaceChildren(...groupByDay(requests).flatMap(([day, some]) => makeDay(day, some, language)));
}

/**
 * Make the part of one day.
 * @param {string} day YYYY-MM-DD
 * @param {SentRequest[]} requests of the day, newest first
 * @param {Language} language of the person
 * @returns {HTMLElement[]} heading and list
 */
function makeDay(day, requests, language) {
  const list = document.createElement("ol");
  list.append(...requests.map((request) => makeItem(request, language)));
  return [make("h3", formatDay(day, language)), list];
}

/**
 * Make the item of one request.
 * @param {SentRequest} request as written down
 * @param {Language} language of the person
 * @returns {HTMLElement} words, and the request itself
 */
function makeItem(request, language) {
  const { head, lines, raw } = describeSent(request, language);
  const item = document.createElement("li");
  item.append(make("strong", head), make("p", lines.join(" ")), make("code", raw));
  return item;
}

/**
 * Make an element that says something.
 * @param {string} tag of the element
 * @param {string} text in it
 * @returns {HTMLElement} the element
 */
function make(tag, text) {
  return Object.assign(document.createElement(tag), { textContent: text });
}
