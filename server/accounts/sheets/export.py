"""The accounts of a selection as sheets: one to work in, one to look things up in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.sheets.account_row import write_row
from server.accounts.sheets.cell_text import protect
from server.accounts.sheets.columns import (
    COLUMNS,
    HEADINGS,
    NAMES,
    REFERENCE_HEADINGS,
    REFERENCE_SHEET,
    SHEET,
)
from server.accounts.sheets.csv_file import write_csv
from server.accounts.sheets.owners import Owner, Selection, choose_owners
from server.accounts.sheets.xlsx_file import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.list_documents import ListDocuments
    from server.domain.platforms import Platforms


def export_sheet(
    documents: ListDocuments, selection: Selection, platforms: Platforms, ending: str
) -> tuple[bytes, int]:
    """Return the bytes of the file, and how many accounts are in it.

    Args:
        documents: the list.
        selection: whose accounts; without a selection also those of owners in no contest.
        platforms: offered in the column of platforms.
        ending: ``.xlsx`` or ``.csv``; a CSV has the accounts only.

    Raises:
        RequestError: no contest is meant.
        SheetError: a value that no cell can hold.
    """
    owners = choose_owners(documents, selection)
    accounts = [entry for _, entry in documents.iterate("accounts") if selection.is_all or entry.get("owner") in owners]
    rows = [NAMES, HEADINGS, *(tuple(write_row(entry, owners).values()) for entry in accounts)]
    if ending == ".csv":
        return write_csv(rows), len(accounts)
    reference = [tuple(REFERENCE_HEADINGS), tuple(REFERENCE_HEADINGS.values()), *_describe_owners(owners, selection)]
    choices = {number: column.words for number, column in enumerate(COLUMNS, 1) if column.words}
    choices[NAMES.index("platform") + 1] = tuple(platforms)
    return write_xlsx({SHEET: rows, REFERENCE_SHEET: reference}, choices), len(accounts)


def _describe_owners(owners: Mapping[str, Owner], selection: Selection) -> Iterator[tuple[str, ...]]:
    for owner in owners.values():
        for part in owner.parts:
            if selection.has(part.contest):
                contest, side = part.contest, part.side
                texts = (
                    *(owner.id, owner.name, part.role),
                    *(contest.get("id", ""), contest.get("name", {}).get("id", "")),
                    *(side.get("id", ""), side.get("name", ""), side.get("ballot_number", "")),
                    side["statuses"][-1]["status"] if side.get("statuses") else "",
                )
                yield tuple(map(protect, texts))
