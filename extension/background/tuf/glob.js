/**
 * Match a target's name with a pattern of a delegation: shell-style, and no sign matches a slash (TUF 1.0,
 * section 4.5, PATHPATTERN). The same names match as in python-tuf, which asks Python's fnmatch about each part.
 * No regular expression is made of a pattern: one that was written to be slow would stop the browser.
 */

/**
 * Tell whether a name fits a pattern.
 * @param {string} pattern with *, ?, [abc], [a-c] and [!a]
 * @param {string} name with slashes
 * @returns {boolean} whether both have as many parts, and each part fits
 */
export function isMatch(pattern, name) {
  const [patterns, parts] = [pattern.split("/"), name.split("/")];
  return patterns.length === parts.length && patterns.every((each, index) => isPartMatch(each, parts[index] ?? ""));
}

/**
 * Tell whether one part fits; goes back to the last star only, so the work is at most length times length.
 * @param {string} pattern without slashes
 * @param {string} part of a name
 * @returns {boolean} whether it fits as a whole
 */
function isPartMatch(pattern, part) {
  const [signs, letters] = [readSigns(pattern), Array.from(part)];
  let [at, letter, star, starLetter] = [0, 0, -1, 0];
  while (letter < letters.length) {
    if (signs[at] === "*") {
      [star, starLetter] = [at, letter];
      at += 1;
    } else if (at < signs.length && fits(signs[at], letters[letter])) {
      at += 1;
      letter += 1;
    } else if (star >= 0) {
      // The last star takes one letter more.
      starLetter += 1;
      [at, letter] = [star + 1, starLetter];
    } else {
      return false;
    }
  }
  return signs.slice(at).every((sign) => sign === "*");
}

/**
 * @typedef {{letters: string[], ranges: [string, string][], isNot: boolean}} Choice of letters
 * @typedef {"*" | "?" | {letter: string} | Choice} Sign
 */

/**
 * Read the signs of a pattern.
 * @param {string} pattern without slashes
 * @returns {Sign[]} in order
 */
function readSigns(pattern) {
  const letters = Array.from(pattern);
  /** @type {Sign[]} */
  const signs = [];
  for (let at = 0; at < letters.length; at += 1) {
    const letter = letters[at] ?? "";
    const end = letter === "[" ? findEnd(letters, at) : -1;
    if (end > 0) {
      signs.push(readChoice(letters.slice(at + 1, end)));
      at = end;
    } else {
      signs.push(letter === "*" || letter === "?" ? letter : { letter });
    }
  }
  return signs;
}

/**
 * Find the bracket that closes a choice; one right after the opening (and after "!") is a letter of it.
 * @param {string[]} letters of the pattern
 * @param {number} start where "[" stands
 * @returns {number} -1 when none closes it: then "[" is a letter
 */
function findEnd(letters, start) {
  const first = letters[start + 1] === "!" ? start + 2 : start + 1;
  return letters.indexOf("]", first + 1);
}

/**
 * Read what stands between brackets.
 * @param {string[]} inside at least one letter
 * @returns {Choice} the letters and ranges
 */
function readChoice(inside) {
  const isNot = inside[0] === "!";
  const left = isNot ? inside.slice(1) : [...inside];
  /** @type {Choice} */
  const choice = { letters: [], ranges: [], isNot };
  while (left.length > 0) {
    if (left[1] === "-" && left.length > 2) {
      const [low = "", , high = ""] = left.splice(0, 3);
      choice.ranges.push([low, high]);
    } else {
      choice.letters.push(...left.splice(0, 1));
    }
  }
  return choice;
}

/**
 * Tell whether a letter fits a sign.
 * @param {Sign | undefined} sign no star
 * @param {string | undefined} letter one
 * @returns {boolean} yes or no
 */
function fits(sign, letter = "") {
  if (sign === undefined || typeof sign === "string") {
    return sign === "?";
  }
  if ("letter" in sign) {
    return sign.letter === letter;
  }
  const point = letter.codePointAt(0) ?? 0;
  const isInRange = sign.ranges.some(([low, high]) => (low.codePointAt(0) ?? 0) <= point && point <= (high.codePointAt(0) ?? 0));
  return (isInRange || sign.letters.includes(letter)) !== sign.isNot;
}
