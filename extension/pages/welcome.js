/** The welcome page: what the extension does, one question, and where to try it. */

import { employmentOf, showEmployment } from "./employment.js";
import { showLine } from "./list_status.js";
import { byId, saveSettings, setText, showPage } from "./page.js";
import { isBlocking, isLocked } from "./policy_words.js";
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
 * Say what the person's agency has set: the answer, which is not asked for then, and whether going on is always possible.
 * @param {Stored["settings"]} settings in force
 * @param {Stored["policy"]} policy of the agency; null: none
 */
function showAgency({ employment }, policy) {
  const agency = policy?.agency ?? "";
  const isSet = isLocked(policy, "employment");
  const isBlocked = isBlocking(policy);
  byId("answer").hidden = isSet;
  byId("set_by_agency").hidden = !isSet;
  showLine("set_employment", isSet ? say(language, "welcome.set", { agency, employment: say(language, `employment.${employment ?? "none"}`) }) : null);
  setText(byId("decision"), say(language, isBlocked ? "welcome.second.blocked" : "welcome.second", { agency }));
  setText(byId("never_forbid"), say(language, isBlocked ? "never.forbid.blocked" : "never.forbid", { agency }));
}

/**
 * Fill in the page.
 * @param {Stored} stored what is here
 */
async function showWelcome({ settings, policy }) {
  await showSignIn(settings);
  ({ language } = settings);
  showAgency(settings, policy);
  const isAwake = settings.employment !== null;
  if (hasAnswered || isAwake) {
    showEmployment(document, settings.employment);
  }
  byId("next").hidden = !hasAnswered && !isAwake;
  byId("next_practice").hidden = !isAwake;
  byId("next_heading").textContent = say(language, isAwake ? "welcome.awake" : "welcome.asleep");
  byId("next_text").textContent = say(language, isAwake ? "welcome.awake.next" : "welcome.asleep.next");
}
