"""CSV as Excel in an Indonesian locale opens it: UTF-8 with a byte order mark, semicolons; commas are read as well."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from server.accounts.sheets.cell_text import Cell
from server.accounts.sheets.grid import COLUMNS_MAX, ROWS_MAX, Grid, GridRow
from server.accounts.sheets.refusals import SheetError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

SEPARATORS = ";,\t"


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the bytes of a CSV file; every cell is quoted."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=SEPARATORS[0], quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def read_csv(path: Path) -> Grid:
    """Read a CSV file; the first line tells the separator.

    Raises:
        SheetError: it cannot be used.
    """
    text = _decode(path)
    first_line = text.split("\n", maxsplit=1)[0]
    separator = max(SEPARATORS, key=first_line.count)
    rows: list[GridRow] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1):
            if number > ROWS_MAX or len(cells) > COLUMNS_MAX:
                raise SheetError(path.name, "too much", f"{ROWS_MAX} rows, {COLUMNS_MAX} columns", "import it in parts")
            rows.append(GridRow(number, tuple(map(Cell, cells))))
    except csv.Error as error:
        raise SheetError(path.name, f"row {len(rows) + 1}: {error}", "CSV", "save it again as CSV UTF-8") from error
    return Grid(path.name, tuple(rows))


def _decode(path: Path) -> str:
    body = path.read_bytes()
    if body.startswith(b"PK"):
        raise SheetError(path.name, "an XLSX file named .csv", "CSV", "give it its right ending, .xlsx")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise SheetError(path.name, "bytes that are no UTF-8", "UTF-8", "in Excel save it as CSV UTF-8, or use .xlsx")
    return text
