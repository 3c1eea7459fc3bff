/**
 * The parts of an address, read the way a browser reads what a person pastes. Twin of server/domain/url_parts.py and
 * server/domain/host_name.py: the same steps, the same answer for every string (tests/extension/test_resolve_url.py).
 * Time grows with the length of the text and nothing else.
 */
(() => {
  const HOST_MAX_CHARACTERS = 253;
  const PORT_MAX = 65535;
  /** Cut off at both ends: controls and blanks, and the invisible marks that chats put around links. */
  const AROUND = /[\0- \u00a0\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]/;
  /** Cut off from a pasted address as well: brackets and quotes, which no address begins or ends with. */
  const AROUND_PASTED = /[\0- \u00a0\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff<>"\u00ab\u00bb\u201c-\u201e]/;
  /** Characters that browsers leave out of a host name. */
  const IGNORED = "\u00ad\u200b\u2060\ufeff";
  /** What browsers read as a dot. */
  const FULL_STOPS = "\u3002\uff0e\uff61";
  /**
   * Where the characters stand whose compatibility form is made of ASCII letters, digits, - and _ (Unicode 14). A fixed
   * table, because a newer Unicode may not change an answer; tests/domain/test_host_name.py proves that it is complete.
   */
  const COMPATIBLE = [
    [0x00aa, 0x00ba], [0x0132, 0x0133], [0x017f, 0x017f], [0x01c7, 0x01cc], [0x01f1, 0x01f3], [0x02b0, 0x02b8],
    [0x02e1, 0x02e3], [0x1d2c, 0x1d65], [0x1d9c, 0x1dbb], [0x2070, 0x20a8], [0x2102, 0x2149], [0x2160, 0x217f],
    [0x2460, 0x2473], [0x24b6, 0x24ea], [0x2c7c, 0x2c7d], [0x3250, 0x325f], [0x32b1, 0x32cf], [0x3371, 0x33dd],
    [0x33ff, 0x33ff], [0xa7f2, 0xa7f4], [0xfb00, 0xfb06], [0xfe33, 0xfe34], [0xfe4d, 0xfe4f], [0xfe63, 0xfe63],
    [0xff0d, 0xff5a], [0x107a5, 0x107a5], [0x1d400, 0x1d6a3], [0x1d7ce, 0x1d7ff], [0x1f12b, 0x1f12e],
    [0x1f130, 0x1f14f], [0x1f16a, 0x1f16c], [0x1f190, 0x1f190], [0x1fbf0, 0x1fbf9],
  ];

  /**
   * Lower the letters A to Z and no others.
   * @param {string} text anything
   * @returns {string} lowered
   */
  function asciiLower(text) {
    return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  }

  /**
   * Split a text at the first place of a mark.
   * @param {string} text anything
   * @param {string} mark one character
   * @returns {[string, string, boolean]} what stands before, what behind, and whether the mark is there
   */
  function partition(text, mark) {
    const at = text.indexOf(mark);
    return at < 0 ? [text, "", false] : [text.slice(0, at), text.slice(at + 1), true];
  }

  /**
   * Cut off blanks and invisible marks at both ends; a loop, because an expression for the end could take long.
   * @param {string} text as pasted
   * @param {RegExp} [around] one character that is cut off
   * @returns {string} without what surrounds it
   */
  function trimText(text, around = AROUND) {
    let start = 0;
    let end = text.length;
    while (start < end && around.test(text.charAt(start))) {
      start += 1;
    }
    while (end > start && around.test(text.charAt(end - 1))) {
      end -= 1;
    }
    return text.slice(start, end);
  }

  /**
   * Percent-decode once, as UTF-8.
   * @param {string} text one segment of a path, a name or a value
   * @returns {string} decoded; the text itself when any part of it cannot be decoded
   */
  function decode(text) {
    if (!text.includes("%")) {
      return text;
    }
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /**
   * @param {string} character of a host name
   * @returns {string} what a browser makes of it; empty when it leaves it out
   */
  function foldCharacter(character) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      return character;
    }
    if (IGNORED.includes(character)) {
      return "";
    }
    if (FULL_STOPS.includes(character)) {
      return ".";
    }
    const isCompatible = COMPATIBLE.some(([first = 0, last = 0]) => first <= code && code <= last);
    const folded = isCompatible ? character.normalize("NFKC") : character;
    return folded.includes(".") ? character : folded;
  }

  /**
   * Bring a host name into the form that is compared.
   * @param {string} text decoded, without user, password and port
   * @returns {string | null} lower-case ASCII without the final dot; null when no platform could have it
   */
  function readHost(text) {
    const characters = [...text];
    if (characters.length > 4 * HOST_MAX_CHARACTERS) {
      return null;
    }
    const name = characters.map(foldCharacter).join("").toLowerCase();
    const host = name.endsWith(".") ? name.slice(0, -1) : name;
    const isName = host.length <= HOST_MAX_CHARACTERS && /^[a-z0-9_.-]+$/.test(host);
    return isName && !host.split(".").includes("") ? host : null;
  }

  /**
   * @param {string[]} segments decoded
   * @returns {string[]} "." and ".." resolved
   */
  function resolveDots(segments) {
    /** @type {string[]} */
    const path = [];
    for (const segment of segments) {
      if (segment === "..") {
        path.pop();
      } else if (segment !== ".") {
        path.push(segment);
      }
    }
    const last = segments.at(-1);
    if (last === "." || last === "..") {
      path.push("");
    }
    return path;
  }

  /**
   * Split a path into decoded segments.
   * @param {string} path without its leading slash
   * @returns {string[]} "." and ".." resolved
   */
  function splitPath(path) {
    return resolveDots(path.split("/").map(decode));
  }

  /**
   * Split off the scheme. "x.com:443/name" begins with a host.
   * @param {string} rest of the address
   * @returns {[string | null, string]} lower case, null when there is none; and what follows
   */
  function splitScheme(rest) {
    const [scheme, behind, hasColon] = partition(rest, ":");
    const hasScheme = hasColon && /^[a-zA-Z][a-zA-Z0-9+.-]*$/.test(scheme);
    if (!hasScheme || /^[0-9]+$/.test(partition(behind, "/")[0])) {
      return [null, rest];
    }
    return [scheme.toLowerCase(), behind];
  }

  /**
   * @param {string} rest host and path
   * @param {string} query as written
   * @param {string} fragment as written
   * @returns {UrlParts | null} null when the host or the port is none
   */
  function readAbsolute(rest, query, fragment) {
    const [authority, path] = partition(rest, "/");
    const [name, port] = partition(authority.slice(authority.lastIndexOf("@") + 1), ":");
    if (!/^[0-9]{0,5}$/.test(port) || Number(port) > PORT_MAX) {
      return null;
    }
    const host = readHost(decode(name));
    return host === null ? null : { host, path: splitPath(path), query, fragment };
  }

  /**
   * @param {string} rest a path, absolute or relative, or nothing
   * @param {string} query as written
   * @param {string} fragment as written
   * @param {UrlParts} base of the page
   * @returns {UrlParts} resolved
   */
  function readRelative(rest, query, fragment, base) {
    let path = base.path;
    if (rest.startsWith("/")) {
      path = splitPath(rest.slice(1));
    } else if (rest !== "") {
      path = resolveDots([...base.path.slice(0, -1), ...rest.split("/").map(decode)]);
    }
    return { host: base.host, path, query, fragment };
  }

  /**
   * Take an address apart.
   * @param {string} url with or without scheme; with a base also a relative one
   * @param {UrlParts | null} base of the page on which the link stands
   * @returns {UrlParts | null} null when it is not an address of the web
   */
  function readUrlParts(url, base) {
    const trimmed = trimText(url, base === null ? AROUND_PASTED : AROUND);
    const [beforeFragment, fragment] = partition(trimmed.replace(/[\t\n\r]+/g, ""), "#");
    const [beforeQuery, query, hasQuery] = partition(beforeFragment, "?");
    const [scheme, rest] = splitScheme(beforeQuery.replaceAll("\\", "/"));
    if (scheme !== null && scheme !== "http" && scheme !== "https") {
      return null;
    }
    if (scheme !== null || rest.startsWith("//")) {
      return readAbsolute(rest.replace(/^\/+/, ""), query, fragment);
    }
    if (base !== null) {
      return readRelative(rest, hasQuery || rest !== "" ? query : base.query, fragment, base);
    }
    return rest.startsWith("/") ? null : readAbsolute(rest, query, fragment);
  }

  /**
   * Read the parameters of a query.
   * @param {string} query still encoded; "&amp;" counts as "&"
   * @returns {Map<string, string | null>} null for a name that stands twice with different values
   */
  function readParameters(query) {
    /** @type {Map<string, string | null>} */
    const parameters = new Map();
    for (const pair of query.split("&")) {
      const [encodedName, encoded] = partition(pair.replaceAll("+", " "), "=");
      const name = decode(encodedName.startsWith("amp;") ? encodedName.slice(4) : encodedName);
      const value = decode(encoded);
      parameters.set(name, !parameters.has(name) || parameters.get(name) === value ? value : null);
    }
    return parameters;
  }

  Object.assign(jaga, { asciiLower, trimText, readUrlParts, readParameters, splitPath });
})();
