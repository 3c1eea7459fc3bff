// Lint of the extension's own JavaScript. Types are judged by tsc (tsconfig.json); here: mistakes, habits, and JSDoc on what is shared.
import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import globals from "globals";

/** Rules for every file, on top of the recommended ones. */
const HABITS = {
  curly: ["error", "all"],
  eqeqeq: "error",
  "no-console": ["error", { allow: ["warn", "error"] }],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-param-reassign": "error",
  "no-shadow": "error",
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  complexity: ["error", 12],
  "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
};

/** What is asked of elements; a field of a form can hide any of it. */
const ASKED = "MemberExpression[property.name=/^(matches|closest|querySelector|querySelectorAll|contains|compareDocumentPosition|"
  + "parentElement|parentNode|children|getRootNode|isConnected|getAttribute|hasAttribute|localName|textContent|innerText|"
  + "isContentEditable|getBoundingClientRect|elementFromPoint|activeElement|readyState|click|dispatchEvent)$/]"
  + ":not([object.object.name='jaga'])";

/** Where requests could be made past the record (extension/background/sent.js). */
const NO_NETWORK = { "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"] };

/** What is said of functions that others call: in the extension and in the server's own pages. */
const SAID = {
  ...jsdoc.configs["flat/recommended-typescript-flavor-error"],
  files: ["extension/**/*.js", "server/**/*.js"],
  rules: {
    ...jsdoc.configs["flat/recommended-typescript-flavor-error"].rules,
    "jsdoc/require-jsdoc": ["error", { require: { FunctionDeclaration: true, ClassDeclaration: true } }],
    "jsdoc/no-undefined-types": "off", // tsc knows the types of chrome, of the DOM and of types.d.ts
    "jsdoc/reject-any-type": "off", // values of parsed JSON and of messages are any at the edge
    "jsdoc/reject-function-type": "off",
    "jsdoc/require-param-description": "off", // a name and a type often say it
    "jsdoc/require-returns-description": "off",
    "jsdoc/require-returns": "off", // tsc judges the types; a line is written where it says more
    "jsdoc/tag-lines": "off",
  },
};

export default [
  { ignores: [".venv/", "node_modules/", "var/", "build/", "dist/"] },
  js.configs.recommended,
  { rules: HABITS },
  SAID,
  {
    // Content scripts are plain scripts in manifest order that share one global object, `jaga`.
    files: ["extension/page/**/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, chrome: "readonly", jaga: "writable" } },
    rules: NO_NETWORK, // inside a site nothing is ever sent
  },
  {
    // Elements of a site are asked by dom.js alone; the other files left out here make elements of our own.
    files: ["extension/page/**/*.js"],
    ignores: ["dom", "overlay", "dialog", "build_dialog", "banner", "notice", "make_recogniser"].map((name) => `extension/page/${name}.js`),
    rules: { "no-restricted-syntax": ["error", { selector: ASKED, message: "A page can hide this member: ask jaga.dom." }] },
  },
  {
    files: ["extension/background/**/*.js"],
    languageOptions: { sourceType: "module", globals: { ...globals.serviceworker, chrome: "readonly" } },
  },
  {
    files: ["extension/background/**/*.js", "extension/pages/**/*.js"],
    ignores: ["extension/background/main.js"], // it hands the network to the record
    rules: NO_NETWORK,
  },
  {
    files: ["extension/pages/**/*.js"],
    languageOptions: { sourceType: "module", globals: { ...globals.browser, chrome: "readonly" } },
  },
  {
    files: ["server/**/*.js"],
    languageOptions: { sourceType: "module", globals: globals.browser },
  },
  {
    files: ["tests/**/*.js", "tests/**/*.mjs", "*.config.js"],
    languageOptions: { sourceType: "module", globals: { ...globals.node, ...globals.browser, chrome: "readonly" } },
    rules: { "max-lines-per-function": "off", "no-console": "off" },
  },
  {
    // Scripts of the made-up sites: site.js and the site's own file stand in one script.
    files: ["tests/browser/pages/**/*.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, site: "readonly", ran: "readonly" } },
    rules: { curly: "off", "no-redeclare": "off", "no-unused-vars": "off" },
  },
  {
    // Apps of the framework pages: they count with site.js, which stands before them in the page.
    files: ["tests/browser/frameworks/apps/*.js"],
    languageOptions: { globals: { ...globals.browser, ran: "readonly" } },
  },
  {
    files: ["tests/extension/page/fuzz.js"],
    languageOptions: { sourceType: "script", globals: { ...globals.browser, jaga: "readonly" } },
  },
];
