"""Find the columns of the accounts' sheet: every one there, once, and none besides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.sheets.columns import HEADINGS, NAMES
from server.accounts.sheets.refusals import SheetError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.accounts.sheets.cell_text import Cell
    from server.accounts.sheets.grid import Grid, GridRow


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its cells by the technical name of their column."""

    number: int
    cells: Mapping[str, Cell]


def read_rows(grid: Grid) -> list[SheetRow]:
    """Return the rows that hold something, without the two rows of names and headings.

    Raises:
        SheetError: the first row does not name the columns as the export does.
    """
    first = grid.rows[0] if grid.rows else None
    columns = _find_columns(grid, first) if first else {}
    if not columns:
        raise SheetError(grid.file, "no technical names in row 1", f"{', '.join(NAMES)}", "export again and keep row 1")
    rows = [row for row in grid.rows[1:] if not row.is_blank]
    if rows and tuple(rows[0].cell(index).text for index in columns.values()) == HEADINGS:
        rows = rows[1:]
    return [SheetRow(row.number, {name: row.cell(index) for name, index in columns.items()}) for row in rows]


def _find_columns(grid: Grid, first: GridRow) -> dict[str, int]:
    """Return where each column stands, in our order; nothing when the row names none at all."""
    width = max(len(row.cells) for row in grid.rows)
    names = [first.cell(index).text for index in range(width)]
    if not set(names) & set(NAMES):
        return {}
    missing = [name for name in NAMES if name not in names]
    if missing:
        raise SheetError(grid.file, f"no column {', '.join(missing)}", "every column of the export", "export again")
    if twice := [name for name in NAMES if names.count(name) > 1]:
        raise SheetError(grid.file, f"column {', '.join(twice)} twice", "each column once", "remove one")
    extra = [index for index, name in enumerate(names) if name not in NAMES]
    if unknown := [index for index in extra if any(row.cell(index).text for row in grid.rows)]:
        words = ", ".join(f'"{names[index]}" (number {index + 1})' for index in unknown)
        raise SheetError(grid.file, f"unknown columns {words}", "the columns of the export", "remove them; use note")
    return {name: names.index(name) for name in NAMES}
