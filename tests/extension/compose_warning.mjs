// Run extension/page/compose_warning.js as a page would: a plain script around one global object.
// Reads {"wording", "cases"} from standard input; prints, case by case, the level and the warning that the script gives.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const script = new URL("../../extension/page/compose_warning.js", import.meta.url);
const page = vm.createContext({ jaga: {} });
vm.runInContext(readFileSync(script, "utf8"), page, { filename: script.pathname });

const { wording, cases } = JSON.parse(readFileSync(0, "utf8"));
const { jaga } = page;

const answers = cases.map(({ subject, phase, action, employment, account, lang, form }) => {
  const rule = jaga.chooseRule(wording.rules, subject, phase, action, employment);
  if (account === null) {
    return { level: rule.level, warning: jaga.composeGeneralWarning(wording, rule, lang) };
  }
  const contest = account.contest_name && { name: account.contest_name };
  const facts = jaga.makeWarningFacts({ ...account, subject }, contest, phase, lang);
  const notices = Object.keys(wording.texts[lang].notices).map((notice) => jaga.composeNotice(wording, notice, lang, facts));
  return { level: rule.level, warning: jaga.composeWarning(wording, rule, facts, lang, form), notices };
});

const unknown = ["candidate", "kampanye", "like", "pns"].map((_word, index, words) =>
  jaga.chooseRule(wording.rules, ...words.map((word, at) => (at === index ? "unheard" : word))));

process.stdout.write(JSON.stringify({ answers, unknown, bare: jaga.composeNotice(wording, "listed", "id") }));
