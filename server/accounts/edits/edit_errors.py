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


class UnknownEntryError(RequestError):
    """No entry has this id or name."""

    def __init__(self, field: str, found: str, known: Iterable[str]) -> None:
        close = get_close_matches(found, list(known), n=3)
        hint = f"mungkin / did you mean {', '.join(close)}?" if close else "id yang ada di daftar / an id of the list"
        super().__init__(field, found, hint)
