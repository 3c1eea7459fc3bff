"""Registration forms given as a table: each row an account of kind ``registered``, or the reason why not.

Nothing that the list has is changed, and no owner is guessed: a row that does not lead to one owner is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.edits.new_id import find_used_ids, make_opaque_id
from server.accounts.list_documents import order_fields
from server.accounts.sheets.account_names import read_account_names
from server.accounts.sheets.cell_text import EMPTY, Cell, read_cell, read_id
from server.accounts.sheets.owners import find_owners
from server.accounts.sheets.plan import RowChange, SheetPlan, find_twice
from server.accounts.sheets.refusals import CellError, Refusal, SheetError
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from server.accounts.list_documents import Entry, ListDocuments
    from server.accounts.sheets.grid import Grid, GridRow
    from server.accounts.sheets.kpu_columns import FormColumns
    from server.accounts.sheets.owners import Owner
    from server.domain.platforms import Platforms

SOURCE_KIND = "kpu_form"
SIDE_FIELDS = ("ballot_number", "kpu_id", "id", "name")
"""By what a form may name a side."""
CELLS = ("side", "owner", "platform", "account", "platform_id")


@dataclass(frozen=True, slots=True)
class Registration:
    """What the whole form has in common.

    Attributes:
        checked_on: the day on which somebody compares the form with its source, YYYY-MM-DD.
        checked_by: the maintainer who does.
    """

    contest: str
    source: str
    checked_on: str
    checked_by: str


def plan_form(
    grid: Grid, columns: FormColumns, registration: Registration, documents: ListDocuments, platforms: Platforms
) -> SheetPlan:
    """Compare a form with the list.

    Raises:
        RequestError: no such contest, or the source is no registration form.
        SheetError: the form does not have the columns that it should have.
    """
    _check_source(documents, registration.source)
    sides = _find_sides(documents, registration.contest)
    owners = [owner for owner in find_owners(documents).values() if registration.contest in owner.contest_ids]
    reader = _FormReader(sides, owners, columns, platforms)
    places = _find_columns(grid, columns)
    accounts = {entry["id"]: entry for _, entry in documents.iterate("accounts") if "id" in entry}
    changes, refusals, unchanged, used = [], [], 0, find_used_ids(documents)
    for row in (row for row in grid.rows if row.number > columns.heading_row and not row.is_blank):
        names = reader.read(row, places)
        if isinstance(names, Refusal):
            refusals.append(names)
        elif any(_is_registered(entry, names, registration) for entry in accounts.values()):
            unchanged += 1
        else:
            entry = _make_entry(names, registration, f"{grid.file}, baris {row.number}")
            changes.append(RowChange(row.number, None, {"id": make_opaque_id(used, "ak"), **entry}))
    refusals += find_twice(changes, accounts)
    return SheetPlan(tuple(changes), tuple(sorted(refusals)), unchanged)


@dataclass(frozen=True, slots=True)
class _FormReader:
    """Reads the rows of one form.

    Attributes:
        sides: those of the contest.
        owners: who takes part in it.
    """

    sides: Sequence[Entry]
    owners: Sequence[Owner]
    columns: FormColumns
    platforms: Platforms

    def read(self, row: GridRow, places: Mapping[str, int]) -> dict[str, str] | Refusal:
        """Return owner, platform, handle and permanent id of a row, those of them that are known."""
        cells = {}
        for name in CELLS:
            try:
                cells[name] = _read(name, row, places)
            except CellError as error:
                return error.at(row.number, self.columns.headings[name])
        try:
            owner = self._find_owner(self._find_side(cells["side"]), cells["owner"])
        except CellError as error:
            return error.at(row.number, self.columns.headings["side"])
        try:
            names = self._read_names(cells)
        except CellError as error:
            return error.at(row.number, self.columns.headings["account"])
        return {name: value for name, value in {"owner": owner.id, **names}.items() if value}

    def _read_names(self, cells: Mapping[str, str]) -> dict[str, str]:
        if not cells["account"] and not cells["platform_id"]:
            raise CellError("", "a handle, an id or the address of a profile", "fill the cell")
        platform = self._find_platform(cells["platform"])
        return read_account_names(self.platforms, platform, cells["account"], cells["platform_id"])

    def _find_side(self, text: str) -> Entry:
        for name in SIDE_FIELDS:
            for side in self.sides:
                if text and side.get(name) == text:
                    return side
        known = ", ".join(str(side.get("ballot_number") or side.get("name")) for side in self.sides)
        raise CellError(text, f"a side of the contest by ballot number or exact name: {known}", "correct the cell")

    def _find_owner(self, side: Entry, name: str) -> Owner:
        """Return whose account it is: who is named, otherwise the only campaign team, otherwise the only owner."""
        there = [owner for owner in self.owners if any(part.side is side for part in owner.parts)]
        teams = [owner for owner in there if any(part.role == "campaign_team" for part in owner.parts)]
        found = [owner for owner in there if name in (owner.name, owner.id)] if name else (teams or there)
        if len(found) == 1:
            return found[0]
        known = ", ".join(f"{owner.id} {owner.name}" for owner in there)
        raise CellError(name, f"one of: {known}", "name the owner by exact name or id in the column for owner")

    def _find_platform(self, text: str) -> str:
        titles = {platform.title.casefold(): name for name, platform in self.platforms.items()}
        word = text.casefold()
        return self.columns.platforms.get(word) or titles.get(word) or text


def _read(name: str, row: GridRow, places: Mapping[str, int]) -> str:
    """Read a cell; forms are typed by others, so that spaces at the ends and exact whole numbers are taken."""
    cell = row.cell(places[name]) if name in places else EMPTY
    trimmed = Cell(cell.text.strip(" \u00a0"), cell.kind)
    return read_id(trimmed) if name == "platform_id" else read_cell(trimmed, is_id=name == "side")


def _check_source(documents: ListDocuments, source: str) -> None:
    kinds = {entry.get("id"): entry.get("kind") for _, entry in documents.iterate("sources")}
    if kinds.get(source) != SOURCE_KIND:
        found = f"{source} ({kinds.get(source, 'not in the list')})"
        raise RequestError("--source", found, f"a source of kind {SOURCE_KIND}: only that carries grade A")


def _find_sides(documents: ListDocuments, contest: str) -> list[Entry]:
    for _, entry in documents.iterate("contests"):
        if entry.get("id") == contest:
            return list(entry.get("sides", ()))
    raise RequestError("--contest", contest, "the id of a contest in the list")


def _find_columns(grid: Grid, columns: FormColumns) -> dict[str, int]:
    row = next((row for row in grid.rows if row.number == columns.heading_row), None)
    headings = [cell.text.strip() for cell in row.cells] if row else []
    if missing := [heading for heading in columns.headings.values() if headings.count(heading) != 1]:
        found = ", ".join(heading for heading in headings if heading) or "nothing"
        expected = f"each of these once: {', '.join(missing)}"
        raise SheetError(f"{grid.file}, row {columns.heading_row}", found, expected, "name them in the --columns file")
    return {name: headings.index(heading) for name, heading in columns.headings.items()}


def _is_registered(entry: Entry, names: Mapping[str, str], registration: Registration) -> bool:
    """Tell whether the list has the account already, from the same source."""
    return (
        entry.get("kind") == "registered"
        and registration.source in entry.get("sources", ())
        and all(entry.get(name) == value for name, value in names.items())
    )


def _make_entry(names: Mapping[str, str], registration: Registration, place: str) -> Entry:
    entry = {
        **names,
        "kind": "registered",
        "status": "unknown",
        "grade": "A",
        "sources": [registration.source],
        "checked_on": registration.checked_on,
        "checked_by": registration.checked_by,
        "note": f"{place}.",
    }
    return order_fields("accounts", entry)
