/**
 * Recognise what a person is about to do and on whose content: the element under an event -> action and accounts.
 * Nothing here knows a site; selectors and labels are the "page" member of the platform's file. Undo controls
 * (unlike, unfollow, delete) are simply not in the data.
 */
(() => {
  /** A press inside one of these belongs to it alone, never to a control further out. */
  const INTERACTIVE = "a[href], button, input, select, textarea, summary, [role='button'], [role='link'], "
    + "[role='menuitem'], [role='tab'], [role='checkbox'], [role='switch'], [contenteditable='true'], [contenteditable='']";
  const DISABLED = ":disabled, [aria-disabled='true']";

  /**
   * Lay out the labels in a selector: "[aria-label='{like}']" becomes one selector per label.
   * @param {string} selector may hold names of labels in braces
   * @param {Record<string, string[]>} labels by name
   * @returns {string} a selector without braces; empty when a name is unknown
   */
  function layOut(selector, labels) {
    const name = /\{(\w+)\}/.exec(selector)?.[1];
    if (name === undefined) {
      return selector;
    }
    const words = labels[name] ?? [];
    const quoted = words.map((word) => word.replace(/["'\\]/g, "\\$&"));
    return quoted.map((word) => layOut(selector.replaceAll(`{${name}}`, () => word), labels)).join(", ");
  }

  /**
   * @param {string} selector laid out
   * @returns {boolean} whether this browser can read it
   */
  function isSelector(selector) {
    try {
      document.createDocumentFragment().querySelector(selector);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Lay out every selector of a member of the data, however deep. A rule whose selector cannot be read is left out
   * (a newer release may use what an older browser does not know); the others go on working.
   * @template {object} T
   * @param {T[]} rules of the data
   * @param {Record<string, string[]>} labels by name
   * @returns {T[]} the rules that can be used
   */
  function layOutRules(rules, labels) {
    const laidOut = rules.map((rule) => layOutMembers(rule, labels));
    return laidOut.filter((rule) => SELECTOR_MEMBERS.every((member) => {
      const selector = /** @type {Record<string, unknown>} */ (rule)[member];
      return typeof selector !== "string" || isSelector(selector);
    }));
  }

  const SELECTOR_MEMBERS = ["select", "around", "except", "control"];
  const READING_MEMBERS = ["authors", "owner"];

  /**
   * @template {object} T
   * @param {T} rule of the data
   * @param {Record<string, string[]>} labels by name
   * @returns {T} a copy with its selectors laid out
   */
  function layOutMembers(rule, labels) {
    const copy = /** @type {Record<string, any>} */ ({ ...rule });
    for (const member of SELECTOR_MEMBERS.filter((name) => typeof copy[name] === "string")) {
      copy[member] = layOut(copy[member], labels);
    }
    for (const member of READING_MEMBERS.filter((name) => Array.isArray(copy[name]))) {
      copy[member] = layOutRules(copy[member], labels);
    }
    return /** @type {T} */ (copy);
  }

  /**
   * Prepare a platform's data for asking.
   * @param {PlatformFile} platform as stored
   * @returns {Recogniser | null} null when the platform's pages are not known
   */
  function makeRecogniser(platform) {
    if (!platform.page) {
      return null;
    }
    const { labels = {}, containers, controls, keys = [], own = [] } = platform.page;
    const kinds = layOutRules(containers, labels);
    return {
      platform,
      labels,
      containers: new Map(kinds.map((kind) => [kind.name, kind])),
      anyContainer: kinds.flatMap(({ select }) => select ?? []).join(", "),
      controls: sortByWay(layOutRules(controls, labels), labels),
      keys: new Map(layOutRules(keys, labels).map((rule) => [rule.key, rule])),
      own: layOutRules(own, labels),
    };
  }

  /**
   * @param {ControlData[]} controls laid out
   * @param {Record<string, string[]>} labels by name
   * @returns {Recogniser["controls"]} the rules of each way to act, with one selector for all of them
   */
  function sortByWay(controls, labels) {
    /** @type {Recogniser["controls"]} */
    const sorted = new Map();
    for (const control of controls) {
      const words = control.text === undefined ? null : labels[control.text] ?? [];
      const rule = { ...control, on: control.on ?? "press", words };
      const group = sorted.get(rule.on) ?? { any: "", rules: [] };
      group.rules.push(rule);
      group.any = group.rules.map(({ select }) => select).join(", ");
      sorted.set(rule.on, group);
    }
    return sorted;
  }

  /**
   * Tell whether a text is one of the labels; a "*" at the end of a label stands for anything.
   * @param {Recogniser} recogniser of the platform
   * @param {string} name of the labels
   * @param {string} text as shown
   * @returns {boolean} yes or no
   */
  function isLabel({ labels }, name, text) {
    return matchesWord(labels[name] ?? [], text);
  }

  /**
   * @param {string[]} words labels
   * @param {string} text as shown
   * @returns {boolean} whether it is one of them
   */
  function matchesWord(words, text) {
    return words.some((word) => word.endsWith("*") ? text.startsWith(word.slice(0, -1)) : text === word);
  }

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
      const rule = element.matches(group.any) ? chooseRule(group.rules, element) : undefined;
      if (rule) {
        return element.matches(DISABLED) ? null : { rule, control: element };
      }
      if (element.matches(INTERACTIVE) && way !== "submit") {
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
      element.matches(select) && (words === null || matchesWord(words, jaga.readText(element, "text"))));
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
   * @param {ControlRule} rule that fits the control
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
      !element.matches(DISABLED) && jaga.findSelected(view, element, container) === null;
    return [...container?.querySelectorAll(selector) ?? []].find(isOwn) ?? null;
  }

  /**
   * Recognise a single-key shortcut of the site: it acts on the post that holds the focus.
   * @param {View} view of the page
   * @param {string} key as the event says it
   * @param {EventTarget[]} path of the event, from the inside out
   * @returns {Sighting | null} null: no shortcut here, or its post offers only the undo
   */
  function recogniseKey(view, key, path) {
    const rule = view.recogniser.keys.get(key);
    const focused = path[0];
    const selected = rule && focused instanceof Element ? jaga.findSelected(view, focused, null) : null;
    if (!rule || selected?.container.name !== rule.in) {
      return null;
    }
    const control = findOwn(view, rule.control, selected.element);
    const accounts = control ? jaga.readAuthors(view, selected.container, selected.element) : [];
    return control && {
      action: rule.action, accounts, control, container: selected.element, release: control, flow: rule.flow ?? null,
    };
  }

  /**
   * Read which accounts are the person's own, where the site shows it.
   * @param {View} view of the page
   * @returns {PageAccount[]} none when it is not shown
   */
  function readOwnAccounts(view) {
    return view.recogniser.own.flatMap((reading) => jaga.readAccounts(view, reading, document, () => true));
  }

  Object.assign(jaga, { makeRecogniser, recognise, recogniseKey, readOwnAccounts, isLabel });
})();
