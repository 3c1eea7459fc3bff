"""CSV that a spreadsheet opens without running anything: a cell that would be a formula gets an apostrophe before it.

Source: OWASP, "CSV Injection", read 2026-11.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula; the last four are the full-width forms of the first four."""


def encode_csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Return a table as UTF-8 with Unix line ends; None is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_make_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _make_cell(value: object) -> str:
    text = "" if value is None else str(value).replace("\r", " ")  # the csv module writes it bare, and rows would break
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text
