"""Text on its way into a cell and out of it: no cell is a formula, and nothing that Excel has damaged comes in.

A value that a spreadsheet would run or turn into something else gets an apostrophe in front; reading takes it away
again, exactly. Source: OWASP, "CSV Injection" (formulas begin with = + - @ tab, carriage return, line feed, and in some
languages their full-width forms), read 2026-11.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from server.accounts.record_reader import parse_date
from server.accounts.sheets.refusals import CellError

if TYPE_CHECKING:
    from typing import Literal

    CellKind = Literal["text", "number", "date", "yes or no", "error", "formula"]

_RUNS = tuple("=+-@\t\r\n'\uff1d\uff0b\uff0d\uff20")
_NUMBER = re.compile(r"\d[\d.,]*([eE][+-]?\d+)?")
_SHORTENED = re.compile(r"\d([.,]\d+)?[eE]\+?\d+")
_ERRORS = frozenset({"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_YES_NO = frozenset({"TRUE", "FALSE", "True", "False", "BENAR", "SALAH"})
EXACT_DIGITS = 15
"""Excel keeps so many digits of a number and writes zeros for the rest."""
_SERIAL = re.compile(r"[2-6]\d{4}(\.0)?")
_SERIAL_START = date(1899, 12, 30)
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class Cell(NamedTuple):
    """A cell as the file has it; in a CSV every cell is text."""

    text: str
    kind: CellKind = "text"


EMPTY = Cell("")


def protect(text: str) -> str:
    """Return a value as it is written into a cell."""
    return f"'{text}" if _needs_apostrophe(text) else text


def unprotect(text: str) -> str:
    """Return the value that stands in a cell.

    Raises:
        CellError: an apostrophe that no export has written, or a formula.
    """
    if text.startswith("'"):
        if not _needs_apostrophe(text[1:]):
            raise CellError(text, "no apostrophe in front", "remove it")
        return text[1:]
    if text.startswith(("=", "\uff1d")):
        raise CellError(text, "a value", "replace the formula by its value")
    return text


def read_cell(cell: Cell, *, is_id: bool = False) -> str:
    """Return the value of a cell, empty for none.

    Args:
        cell: as the file has it.
        is_id: a column of permanent ids: a whole number that Excel keeps exactly is taken.

    Raises:
        CellError: no text, or text that shows that it was damaged.
    """
    if cell.kind != "text" and not (is_id and _is_exact(cell)):
        raise CellError(cell.text, f"text (not: {cell.kind})", _MENDING[cell.kind])
    text = unprotect(cell.text)
    if not cell.text.startswith("'"):
        _check_words(text)
    _check_spaces(text)
    return text


def read_id(cell: Cell) -> str:
    """Return a permanent id; with ``#`` in front it was typed as text for sure.

    Raises:
        CellError: Excel has shortened it.
    """
    text = read_cell(cell, is_id=True)
    if _SHORTENED.fullmatch(text):
        raise CellError(text, "all digits of the id", "copy it anew and write # in front, such as #1179718333605658624")
    if len(text) > EXACT_DIGITS and text.isdigit() and not text[EXACT_DIGITS:].strip("0"):
        raise CellError(
            text,
            f"the digits after the {EXACT_DIGITS}th as the platform shows them: Excel writes zeros for them",
            "copy it anew and write # in front; if it really ends in zeros, # is enough",
        )
    return text.removeprefix("#")


def read_day(cell: Cell) -> str:
    """Return a day as YYYY-MM-DD.

    Raises:
        CellError: it is written in another way, or Excel's own number of a day.
    """
    if cell.kind in ("date", "number") or _SERIAL.fullmatch(cell.text):
        raise CellError(cell.text, "the day as text, YYYY-MM-DD", _guess_day(cell.text))
    text = read_cell(cell)
    if text and parse_date(text) is None:
        raise CellError(text, "YYYY-MM-DD", _guess_day(text))
    return text


def write_number(value: float) -> str:
    """Return a number with no more digits than the file keeps."""
    return str(value) if isinstance(value, int) else f"{value:.{EXACT_DIGITS}g}"


def write_day(value: object) -> str:
    """Return a day that a spreadsheet holds as such."""
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


_MENDING = {
    "number": "format the cell as text, then type the value again: leading and last zeros and long ids are lost",
    "date": "format the cell as text, then type the value again",
    "yes or no": "format the cell as text, then type the value again",
    "error": "type the value again",
    "formula": "replace the formula by its value",
}


def _needs_apostrophe(text: str) -> bool:
    return text.startswith(_RUNS) or bool(_NUMBER.fullmatch(text)) or text in _YES_NO or text in _ERRORS


def _is_exact(cell: Cell) -> bool:
    return cell.kind == "number" and cell.text.isdigit() and len(cell.text) <= EXACT_DIGITS


def _check_words(text: str) -> None:
    if text in _YES_NO:
        raise CellError(text, "a value, not Excel's yes or no", _MENDING["yes or no"])
    if text in _ERRORS:
        raise CellError(text, "a value, not an error", _MENDING["error"])


def _check_spaces(text: str) -> None:
    strange = next((character for character in text if not character.isprintable()), None)
    if strange is not None:
        name = f"U+{ord(strange):04X}"
        raise CellError(text, f"no invisible characters (here {name})", f"remove the {name}, or type the value again")
    if text != text.strip():
        raise CellError(text, "no space at the ends", "remove it")


def _guess_day(text: str) -> str:
    """Return what to write, when the day can be told."""
    if _SERIAL.fullmatch(text):
        meant = _SERIAL_START + timedelta(days=int(float(text)))
        return f"that number is Excel's for {meant}; format the cell as text and write the day"
    if parse_date(text):
        return f"format the cell as text and write {text}"
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        day, month, year = found.groups()
        written = f"{year}-{month:0>2}-{day:0>2}"
        if parse_date(written):
            return f"write {written}, if the day stands before the month"
    return "write year, month and day, such as 2024-02-14"
