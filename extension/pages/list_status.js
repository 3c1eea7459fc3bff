/** How fresh the list is and what went wrong, in words; the same in popup and options. */

import { byId, setText } from "./page.js";
import { formatDay, formatInstant } from "./state.js";
import { say } from "./texts.js";

/** @typedef {import("./page.js").Stored} Stored */

/**
 * Show the date of the list, the last check, and the problem if there was one.
 * @param {Stored} stored what is here
 */
export function showListStatus({ settings, release }) {
  const { language } = settings;
  const { made_on, checked_at, problem } = release;
  const isShown = settings.employment !== null;
  byId("list").hidden = !isShown;
  showLine("made_on", made_on && say(language, "list.made_on", { day: formatDay(made_on, language) }));
  showLine(
    "checked_at",
    checked_at && say(language, "list.checked_at", { instant: formatInstant(checked_at, language) }),
  );
  const kept = made_on === null ? "" : ` ${say(language, "list.kept")}`;
  showLine("problem", problem && say(language, `problem.${problem}`) + kept);
}

/**
 * Show a line, or hide it when there is nothing to say.
 * @param {string} id of its element
 * @param {string | null} text of the line
 */
export function showLine(id, text) {
  const line = byId(id);
  setText(line, text ?? "");
  line.hidden = !text;
}

/**
 * Let a button ask the background for something that takes a while.
 * @param {string} id of the button
 * @param {"update_now" | "forget_release"} type of the message
 */
export function askOnClick(id, type) {
  /** @type {HTMLButtonElement} */
  const button = byId(id);
  button.addEventListener("click", async () => {
    const language = document.documentElement.lang === "en" ? "en" : "id";
    showLine("checked_at", say(language, "list.updating"));
    button.disabled = true;
    // Whatever comes of it is stored, and what is stored is shown.
    await chrome.runtime.sendMessage({ type });
    button.disabled = false;
    button.focus();
  });
}
