/** The welcome page: what the extension does, one question, and where to try it. */

import { employmentOf, showEmployment } from "./employment.js";
import { byId, saveSettings, showPage } from "./page.js";
import { followSignIn, showSignIn } from "./signin.js";
import { say } from "./texts.js";

/** @typedef {import("./page.js").Stored} Stored */

/** Whether the person has answered on this page; before that nothing is said about the outcome. */
let hasAnswered = false;

/** @type {Stored["settings"]["language"]} */
let language = "id";

byId("answer").addEventListener("submit", (event) => {
  event.preventDefault();
  void saveAnswer();
});
followSignIn();
await showPage(showWelcome);

/** Save the answer; waking and sleeping follow from what is stored. */
async function saveAnswer() {
  const employment = employmentOf(document);
  if (employment === undefined) {
    byId("outcome").textContent = say(language, "welcome.choose");
    return;
  }
  byId("outcome").textContent = "";
  hasAnswered = true;
  await saveSettings({ employment });
  byId("next").hidden = false;
  byId("next_heading").focus();
}

/**
 * Fill in the page.
 * @param {Stored} stored what is here
 */
async function showWelcome({ settings }) {
  await showSignIn(settings);
  ({ language } = settings);
  const isAwake = settings.employment !== null;
  if (hasAnswered || isAwake) {
    showEmployment(document, settings.employment);
  }
  byId("next").hidden = !hasAnswered && !isAwake;
  byId("next_practice").hidden = !isAwake;
  byId("next_heading").textContent = say(language, isAwake ? "welcome.awake" : "welcome.asleep");
  byId("next_text").textContent = say(language, isAwake ? "welcome.awake.next" : "welcome.asleep.next");
}
