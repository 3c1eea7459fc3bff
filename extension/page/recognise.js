/**
 * Recognise what a person is about to do and on whose content: the element under an event -> action and accounts.
 * Nothing here knows a site; selectors and labels are the "page" member of the platform's file. Undo controls
 * (unlike, unfollow, delete) are not among the controls; a profile's unfollow alone is known, to be seen and never held (following.js).
 */
(() => {
  /** A press inside one of these belongs to it alone, never to a control further out. */
  const INTERACTIVE = "a[href], button, input, select, textarea, summary, [role='button'], [role='link'], "
    + "[role='menuitem'], [role='tab'], [role='checkbox'], [role='switch'], [contenteditable='true'], [contenteditable='']";
  const DISABLED = ":disabled, [aria-disabled='true']";

  /**
   * Find the control that an event is about.
   * @param {Recogniser} recogniser of the platform
   * @param {Way} way to act
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {{rule: ControlRule, control: Element} | null} null: none of ours
   */
  function findControl(recogniser, way, path) {
    const group = recogniser.controls.get(way);
    for (const element of path) {
      if (!(element instanceof Element) || group === undefined) {
        continue; // a shadow root, the document, the window
      }
      const rule = jaga.dom.matches(element, group.any) ? chooseRule(group.rules, element) : undefined;
      if (rule) {
        return jaga.dom.matches(element, DISABLED) ? null : { rule, control: element };
      }
      if (jaga.dom.matches(element, INTERACTIVE) && way !== "submit") {
        return null;
      }
    }
    return null;
  }

  /**
   * @param {ControlRule[]} rules of one way to act
   * @param {Element} element that one of them selects
   * @returns {ControlRule | undefined} the first that fits in full
   */
  function chooseRule(rules, element) {
    return rules.find(({ select, words }) =>
      jaga.dom.matches(element, select) && (words === null || jaga.matchesWord(words, jaga.readText(element, "text"))));
  }

  /**
   * Recognise the action under an event.
   * @param {View} view of the page
   * @param {Way} way to act
   * @param {EventTarget[]} path of the event (`composedPath()`), from the inside out
   * @returns {Sighting | null} null: no control of ours; a sighting without accounts: doubt
   */
  function recognise(view, way, path) {
    const found = findControl(view.recogniser, way, path);
    if (found === null) {
      return null;
    }
    const { rule, control } = found;
    const { accounts, element } = readWhose(view, rule, control);
    const release = rule.control === undefined ? control : findOwn(view, rule.control, element);
    if (release === null && way === "double") {
      return null; // already liked: a double press changes nothing
    }
    return { action: rule.action ?? null, accounts, control, container: element, release, flow: rule.flow ?? null };
  }

  /**
   * Read whose content a control acts on: what the control itself says, then the container that decides.
   * @param {View} view of the page
   * @param {Pick<ControlData, "in" | "owner">} rule that fits the control
   * @param {Element} control the control
   * @returns {{accounts: PageAccount[], element: Element | null}} no accounts is doubt
   */
  function readWhose(view, rule, control) {
    const owner = jaga.readOwner(view, rule.owner ?? [], control);
    if (owner?.handle) {
      return { accounts: [owner], element: null };
    }
    const around = readContainer(view, rule.in ?? [], control);
    if (owner === null) {
      return around;
    }
    const [author, second] = around.accounts;
    const handle = second ? null : author?.handle ?? null;
    return { accounts: [{ ...owner, handle }], element: around.element };
  }

  /**
   * Read the authors of the container that decides. The innermost selected container is the outer limit of all grown ones.
   * @param {View} view of the page
   * @param {string[]} names of the kinds that may decide, in order
   * @param {Element} control the control
   * @returns {{accounts: PageAccount[], element: Element | null}} no accounts is doubt
   */
  function readContainer(view, names, control) {
    const selected = jaga.findSelected(view, control, null);
    for (const name of names) {
      const kind = view.recogniser.containers.get(name);
      if (kind && kind === selected?.container) {
        return { accounts: jaga.readAuthors(view, kind, selected.element), element: selected.element };
      }
      const grown = kind?.around ? jaga.growContainer(view, kind, control, selected?.element ?? null) : null;
      if (grown) {
        return grown;
      }
    }
    return { accounts: [], element: null };
  }

  /**
   * @param {View} view of the page
   * @param {string} selector of a control
   * @param {Element | null} container where it stands
   * @returns {Element | null} the container's own that can be pressed, not one of a post quoted inside
   */
  function findOwn(view, selector, container) {
    const isOwn = (/** @type {Element} */ element) =>
      !jaga.dom.matches(element, DISABLED) && jaga.findSelected(view, element, container) === null;
    return container && (jaga.dom.findAll(container, selector).find(isOwn) ?? null);
  }

  /**
   * Recognise a single-key shortcut of the site: it acts on the post that holds the focus, or on the one in the middle.
   * @param {View} view of the page
   * @param {string} key as the event says it
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {Sighting | null} null: no shortcut here, or its post offers only the undo
   */
  function recogniseKey(view, key, path) {
    for (const rule of view.recogniser.keys.get(key) ?? []) {
      const kinds = [rule.in].flat();
      const found = rule.at === "middle" ? jaga.findMiddle(view, kinds) : findFocused(view, kinds, rule.past ?? [], path);
      if (found) {
        return recogniseKeyIn(view, rule, found);
      }
    }
    return null;
  }

  /**
   * @param {View} view of the page
   * @param {string[]} kinds of containers that count
   * @param {string[]} past kinds that are only a part of what is around them
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {{container: ContainerData, element: Element} | null} the one that holds the focus
   */
  function findFocused(view, kinds, past, [focused]) {
    let found = focused instanceof Element ? jaga.findSelected(view, focused, null) : null;
    while (found && past.includes(found.container.name)) {
      const parent = jaga.findParent(found.element);
      found = parent && jaga.findSelected(view, parent, null);
    }
    return found && kinds.includes(found.container.name) ? found : null;
  }

  /**
   * A key presses a control of its post; whose that is, the control says as under a pointer (who shares a shared post
   * spreads the original too). One that is no control under a pointer belongs to the post.
   * @param {View} view of the page
   * @param {KeyData} rule of the key
   * @param {{container: ContainerData, element: Element}} found what the key acts on
   * @returns {Sighting | null} null: it offers only the undo
   */
  function recogniseKeyIn(view, rule, { container, element }) {
    const control = findOwn(view, rule.control, element);
    const pressed = control && recognise(view, "press", jaga.makePath(control));
    const accounts = pressed?.accounts ?? jaga.readAuthors(view, container, element);
    return control && { action: rule.action, accounts, control, container: element, release: control, flow: rule.flow ?? null };
  }

  /**
   * Read which accounts are the person's own, where the site shows it.
   * @param {View} view of the page
   * @returns {PageAccount[]} none when it is not shown
   */
  function readOwnAccounts(view) {
    return view.recogniser.own.flatMap((reading) => readFirstOwn(view, reading) ?? jaga.readAccounts(view, reading, document, () => true) ?? []);
  }

  /**
   * Ask the first such element before all of them are looked for: on a long page that is a millisecond less per press.
   * @param {View} view of the page
   * @param {Reading} reading of the person's own account
   * @returns {PageAccount[] | null} null: all have to be asked
   */
  function readFirstOwn(view, { select, ...rest }) {
    const first = select === undefined || rest.all || rest.only ? null : jaga.dom.find(document, select);
    const accounts = first && jaga.readAccounts(view, rest, first, () => true);
    return accounts?.length ? accounts : null;
  }

  Object.assign(jaga, { findControl, recognise, readWhose, recogniseKey, readOwnAccounts });
})();
