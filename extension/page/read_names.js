/**
 * Read which accounts a text names: by addresses of profiles and posts on any platform, by mentions (an at sign and a handle) on its own.
 * The text is looked at and let go; nothing of it is kept.
 */
(() => {
  /** Longer texts are read up to here; what a person writes in one go is shorter. */
  const TEXT_MAX_CHARACTERS = 20_000;
  const NAMES_MAX = 200;
  /** What may stand around an address or a name in a sentence and is no part of it. */
  const OPENING = "([{<«“‘\"'*_~";
  const CLOSING = ")]}>»”’\"'*_~.,;:!?…";
  /** A message that is shown in part ends so; the address in its last word may be another account's. */
  const CUT = ["…", "..."];
  const SCHEMES = ["https://", "http://"];

  /**
   * @param {Pick<Sending, "editors" | "along">} sending what makes up one text
   * @returns {{words: string[], addresses: string[]}} the words between blanks, and where links in it lead
   */
  function readWritten({ editors, along }) {
    const text = [...editors.map(readEditor), ...along.map(readForwarded)].join(" ").slice(0, TEXT_MAX_CHARACTERS);
    const links = [...editors, ...along].flatMap((part) => [...part.querySelectorAll("a[href]")].slice(0, NAMES_MAX));
    return { words: text.split(/\s+/), addresses: links.map((link) => link.getAttribute("href") ?? "") };
  }

  /**
   * @param {Element} editor a text box of any kind
   * @returns {string} what stands in it
   */
  function readEditor(editor) {
    if (editor instanceof HTMLTextAreaElement || editor instanceof HTMLInputElement) {
      return editor.value;
    }
    return editor instanceof HTMLElement ? editor.innerText : "";
  }

  /**
   * @param {Element} message that is sent along
   * @returns {string} what stands in it, without a last word that is shown in part
   */
  function readForwarded(message) {
    const text = readEditor(message).trimEnd();
    return CUT.some((end) => text.endsWith(end)) ? text.split(/\s+/).slice(0, -1).join(" ") : text;
  }

  /**
   * @param {string} word between blanks
   * @returns {string} without the quotes, brackets and stops around it
   */
  function strip(word) {
    let [from, to] = [0, word.length];
    while (from < to && OPENING.includes(word.charAt(from))) {
      from += 1;
    }
    while (to > from && CLOSING.includes(word.charAt(to - 1))) {
      to -= 1;
    }
    return word.slice(from, to);
  }

  /**
   * @param {string} word between blanks
   * @returns {string | null} the address in it, also one that a person wrote without a scheme; null when there is none
   */
  function findAddress(word) {
    const small = word.toLowerCase();
    const [from] = SCHEMES.map((scheme) => small.indexOf(scheme)).filter((at) => at >= 0);
    if (from !== undefined) {
      return strip(word.slice(from));
    }
    const bare = strip(word);
    const slash = bare.indexOf("/");
    return slash > 0 && bare.lastIndexOf(".", slash) > 0 ? bare : null;
  }

  /**
   * @param {string} word between blanks
   * @returns {string | null} the name after the @; null when none stands there (an address of mail is no mention)
   */
  function findMention(word) {
    const bare = strip(word);
    return bare.startsWith("@") && bare.length > 1 ? bare.slice(1) : null;
  }

  /**
   * Read the keys of the accounts that a text names.
   * @param {Pick<Sending, "editors" | "along">} sending what makes up one text
   * @param {PlatformFile} own the platform of the page
   * @param {PlatformFile[]} platforms whose addresses are known here
   * @returns {string[]} keys such as "x:@handle", each once
   */
  function readNamedKeys(sending, own, platforms) {
    const { words, addresses } = readWritten(sending);
    const found = [...words.flatMap((word) => findAddress(word) ?? []), ...addresses].slice(0, NAMES_MAX);
    const mentions = words.flatMap((word) => findMention(word) ?? []).slice(0, NAMES_MAX);
    const keys = [
      ...found.map((address) => jaga.resolveUrl(platforms, address, address.startsWith("/") ? location.href : null).key),
      ...mentions.map((name) => jaga.readHandle(own, name)),
    ];
    return [...new Set(keys.filter((key) => key !== null))];
  }

  Object.assign(jaga, { readNamedKeys });
})();
