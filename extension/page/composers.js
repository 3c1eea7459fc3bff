/**
 * Recognise that a text is being sent: a post, a comment, a message in a chat. Which editor, which button, which keys is
 * data ("composers" in the "page" member of a platform file).
 */
(() => {
  const DISABLED = ":disabled, [aria-disabled='true']";

  /**
   * Find the composer whose text an event would send.
   * @param {Recogniser} recogniser of the platform
   * @param {Way} way to act
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {Sending | null} null: nothing is sent
   */
  function findSending({ composers }, way, path) {
    for (const element of composers.length > 0 ? path : []) {
      const composer = element instanceof Element ? composers.find((each) => isSentBy(each, way, element)) : undefined;
      if (composer && element instanceof Element) {
        return element.matches(DISABLED) ? null : makeSending(composer, element, way);
      }
    }
    return null;
  }

  /**
   * @param {ComposerRule} composer of the data
   * @param {Way} way to act
   * @param {Element} element on the path of an event
   * @returns {boolean} whether this way of acting on it sends the composer's text
   */
  function isSentBy(composer, way, element) {
    if (way === "press") {
      return isSendButton(composer, element);
    }
    const isKnown = composer.on?.includes(way) ?? false;
    return isKnown && (way === "submit" ? element.querySelector(composer.select) !== null : element.matches(composer.select));
  }

  /**
   * @param {ComposerRule} composer of the data
   * @param {Element} element anything
   * @returns {boolean} whether it is the button that sends
   */
  function isSendButton({ send, words }, element) {
    return send !== undefined && element.matches(send)
      && (words === null || jaga.matchesWord(words, jaga.readText(element, "text")));
  }

  /**
   * @param {ComposerRule} composer of the data
   * @param {Element} control button, editor or form
   * @param {Way} way to act
   * @returns {Sending | null} null: there is no editor, and nothing that is sent along
   */
  function makeSending(composer, control, way) {
    const scope = (composer.within && control.closest(composer.within)) || document;
    const isEditor = way === "enter" || way === "ctrl_enter";
    const editors = isEditor && !composer.within ? [control] : [...scope.querySelectorAll(composer.select)];
    const along = composer.also === undefined ? [] : [...document.querySelectorAll(composer.also)];
    const release = way === "press" ? control : findSendButton(composer, scope);
    return editors.length + along.length > 0 ? { control, editors, along, release: composer.again ? null : release } : null;
  }

  /**
   * @param {ComposerRule} composer of the data
   * @param {Element | Document} scope where to look
   * @returns {Element | null} its button, if it can be pressed now
   */
  function findSendButton(composer, scope) {
    const buttons = composer.send === undefined ? [] : [...scope.querySelectorAll(composer.send)];
    return buttons.find((button) => isSendButton(composer, button) && !button.matches(DISABLED)) ?? null;
  }

  /**
   * Recognise sending a text that names accounts. What was read is gone when this returns; the keys are what is left.
   * @param {View} view of the page
   * @param {PlatformFile[]} platforms whose addresses are known here
   * @param {Way} way to act
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {{sending: Sending, keys: string[]} | null} null: nothing is sent, or it names nobody
   */
  function recogniseSending({ recogniser }, platforms, way, path) {
    const sending = findSending(recogniser, way, path);
    const keys = sending ? jaga.readNamedKeys(sending, recogniser.platform, platforms) : [];
    return sending && keys.length > 0 ? { sending, keys } : null;
  }

  /**
   * @param {Recogniser} recogniser of the platform
   * @param {EventTarget[]} path of an event, from the inside out
   * @returns {boolean} whether it is in a text that can be sent
   */
  function isInComposer({ composers }, path) {
    return path.some((element) => element instanceof Element && composers.some(({ select }) => element.matches(select)));
  }

  Object.assign(jaga, { recogniseSending, isInComposer });
})();
