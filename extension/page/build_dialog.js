/**
 * What the dialog shows: whose account it is, what may follow, on what basis, what stays allowed; Batal, Tetap lanjut, or first the rules
 * or an objection. Where the person's agency does not allow the action: who says so, why, how to object, and no Tetap lanjut.
 */
(() => {
  const STYLE = `
    .dialog {
      position: fixed; inset: 0; margin: auto; width: min(27.5em, 100% - 1.5em); max-width: none; height: fit-content;
      max-height: calc(100vh - 1.5em); max-height: calc(100dvh - 1.5em); scroll-padding-block-end: 5.25em;
      border-radius: 1em; border-top: .375em solid var(--accent); box-shadow: 0 1em 3em rgb(20 14 32 / .35); outline: none;
    }
    .dialog::backdrop { background: rgb(20 14 32 / .5); }
    .text { display: grid; gap: .75em; padding: .875em 1.25em .375em; }
    .name { display: flex; align-items: center; gap: .5em; font-size: .8125em; font-weight: 600; color: var(--soft); }
    h2 { font-size: 1.1875em; line-height: 1.3; font-weight: 700; text-wrap: balance; }
    .who:empty { display: none; }
    .who { padding: .375em .75em; border-inline-start: .25em solid var(--accent); border-radius: .375em; background: var(--tint); font-size: .9375em; }
    .more { display: grid; gap: .375em; padding-top: .75em; border-top: 1px solid var(--line); }
    .choice { position: sticky; bottom: 0; display: flex; gap: .625em; padding: .625em 1.25em 1.125em; background: var(--paper); }
    .choice button { flex: 1 1 0; padding-inline: .5em; }
    button.link {
      min-height: 2.25em; padding: .25em 0; border: 0; font-size: .8125em; color: var(--accent);
      text-decoration: underline; text-underline-offset: .2em;
    }
    .links { display: flex; flex-wrap: wrap; gap: 0 1.25em; }
    button.link.quiet { font-weight: 400; color: var(--soft); }
    @media (max-width: 22em) { .text, .choice { padding-inline: 1em; } }
    @media (max-height: 30em) { .choice { padding-block: .625em; } }
    @media (max-height: 20em) { .choice { position: static; flex-wrap: wrap; } .choice button { flex-basis: 8em; } }
    @media (prefers-reduced-motion: no-preference) {
      .dialog[open] { animation: come .12s ease-out; }
      @keyframes come { from { transform: translateY(.5em); } }
    }`;

  /**
   * @param {DialogContent} content what to say
   * @returns {DialogParts} its parts
   */
  function buildDialog(content) {
    const { key, action, lang, warning, who, agency } = content;
    const make = jaga.makeElement;
    const words = jaga.words[lang];
    const blocking = content.isBlocked ? agency : null;
    const cancel = make("button", { type: "button", class: "first" }, blocking ? words.close : words.cancel);
    const goOn = blocking ? null : make("button", { type: "button", "aria-disabled": "true" }, words.go_on);
    const title = blocking ? jaga.fillAgency(words.blocked, blocking) : warning.title;
    const links = buildLinks(content, words);
    const dialog = make("dialog", {
      class: "box dialog", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "title", "aria-describedby": "who body",
      lang, "data-key": key, "data-action": action,
    },
      make("div", { class: "text" },
        make("div", { class: "name" }, jaga.makeMark(), "Jaga Jempol"),
        make("h2", { id: "title" }, title),
        make("p", { id: "who", class: "who" }, nameWho(who, title)),
        ...(blocking ? jaga.buildBlock(blocking, words) : []),
        make("p", blocking ? { class: "small" } : { id: "body" }, warning.body),
        blocking ? buildSmallPrint({ ...warning, consequence: "" }, words, { ...blocking, contact: null }) : buildSmallPrint(warning, words, agency),
        make("div", { class: "links" }, ...links.keys())),
      make("div", { class: "choice" }, cancel, ...(goOn ? [goOn] : [])));
    return { dialog, cancel, goOn, links };
  }

  /**
   * @param {DialogContent} content what to say
   * @param {Words} words of our own
   * @returns {DialogParts["links"]} what opens in a tab of its own
   */
  function buildLinks({ openRules, openReport, openAgency, agency }, words) {
    const link = (/** @type {string} */ kind, /** @type {string} */ text) => jaga.makeElement("button", { type: "button", class: kind }, text);
    /** @type {DialogParts["links"]} */
    const links = new Map([[link("link", words.rules), openRules], [link("link quiet", words.report), openReport]]);
    return agency?.contact ? links.set(link("link quiet", words.ask_agency), openAgency) : links;
  }

  /**
   * @param {DialogContent["who"]} who whose account it is; null when that is not known here
   * @param {string} title of the warning
   * @returns {string} the line under the heading; it does not say again whom the heading has named
   */
  function nameWho(who, title) {
    const parts = who === null ? [] : [title.includes(who.owner) ? "" : who.owner, who.place];
    return parts.filter(Boolean).join(" · ");
  }

  /**
   * @param {WarningText} warning of the release
   * @param {Words} words of our own
   * @param {AgencyWords | null} agency that may add a sentence
   * @returns {HTMLElement} what may follow (nothing, of what cannot be done), what stays allowed, the basis, what the agency adds
   */
  function buildSmallPrint(warning, words, agency) {
    const make = jaga.makeElement;
    const line = (/** @type {string} */ heading, /** @type {string} */ text) =>
      text === "" ? [] : [make("p", { class: "small" }, make("strong", {}, `${heading}: `), text)];
    return make("div", { class: "more" },
      ...line(words.consequence, warning.consequence),
      ...line(words.allowed, warning.allowed),
      ...line(words.basis, warning.basis.join(" · ")),
      ...jaga.buildAgencyLine(agency, words));
  }

  Object.assign(jaga, { buildDialog, dialogStyle: STYLE });
})();
