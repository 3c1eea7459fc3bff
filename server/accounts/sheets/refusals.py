"""What a spreadsheet may not bring into the list: the whole file, or one row with its reason."""

from __future__ import annotations

from dataclasses import dataclass

from server.domain.errors import ListError


class SheetError(ListError):
    """A spreadsheet that cannot be used as a whole."""

    def __init__(self, file: str, found: str, expected: str, fix: str) -> None:
        super().__init__(f"{file}: found {found}; expected {expected}; {fix}")


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """Why a row is not taken.

    Attributes:
        row: its number as the spreadsheet counts, from 1.
        column: the technical name or heading of the column; empty when it is about the whole row.
        found: what stands there.
        expected: what would be right.
        fix: what to do about it.
    """

    row: int
    column: str
    found: str
    expected: str
    fix: str

    def __str__(self) -> str:
        """Return the refusal in one line."""
        place = f"baris/row {self.row}" + (f", kolom/column {self.column}" if self.column else "")
        return f'{place}: found "{self.found}"; expected {self.expected}; {self.fix}'


class CellError(ListError):
    """A cell that cannot be used; whoever knows its row and column makes a refusal of it."""

    def __init__(self, found: str, expected: str, fix: str) -> None:
        super().__init__(f'found "{found}"; expected {expected}; {fix}')
        self.found = found
        self.expected = expected
        self.fix = fix

    def at(self, row: int, column: str) -> Refusal:
        """Make the refusal of the row."""
        return Refusal(row, column, self.found, self.expected, self.fix)
