/**
 * Make a platform's data ready for asking: labels laid out, rules sorted by the way to act.
 */
(() => {
  const SELECTOR_MEMBERS = ["select", "around", "except", "control", "within", "send", "also"];
  const READING_MEMBERS = ["authors", "owner"];

  /** An attribute of which a list of labels is one of the values: [aria-label='{like}']. */
  const LABELLED = /\[[^\][]*\{(\w+)\}[^\][]*\]/g;

  /**
   * Lay out the labels in a selector: "[aria-label='{like}']" becomes ":is([aria-label='Suka'], [aria-label='Like'])", so
   * that what stands around it is asked once and not once per label.
   * @param {string} selector may hold names of labels in braces
   * @param {Record<string, string[]>} labels by name
   * @returns {string} a selector without braces; a name that is unknown fits nothing
   */
  function layOut(selector, labels) {
    return selector.replace(LABELLED, (attribute, name) => {
      const words = (labels[name] ?? []).map((word) => word.replace(/["'\\]/g, "\\$&"));
      return `:is(${words.map((word) => attribute.replace(`{${name}}`, () => word)).join(", ")})`;
    });
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
      const selectors = /** @type {Record<string, string | string[] | undefined>} */ (rule)[member] ?? [];
      return [selectors].flat().every(isSelector);
    }));
  }

  /**
   * @template {object} T
   * @param {T} rule of the data
   * @param {Record<string, string[]>} labels by name
   * @returns {T} a copy with its selectors laid out
   */
  function layOutMembers(rule, labels) {
    const copy = /** @type {Record<string, any>} */ ({ ...rule });
    for (const member of SELECTOR_MEMBERS.filter((name) => copy[name] !== undefined)) {
      const selectors = copy[member];
      copy[member] = Array.isArray(selectors) ? selectors.map((one) => layOut(one, labels)) : layOut(selectors, labels);
    }
    for (const member of READING_MEMBERS.filter((name) => Array.isArray(copy[name]))) {
      copy[member] = layOutRules(copy[member], labels);
    }
    return /** @type {T} */ (copy);
  }

  /**
   * Prepare a platform's data for asking.
   * @param {PlatformFile} platform as stored
   * @returns {Recogniser | null} null when the platform's pages are not known, or this browser cannot tell its containers
   *   apart: then an author could be the wrong one
   */
  function makeRecogniser(platform) {
    const { labels = {}, containers = [], controls = [], keys = [], composers = [], following = [], own = [], off = [] } = platform.page ?? {};
    const isOn = makeSwitch(off);
    const kinds = layOutRules(containers, labels).map((kind) => isOn(kind) ? kind : { ...kind, authors: [] });
    if (!platform.page || kinds.length < containers.length) {
      return null;
    }
    return {
      platform,
      labels,
      containers: new Map(kinds.map((kind) => [kind.name, kind])),
      anyContainer: kinds.flatMap(({ select }) => select ?? []).join(", "),
      controls: sortByWay(layOutRules(controls.filter(isOn), labels), labels),
      keys: sortByKey(layOutRules(keys, labels)),
      composers: layOutRules(composers.filter(isOn), labels).map((rule) => ({ ...rule, words: findWords(rule, labels) })),
      following: layOutRules(following.filter(isOn), labels).map((rule) => ({ ...rule, words: findWords(rule, labels) })),
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
      const rule = { ...control, on: control.on ?? "press", words: findWords(control, labels) };
      const group = sorted.get(rule.on) ?? { any: "", rules: [] };
      group.rules.push(rule);
      group.any = group.rules.map(({ select }) => select).join(", ");
      sorted.set(rule.on, group);
    }
    return sorted;
  }

  /**
   * Tell what the release has switched off. A container stays where it is, so that nothing around it decides in its
   * place; it names nobody.
   * @param {OffData[]} off of the data
   * @returns {(rule: {name?: string}) => boolean} whether a rule is on
   */
  function makeSwitch(off) {
    const names = new Set(off.map(({ rule }) => rule));
    return ({ name }) => name === undefined || !names.has(name);
  }

  /**
   * @param {{text?: string}} rule of the data
   * @param {Record<string, string[]>} labels by name
   * @returns {string[] | null} the labels that its whole text must be one of; null: any
   */
  function findWords({ text }, labels) {
    return text === undefined ? null : labels[text] ?? [];
  }

  /**
   * @param {KeyData[]} rules laid out
   * @returns {Recogniser["keys"]} the rules of each key
   */
  function sortByKey(rules) {
    /** @type {Recogniser["keys"]} */
    const sorted = new Map();
    for (const rule of rules) {
      sorted.set(rule.key, [...sorted.get(rule.key) ?? [], rule]);
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

  Object.assign(jaga, { makeRecogniser, isLabel, matchesWord });
})();
