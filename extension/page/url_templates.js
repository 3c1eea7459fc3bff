/**
 * Templates of addresses: "/{handle}/status/{post}/**". What they may hold is said in extension/platforms/README.md.
 * Twin of server/domain/url_templates.py; the data has been checked there, so nothing is checked here.
 */
(() => {
  const ANYTHING = "*";
  /** Parts that take any text: "*", and {url}, the address that a redirect leads to. */
  const WITHOUT_RULE = new Set([ANYTHING, "url"]);

  /**
   * Read one segment or one value of a template.
   * @param {string} text plain text and at most two parts in braces, or "*"
   * @returns {UrlPattern} taken apart
   */
  function parsePattern(text) {
    if (text === ANYTHING) {
      return { literals: ["", ""], parts: [ANYTHING] };
    }
    const pieces = text.split(/[{}]/);
    return {
      literals: pieces.filter((_, at) => at % 2 === 0),
      parts: pieces.filter((_, at) => at % 2 === 1),
    };
  }

  /**
   * Read a template.
   * @param {string} text a path, and behind "?" the parameters that must be there
   * @returns {UrlTemplate} taken apart
   */
  function parseTemplate(text) {
    const at = text.indexOf("?");
    const path = at < 0 ? text : text.slice(0, at);
    const query = at < 0 ? "" : text.slice(at + 1);
    const segments = path.split("/").filter(Boolean);
    const hasTail = segments.at(-1) === "**";
    return {
      segments: (hasTail ? segments.slice(0, -1) : segments).map(parsePattern),
      hasTail,
      parameters: query.split("&").filter(Boolean).map(parseParameter),
    };
  }

  /**
   * @param {string} pair "name=value"
   * @returns {[string, UrlPattern]} taken apart
   */
  function parseParameter(pair) {
    const at = pair.indexOf("=");
    return [pair.slice(0, at), parsePattern(pair.slice(at + 1))];
  }

  /**
   * Find the text of each part.
   * @param {UrlPattern} pattern of one segment or value
   * @param {string} text of the address
   * @returns {string[] | null} none of them empty; null when the plain text is not there
   */
  function findParts({ literals, parts }, text) {
    const [first = "", middle = ""] = literals;
    const last = literals.at(-1) ?? "";
    if (parts.length === 0) {
      return text.length === first.length && jaga.asciiLower(text) === first ? [] : null;
    }
    const start = first.length;
    const end = text.length - last.length;
    if (start >= end || jaga.asciiLower(text.slice(0, start)) !== first || jaga.asciiLower(text.slice(end)) !== last) {
      return null;
    }
    if (parts.length === 1) {
      return [text.slice(start, end)];
    }
    const split = jaga.asciiLower(text).lastIndexOf(middle, end - 1 - middle.length);
    return split <= start ? null : [text.slice(start, split), text.slice(split + middle.length, end)];
  }

  /**
   * Read a part; an encoded slash (%2F) is no way into another name space (YouTube's c/name).
   * @param {PartReader | undefined} read its rule
   * @param {string} text of the part
   * @returns {string | null} canonical
   */
  function readPart(read, text) {
    return text.includes("/") ? null : read?.(text) ?? null;
  }

  /**
   * @param {UrlPattern} pattern of one segment or value
   * @param {string} text of the address
   * @param {Map<string, PartReader>} readers of the parts
   * @param {Map<string, string>} captured what has been found so far; grows
   * @returns {boolean} whether the text has the form of the pattern
   */
  function matchPattern(pattern, text, readers, captured) {
    const texts = findParts(pattern, text);
    return texts !== null && texts.every((partText, at) => {
      const name = pattern.parts[at] ?? "";
      const part = WITHOUT_RULE.has(name) ? partText : readPart(readers.get(name), partText);
      if (part !== null) {
        captured.set(name, part);
      }
      return part !== null;
    });
  }

  /**
   * Tell whether an address has the form of a template.
   * @param {UrlTemplate} template the form
   * @param {string[]} segments of the address, decoded, none of them empty
   * @param {Map<string, string | null>} parameters of the address
   * @param {Map<string, PartReader>} readers of the parts
   * @returns {Map<string, string> | null} the canonical text of each part; null when it has another form
   */
  function matchTemplate(template, segments, parameters, readers) {
    const missing = template.segments.length - segments.length;
    if (missing > 0 || (missing < 0 && !template.hasTail)) {
      return null;
    }
    /** @type {Map<string, string>} */
    const captured = new Map();
    const isMatch = template.segments.every((pattern, at) => matchPattern(pattern, segments[at] ?? "", readers, captured))
      && template.parameters.every(([name, pattern]) => matchPattern(pattern, parameters.get(name) ?? "", readers, captured));
    return isMatch ? captured : null;
  }

  /**
   * Put parts into a pattern.
   * @param {UrlPattern} pattern such as "c/{name}"
   * @param {Map<string, string>} parts by name
   * @returns {string} the text
   */
  function fillPattern({ literals, parts: names }, parts) {
    return names.reduce((text, name, at) => text + (parts.get(name) ?? "") + (literals[at + 1] ?? ""), literals[0] ?? "");
  }

  Object.assign(jaga, { parsePattern, parseTemplate, matchTemplate, fillPattern });
})();
