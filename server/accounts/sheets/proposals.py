"""Read one row of the accounts' sheet: what it wants, or why it cannot be taken. Nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from server.accounts.list_fields import ACCOUNT
from server.accounts.sheets.account_names import read_account_names
from server.accounts.sheets.account_row import make_fingerprint, read_field, write_field, write_row
from server.accounts.sheets.cell_text import read_cell, read_day, read_id, unprotect
from server.accounts.sheets.columns import COLUMNS, NOT_IN_SHEET, REMOVE
from server.accounts.sheets.owners import find_by_name
from server.accounts.sheets.refusals import CellError, Refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.accounts.list_documents import Entry
    from server.accounts.sheets.cell_text import Cell
    from server.accounts.sheets.columns import Column
    from server.accounts.sheets.header import SheetRow
    from server.accounts.sheets.owners import Owner
    from server.domain.platforms import Platforms

EXPORT_AGAIN = "export again, then make the change there"


@dataclass(frozen=True, slots=True)
class Known:
    """What the list says already.

    Attributes:
        accounts: every account by id.
        sources: the ids of sources by their addresses.
    """

    accounts: Mapping[str, Entry]
    sources: Mapping[str, str]
    owners: Mapping[str, Owner]
    platforms: Platforms


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row wants.

    Attributes:
        old: the account as the list has it; None for a new one.
        values: the row's cells as text, by column.
        is_removal: the row says that the account goes.
        is_untouched: nobody has changed the row since the export.
    """

    row: int
    old: Entry | None
    values: Mapping[str, str]
    is_removal: bool = False
    is_untouched: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether the row says what the list says."""
        old = self.old
        return self.is_untouched or (
            not self.is_removal and old is not None and _keep_confirmed(self.make_entry(), old) == old
        )

    def make_entry(self) -> Entry:
        """Return the account as the row wants it, without an id when it is new."""
        entry = {name: value for name, value in (self.old or {}).items() if name not in NOT_IN_SHEET}
        for column in COLUMNS:
            if column.name in ACCOUNT and column.name != "id":
                value = read_field(column.name, self.values[column.name])
                entry.pop(column.name, None)
                if value is not None:
                    entry[column.name] = value
        return entry


def read_proposal(row: SheetRow, known: Known) -> Proposal | list[Refusal]:
    """Read a row; everything that is wrong with it is found at once, as far as one does not hide the other."""
    entry_id = row.cells["id"].text
    old = known.accounts.get(entry_id) if entry_id else None
    if entry_id and old is None:
        fix = "it was removed meanwhile, or mistyped; empty the cell to add it as a new account"
        return [Refusal(row.number, "id", entry_id, "the id of an account in the list", fix)]
    exported = write_row(old, known.owners) if old else {}
    values, refusals = _read_cells(row, exported)
    if refusals:
        return refusals
    if values["do"] == REMOVE:
        return _read_removal(row.number, old, values)
    if {name: cell.text for name, cell in row.cells.items()} == exported:
        return Proposal(row.number, old, values, is_untouched=True)
    if old is not None and values["fingerprint"] != make_fingerprint(old):
        return _read_stale(Proposal(row.number, old, values))
    resolved, refusals = _resolve(row.number, values, known)
    return refusals or Proposal(row.number, old, resolved)


def _read_cells(row: SheetRow, exported: Mapping[str, str]) -> tuple[dict[str, str], list[Refusal]]:
    """Read every cell; one that stands as it was exported is not judged, lint does that."""
    values, refusals = {}, []
    for column in COLUMNS:
        cell = row.cells[column.name]
        try:
            is_untouched = cell.kind == "text" and bool(exported) and cell.text == exported[column.name]
            values[column.name] = _strip_mark(column, unprotect(cell.text)) if is_untouched else _read(column, cell)
        except CellError as error:
            refusals.append(error.at(row.number, column.name))
    return values, refusals


def _strip_mark(column: Column, text: str) -> str:
    return text.removeprefix("#") if column.name == "platform_id" else text


def _read(column: Column, cell: Cell) -> str:
    if column.name == "platform_id":
        return read_id(cell)
    text = read_day(cell) if column.is_day else read_cell(cell)
    read_field(column.name, text)
    return text


def _read_removal(row: int, old: Entry | None, values: Mapping[str, str]) -> Proposal | list[Refusal]:
    if old is None:
        return [Refusal(row, "do", REMOVE, "a row with the id of an account", "delete the row")]
    if values["fingerprint"] != make_fingerprint(old):
        return [Refusal(row, "fingerprint", values["fingerprint"], "an account as it was exported", EXPORT_AGAIN)]
    return Proposal(row, old, values, is_removal=True)


def _read_stale(proposal: Proposal) -> Proposal | list[Refusal]:
    """Read a row whose account changed in the list after the export.

    A row that nobody has touched leaves the list as it is; any other would undo that change: both values are named.
    """
    row, old, entry, exported = proposal.row, proposal.old or {}, proposal.make_entry(), proposal.values["fingerprint"]
    if proposal.is_unchanged or make_fingerprint(entry) == exported:
        return replace(proposal, is_untouched=True)
    if not exported:
        return [Refusal(row, "fingerprint", "", "the fingerprint of the export", EXPORT_AGAIN)]
    names = [name for name in ACCOUNT if name not in NOT_IN_SHEET and entry.get(name) != old.get(name)]
    return [
        Refusal(row, name, _show(entry, name), f'"{_show(old, name)}", as the list says since the export', EXPORT_AGAIN)
        for name in names
    ]


def _show(entry: Entry, name: str) -> str:
    return write_field(name, entry[name]) if name in entry else ""


def _resolve(row: int, values: dict[str, str], known: Known) -> tuple[dict[str, str], list[Refusal]]:
    """Put the account's names and the ids of its owner and sources in the place of what was typed."""
    resolved, refusals = dict(values), []
    for column, resolve in (("handle", _resolve_names), ("owner", _resolve_owner), ("sources", _resolve_sources)):
        try:
            resolved |= resolve(values, known)
        except CellError as error:
            refusals.append(error.at(row, column))
    return resolved, refusals


