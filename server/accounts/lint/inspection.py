"""What every check gets: the list as read, where its entries stand, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from server.accounts.lint.seasons import Season, find_seasons

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from server.accounts.findings import Place
    from server.accounts.list_reader import ListReading
    from server.accounts.record_reader import Record
    from server.domain.account_list import Account, AccountList, Side
    from server.domain.elections import Contest


@dataclass(frozen=True)
class Inspection:
    """One run of the checks over one list.

    Attributes:
        reading: the list as read; entries with a mistake of form are missing from its values.
        today: the day on which the list is checked; None when dates ahead do not matter.
    """

    reading: ListReading
    today: date | None = None

    @property
    def account_list(self) -> AccountList:
        """The values of the list."""
        return self.reading.account_list

    @property
    def is_whole(self) -> bool:
        """Whether every entry could be read; if not, what seems to be missing may only be unreadable."""
        return not self.reading.findings

    def place(self, kind: str, entry_id: str, name: str = "") -> Place:
        """Return where an entry, or one of its fields, stands."""
        return self.reading.place(kind, entry_id, name)

    def place_account(self, account: Account, name: str = "") -> Place:
        """Return where an account's entry, or one of its fields, stands."""
        return self.reading.place("accounts", account.id, name)

    def records(self) -> Iterator[Record]:
        """Return every entry as read, also the incomplete ones."""
        for records in self.reading.drafts.records.values():
            yield from records

    def records_of(self, kind: str) -> list[Record]:
        """Return the entries of a kind with which nothing is wrong in itself."""
        return [record for record in self.reading.drafts.records.get(kind, ()) if record.is_complete]

    def find_record(self, entry_id: str) -> Record | None:
        """Return the entry with an id, of whatever kind, or None."""
        tables = self.reading.drafts.by_id.values()
        return next((table[entry_id] for table in tables if entry_id in table), None)

    @cached_property
    def contests_by_owner(self) -> dict[str, list[Contest]]:
        """The contests in which a person, party or team takes part."""
        contests = self.account_list.contests
        return {owner: [contests[side.contest_id] for side in sides] for owner, sides in self.sides_by_owner.items()}

    @cached_property
    def sides_by_owner(self) -> dict[str, list[Side]]:
        """The sides on which a person, party or team stands, or for which it works."""
        found: dict[str, list[Side]] = {}
        sides = self.account_list.sides
        for side in sides.values():
            owners = [candidacy.person_id for candidacy in side.candidacies]
            for owner in [*owners, *([side.party_id] if side.party_id else [])]:
                found.setdefault(owner, []).append(side)
        for team in self.account_list.teams.values():
            found.setdefault(team.id, []).append(sides[team.side_id])
        return found

    @cached_property
    def seasons_by_owner(self) -> Mapping[str, list[Season]]:
        """The contests of a person, party or team that are on or near; see ``seasons``."""
        return find_seasons(self)
