"""XLSX: written with every cell as text, read without running, following or believing anything in it."""

from __future__ import annotations

import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from server.accounts.sheets.cell_text import EMPTY, Cell, write_day, write_number
from server.accounts.sheets.grid import COLUMNS_MAX, ROWS_MAX, Grid, GridRow
from server.accounts.sheets.refusals import SheetError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from server.accounts.sheets.cell_text import CellKind

TEXT_FORMAT = "@"
HEADING_ROWS = 2
CELL_MAX_CHARACTERS = 32_767  # Excel's own limit; openpyxl would cut the rest off
UNPACKED_MAX_BYTES = 128_000_000
PARTS_MAX = 500
_DAMAGED = (
    BadZipFile,
    InvalidFileException,
    ParseError,
    zlib.error,
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    TypeError,
    ValueError,
)
"""What openpyxl raises, one or the other, on a file that is no whole XLSX file."""


def write_xlsx(sheets: Mapping[str, Sequence[Sequence[str]]], choices: Mapping[int, Sequence[str]]) -> bytes:
    """Return the bytes of an XLSX file.

    Args:
        sheets: the rows of every sheet by its name: technical names, which are hidden, headings, then what there is.
        choices: for the first sheet, the words that a column offers, by the column's number from 1.

    Raises:
        SheetError: a value that no cell can hold.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        _fill(book.create_sheet(name), rows)
    for column, words in choices.items():
        _offer(book.worksheets[0], column, words)
    body = BytesIO()
    book.save(body)
    return body.getvalue()


def read_xlsx(path: Path, sheet: str | None = None) -> Grid:
    """Read a sheet of an XLSX file.

    Raises:
        SheetError: it cannot be used, holds macros, or is far larger than any list.
    """
    _check_package(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that we do not read, such as pictures
            book = load_workbook(BytesIO(path.read_bytes()))  # given a path, it leaves the file open when it fails
    except _DAMAGED as error:
        raise _broken(path) from error
    found = _choose_sheet(path, {each.title: each for each in book.worksheets}, sheet)
    if found.max_row > ROWS_MAX or found.max_column > COLUMNS_MAX:
        size = f"{found.max_row} rows and {found.max_column} columns"
        raise SheetError(path.name, size, f"at most {ROWS_MAX} and {COLUMNS_MAX}", "delete what is empty, or use parts")
    hidden = {number for number, row in found.row_dimensions.items() if row.hidden}
    rows = (
        GridRow(number, tuple(map(_read_cell, cells)), number in hidden)
        for number, cells in enumerate(found.iter_rows(), 1)
    )
    return Grid(path.name, tuple(rows), tuple(map(str, found.merged_cells.ranges)))


def _fill(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if len(text) > CELL_MAX_CHARACTERS or ILLEGAL_CHARACTERS_RE.search(text):
                expected = f"at most {CELL_MAX_CHARACTERS} characters, none of them a control character"
                raise SheetError(
                    f"{rows[0][column - 1]} of {row[1]}", f"{text[:40]!r}", expected, "shorten it in the list"
                )
            cell = sheet.cell(number, column, text or None)
            cell.number_format = TEXT_FORMAT
            if number == HEADING_ROWS:
                cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for column in range(1, len(rows[0]) + 1):
        letter = get_column_letter(column)
        longest = max(len(row[column - 1]) for row in (rows[0], *rows[HEADING_ROWS:]))
        sheet.column_dimensions[letter].width = min(max(longest + 2, 12), 50)
        sheet.column_dimensions[letter].number_format = TEXT_FORMAT
    sheet.row_dimensions[1].hidden = True
    sheet.freeze_panes = f"A{HEADING_ROWS + 1}"


def _offer(sheet: Worksheet, column: int, words: Sequence[str]) -> None:
    letter = get_column_letter(column)
    rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=True)
    rule.add(f"{letter}{HEADING_ROWS + 1}:{letter}{ROWS_MAX}")
    sheet.add_data_validation(rule)


def _check_package(path: Path) -> None:
    """Look at the parts before anything is unpacked; zipfile never gives more than the size that is named here."""
    try:
        with ZipFile(path) as package:
            parts = package.infolist()
    except BadZipFile as error:
        raise _broken(path) from error
    size = sum(part.file_size for part in parts)
    if size > UNPACKED_MAX_BYTES or len(parts) > PARTS_MAX:
        expected = f"at most {UNPACKED_MAX_BYTES} bytes in {PARTS_MAX} parts"
        raise SheetError(
            path.name, f"{size} bytes in {len(parts)} parts, unpacked", expected, "copy the cells to a new file"
        )
    if any("vbaproject" in part.filename.lower() for part in parts):
        raise SheetError(
            path.name, "macros", "a file without", "save it as .xlsx in Excel, or copy the cells to a new file"
        )


def _broken(path: Path) -> SheetError:
    return SheetError(
        path.name, "no XLSX file", "XLSX", "save it as .xlsx, without a password, and do not only rename it"
    )


def _choose_sheet(path: Path, sheets: Mapping[str, Worksheet], name: str | None) -> Worksheet:
    found = sheets.get(name) if name else next(iter(sheets.values()), None)
    if found is None:
        names = ", ".join(sheets) or "none"
        raise SheetError(path.name, f"sheets {names}", f'a sheet named "{name}"', "give the sheet its name back")
    return found


def _read_cell(cell: Any) -> Cell:
    """Read a cell; *cell* is openpyxl's, of one of three classes."""
    value = cell.value
    if value is None:
        return EMPTY
    kind = _KINDS.get(cell.data_type, "text")
    return Cell(_WRITE.get(kind, str)(value), kind)


def _write_formula(value: Any) -> str:
    return str(getattr(value, "text", value))


_KINDS: Mapping[str, CellKind] = {"f": "formula", "b": "yes or no", "d": "date", "e": "error", "n": "number"}
_WRITE: Mapping[CellKind, Callable[[Any], str]] = {"formula": _write_formula, "date": write_day, "number": write_number}
