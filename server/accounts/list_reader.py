"""Read ``candidate_accounts/``: every YAML file in it, as one account list whose references all hold.

``load_account_list`` gives the list or raises with every mistake at once; ``read_account_list`` also gives what
could be read in spite of mistakes, and where everything stands, for the checks of ``lint``.

Source: candidate_accounts/SCHEMA.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from server.accounts.account_fields import check_account
from server.accounts.findings import Finding, ListFormatError, Mistake, Place
from server.accounts.list_builder import build_account_list
from server.accounts.list_fields import FILE, SECTIONS
from server.accounts.record_reader import Record, read_record
from server.accounts.yaml_reader import read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from server.domain.account_list import AccountList
    from server.domain.platforms import Platforms

NO_FILES = Mistake("L012", "no YAML file in the folder of the account list", "elections/, contests/, parties.yaml")
WRONG_ENDING = Mistake("L013", "the file is not read because of its name", ".yaml", "rename it to end in .yaml")
DUPLICATE_ID = Mistake("L110", 'id "{found}" is taken', "an id of its own", "the first one stands at {first}")
DANGLING = Mistake("L111", 'no entry has the id "{found}"', "an id among the {kind}", "{hint}")
REVERSED = Mistake(
    "L115", "the end {found} lies before the beginning", "{starts} or later", "swap or correct the dates"
)
NO_ADDRESS = Mistake("L116", "a source without address", "url or citation", "add one of the two")
NO_STANDING = Mistake("L117", "a side needs people or a party, and not both", "people or party", "see SCHEMA.md")

_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "phases": {"sources": "sources"},
    "contests": {"election": "elections"},
    "sides": {"party": "parties", "nominated_by": "parties", "sources": "sources"},
    "candidacies": {"person": "people"},
    "teams": {"side": "sides", "sources": "sources"},
    "accounts": {"owner": "owners", "sources": "sources"},
    "searches": {"owner": "owners"},
}
"""Which fields of which entries name other entries."""

_PARTS: Mapping[str, Mapping[str, str]] = {
    "elections": {"phases": "phases"},
    "contests": {"phases": "phases", "sides": "sides"},
    "sides": {"people": "candidacies"},
}
"""Which fields hold entries inside entries."""

_OWNERS = ("people", "parties", "teams")


@dataclass(slots=True)
class Drafts:
    """Every entry of every file before it becomes a value, by kind, in the order of the files."""

    records: dict[str, list[Record]] = field(default_factory=dict)
    by_id: dict[str, dict[str, Record]] = field(default_factory=dict)

    def known_ids(self, kind: str) -> Mapping[str, Record]:
        """Return the entries that a reference may name."""
        if kind != "owners":
            return self.by_id.get(kind, {})
        return {key: record for owner in _OWNERS for key, record in self.by_id.get(owner, {}).items()}


@dataclass(frozen=True, slots=True)
class ListReading:
    """What was read: the good entries, every finding, and where the entries stand."""

    account_list: AccountList
    findings: tuple[Finding, ...]
    drafts: Drafts
    directory_name: str

    def place(self, kind: str, entry_id: str, name: str | None = None) -> Place:
        """Return where an entry, or one of its fields, stands."""
        return self.drafts.by_id[kind][entry_id].place(name)


def load_account_list(directory: Path, platforms: Platforms) -> AccountList:
    """Read the account list.

    Args:
        directory: the folder ``candidate_accounts``.
        platforms: decides the form of handles and permanent ids.

    Returns:
        The list; every reference in it holds.

    Raises:
        ListFormatError: something is wrong; the error carries all of it.
        OSError: a file cannot be opened.
    """
    reading = read_account_list(directory, platforms)
    if reading.findings:
        raise ListFormatError(reading.findings)
    return reading.account_list


def read_account_list(directory: Path, platforms: Platforms) -> ListReading:
    """Read as much of the account list as can be read; see ``load_account_list``."""
    findings: list[Finding] = []
    drafts = Drafts()
    for path in sorted(directory.rglob("*.yaml")):
        findings += _read_file(path, path.relative_to(directory).as_posix(), drafts)
    findings += _check_files(directory, drafts)
    _index(drafts, findings)
    _check_references(drafts, findings)
    _check_entries(drafts, platforms, findings)
    account_list = build_account_list(drafts.records)
    return ListReading(account_list, tuple(sorted(findings)), drafts, directory.name)


def _read_file(path: Path, name: str, drafts: Drafts) -> list[Finding]:
    file = read_yaml_file(path, name)
    record = read_record(file, file.root, FILE) if file.root is not None else None
    if record is not None:
        for section in SECTIONS:
            _collect(section, record.get(section) or (), drafts)
    return file.findings


def _collect(kind: str, records: tuple[Record, ...], drafts: Drafts) -> None:
    """Keep entries, and the entries inside them, in one table per kind."""
    drafts.records.setdefault(kind, []).extend(records)
    for record in records:
        for name, part in _PARTS.get(kind, {}).items():
            _collect(part, record.get(name) or (), drafts)


def _check_files(directory: Path, drafts: Drafts) -> Iterator[Finding]:
    for path in sorted(directory.rglob("*.yml")):
        yield WRONG_ENDING.at(Place(path.relative_to(directory).as_posix()), path.name)
    if not drafts.records and not any(directory.rglob("*.yaml")):
        yield NO_FILES.at(Place(directory.name))


def _index(drafts: Drafts, findings: list[Finding]) -> None:
    for kind, records in drafts.records.items():
        table = drafts.by_id.setdefault(kind, {})
        for record in records:
            entry_id = record.get("id")
            if entry_id in table:
                findings.append(DUPLICATE_ID.at(record.place("id"), entry_id, first=table[entry_id].place("id")))
                record.is_complete = False
            elif entry_id is not None:
                table[entry_id] = record


def _check_references(drafts: Drafts, findings: list[Finding]) -> None:
    for kind, fields in _REFERENCES.items():
        targets = {name: (target, drafts.known_ids(target)) for name, target in fields.items()}
        for record in drafts.records.get(kind, ()):
            for name, (target, known) in targets.items():
                for found in _named_ids(record.get(name)):
                    if found not in known:
                        findings.append(_dangling(record, name, found, target, known))
                        record.is_complete = False


def _named_ids(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _dangling(record: Record, name: str, found: str, target: str, known: Mapping[str, Record]) -> Finding:
    close = get_close_matches(found, list(known), n=1)
    hint = f"did you mean {close[0]}?" if close else "add that entry or correct the id"
    return DANGLING.at(record.place_of_item(name, found), found, kind=target, hint=hint)


def _check_entries(drafts: Drafts, platforms: Platforms, findings: list[Finding]) -> None:
    """Check what one entry must be in itself, beyond the form of its fields."""
    for kind in ("phases", "candidacies", "teams", "accounts"):
        for record in drafts.records.get(kind, ()):
            findings += _check_dates(record)
    for record in drafts.records.get("sources", ()):
        if record.get("url") is None and record.get("citation") is None:
            findings.append(NO_ADDRESS.at(record.place()))
            record.is_complete = False
    for record in drafts.records.get("sides", ()):
        findings += _check_side(record)
    for record in drafts.records.get("accounts", ()):
        findings += check_account(record, platforms)


def _check_dates(record: Record) -> Iterator[Finding]:
    starts, ends = record.get("from"), record.get("to")
    if starts is not None and ends is not None and starts > ends:
        record.is_complete = False
        yield REVERSED.at(record.place("to"), str(ends), starts=starts)


def _check_side(record: Record) -> Iterator[Finding]:
    if record.is_complete and bool(record.get("people")) == (record.get("party") is not None):
        record.is_complete = False
        yield NO_STANDING.at(record.place())
