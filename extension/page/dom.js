/**
 * Questions to elements that a page cannot disturb. The fields of a form hide its members of the same name (`<input name="matches">`),
 * named pictures those of the document; the browser's own functions, called from outside, cannot be hidden. Everything that is asked of
 * a site's elements is asked here (eslint.config.js).
 * Source: HTML, "LegacyOverrideBuiltIns" of HTMLFormElement and Document, read 2026-11-21.
 */
(() => {
  /**
   * @param {any} method of a prototype
   * @returns {any} a function that takes the object first
   */
  function free(method) {
    return Function.prototype.call.bind(method);
  }

  /**
   * @param {object} prototype that has a getter
   * @param {string} name of it
   * @returns {any} a function that takes the object and gives the value
   */
  function freeGetter(prototype, name) {
    return free(Object.getOwnPropertyDescriptor(prototype, name)?.get);
  }

  const findInDocument = free(Document.prototype.querySelector);
  const findAllInDocument = free(Document.prototype.querySelectorAll);
  const findInElement = free(Element.prototype.querySelector);
  const findAllInElement = free(Element.prototype.querySelectorAll);
  const makeWalker = free(Document.prototype.createTreeWalker);
  const makeElement = free(Document.prototype.createElement);
  const makeShape = free(Document.prototype.createElementNS);

  const importNode = free(Document.prototype.importNode);
  const makePage = free(DOMImplementation.prototype.createHTMLDocument);

  /** @type {Dom} */
  const dom = {
    matches: free(Element.prototype.matches),
    closest: free(Element.prototype.closest),
    find: (scope, selector) => scope instanceof Document ? findInDocument(scope, selector) : findInElement(scope, selector),
    findAll: (scope, selector) => [...scope instanceof Document ? findAllInDocument(scope, selector) : findAllInElement(scope, selector)],
    contains: free(Node.prototype.contains),
    comparePosition: free(Node.prototype.compareDocumentPosition),
    parentOf: freeGetter(Node.prototype, "parentElement"),
    rootOf: free(Node.prototype.getRootNode),
    isConnected: freeGetter(Node.prototype, "isConnected"),
    attributeOf: free(Element.prototype.getAttribute),
    markupOf: freeGetter(Element.prototype, "outerHTML"),
    nameOf: freeGetter(Element.prototype, "localName"),
    contentOf: freeGetter(Node.prototype, "textContent"),
    shownTextOf: freeGetter(HTMLElement.prototype, "innerText"),
    isEditable: freeGetter(HTMLElement.prototype, "isContentEditable"),
    boxOf: free(Element.prototype.getBoundingClientRect),
    topOf: freeGetter(Document.prototype, "documentElement"),
    walk: (scope, what) => makeWalker(document, scope, what),
    elementAt: free(Document.prototype.elementFromPoint),
    focusedIn: freeGetter(Document.prototype, "activeElement"),
    readyStateOf: freeGetter(Document.prototype, "readyState"),
    isHidden: freeGetter(Document.prototype, "hidden"),
    click: free(HTMLElement.prototype.click),
    dispatch: free(EventTarget.prototype.dispatchEvent),
    copyOf: (page) => importNode(makePage(document.implementation, ""), dom.topOf(page), true),
    make: (name) => makeElement(document, name),
    makeShape: (name) => makeShape(document, "http://www.w3.org/2000/svg", name),
  };

  Object.assign(jaga, { dom });
})();
