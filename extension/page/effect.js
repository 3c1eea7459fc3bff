/**
 * Tell whether a press that we made for the person has had an effect. Some sites act only on a trusted event; what their
 * page shows then is what it showed before. In doubt there was an effect: nobody is asked to repeat what has happened.
 */
(() => {
  /** What opens on a press lies in one of these. */
  const LAYERS = "dialog, [role='dialog'], [role='alertdialog'], [role='menu'], [role='listbox'], [popover]";
  const BOXES = "textarea, input, [contenteditable='true'], [contenteditable='']";

  /**
   * Read what an effect would change. A like or a follow shows on its own control or opens a layer (to log in); sharing and
   * commenting open, close or empty something anywhere, so that any change of the page counts.
   * @param {Element} control what is pressed
   * @param {Action} action that it does
   * @returns {unknown[]} marks to compare, no text
   */
  function readMarks(control, action) {
    const layers = [...document.querySelectorAll(LAYERS)].filter((layer) => layer.getClientRects().length > 0);
    const near = [control.outerHTML, location.href, layers.length];
    if (action === "like" || action === "follow") {
      return near;
    }
    const lengths = [...document.querySelectorAll(BOXES)].map(measure);
    return [...near, document.activeElement, document.getElementsByTagName("*").length, lengths.join(" ")];
  }

  /**
   * @param {Element} box where something may be written
   * @returns {number} characters in it
   */
  function measure(box) {
    const isField = box instanceof HTMLTextAreaElement || box instanceof HTMLInputElement;
    return (isField ? box.value : box.textContent ?? "").length;
  }

  /**
   * @param {unknown[]} before marks
   * @param {unknown[]} after marks of the same control
   * @returns {boolean} whether anything has changed
   */
  function hasChanged(before, after) {
    return before.some((mark, at) => mark !== after[at]);
  }

  Object.assign(jaga, { readMarks, hasChanged });
})();
