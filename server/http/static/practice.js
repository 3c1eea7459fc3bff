/**
 * The practice page's own buttons: they work at once, as on any social site, and a tally shows what reached the page.
 * Nothing here knows of the extension; nothing is sent or stored.
 */

/** @typedef {"like" | "comment" | "share" | "follow"} Action */

const tally = /** @type {HTMLElement} */ (document.querySelector("[data-tally]"));

document.addEventListener("click", (event) => {
  const target = /** @type {Element} */ (event.target);
  const button = target.closest("button[data-action]");
  if (button instanceof HTMLButtonElement) {
    act(button);
  }
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  addComment(/** @type {HTMLFormElement} */ (event.target));
});

/**
 * Do what a pressed button says.
 * @param {HTMLButtonElement} button of a post or a profile
 */
function act(button) {
  const action = /** @type {Action} */ (button.dataset["action"]);
  if (action === "comment") {
    openComments(button);
  } else {
    toggle(button, action);
  }
}

/**
 * @param {HTMLButtonElement} button like, share or follow
 * @param {Action} action its action
 */
function toggle(button, action) {
  const isDone = button.getAttribute("aria-pressed") === "true";
  for (const each of action === "follow" ? findFollowButtons(button) : [button]) {
    each.setAttribute("aria-pressed", String(!isDone));
    setText(each, "[data-label]", each.dataset[isDone ? "undone" : "done"]);
  }
  count(button, isDone ? -1 : 1);
  if (isDone) {
    tell(button, "undo", button.dataset["undone"]);
  } else {
    record(button, action);
  }
}

/**
 * @param {HTMLButtonElement} button comment
 */
function openComments(button) {
  const form = /** @type {HTMLFormElement} */ (findOwner(button).querySelector("form"));
  form.hidden = false;
  button.setAttribute("aria-expanded", "true");
  form.querySelector("input")?.focus();
  record(button, "comment");
}

/**
 * Put what was written below the post.
 * @param {HTMLFormElement} form of one post
 */
function addComment(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
  const post = findOwner(form);
  const list = /** @type {HTMLElement} */ (post.querySelector(".comments"));
  const item = document.createElement("li");
  const who = document.createElement("strong");
  who.textContent = document.querySelector("[data-own-account]")?.textContent ?? "";
  item.append(who, input.value);
  list.append(item);
  list.hidden = false;
  input.value = "";
  count(/** @type {HTMLElement} */ (post.querySelector("[data-action='comment']")), 1);
}

/**
 * Every follow button of the same account on this page.
 * @param {HTMLElement} button one of them
 * @returns {HTMLElement[]} all of them
 */
function findFollowButtons(button) {
  const name = findOwner(button).dataset["name"];
  const all = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-action='follow']"));
  return [...all].filter((each) => findOwner(each).dataset["name"] === name);
}

/**
 * @param {HTMLElement} button whose number changes, if it has one
 * @param {number} by how much
 */
function count(button, by) {
  const output = button.querySelector("output");
  if (output) {
    output.value = String(Number(output.value) + by);
  }
}

/**
 * Count an action that reached the page, and say so.
 * @param {HTMLElement} button that was pressed
 * @param {Action} action its action
 */
function record(button, action) {
  const number = /** @type {HTMLElement} */ (tally.querySelector(`[data-reached='${action}']`));
  number.textContent = String(Number(number.textContent) + 1);
  tell(button, action);
}

/**
 * @param {HTMLElement} button that was pressed
 * @param {Action | "undo"} what happened
 * @param {string} [undone] the name of what was taken back
 */
function tell(button, what, undone = "") {
  const text = tally.getAttribute(`data-text-${what}`) ?? "";
  const name = findOwner(button).dataset["name"] ?? "";
  setText(tally, "[data-last]", text.replace("{name}", () => name).replace("{action}", () => undone));
}

/**
 * @param {Element} part of a post or a profile
 * @returns {HTMLElement} that post or profile
 */
function findOwner(part) {
  return /** @type {HTMLElement} */ (part.closest("[data-name]"));
}

/**
 * @param {Element} inside what
 * @param {string} selector of what to change
 * @param {string | undefined} text new
 */
function setText(inside, selector, text) {
  const element = inside.querySelector(selector);
  if (element && text !== undefined) {
    element.textContent = text;
  }
}

export {}; // a module: its names are its own
