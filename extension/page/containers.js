/**
 * Find what a control belongs to: the post, the comment, the card. Two kinds: selected by a selector, or grown from the
 * control until an author is found. The innermost one decides; doubt is an empty answer.
 */
(() => {
  /** Growing a container from a control never goes past these: beyond them stands somebody else's content. */
  const LANDMARKS = "main, [role='main'], article, [role='article'], dialog, [role='dialog'], body";

  /**
   * @param {Element} element anything
   * @returns {Element | null} its parent, also out of an open shadow root
   */
  function findParent(element) {
    const parent = jaga.dom.parentOf(element);
    if (parent) {
      return parent;
    }
    const root = jaga.dom.rootOf(element);
    return root instanceof ShadowRoot ? root.host : null;
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
      if (anyContainer !== "" && jaga.dom.matches(element, anyContainer)) {
        const here = element;
        const container = [...containers.values()].find(({ select }) => select && jaga.dom.matches(here, select));
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
      for (const element of climb(control, [container.around ?? []].flat(), limit)) {
        const belongs = (/** @type {Element} */ inner) => speaksFor(inner, control, container, element);
        const accounts = jaga.readAccounts(view, reading, element, belongs);
        if (accounts === null) {
          return null;
        }
        if (accounts.length > 0) {
          return { element, accounts };
        }
      }
    }
    return null;
  }

  /**
   * @param {Element} control where to start
   * @param {string[]} around of each of which at most one may be inside
   * @param {Element | null} limit the last one
   * @yields {Element} the ancestors, from the inside out
   */
  function* climb(control, around, limit) {
    for (let element = findParent(control); element; element = findParent(element)) {
      const here = element;
      if (around.some((selector) => jaga.dom.findAll(here, selector).length > 1)) {
        return;
      }
      yield element;
      if (element === limit || jaga.dom.matches(element, LANDMARKS)) {
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
    const isBefore = (jaga.dom.comparePosition(inner, control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    if (!isBefore || except === undefined) {
      return isBefore;
    }
    for (let part = findParent(inner); part && part !== element && !jaga.dom.contains(part, control); part = findParent(part)) {
      const others = jaga.dom.findAll(part, except).length;
      if (others > 0) {
        return others > 1;
      }
    }
    return true;
  }

  /**
   * Read the authors of a selected container.
   * @param {View} view of the page
   * @param {ContainerData} container its kind
   * @param {Element} element the container
   * @returns {PageAccount[]} what the first reading that can be read says
   */
  function readAuthors(view, container, element) {
    return readFirst(container.authors, (reading) => jaga.readAccounts(view, reading, element, (inner) => {
      const from = reading.read === "container" ? findParent(inner) : inner;
      return from === null || findSelected(view, from, element) === null;
    }));
  }

  /**
   * @param {Reading[]} readings in order
   * @param {(reading: Reading) => PageAccount[] | null} read one of them
   * @returns {PageAccount[]} of the first that yields something
   */
  function readFirst(readings, read) {
    for (const reading of readings) {
      const accounts = read(reading);
      if (accounts === null || accounts.length > 0) {
        return accounts ?? [];
      }
    }
    return [];
  }

  Object.assign(jaga, { findParent, findSelected, growContainer, readAuthors });
})();
