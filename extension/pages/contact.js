/** A link to where somebody can be asked: an e-mail, or a page in a tab of its own. */

/**
 * Make the link to a contact.
 * @param {string} contact mailto: or https:
 * @param {string} text of the link
 * @returns {HTMLElement} the link, with the address in plain sight; an e-mail's has data-mail
 */
export function makeContact(contact, text) {
  const isMail = contact.startsWith("mailto:");
  const link = Object.assign(document.createElement("a"), { className: "button", href: contact, textContent: text });
  Object.assign(link.dataset, isMail ? { mail: contact } : {});
  Object.assign(link, isMail ? {} : { target: "_blank", rel: "noreferrer" });
  const address = Object.assign(document.createElement("span"), { className: "small soft" });
  address.textContent = isMail ? contact.slice("mailto:".length) : new URL(contact).host;
  const item = Object.assign(document.createElement("p"), { className: "row" });
  item.append(link, address);
  return item;
}
