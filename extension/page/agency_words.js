/**
 * What the person's agency says in a warning: its sentence and contact, and, where it does not allow an action on this
 * device, why and how to object. All of it is text that the policy brings, never markup.
 */
(() => {
  /**
   * @param {Policy | null} policy of the agency; null: none
   * @param {Language} lang of the reader
   * @returns {AgencyWords | null} what it says; null without a policy
   */
  function readAgency(policy, lang) {
    return policy && {
      name: policy.agency,
      reason: policy.block_reason?.[lang] ?? null,
      sentence: policy.sentence?.[lang] ?? null,
      contact: policy.contact,
    };
  }

  /**
   * @param {string} text of ours, which may hold {agency}
   * @param {Pick<AgencyWords, "name">} agency to name
   * @returns {string} the text with its name; a brace inside the name stays as it is
   */
  function fillAgency(text, { name }) {
    return text.replace("{agency}", () => name);
  }

  /**
   * Build the line below a warning: whose sentence it is, what it says, where the agency can be asked.
   * @param {AgencyWords | null} agency that may say something
   * @param {Words} words of our own
   * @returns {HTMLElement[]} one line, or none
   */
  function buildAgencyLine(agency, words) {
    const contact = agency?.contact ? `${words.contact}: ${nameContact(agency.contact)}` : "";
    const said = [agency?.sentence, contact].filter(Boolean).join(" ");
    return agency && said ? [buildLine(agency.name, said)] : [];
  }

  /**
   * Build what a dialog says of an action that is not allowed: the reason, that all accounts are alike, how to object.
   * @param {AgencyWords} agency that does not allow it
   * @param {Words} words of our own
   * @returns {HTMLElement[]} its paragraphs; a screen reader says the first after the heading
   */
  function buildBlock(agency, words) {
    const make = jaga.makeElement;
    const reason = agency.reason ? [make("strong", {}, `${words.reason}: `), `${agency.reason} `] : [];
    const object = agency.contact ? [buildLine(fillAgency(words.object, agency), nameContact(agency.contact))] : [];
    return [make("p", { id: "body" }, ...reason, fillAgency(words.alike, agency)), ...object];
  }

  /**
   * @param {string} heading of the line
   * @param {string} text after it
   * @returns {HTMLElement} a line in small letters
   */
  function buildLine(heading, text) {
    return jaga.makeElement("p", { class: "small" }, jaga.makeElement("strong", {}, `${heading}: `), text);
  }

  /**
   * @param {string} contact mailto: or https:
   * @returns {string} the address alone, to be read and typed
   */
  function nameContact(contact) {
    return contact.replace(/^mailto:([^?]*).*$/u, "$1").replace(/^https:\/\//u, "");
  }

  Object.assign(jaga, { readAgency, fillAgency, buildAgencyLine, buildBlock });
})();
