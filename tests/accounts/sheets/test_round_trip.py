"""Rows and cells undo each other, whatever a list holds; and a sheet of the whole list changes nothing in it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.accounts.list_documents import read_documents
from server.accounts.list_writer import describe_account, describe_list, format_file
from server.accounts.sheets.account_row import make_fingerprint, read_field, write_field, write_row
from server.accounts.sheets.cell_text import Cell, protect, read_cell, read_day, read_id, unprotect
from server.accounts.sheets.columns import COLUMNS, NOT_IN_SHEET, SHEET
from server.accounts.sheets.export import export_sheet
from server.accounts.sheets.grid import read_grid
from server.accounts.sheets.owners import Selection
from server.accounts.sheets.plan import plan_sheet
from server.accounts.sheets.refusals import CellError
from tests.accounts.list_samples import platforms
from tests.accounts.list_strategies import TEXTS, account_lists

if TYPE_CHECKING:
    from server.domain.account_list import AccountList

HOSTILE = [
    '=HYPERLINK("https://a.example")',
    "+62812",
    "-1",
    "@handle",
    "'quoted'",
    "''",
    "11.10",
    "1178E+12",
    "TRUE",
    "#N/A",
    "\uff1dA1",
    "1179718333605658624",
]


@given(st.one_of(st.sampled_from(HOSTILE), TEXTS, st.text(st.characters(exclude_categories=["Cs"]))))
def test_protection_is_undone_exactly(text: str) -> None:
    """Whatever the text; and what is written into a cell never begins as a formula does."""
    assert unprotect(protect(text)) == text
    assert not protect(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_spreadsheet_would_change_is_protected(text: str) -> None:
    """Formulas, numbers, yes and no, errors; names and days stay as they are."""
    assert protect(text) == f"'{text}"
    assert all(protect(plain) == plain for plain in ("calon.satu", "2026-11-02", "#1179718333605658624", "true", "a=b"))


@given(st.one_of(st.sampled_from(HOSTILE), TEXTS))
def test_a_protected_cell_is_read_back(text: str) -> None:
    """Also where the same text without the apostrophe would be refused."""
    assert read_cell(Cell(protect(text))) == text


@settings(max_examples=30, deadline=None)
@given(account_lists())
def test_a_row_says_all_that_an_account_says(account_list: AccountList) -> None:
    """Every field but the confirmation, which no spreadsheet gives."""
    for account in account_list.accounts.values():
        entry = describe_account(account)
        cells = write_row(entry, {})
        values = {
            name: read_id(Cell(text)) if name == "platform_id" else unprotect(text) for name, text in cells.items()
        }
        read = {column.name: read_field(column.name, values[column.name]) for column in COLUMNS if column.is_field}

        assert {name: value for name, value in read.items() if value is not None} == {
            name: value for name, value in entry.items() if name not in NOT_IN_SHEET
        }
        assert make_fingerprint(entry) == values["fingerprint"]


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@settings(max_examples=10, deadline=None)
@given(account_list=account_lists())
def test_a_sheet_of_the_whole_list_changes_nothing(ending: str, account_list: AccountList) -> None:
    """Through a real file of either kind, for any list that can be written."""
    documents = read_documents({"all.yaml": format_file(describe_list(account_list)).encode()})
    body, count = export_sheet(documents, Selection(), platforms(), ending)
    with TemporaryDirectory() as folder:
        file = Path(folder, f"a{ending}")
        file.write_bytes(body)
        plan = plan_sheet(read_grid(file, SHEET if ending == ".xlsx" else None), documents, platforms())

    assert plan.refusals == ()
    assert plan.changes == ()
    assert plan.unchanged == count == len(account_list.accounts)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ([{"handle": "a"}], "a"),
        ([{"handle": "a..b", "to": "2024-02-14"}, {"handle": "c"}], "a..b ..2024-02-14 | c"),
        ([{"handle": "a", "from": "2023-01-01", "sources": ["src-a", "src-b"]}], "a 2023-01-01.. src-a src-b"),
    ],
    ids=["name", "two", "days and sources"],
)
def test_former_handles_are_a_line(value: list[dict[str, object]], text: str) -> None:
    """Handle, days, sources; several with a bar between them."""
    assert write_field("former_handles", value) == text
    assert read_field("former_handles", text) == value


@pytest.mark.parametrize(
    "cell", [Cell("46328", "number"), Cell("46328"), Cell("2026-11-02", "date"), Cell("2/11/2026")]
)
def test_a_damaged_day_is_told(cell: Cell) -> None:
    """The fix names the day that was meant."""
    with pytest.raises(CellError, match="2026-11-02"):
        read_day(cell)