def _resolve_names(values: Mapping[str, str], known: Known) -> dict[str, str]:
    return read_account_names(known.platforms, values["platform"], values["handle"], values["platform_id"])


def _resolve_owner(values: Mapping[str, str], known: Known) -> dict[str, str]:
    name, contests = values["owner_name"], values["contest"].split()
    owner = known.owners.get(values["owner"]) if values["owner"] else _find_owner(name, contests, known)
    if owner is None:
        raise CellError(values["owner"], "the id of a person, team or party of the list", "add it to the list first")
    if name and name != owner.name:
        raise CellError(f"{owner.id} {name}", f"{owner.id} {owner.name}", "correct the id, or the name beside it")
    if strange := set(contests) - set(owner.contest_ids):
        takes_part = ", ".join(owner.contest_ids) or "no contest"
        raise CellError(" ".join(sorted(strange)), f"contests of {owner.id}: {takes_part}", "correct column contest")
    return {"owner": owner.id}


def _resolve_sources(values: Mapping[str, str], known: Known) -> dict[str, str]:
    sources = read_field("sources", values["sources"]) or []
    for source in sources:
        if "://" in source and source not in known.sources:
            raise CellError(source, "the id or the address of a source in the list", "jaga add-source adds it first")
    return {"sources": " ".join(dict.fromkeys(known.sources.get(source, source) for source in sources))}


def _find_owner(name: str, contests: list[str], known: Known) -> Owner | None:
    if not name or len(contests) != 1:
        raise CellError(name, "an owner id, or a name and one contest", "look it up in sheet rujukan")
    found = find_by_name(known.owners, name, contests[0])
    if len(found) > 1:
        raise CellError(name, f"one of: {', '.join(owner.id for owner in found)}", "several have this name; use the id")
    if not found:
        raise CellError(name, f"the exact name of somebody in {contests[0]}", "look it up in sheet rujukan")
    return found[0]


def _keep_confirmed(entry: Entry, old: Entry) -> Entry:
    return {**entry, **{name: old[name] for name in NOT_IN_SHEET if name in old}}
