"""A table as a file has it, before anybody knows what its columns mean; from XLSX or CSV, by the file's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.sheets.cell_text import EMPTY, Cell
from server.accounts.sheets.refusals import SheetError
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".xlsx", ".csv")
FILE_MAX_BYTES = 16_000_000
ROWS_MAX = 20_000
COLUMNS_MAX = 60


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its number as the spreadsheet counts, from 1."""

    number: int
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    def cell(self, index: int) -> Cell:
        """Return a cell; rows may end early."""
        return self.cells[index] if index < len(self.cells) else EMPTY

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in the row."""
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one sheet.

    Attributes:
        merged: the ranges of merged cells, such as ``A3:A5``.
    """

    file: str
    rows: tuple[GridRow, ...]
    merged: tuple[str, ...] = ()


def read_grid(path: Path, sheet: str | None = None) -> Grid:
    """Read a table.

    Args:
        path: an XLSX or CSV file.
        sheet: the name of the sheet of an XLSX file; the first one when left out.

    Raises:
        RequestError: another kind of file.
        SheetError: the file cannot be used.
        OSError: it cannot be opened.
    """
    from server.accounts.sheets.csv_file import read_csv
    from server.accounts.sheets.xlsx_file import read_xlsx

    ending = check_ending(path)
    size = path.stat().st_size
    if not size:
        raise SheetError(path.name, "an empty file", "a table", "export it again")
    if size > FILE_MAX_BYTES:
        raise SheetError(path.name, f"{size} bytes", f"at most {FILE_MAX_BYTES}", "import it in parts")
    grid = read_csv(path) if ending == ".csv" else read_xlsx(path, sheet)
    _check_shape(grid)
    return grid


def check_ending(path: Path) -> str:
    """Return the ending of a file's name that we read and write.

    Raises:
        RequestError: it has another one.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise RequestError(
            "FILE", path.name, "a file that ends in .xlsx or .csv (no macros: .xlsm and .xls are not read)"
        )
    return ending


def _check_shape(grid: Grid) -> None:
    if grid.merged:
        cells = ", ".join(grid.merged[:5])
        raise SheetError(grid.file, f"merged cells {cells}", "one value per cell", "unmerge them and fill every cell")
    hidden = [str(row.number) for row in grid.rows[1:] if row.is_hidden]
    if hidden:
        rows = ", ".join(hidden[:5])
        raise SheetError(grid.file, f"hidden rows {rows}", "every row visible", "remove the filter and show the rows")
