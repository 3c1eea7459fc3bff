"""What a sheet would make of the list: added, changed, removed and refused rows; the list itself stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.edits.new_id import find_used_ids, make_opaque_id
from server.accounts.list_documents import order_fields
from server.accounts.sheets.account_row import write_field
from server.accounts.sheets.header import read_rows
from server.accounts.sheets.owners import find_owners
from server.accounts.sheets.proposals import Known, Proposal, read_proposal
from server.accounts.sheets.refusals import Refusal
from server.accounts.sheets.row_rules import check_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from server.accounts.list_documents import Entry, ListDocuments
    from server.accounts.sheets.grid import Grid
    from server.accounts.sheets.header import SheetRow
    from server.domain.platforms import Platforms


@dataclass(frozen=True, slots=True)
class RowChange:
    """What one row does.

    Attributes:
        old: the account before; None when the row adds it.
        new: the account afterwards; None when the row removes it.
    """

    row: int
    old: Entry | None
    new: Entry | None

    @property
    def entry(self) -> Entry:
        """The account, as it will be or was."""
        entry = self.new or self.old
        assert entry is not None
        return entry

    @property
    def mark(self) -> str:
        """``+`` added, ``-`` removed, ``~`` changed."""
        return "+" if self.old is None else "~" if self.new else "-"

    def __str__(self) -> str:
        """Return the change in one line."""
        entry = self.entry
        name = f"@{entry['handle']}" if "handle" in entry else f"#{entry.get('platform_id', '')}"
        words = (
            f"{self.mark} baris/row {self.row}: {entry['id']} {entry.get('platform', '')}:{name} {entry.get('owner')}"
        )
        fields = "; ".join(self._list_fields()) if self.mark == "~" else ""
        return f"{words}: {fields}" if fields else words

    def _list_fields(self) -> Iterator[str]:
        old, new = self.old or {}, self.new or {}
        for name in dict.fromkeys((*new, *old)):
            if old.get(name) != new.get(name):
                yield f'{name} "{_show(old, name)}" -> "{_show(new, name)}"'


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What a sheet would do; with a refused row it does nothing at all."""

    changes: tuple[RowChange, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    unchanged: int = 0

    def skip_refused(self) -> SheetPlan:
        """Return what the good rows do."""
        refused = {refusal.row for refusal in self.refusals}
        return SheetPlan(tuple(change for change in self.changes if change.row not in refused), (), self.unchanged)

    def find_row(self, entry_id: str) -> int | None:
        """Return the row that changes an account, or None."""
        return next((change.row for change in self.changes if change.entry["id"] == entry_id), None)

    def make_documents(self, documents: ListDocuments, files: Mapping[str, str]) -> ListDocuments:
        """Return the list as it would be.

        Args:
            documents: the list as it is.
            files: where the new accounts of each owner shall stand.
        """
        by_id = {change.entry["id"]: change for change in self.changes}
        for file, sections in documents.files.items():
            accounts = sections.get("accounts", [])
            new = [by_id[entry["id"]].new if entry.get("id") in by_id else entry for entry in accounts]
            kept = [entry for entry in new if entry is not None]
            added = [change.entry for change in self.changes if not change.old and files[change.entry["owner"]] == file]
            if added or kept != accounts:
                documents = documents.replace_section(file, "accounts", [*kept, *added])
        return documents

    def __str__(self) -> str:
        """Return the table: every row that does something, then what is refused, then the sums."""
        marks = [change.mark for change in self.changes]
        sums = (
            f"tambah/added {marks.count('+')}, ubah/changed {marks.count('~')}, hapus/removed {marks.count('-')}, "
            f"ditolak/refused {len({refusal.row for refusal in self.refusals})}, tetap/unchanged {self.unchanged}"
        )
        return "\n".join([*map(str, self.changes), *(f"! {refusal}" for refusal in self.refusals), sums])


def plan_sheet(grid: Grid, documents: ListDocuments, platforms: Platforms) -> SheetPlan:
    """Compare a sheet of accounts with the list.

    Raises:
        SheetError: the sheet as a whole cannot be used.
    """
    accounts = {entry["id"]: entry for _, entry in documents.iterate("accounts") if "id" in entry}
    sources = {entry["url"]: entry["id"] for _, entry in documents.iterate("sources") if {"url", "id"} <= entry.keys()}
    known = Known(accounts, sources, find_owners(documents), platforms)
    rows = read_rows(grid)
    read = [read_proposal(row, known) for row in rows]
    proposals = [each for each in read if isinstance(each, Proposal)]
    refusals = [refusal for each in read if not isinstance(each, Proposal) for refusal in each]
    refusals += [*_find_repeated_ids(rows), *_check_rules(proposals)]
    wanted = [each for each in proposals if not each.is_unchanged]
    changes = make_changes(wanted, find_used_ids(documents))
    refusals += find_twice(changes, accounts)
    return SheetPlan(tuple(changes), tuple(sorted(refusals)), len(proposals) - len(wanted))


def make_changes(proposals: Iterable[Proposal], used: set[str]) -> list[RowChange]:
    """Return what the rows do; new accounts get ids that are not used yet."""
    changes = []
    for proposal in proposals:
        new = None if proposal.is_removal else proposal.make_entry()
        if new is not None and proposal.old is None:
            new["id"] = make_opaque_id(used, "ak")
        changes.append(RowChange(proposal.row, proposal.old, new and order_fields("accounts", new)))
    return changes


def find_twice(changes: Sequence[RowChange], accounts: Mapping[str, Entry]) -> Iterator[Refusal]:
    """Find accounts that would stand in the list twice because of a row."""
    changed = {change.entry["id"] for change in changes}
    holders: dict[str, list[tuple[Entry, str]]] = {}
    for entry in accounts.values():
        if entry["id"] not in changed:
            _hold(holders, entry, f"in the list as {entry['id']}")
    for change in changes:
        if change.new is None:
            continue
        for key in _list_keys(change.new):
            other = next((where for entry, where in holders.get(key, ()) if _share_days(entry, change.new)), None)
            if other:
                yield Refusal(change.row, "handle", key, "each account once", f"it stands {other} too; keep one")
        _hold(holders, change.new, f"in row {change.row}")


def _hold(holders: dict[str, list[tuple[Entry, str]]], entry: Entry, where: str) -> None:
    for key in _list_keys(entry):
        holders.setdefault(key, []).append((entry, where))


def _list_keys(entry: Entry) -> Iterator[str]:
    for mark, name in (("@", "handle"), ("#", "platform_id")):
        if name in entry:
            yield f"{entry.get('platform')}:{mark}{entry[name]}"


def _share_days(first: Entry, second: Entry) -> bool:
    """Tell whether two accounts hold a name on the same day; a freed handle may go to somebody else."""
    (starts, ends), (other_starts, other_ends) = (
        (str(entry.get("from", "")), str(entry.get("to", "9"))) for entry in (first, second)
    )
    return starts <= other_ends and other_starts <= ends


def _find_repeated_ids(rows: Iterable[SheetRow]) -> Iterator[Refusal]:
    first_rows: dict[str, int] = {}
    for row in rows:
        entry_id = row.cells["id"].text
        first = first_rows.setdefault(entry_id, row.number)
        if entry_id and first != row.number:
            yield Refusal(row.number, "id", entry_id, "each id once", f"it stands in row {first} too; keep one")


def _check_rules(proposals: Sequence[Proposal]) -> Iterator[Refusal]:
    """Check the rows' values; those of accounts that go or stay as they are do not matter, but for the order."""
    settled = {each.row for each in proposals if each.is_removal or each.is_unchanged}
    for refusal in check_rows([(each.row, each.values) for each in proposals]):
        if refusal.row not in settled or refusal.column == "do":
            yield refusal


def _show(entry: Entry, name: str) -> str:
    return write_field(name, entry[name]) if name in entry else ""
