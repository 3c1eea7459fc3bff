/**
 * What a part of an address may be: a handle, an id, the code of a post; data of a platform file, no regular expression.
 * Twin of server/domain/part_rules.py.
 */
(() => {
  const PART_MAX_CHARACTERS = 300;

  /**
   * @param {string} text one character, or "U+" and its code point
   * @returns {number} the code point
   */
  function readCodePoint(text) {
    return [...text].length === 1 ? text.codePointAt(0) ?? 0 : parseInt(text.slice(2), 16);
  }

  /**
   * Read which characters are meant.
   * @param {string | undefined} text separated by blanks: "a-z 0-9 _ U+00E0-U+02AF"
   * @returns {[number, number][] | null} ranges of code points; null for any character
   */
  function readCharacters(text) {
    if (text === undefined) {
      return null;
    }
    return text.split(" ").map((token) => {
      const dash = token.indexOf("-");
      if (dash <= 0) {
        return [readCodePoint(token), readCodePoint(token)];
      }
      return [readCodePoint(token.slice(0, dash)), readCodePoint(token.slice(dash + 1))];
    });
  }

  /**
   * @param {string} character one code point
   * @param {[number, number][]} ranges of code points
   * @returns {boolean} whether it is in one of them
   */
  function isIn(character, ranges) {
    const code = character.codePointAt(0) ?? 0;
    return ranges.some(([first, last]) => first <= code && code <= last);
  }

  /** @type {Record<string, (text: string) => string>} */
  const FOLDS = {
    none: (text) => text,
    lower: (text) => jaga.asciiLower(text),
    unicode: (text) => [...text.normalize("NFC")].map((character) => character.toLowerCase()).join("").normalize("NFC"),
  };

  /**
   * @param {string} text a part
   * @param {{starts?: string[], ends?: string[], holds?: string[]}} refuse texts that may not stand in it
   * @returns {boolean} whether one of them does
   */
  function isRefused(text, { starts = [], ends = [], holds = [] }) {
    return starts.some((start) => text.startsWith(start)) || ends.some((end) => text.endsWith(end))
      || holds.some((held) => text.includes(held));
  }

  /**
   * @param {string[]} words the only texts that are taken
   * @returns {PartReader} in either case
   */
  function makeWordReader(words) {
    const known = new Set(words);
    return (text) => {
      const word = jaga.asciiLower(text);
      return known.has(word) ? word : null;
    };
  }

  /**
   * @param {PartRuleData} rule of characters
   * @returns {PartReader} what the rule makes of a text
   */
  function makeCharacterReader({ characters, min = 1, max = PART_MAX_CHARACTERS, fold, drop = "", starts = "", needs, refuse = {} }) {
    const allowed = readCharacters(characters);
    const needed = readCharacters(needs);
    const foldText = FOLDS[fold ?? "none"] ?? String;
    return (text) => {
      const folded = foldText(text);
      const rest = [...folded.slice(starts.length)];
      const isTaken = folded.startsWith(starts) && !isRefused(rest.join(""), refuse)
        && (allowed === null || rest.every((character) => isIn(character, allowed)))
        && (needed === null || rest.some((character) => isIn(character, needed)));
      const kept = rest.filter((character) => !drop.includes(character));
      return isTaken && min <= kept.length && kept.length <= max ? starts + kept.join("") : null;
    };
  }

  /**
   * Make what brings a part into its canonical form.
   * @param {PartRuleData | PartRuleData[]} rules the first that takes a text decides
   * @returns {PartReader} null for a text that no rule takes
   */
  function makePartReader(rules) {
    const readers = [rules].flat().map((rule) => rule.words ? makeWordReader(rule.words) : makeCharacterReader(rule));
    return (text) => {
      if (text.length > 2 * PART_MAX_CHARACTERS || [...text].length > PART_MAX_CHARACTERS) {
        return null;
      }
      for (const read of readers) {
        const part = read(text);
        if (part !== null) {
          return part;
        }
      }
      return null;
    };
  }

  Object.assign(jaga, { makePartReader });
})();
