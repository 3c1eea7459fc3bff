/**
 * Choose the rule that speaks of an action and say what it says. Twin of server/domain/warnings.py: the same wording.json,
 * the same answers (tests/warnings/cases.json). Pure: no storage, no clock, no page.
 */
(() => {
  /**
   * Return the rule that speaks of a combination; in a good wording there is exactly one.
   * @param {Rule[]} rules of the wording
   * @param {string} subject what sort of owner
   * @param {string} phase of the contest
   * @param {string} action of the person
   * @param {string} employment of the person
   * @returns {Rule | null} null: this wording does not know one of the words
   */
  function chooseRule(rules, subject, phase, action, employment) {
    return rules.find((rule) => rule.subjects.includes(subject) && rule.phases.includes(phase)
      && rule.actions.includes(action) && rule.employments.includes(employment)) ?? null;
  }

  /**
   * Collect what a warning says of one listing.
   * @param {{owner: string, subject: string, role: string}} account of the group's file
   * @param {{name: Record<Language, string>} | null} contest of the group's file; null outside every contest
   * @param {string} phase of today
   * @param {Language} lang of the warning
   * @returns {Facts} ready for composeWarning
   */
  function makeWarningFacts({ owner, subject, role }, contest, phase, lang) {
    return { owner, subject, role, phase, contest: contest?.name[lang] ?? null };
  }

  /**
   * Say what a rule says, of this listing, in this language.
   * @param {Wording} wording of the release
   * @param {Rule} rule that was chosen
   * @param {Facts} facts about the listing
   * @param {Language} lang of the warning
   * @param {number} form any whole number; it picks one of the message's equivalent bodies, the first for 0
   * @returns {WarningText | null} the general warning when a fact that the text needs is missing; null at level none
   */
  function composeWarning(wording, rule, facts, lang, form = 0) {
    const texts = wording.texts[lang];
    const message = texts.messages[rule.message ?? ""];
    if (message === undefined) {
      return null;
    }
    const values = nameFacts(texts, facts);
    const title = fill(message.title, values);
    const body = fill(message.bodies[pickIndex(form, message.bodies.length)] ?? "", values);
    if (title === null || body === null) {
      return composeGeneralWarning(wording, rule, lang);
    }
    return surround(texts, rule, title, body);
  }

  /**
   * Say what a rule says without a word on whose account it is, for when that is not known here.
   * @param {Wording} wording of the release
   * @param {Rule} rule that was chosen
   * @param {Language} lang of the warning
   * @returns {WarningText | null} null at level none
   */
  function composeGeneralWarning(wording, rule, lang) {
    const texts = wording.texts[lang];
    return rule.message === null ? null : surround(texts, rule, texts.general.title, texts.general.body);
  }

  /**
   * Return one of the short notices.
   * @param {Wording} wording of the release
   * @param {string} notice its id
   * @param {Language} lang of the notice
   * @param {Facts | null} facts about the listing, where the notice speaks of one
   * @returns {string | null} null when a fact that it needs is missing
   */
  function composeNotice(wording, notice, lang, facts = null) {
    const texts = wording.texts[lang];
    return fill(texts.notices[notice] ?? "", facts === null ? {} : nameFacts(texts, facts)) || null;
  }

  /**
   * Add what the rule cites, what may follow and what stays allowed.
   * @param {Texts} texts of the language
   * @param {Rule} rule that was chosen
   * @param {string} title of the warning
   * @param {string} body of the warning
   * @returns {WarningText} the warning as a person reads it
   */
  function surround(texts, rule, title, body) {
    return {
      title,
      body,
      basis: rule.basis.map((base) => texts.bases[base] ?? ""),
      consequence: texts.consequences[rule.consequence ?? ""] ?? "",
      allowed: rule.allowed.map((each) => texts.allowed[each] ?? "").join(" "),
    };
  }

  /**
   * Name the facts in a language.
   * @param {Texts} texts of the language
   * @param {Facts} facts about the listing
   * @returns {Record<string, string | null | undefined>} what may stand in braces
   */
  function nameFacts(texts, { owner, contest, phase, role, subject }) {
    const names = texts.roles[role] ?? texts.roles[subject];
    return { owner, contest, phase: texts.phases[phase], role: phase === "bakal_calon" ? names?.prospective : names?.usual };
  }

  /**
   * Put the values in, in one pass: a brace inside a value stays as it is.
   * @param {string} template with names in braces
   * @param {Record<string, string | null | undefined>} values by name
   * @returns {string | null} null when one is missing
   */
  function fill(template, values) {
    const names = [...template.matchAll(/\{([a-z]+)\}/g)].map(([, name]) => name ?? "");
    return names.every((name) => values[name]) ? template.replace(/\{([a-z]+)\}/g, (_all, name) => values[name] ?? "") : null;
  }

  /**
   * Pick one of the bodies, as Python's modulo does.
   * @param {number} form any whole number
   * @param {number} count of bodies
   * @returns {number} from 0 up to, but not including, count
   */
  function pickIndex(form, count) {
    return ((form % count) + count) % count;
  }

  Object.assign(jaga, { chooseRule, makeWarningFacts, composeWarning, composeGeneralWarning, composeNotice });
})();
