"""Entries of the list before they become values: all of them by kind, with the entries inside entries.

An entry that is wrong stays a draft, so that what refers to it is not wrong as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.accounts.record_reader import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DUPLICATE_ID = Mistake("L110", 'id "{found}" is taken', "an id of its own", "the first one stands at {first}")

_PARTS: Mapping[str, Mapping[str, str]] = {
    "elections": {"phases": "phases", "account_cap": "account_caps"},
    "contests": {"phases": "phases", "sides": "sides"},
    "sides": {"people": "candidacies", "statuses": "statuses"},
    "accounts": {"former_handles": "former_handles"},
}
"""Which fields hold entries inside entries, and of what kind."""

_OWNERS = ("people", "parties", "teams")
_WITHOUT_ID = frozenset({"removals"})
"""Kinds whose ``id`` is not their own: a removal names the id of an entry that is gone."""


@dataclass(slots=True)
class Drafts:
    """Every entry of every file, by kind, in the order of the files.

    Attributes:
        records: all entries; kinds are the sections of a file, and those of ``_PARTS``.
        by_id: the first entry with each id.
    """

    records: dict[str, list[Record]] = field(default_factory=dict)
    by_id: dict[str, dict[str, Record]] = field(default_factory=dict)

    def add(self, kind: str, records: Iterable[Record]) -> None:
        """Keep entries, and the entries inside them."""
        for record in records:
            self.records.setdefault(kind, []).append(record)
            for name, part in _PARTS.get(kind, {}).items():
                inner = record.get(name)
                self.add(part, (inner,) if isinstance(inner, Record) else inner or ())

    def index(self) -> Iterator[Finding]:
        """Fill ``by_id``; an id that comes twice is a finding, and the later entry counts as incomplete."""
        for kind, records in self.records.items():
            if kind in _WITHOUT_ID:
                continue
            table = self.by_id.setdefault(kind, {})
            for record in records:
                entry_id = record.get("id")
                if entry_id in table:
                    record.is_complete = False
                    yield DUPLICATE_ID.at(record.place("id"), entry_id, first=table[entry_id].place("id"))
                elif entry_id is not None:
                    table[entry_id] = record

    def known(self, kind: str) -> Mapping[str, Record]:
        """Return the entries that a reference may name; ``owners`` are people, parties and teams."""
        if kind != "owners":
            return self.by_id.get(kind, {})
        return {entry_id: record for owners in _OWNERS for entry_id, record in self.by_id.get(owners, {}).items()}
