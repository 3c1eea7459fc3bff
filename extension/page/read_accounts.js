/**
 * Read whose post, comment or profile an element belongs to. Which elements and attributes say so is data
 * (the "page" member of extension/platforms/<name>.json); this is the small generic piece that asks them.
 * Doubt is an empty answer, and an empty answer is never held.
 */
(() => {
  /** Longer texts are never a name; reading them would cost time on a hostile page. */
  const TEXT_MAX_CHARACTERS = 300;
  /** Texts in these are no part of a sentence. */
  const UNSAID = "svg, button, [role='button'], [aria-hidden='true']";

  /** @type {Record<string, ((view: View, reading: Reading) => PageAccount[]) | undefined>} what is read outside the scope */
  const ELSEWHERE = { opener: readOpener, frame: readFrame };

  /**
   * @param {Element} element whose text is asked for
   * @param {string} attribute a name, or "text"
   * @returns {string} the text, trimmed; empty when there is none or too much of it (data in a script may be long)
   */
  function readText(element, attribute) {
    const text = (attribute === "text" ? element.textContent : element.getAttribute(attribute)) ?? "";
    return text.length > TEXT_MAX_CHARACTERS && element.localName !== "script" ? "" : text.trim();
  }

  /**
   * @param {string} text as found on the page
   * @param {Reading} reading its `after` and `before`
   * @returns {string | null} the part in between; null when a mark is missing
   */
  function cut(text, { after = "", before = "" }) {
    const from = text.indexOf(after);
    const rest = text.slice(from + after.length);
    const to = before === "" ? rest.length : rest.indexOf(before);
    return from < 0 || to < 0 ? null : rest.slice(0, to);
  }

  /**
   * @param {View} view of the page
   * @param {string} url absolute or relative
   * @param {string} kind "profile" or "post"
   * @returns {PageAccount | null} the account that the URL names
   */
  function readUrl(view, url, kind) {
    const found = jaga.resolveUrl(view.recogniser.platform, url, view.url);
    return found.kind === kind ? parseKey(found.key) : null;
  }

  /**
   * @param {string | null} key such as "x:@handle" or "x:#123"
   * @returns {PageAccount | null} the account
   */
  function parseKey(key) {
    if (key === null) {
      return null;
    }
    const value = key.slice(key.indexOf(":") + 1);
    return value.startsWith("#") ? { handle: null, id: value.slice(1) } : { handle: value.slice(1), id: null };
  }

  /**
   * Read one account off one element.
   * @param {View} view of the page
   * @param {Reading} reading what to read
   * @param {Element} element where
   * @returns {PageAccount[]} none when it cannot be read
   */
  function readElement(view, reading, element) {
    if (reading.read === "container") {
      const container = view.recogniser.containers.get(reading.name ?? "");
      return container ? jaga.readAuthors(view, container, element) : [];
    }
    const part = cut(readText(element, reading.attribute ?? "href"), reading);
    const account = part ? readPart(view, part, reading) : null;
    return account ? [account] : [];
  }

  /**
   * @param {View} view of the page
   * @param {string} part of a text
   * @param {Reading} reading what it is
   * @returns {PageAccount | null} null when it is no account
   */
  function readPart(view, part, { read, kind = "profile" }) {
    const { platform } = view.recogniser;
    switch (read) {
      case "url": return readUrl(view, part, kind);
      case "handle": return parseKey(jaga.readHandle(platform, part));
      case "id": return parseKey(jaga.readId(platform, part));
      default: return null;
    }
  }

  /**
   * Read what one reading says inside a scope.
   * @param {View} view of the page
   * @param {Reading} reading one line of the data
   * @param {Element | Document} scope where to look
   * @param {(element: Element) => boolean} belongs whether an element inside the scope speaks for it
   * @returns {PageAccount[] | null} the accounts, none: nothing found; null: what must say it is there and names nobody
   */
  function readAccounts(view, reading, scope, belongs) {
    if (reading.when && resolveKind(view) !== reading.when) {
      return [];
    }
    const readElsewhere = ELSEWHERE[reading.read];
    if (readElsewhere) {
      return readElsewhere(view, reading);
    }
    const elements = selectElements(reading, scope).filter(belongs);
    const isJoined = reading.rest === undefined || jaga.isLabel(view.recogniser, reading.rest, readRest(scope, elements));
    return isJoined ? readSelected(view, reading, elements) : [];
  }

  /**
   * @param {View} view of the page
   * @param {Reading} reading one line of the data
   * @param {Element[]} elements that it selects
   * @returns {PageAccount[] | null} as above
   */
  function readSelected(view, reading, elements) {
    if (reading.only && elements.length > 1) {
      return null;
    }
    if (reading.read === "page") {
      return elements.length > 0 ? readPage(view, reading) : [];
    }
    const accounts = readElements(view, reading, reading.first ? elements.slice(0, 1) : elements);
    return reading.first && elements.length > 0 && accounts.length === 0 ? null : accounts;
  }

  /**
   * @param {View} view of the page
   * @param {Reading} reading says whether resting on a control counts
   * @returns {PageAccount[]} whose post it was where a menu was opened
   */
  function readOpener(view, { by }) {
    return (by === "hover" ? view.hovered : view.opener) ?? [];
  }

  /**
   * Read whose content holds the frame in which this page stands. The browser shows the frame only where the page around
   * it is of the same site; on top, and inside another site, there is none.
   * @param {View} view of the page in the frame
   * @param {Reading} reading names the kind of container that counts
   * @returns {PageAccount[]} its authors
   */
  function readFrame(view, { name }) {
    const { frameElement } = window;
    const found = frameElement && jaga.findSelected(view, frameElement, null);
    if (!found || found.container.name !== name) {
      return [];
    }
    return jaga.readAuthors({ ...view, url: found.element.ownerDocument.URL }, found.container, found.element);
  }

  /**
   * @param {View} view of the page
   * @param {Reading} reading whose kind of page counts
   * @returns {PageAccount[]} the account that the page's own URL names
   */
  function readPage(view, { kind = "profile" }) {
    const account = readUrl(view, view.url, kind);
    return account ? [account] : [];
  }

  /**
   * @param {View} view of the page
   * @returns {string | null} the kind of its own URL
   */
  function resolveKind(view) {
    return jaga.resolveUrl(view.recogniser.platform, view.url, view.url).kind;
  }

  /**
   * @param {Reading} reading one line of the data
   * @param {Element | Document} scope where to look
   * @returns {Element[]} the elements it speaks of
   */
  function selectElements({ select }, scope) {
    if (select === undefined) {
      return scope instanceof Document ? [] : [scope];
    }
    return [...scope.querySelectorAll(select)];
  }

  /**
   * Read what is said besides some names: "Rina and Sari" says "and", "Rina with Sari" says "with".
   * @param {Element | Document} scope where they stand
   * @param {Element[]} names the elements that name somebody
   * @returns {string} the texts around them without those of buttons, drawings and what is hidden from screen readers
   */
  function readRest(scope, names) {
    const isSaid = (/** @type {Node} */ text) =>
      !text.parentElement?.closest(UNSAID) && !names.some((name) => name.contains(text));
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    const said = [];
    while (walker.nextNode()) {
      said.push(isSaid(walker.currentNode) ? walker.currentNode.nodeValue : " ");
    }
    return said.join("").trim().split(/\s+/).join(" ");
  }

  /**
   * @param {View} view of the page
   * @param {Reading} reading one line of the data
   * @param {Element[]} elements that belong to the scope
   * @returns {PageAccount[]} of the first that can be read, or of all of them
   */
  function readElements(view, reading, elements) {
    /** @type {PageAccount[]} */
    const accounts = [];
    for (const element of elements) {
      if (reading.text === undefined || jaga.isLabel(view.recogniser, reading.text, readText(element, "text"))) {
        accounts.push(...readElement(view, reading, element));
      }
      if (accounts.length > 0 && !reading.all) {
        break;
      }
    }
    return accounts;
  }

  /**
   * Read one account off a control, its id and its handle from different places.
   * @param {View} view of the page
   * @param {Reading[]} readings in order
   * @param {Element} control the control
   * @returns {PageAccount | null} what could be read
   */
  function readOwner(view, readings, control) {
    /** @type {PageAccount} */
    const owner = { handle: null, id: null };
    for (const reading of readings) {
      const [account] = readAccounts(view, reading, control, () => true) ?? [];
      owner.handle ??= account?.handle ?? null;
      owner.id ??= account?.id ?? null;
    }
    return owner.handle === null && owner.id === null ? null : owner;
  }

  Object.assign(jaga, { readText, parseKey, readUrl, readAccounts, readOwner });
})();
