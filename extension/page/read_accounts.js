/**
 * Read whose post, comment or profile an element belongs to. Which elements and attributes say so is data
 * (the "page" member of extension/platforms/<name>.json); this is the small generic piece that asks them.
 * Doubt is an empty answer, and an empty answer is never held.
 */
(() => {
  /** Growing a container from a control never goes past these: beyond them stands somebody else's content. */
  const LANDMARKS = "main, [role='main'], article, [role='article'], dialog, [role='dialog'], body";
  /** Longer texts are never a name; reading them would cost time on a hostile page. */
  const TEXT_MAX_CHARACTERS = 300;

  /**
   * @param {Element} element anything
   * @returns {Element | null} its parent, also out of an open shadow root
   */
  function findParent(element) {
    if (element.parentElement) {
      return element.parentElement;
    }
    const root = element.getRootNode();
    return root instanceof ShadowRoot ? root.host : null;
  }

  /**
   * @param {Element} element whose text is asked for
   * @param {string} attribute a name, or "text"
   * @returns {string} the text, trimmed; empty when there is none or too much of it
   */
  function readText(element, attribute) {
    const text = (attribute === "text" ? element.textContent : element.getAttribute(attribute)) ?? "";
    return text.length > TEXT_MAX_CHARACTERS ? "" : text.trim();
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
      return container ? readAuthors(view, container, element) : [];
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
   * @returns {PageAccount[]} the accounts; none is doubt
   */
  function readAccounts(view, reading, scope, belongs) {
    if (reading.when && resolveKind(view) !== reading.when) {
      return [];
    }
    if (reading.read === "page") {
      const account = readUrl(view, view.url, reading.kind ?? "profile");
      return account ? [account] : [];
    }
    if (reading.read === "opener") {
      return view.opener ?? [];
    }
    return readElements(view, reading, selectElements(reading, scope).filter(belongs));
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
      return scope instanceof Element ? [scope] : [];
    }
    return [...scope.querySelectorAll(select)];
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
   * Read the authors of a selected container.
   * @param {View} view of the page
   * @param {ContainerData} container its kind
   * @param {Element} element the container
   * @returns {PageAccount[]} what the first reading that can be read says
   */
  function readAuthors(view, container, element) {
    return readFirst(container.authors, (reading) => readAccounts(view, reading, element, (inner) => {
      const from = reading.read === "container" ? findParent(inner) : inner;
      return from === null || findSelected(view, from, element) === null;
    }));
  }

  /**
   * @param {Reading[]} readings in order
   * @param {(reading: Reading) => PageAccount[]} read one of them
   * @returns {PageAccount[]} of the first that yields something
   */
  function readFirst(readings, read) {
    for (const reading of readings) {
      const accounts = read(reading);
      if (accounts.length > 0) {
        return accounts;
      }
    }
    return [];
  }

  /**
   * Find the innermost selected container around an element.
   * @param {View} view of the page
   * @param {Element} from where to start, included
   * @param {Element | null} limit where to stop, not included
   * @returns {{container: ContainerData, element: Element} | null} null: none below the limit
   */
  function findSelected(view, from, limit) {
    const { anyContainer, containers } = view.recogniser;
    for (let element = /** @type {Element | null} */ (from); element && element !== limit; element = findParent(element)) {
      if (anyContainer !== "" && element.matches(anyContainer)) {
        const here = element;
        const container = [...containers.values()].find(({ select }) => select && here.matches(select));
        return container ? { container, element } : null;
      }
    }
    return null;
  }

  /**
   * Grow a container from a control: the nearest ancestor that holds an author and no second one of its kind.
   * @param {View} view of the page
   * @param {ContainerData} container a grown kind
   * @param {Element} control where to start
   * @param {Element | null} limit the selected container around it, the last one looked at
   * @returns {{element: Element, accounts: PageAccount[]} | null} null is doubt
   */
  function growContainer(view, container, control, limit) {
    for (const reading of container.authors) {
      for (const element of climb(control, container.around ?? "", limit)) {
        const belongs = (/** @type {Element} */ inner) => speaksFor(inner, control, container, element);
        const accounts = readAccounts(view, reading, element, belongs);
        if (accounts.length > 0) {
          return { element, accounts };
        }
      }
    }
    return null;
  }

  /**
   * @param {Element} control where to start
   * @param {string} around of which at most one may be inside
   * @param {Element | null} limit the last one
   * @yields {Element} the ancestors, from the inside out
   */
  function* climb(control, around, limit) {
    for (let element = findParent(control); element; element = findParent(element)) {
      if (around !== "" && element.querySelectorAll(around).length > 1) {
        return;
      }
      yield element;
      if (element === limit || element.matches(LANDMARKS)) {
        return;
      }
    }
  }

  /**
   * Tell whether an element may name the author of a grown container: it stands before the control (names of others
   * who liked it stand behind) and in no part that is somebody else's, such as a comment.
   * @param {Element} inner the element
   * @param {Element} control the control
   * @param {ContainerData} container a grown kind
   * @param {Element} element the container as grown so far
   * @returns {boolean} yes or no
   */
  function speaksFor(inner, control, { except }, element) {
    const isBefore = (inner.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    if (!isBefore || except === undefined) {
      return isBefore;
    }
    for (let part = findParent(inner); part && part !== element && !part.contains(control); part = findParent(part)) {
      const others = part.querySelectorAll(except).length;
      if (others > 0) {
        return others > 1;
      }
    }
    return true;
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
      const [account] = readAccounts(view, reading, control, () => true);
      owner.handle ??= account?.handle ?? null;
      owner.id ??= account?.id ?? null;
    }
    return owner.handle === null && owner.id === null ? null : owner;
  }

  Object.assign(jaga, { findParent, readText, readUrl, readAccounts, readAuthors, findSelected, growContainer, readOwner });
})();
