"""What a part of an address may be: a handle, an id, the code of a post; data of a platform file.

The same steps stand in extension/page/part_rules.js.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from server.domain.url_parts import ascii_lower

PART_MAX_CHARACTERS: Final = 300
"""Nothing that names an account or a post is longer; a longer text is refused before it is looked at."""

ASCII_END: Final = 0x80

CharacterRange = tuple[int, int]
"""First and last code point."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Texts that may not stand at the beginning of a part, at its end, or anywhere in it."""

    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()

    def is_met(self, text: str) -> bool:
        """Tell whether *text* has one of them."""
        return text.startswith(self.starts) or text.endswith(self.ends) or any(held in text for held in self.holds)


@dataclass(frozen=True, slots=True)
class PartRule:
    """One rule: which texts it takes, and what it makes of their different spellings.

    Attributes:
        characters: code points that may stand in it, after folding; None for any.
        length: fewest and most characters, after folding and dropping.
        fold: ``lower`` for A to Z, ``unicode`` for every script (NFC, each character lowered by itself, NFC again), or
            empty: upper and lower case are different.
        drop: characters that make no difference and are left out.
        starts: what it must begin with; all other members speak of what follows.
        needs: at least one character of these must be there; None for no such demand.
        refuse: texts that may not stand in it.
        words: when not None, the only texts it takes, whatever their case.
    """

    characters: tuple[CharacterRange, ...] | None = None
    length: tuple[int, int] = (1, PART_MAX_CHARACTERS)
    fold: str = ""
    drop: str = ""
    starts: str = ""
    needs: tuple[CharacterRange, ...] | None = None
    refuse: Refusal = Refusal()
    words: frozenset[str] | None = None

    def read(self, text: str) -> str | None:
        """Bring *text* into its canonical form.

        Returns:
            The one spelling of it, or None when the rule does not take it.
        """
        if len(text) > PART_MAX_CHARACTERS:
            return None
        if self.words is not None:
            return word if (word := ascii_lower(text)) in self.words else None
        folded = self._fold(text)
        rest = folded.removeprefix(self.starts)
        if not folded.startswith(self.starts) or not self._takes(rest):
            return None
        kept = "".join(character for character in rest if character not in self.drop)
        return self.starts + kept if self.length[0] <= len(kept) <= self.length[1] else None

    def _fold(self, text: str) -> str:
        if self.fold == "lower":
            return ascii_lower(text)
        if self.fold == "unicode":
            lowered = "".join(character.lower() for character in unicodedata.normalize("NFC", text))
            return unicodedata.normalize("NFC", lowered)
        return text

    def _takes(self, rest: str) -> bool:
        return (
            not self.refuse.is_met(rest)
            and (self.characters is None or all(_is_in(character, self.characters) for character in rest))
            and (self.needs is None or any(_is_in(character, self.needs) for character in rest))
        )

    def describe(self) -> str:
        """Say in a few words what the rule takes: ``1 to 15 of a-z 0-9 _``."""
        if self.words is not None:
            return "one of " + ", ".join(sorted(self.words))
        characters = "any characters" if self.characters is None else " ".join(map(_write_range, self.characters))
        return f"{self.starts}{self.length[0]} to {self.length[1]} of {characters}"


def read_part(rules: tuple[PartRule, ...], text: str) -> str | None:
    """Return what the first rule that takes *text* makes of it; None when none does."""
    return next((part for rule in rules if (part := rule.read(text)) is not None), None)


def read_characters(text: str) -> tuple[CharacterRange, ...] | None:
    """Read which characters are meant.

    Args:
        text: separated by blanks: single characters (``_``), ranges (``a-z``), code points (``U+00E0-U+02AF``).

    Returns:
        Ranges of code points, or None when *text* cannot be read.
    """
    ranges = [_read_range(token) for token in text.split(" ")]
    return None if None in ranges else tuple(found for found in ranges if found is not None)


def _read_range(token: str) -> CharacterRange | None:
    first, dash, last = token.partition("-") if len(token) > 1 else (token, "", "")
    start = _read_code_point(first)
    end = _read_code_point(last) if dash else start
    return (start, end) if start is not None and end is not None and start <= end else None


def _read_code_point(text: str) -> int | None:
    if len(text) == 1:
        return ord(text)
    digits = text.removeprefix("U+")
    is_hexadecimal = digits != text and 4 <= len(digits) <= 6 and set(digits) <= set("0123456789ABCDEF")  # noqa: PLR2004
    return int(digits, 16) if is_hexadecimal else None


def _is_in(character: str, ranges: tuple[CharacterRange, ...]) -> bool:
    code = ord(character)
    return any(first <= code <= last for first, last in ranges)


def _write_range(characters: CharacterRange) -> str:
    first, last = (chr(code) if code < ASCII_END else f"U+{code:04X}" for code in characters)
    return first if first == last else f"{first}-{last}"
