/**
 * Small questions about events: is it a press, is it typing, is it the second of two.
 */
(() => {
  /** Two presses at one place within this time are a double press. */
  const DOUBLE_MS = 500;
  const DOUBLE_PIXELS = 40;
  const NO_TEXT_INPUTS = new Set(["button", "submit", "reset", "checkbox", "radio", "range", "file", "image", "color"]);

  /** @param {Event} event that the site must not see */
  function swallow(event) {
    event.stopImmediatePropagation();
    event.preventDefault();
  }

  /**
   * @param {KeyboardEvent} event of a key
   * @returns {boolean} whether it presses what has the focus
   */
  function isPressKey({ key, ctrlKey, metaKey, altKey }) {
    return (key === "Enter" || key === " ") && !ctrlKey && !metaKey && !altKey;
  }

  /**
   * @param {Event} event of a key
   * @returns {boolean} whether it goes into a text box
   */
  function isTyping(event) {
    const [target] = event.composedPath();
    if (target instanceof HTMLInputElement) {
      return !NO_TEXT_INPUTS.has(target.type);
    }
    return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && jaga.dom.isEditable(target));
  }

  /**
   * @param {Element} element anything
   * @returns {Element[]} it and its ancestors, like the path of an event
   */
  function makePath(element) {
    const path = [element];
    for (let parent = jaga.findParent(element); parent; parent = jaga.findParent(parent)) {
      path.push(parent);
    }
    return path;
  }

  /**
   * Press an element for the person: the site sees a click.
   * @param {Element} element the control
   */
  function clickElement(element) {
    if (element instanceof HTMLElement) {
      jaga.dom.click(element);
    } else {
      jaga.dom.dispatch(element, new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
    }
  }

  /**
   * Tell whether a press follows another one at the same place, the way a double click does.
   * @param {PressMark | null} last the one before it
   * @param {PressMark} press this one
   * @returns {boolean} yes or no
   */
  function isSecondPress(last, press) {
    return last !== null && press.at - last.at < DOUBLE_MS && Math.hypot(press.x - last.x, press.y - last.y) < DOUBLE_PIXELS;
  }

  Object.assign(jaga, { swallow, isPressKey, isTyping, makePath, clickElement, isSecondPress });
})();
