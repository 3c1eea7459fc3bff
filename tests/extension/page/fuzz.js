// Runs in the page of test_fuzz.py: builds a tree, asks every recogniser at every element, tells what went wrong.
(({ tree, platforms, huge }) => {
  const WAYS = ["press", "double", "enter", "ctrl_enter", "submit", "hover"];
  const CAN_SHADOW = new Set(["div", "span", "article", "p"]);

  function chooseInside(element, kind) {
    if (kind === "shadow" && CAN_SHADOW.has(element.localName)) {
      return element.attachShadow({ mode: "open" });
    }
    return kind === "template" && element.content ? element.content : element;
  }

  function build([name, attributes, children, kind]) {
    const element = document.createElement(name);
    for (const [attribute, value] of attributes) {
      element.setAttribute(attribute, huge[value] ?? value);
    }
    chooseInside(element, kind).append(...children.map((child) => (typeof child === "string" ? huge[child] ?? child : build(child))));
    return element;
  }

  const listAll = (root) => [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? listAll(one.shadowRoot) : [])]);
  // A form's fields can hide its parentNode: the browser's own getter is asked.
  const { get: readParent } = Object.getOwnPropertyDescriptor(Node.prototype, "parentNode");
  const pathOf = (node) => (node ? [node, ...pathOf(readParent.call(node) ?? node.host)] : [window]);

  const errors = [];
  let controls = 0;
  /** Ask one recogniser everything, and give its answers as a text. */
  function answer(recogniser, elements, opener) {
    const view = { recogniser, url: location.href, opener, hovered: opener };
    const found = [];
    const ask = (question) => {
      try {
        const { action, accounts } = question() ?? {};
        found.push([action, accounts]);
        controls += action ? 1 : 0;
      } catch (error) {
        errors.push(`${recogniser.platform.platform}: ${error.stack}`);
      }
    };
    for (const path of elements.map(pathOf)) {
      WAYS.forEach((way) => ask(() => jaga.recognise(view, way, path)));
      [...recogniser.keys.keys()].forEach((key) => ask(() => jaga.recogniseKey(view, key, path)));
    }
    ask(() => ({ accounts: jaga.readOwnAccounts(view) }));
    return JSON.stringify(found);
  }

  document.body.replaceChildren(build(tree));
  const elements = listAll(document.body);
  const before = document.documentElement.outerHTML;
  const globals = Object.keys(globalThis).length;
  const start = performance.now();
  const unlike = platforms.filter((platform) => {
    const recogniser = globalThis.recognisers[platform];
    const first = answer(recogniser, elements, null);
    answer(recogniser, elements, [{ handle: "arum", id: null }]);
    return answer(recogniser, elements, null) !== first;
  });
  const isChanged = document.documentElement.outerHTML !== before;
  const ms = performance.now() - start;
  return { errors: errors.slice(0, 3), unlike, ms, isChanged, globals: Object.keys(globalThis).length - globals, controls };
})
