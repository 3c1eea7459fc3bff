"""What is wrong with the list, and where: one finding per mistake, all of them at once.

For ``jaga lint``, ``jaga release`` and every command that reads ``candidate_accounts/``. A *mistake* is a kind of
wrong with its words; a *finding* is a mistake at a place.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from server.domain.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: the file inside the list's folder, line and column counted from 1, and in which entry.

    Attributes:
        entry: the id of the entry; empty when it has none, or when the place is no entry's.
    """

    file: str
    line: int = 1
    column: int = 1
    entry: str = ""

    def __str__(self) -> str:
        """Return the form that editors and terminals jump to."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One mistake in the list, at its place.

    Attributes:
        code: short and permanent, such as ``L101``.
        message: what is wrong, in one line of English.
        found: the wrong value as it stands in the file; empty when something is missing.
        expected: what would be right.
        fix: what to do about it.
        is_warning: worth a look, but the list may be released.
        other_entry: the id of a second entry that it is about, such as the one that an account looks like.
    """

    place: Place
    code: str
    message: str
    found: str = ""
    expected: str = ""
    fix: str = ""
    is_warning: bool = False
    other_entry: str = ""

    @property
    def entry(self) -> str:
        """The id of the entry that the finding is about; empty when there is none."""
        return self.place.entry

    def beside(self, other_entry: str) -> Finding:
        """Return the finding with the second entry that it is about."""
        return replace(self, other_entry=other_entry)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A kind of wrong: its code and its words, with ``{names}`` for the values of the case."""

    code: str
    message: str
    expected: str = ""
    fix: str = ""
    is_warning: bool = False

    def at(self, place: Place, found: str = "", **values: object) -> Finding:
        """Make the finding of this mistake at *place*.

        Args:
            place: where it stands.
            found: the wrong value; also ``{found}`` in the words.
            values: what else the words name.
        """
        values["found"] = found
        words = (text.format_map(values) for text in (self.message, self.expected, self.fix))
        message, expected, fix = words
        return Finding(place, self.code, message, found, expected, fix, self.is_warning)


class ListFormatError(ListError):
    """The account list cannot be used.

    Attributes:
        findings: everything that is wrong with it, in the order of the files; never empty.
    """

    def __init__(self, findings: Sequence[Finding]) -> None:
        first = findings[0]
        super().__init__(f"{len(findings)} mistakes in the account list, the first: {first.place} {first.message}")
        self.findings = tuple(findings)
