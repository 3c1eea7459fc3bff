"""What an edit answers instead of documents."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from server.domain.errors import ListError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable


class RefusedEditError(ListError):
    """The list is not in the state that the edit needs; the sentence says what is, and what to do."""

    def __init__(self, indonesian: str, english: str) -> None:
        super().__init__(f"{indonesian} / {english}")


FEW = 8
"""So many ids are named all, when none is close to what was asked for."""


class UnknownEntryError(RequestError):
    """No entry has this id or name."""

    def __init__(self, field: str, found: str, known: Iterable[str]) -> None:
        super().__init__(field, found, _suggest(found, list(known)))


def _suggest(found: str, known: list[str]) -> str:
    if close := get_close_matches(found, known, n=3):
        return f"mungkin / did you mean {', '.join(close)}?"
    if known and len(known) <= FEW:
        return f"satu dari / one of: {', '.join(known)}"
    return "id yang ada di daftar / an id of the list"
