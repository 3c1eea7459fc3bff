"""Handles that look like each other: same skeleton, one character apart, or the same name with something put to it.

For the checks of the list and for whoever asks about one handle. Pure functions over handles; who owns them and
whether it matters is decided by those who ask.

Measured 2026-11 on 3,221 handles of US legislators: equal skeletons 0 times, one character apart 5 times. Indonesian
impostors mostly put something to the name (``ganjar.pranowo41``, ``prabowosubianto262``, ``..._bansos``).

Tried and rejected: rapidfuzz, because comparing every handle with every other takes 5 seconds for 15,000 handles; to
look up what is left when one character is taken out finds the same pairs in a small part of that.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

SAME, ONE_APART, AFFIX = "same", "one_apart", "affix"
"""Why two handles look alike: equal skeletons, skeletons one character apart, equal but for something put to one."""

# After Unicode's UTS 39, https://www.unicode.org/Public/security/latest/confusables.txt, for what handles can hold:
# ASCII letters and digits, and on YouTube those of other scripts. Cyrillic and Greek letters stand for the Latin ones
# of their small or their capital shape, because case is folded first.
_LETTERS: Mapping[str, str] = {
    **dict.fromkeys("1i|", "l"),
    "0": "o",
    "5": "s",
    **dict(
        zip(
            "\u0430\u0432\u0435\u04bb\u0456\u0458\u043a\u043c\u043d\u043e\u0440\u0441\u0455\u0442\u0443\u0445\u0501\u051b\u051d\u0475",
            "abehljkmhopcstyxdqwv",
            strict=True,
        )
    ),
    **dict(
        zip(
            "\u03b1\u03b2\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03f2\u03f3",
            "abelkvoptuxcj",
            strict=True,
        )
    ),
    "\u0131": "l",
    "\u0251": "a",
    "\u0261": "g",
}
_TABLE = str.maketrans({**_LETTERS, **dict.fromkeys("._-", "")})
_PAIRS = (("rn", "m"), ("vv", "w"))

MIN_CHARACTERS = 7
"""Shorter names are alike by chance: abbreviations of parties, such as pkb and pks, are one character apart."""

_PREFIXES = ("the", "real", "official", "resmi", "akun", "info", "kabar", "fans", "relawan", "sahabat")
_SUFFIXES = (
    *("official", "ofc", "offical", "resmi", "asli", "real", "id", "indonesia", "fans", "fanbase", "fc"),
    *("bansos", "bantuan", "dana", "giveaway", "peduli", "center", "centre", "channel", "tv", "news", "update", "new"),
)
_TAIL_DIGITS = re.compile(r"[0-9]+$|^[0-9]+")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Two things whose handles look alike, in the order in which they were given.

    Attributes:
        reason: ``same``, ``one_apart`` or ``affix``; the strongest that holds.
    """

    first: Hashable
    second: Hashable
    reason: str


def skeleton(handle: str) -> str:
    """Return what is left of a handle for a hasty eye: equal skeletons cannot be told apart.

    Case, accents, dots, underscores and hyphens go; 0 and o, 1, i and l, 5 and s, rn and m, vv and w become one, as do
    Cyrillic and Greek letters and the Latin ones of their shape.
    """
    text = handle.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(each for each in decomposed if not unicodedata.combining(each))
    text = text.translate(_TABLE)
    for pair, letter in _PAIRS:
        text = text.replace(pair, letter)
    return text


def strip_affixes(handle: str) -> str:
    """Return the skeleton of the name in a handle: without digits at its ends and words that impostors put to it.

    What is left has at least ``MIN_CHARACTERS``; where stripping would leave less, it stops.
    """
    text = handle.casefold().replace(".", "").replace("_", "").replace("-", "")
    while (shorter := _strip_once(text)) != text:
        text = shorter
    return skeleton(text)


def _strip_once(text: str) -> str:
    candidates = [_TAIL_DIGITS.sub("", text)]
    candidates += [text.removesuffix(each) for each in _SUFFIXES]
    candidates += [text.removeprefix(each) for each in _PREFIXES]
    return next((each for each in candidates if each != text and len(each) >= MIN_CHARACTERS), text)


def find_lookalikes(handles: Sequence[tuple[Hashable, str]]) -> Iterator[Lookalike]:
    """Find every two handles that look alike; each pair once, in the order in which they were given.

    Args:
        handles: of one platform: whatever the caller knows a handle by, and the handle. The same handle twice is no
            lookalike of itself.
    """
    skeletons = [skeleton(handle) for _, handle in handles]
    found: dict[tuple[int, int], str] = {}
    for reason, buckets in (
        (SAME, _bucket(skeletons)),
        (ONE_APART, _bucket_by_deletion(skeletons)),
        (AFFIX, _bucket([strip_affixes(handle) for _, handle in handles], MIN_CHARACTERS)),
    ):
        for first, second in _pairs(buckets):
            if handles[first][1] != handles[second][1] and _holds(reason, skeletons[first], skeletons[second]):
                found.setdefault((first, second), reason)
    for (first, second), reason in sorted(found.items()):
        yield Lookalike(handles[first][0], handles[second][0], reason)


def find_lookalikes_of(handle: str, others: Iterable[tuple[Hashable, str]]) -> Iterator[Lookalike]:
    """Find the handles among *others*, of the same platform, that look like *handle*; ``first`` is always *handle*."""
    for name, other in others:
        yield from find_lookalikes([(handle, handle), (name, other)])


def _bucket(texts: Iterable[str], min_characters: int = 1) -> dict[str, list[int]]:
    buckets: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if len(text) >= min_characters:
            buckets.setdefault(text, []).append(place)
    return buckets


def _bucket_by_deletion(texts: Sequence[str]) -> dict[str, list[int]]:
    """Put texts together that are equal once a character is taken out of one of them, or out of both."""
    buckets: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        if len(text) >= MIN_CHARACTERS:
            for key in {text, *(text[:index] + text[index + 1 :] for index in range(len(text)))}:
                buckets.setdefault(key, []).append(place)
    return buckets


def _pairs(buckets: Mapping[str, list[int]]) -> Iterator[tuple[int, int]]:
    for places in buckets.values():
        if len(places) > 1:
            yield from combinations(places, 2)


def _holds(reason: str, first: str, second: str) -> bool:
    """Tell whether skeletons that share a bucket are alike; those of one deletion may be two characters apart."""
    return reason != ONE_APART or (first != second and _is_one_apart(first, second))


def _is_one_apart(first: str, second: str) -> bool:
    """Tell whether one character more, less or another makes one text the other."""
    shorter, longer = sorted((first, second), key=len)
    index = next((place for place, each in enumerate(shorter) if each != longer[place]), len(shorter))
    same_length = len(shorter) == len(longer)
    return shorter[index + 1 if same_length else index :] == longer[index + 1 :] and len(longer) - len(shorter) <= 1
