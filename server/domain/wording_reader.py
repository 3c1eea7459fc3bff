"""Strict reading of rules and wording: each value is what it must be, or the error names its place.

For ``wording_format.py`` and ``server.warnings.rule_files``. Every reader takes a parsed value and its *place*, such as
``texts.id.messages.party``, and returns the value or raises ``WordingError``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from server.domain.errors import ListError
from server.domain.warnings import PLACEHOLDERS

_Word = TypeVar("_Word", bound=StrEnum)
_Value = TypeVar("_Value")


class WordingError(ListError):
    """Rules or wording are not as they must be.

    Attributes:
        place: where, such as ``texts.id.messages.like_candidate`` or ``rules[3]``.
        found: what stands there.
        expected: what would have been right.
    """

    def __init__(self, place: str, found: object, expected: str) -> None:
        super().__init__(f"{place}: found {found!r}, expected {expected}")
        self.place = place
        self.found = found
        self.expected = expected


def read_plain(value: object, place: str) -> str:
    """Return a text that leaves nothing open."""
    text = read_text(value, place)
    if "{" in text or "}" in text:
        raise WordingError(place, text, "a text without braces")
    return text


def read_template(value: object, place: str) -> str:
    """Return a text whose braces hold nothing but the names of ``PLACEHOLDERS``."""
    text = read_text(value, place)
    rest = text
    for name in PLACEHOLDERS:
        rest = rest.replace(f"{{{name}}}", "")
    if "{" in rest or "}" in rest:
        raise WordingError(place, text, f"braces only around one of {', '.join(sorted(PLACEHOLDERS))}")
    return text


def read_table(value: object, place: str, read: Callable[[object, str], _Value]) -> dict[str, _Value]:
    """Return an object with at least one member, each read by *read*."""
    if not isinstance(value, Mapping) or not value:
        raise WordingError(place, value, "an object with at least one text")
    return {read_text(name, place): read(each, f"{place}.{name}") for name, each in value.items()}


def read_object(value: object, place: str, members: tuple[str, ...]) -> Mapping[str, Any]:
    """Return *value* when it is an object with exactly these members."""
    if not isinstance(value, Mapping):
        raise WordingError(place, value, "an object")
    if unknown := [name for name in value if name not in members]:
        raise WordingError(f"{place}.{unknown[0]}", value[unknown[0]], f"no member but {', '.join(members)}")
    if missing := [name for name in members if name not in value]:
        raise WordingError(f"{place}.{missing[0]}", None, "a value")
    return value


def read_list(value: object, place: str) -> list[Any]:
    """Return a list, whatever is in it."""
    if not isinstance(value, list):
        raise WordingError(place, value, "a list")
    return value


def read_text(value: object, place: str) -> str:
    """Return a text that is not empty and has no blanks around it."""
    if not isinstance(value, str) or not value.strip() or value != value.strip():
        raise WordingError(place, value, "a text without blanks around it")
    return value


def read_text_or_none(value: object, place: str) -> str | None:
    """Return a text, or None for null."""
    return None if value is None else read_text(value, place)


def read_texts(value: object, place: str) -> tuple[str, ...]:
    """Return a list of texts, perhaps empty."""
    return tuple(read_text(each, f"{place}[{index}]") for index, each in enumerate(read_list(value, place)))


def read_word(value: object, place: str, words: type[_Word]) -> _Word:
    """Return one of *words*."""
    if not isinstance(value, str) or value not in set(words):
        raise WordingError(place, value, f"one of {', '.join(words)}")
    return words(value)


def read_words(value: object, place: str, words: type[_Word]) -> tuple[_Word, ...]:
    """Return a list of words, none of them twice and at least one."""
    found = tuple(read_word(each, place, words) for each in read_list(value, place))
    if not found or len(set(found)) != len(found):
        raise WordingError(place, value, "at least one word, none twice")
    return found
