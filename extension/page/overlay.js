/**
 * A place for our own boxes inside a site that the site can neither restyle nor read: a closed shadow root on a bare
 * element outside the body. One look for dialog, notice and banner: ink on paper, one violet accent, the pause mark.
 * Elements are made one by one, never from HTML text: sites may demand trusted types.
 */
(() => {
  /** Inline and important beats every rule of the page; `all: initial` drops what would be inherited. */
  const HOST_STYLE = "all: initial !important; display: block !important; position: fixed !important; inset: auto !important; "
    + "width: 0 !important; height: 0 !important; z-index: 2147483647 !important;";

  /**
   * The first of these that is in the page is shown, the others wait behind it.
   * @type {BoxName[]}
   */
  const ORDER = ["dialog", "notice", "banner"];
  /** @type {Map<BoxName, HTMLElement>} */
  const placed = new Map();

  /** A page can set and define custom properties whose names it knows (@property): ours have names of this visit. */
  const OWN = `--${crypto.getRandomValues(new Uint32Array(1)).toString()}-`;

  const LOOK = `
    .box { --paper: #fbfaf7; --ink: #1d1a24; --soft: #5b5567; --line: #ddd7e6; --tint: #f2edfa; --accent: #7a3fc4; --on-accent: #ffffff; }
    @media (prefers-color-scheme: dark) {
      .box { --paper: #1c1a22; --ink: #f3f0f7; --soft: #b9b2c6; --line: #4a4458; --tint: #292432; --accent: #bb97f3; --on-accent: #1c1a22; }
    }
    * { box-sizing: border-box; margin: 0; padding: 0; }
    .box {
      font: 400 1em/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
      color: var(--ink); background: var(--paper); border: 1px solid var(--line); text-align: start; direction: ltr; user-select: none;
      overflow: auto; overscroll-behavior: contain; scrollbar-width: thin; scrollbar-color: var(--soft) transparent;
      overflow-wrap: anywhere; -webkit-text-size-adjust: 100%; color-scheme: light dark;
    }
    .mark { flex: none; width: 1.5em; height: 1.5em; }
    .mark .frame { fill: var(--accent); }
    .mark .bar { fill: var(--on-accent); }
    .small { font-size: .8125em; line-height: 1.45; color: var(--soft); }
    .small strong { color: var(--ink); font-weight: 600; }
    button {
      font: inherit; font-weight: 600; min-height: 2.75em; padding: .5em 1em; border-radius: .625em; cursor: pointer;
      color: var(--ink); background: transparent; border: 1px solid var(--soft); touch-action: manipulation;
    }
    button.first { color: var(--on-accent); background: var(--accent); border-color: var(--accent); }
    button.quiet { flex: none; min-height: 2.5em; padding: .25em .625em; font-size: .875em; border-color: transparent; color: var(--soft); }
    button:focus { outline: 3px solid var(--accent); outline-offset: 2px; }
    button[aria-disabled="true"] { color: var(--soft); border-color: var(--line); cursor: default; }
    @media (pointer: coarse) { .box button[type] { min-height: 44px; min-width: 44px; } }
    @media (forced-colors: active) {
      .box, button { border-color: CanvasText; }
      .mark .frame { fill: CanvasText; } .mark .bar { fill: Canvas; }
      button.first { forced-color-adjust: none; color: HighlightText; background: Highlight; border-color: Highlight; }
      button:focus { outline-color: Highlight; }
      button[aria-disabled="true"] { color: GrayText; border-color: GrayText; }
    }`;

  /**
   * Make the place for one box; the page finds a bare element and nothing in it.
   * @param {string} style of this box, on top of the common look
   * @returns {Overlay} not yet in the page
   */
  function makeOverlay(style) {
    const host = jaga.dom.make("div");
    host.style.cssText = HOST_STYLE;
    const root = host.attachShadow({ mode: "closed" });
    root.append(makeElement("style", {}, (LOOK + style).replaceAll("--", OWN)));
    return { host, root };
  }

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name of the element
   * @param {Record<string, string>} attributes by name
   * @param {...(Node | string)} children texts and elements
   * @returns {HTMLElementTagNameMap[K]} the element
   */
  function makeElement(name, attributes, ...children) {
    const element = jaga.dom.make(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      element.setAttribute(attribute, value);
    }
    element.append(...children);
    return element;
  }

  /**
   * Draw the mark, a pause: two calm bars in a rounded square (extension/icons/mark.svg).
   * @returns {SVGElement} for the head of a box; screen readers pass it by
   */
  function makeMark() {
    const mark = makeShape("svg", { class: "mark", viewBox: "8 8 112 112", "aria-hidden": "true" });
    mark.append(
      makeShape("rect", { class: "frame", x: "8", y: "8", width: "112", height: "112", rx: "28" }),
      makeShape("rect", { class: "bar", x: "41", y: "36", width: "16", height: "56", rx: "8" }),
      makeShape("rect", { class: "bar", x: "71", y: "36", width: "16", height: "56", rx: "8" }),
    );
    return mark;
  }

  /**
   * @param {"svg" | "rect"} name of the shape
   * @param {Record<string, string>} attributes by name
   * @returns {SVGElement} the shape
   */
  function makeShape(name, attributes) {
    const shape = jaga.dom.makeShape(name);
    for (const [attribute, value] of Object.entries(attributes)) {
      shape.setAttribute(attribute, value);
    }
    return shape;
  }

  /**
   * Put a box where it lies above everything, above the site's own dialogs too where the browser can.
   * @param {BoxName} name of the box
   * @param {Overlay} overlay made by makeOverlay
   * @param {HTMLElement} box inside it
   */
  function showBox(name, { host, root }, box) {
    root.append(box);
    placeBox(name, host);
    if ("popover" in box) {
      box.popover = "manual";
      box.showPopover();
    }
  }

  /**
   * Bring the place of a box into the page.
   * @param {BoxName} name of the box
   * @param {HTMLElement} host of its overlay
   */
  function placeBox(name, host) {
    jaga.dom.topOf(document).append(host);
    placed.set(name, host);
    showOne();
  }

  /**
   * Take a box away; one that has waited behind it comes back.
   * @param {BoxName} name of the box
   */
  function removeBox(name) {
    placed.get(name)?.remove();
    placed.delete(name);
    showOne();
  }

  /** Never two boxes at once. */
  function showOne() {
    const first = ORDER.find((name) => placed.get(name)?.isConnected);
    for (const [name, host] of placed) {
      host.style.setProperty("display", name === first ? "block" : "none", "important");
    }
  }

  Object.assign(jaga, { makeOverlay, makeElement, makeMark, showBox, placeBox, removeBox });
})();
