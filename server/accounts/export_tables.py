"""The listed accounts as tables for others: every column with its meaning, nothing that is not listed.

For ``jaga export``. No lead, no tombstone, no search, no note, no maintainer; of people the name alone. The practice
election stays at home, because it is invented. docs/exports.md describes the columns; a test keeps the two alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.domain.listings import ListingIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from server.domain.account_list import Account, AccountList
    from server.domain.listings import Listing

Cell = str | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table.

    Attributes:
        columns: name -> meaning, in order.
        primary_key: the columns that name a row; empty when only the whole row does.
        foreign_keys: column -> the table whose ``id`` it holds.
        rows: in the order of the primary key.
    """

    description: str
    columns: Mapping[str, str]
    primary_key: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    foreign_keys: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """What is exported.

    Attributes:
        made_on: the newest day on which anything in the list was checked.
        release: the version of the release that holds the same accounts; None when it was not asked for.
        tables: by name, each after those that it refers to.
    """

    made_on: date
    release: int | None
    tables: Mapping[str, Table]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows each table has."""
        return {name: len(table.rows) for name, table in self.tables.items()}


CONTESTS = {
    "id": "the contest",
    "election": "the election that it belongs to",
    "name": "in Indonesian",
    "name_en": "in English",
    "office": "what is stood for",
    "region": "ID for the whole country, otherwise wil: and the Kemendagri code",
    "starts": "first day of its first phase",
    "ends": "last day of its last phase",
}
SIDES = {
    "id": "the side: a pair, a candidate or a party",
    "contest": "in which it stands",
    "ballot_number": "empty until it is drawn",
    "name": "as people say it",
    "status": "the newest: proposed, final, withdrawn, disqualified, replaced or deceased",
}
SOURCES = {
    "id": "the source",
    "kind": "what sort of source, see candidate_accounts/SCHEMA.md",
    "title": "its title",
    "address": "where it is, or what to ask for",
    "retrieved": "the day on which we read it",
}
ACCOUNTS = {
    "id": "permanent and opaque",
    "platform": "the name of the platform",
    "key": "platform, colon, @ and the handle in its canonical form; empty when only the id is known",
    "id_key": "platform, colon, # and the platform's permanent id; empty when it is not known",
    "kind": "registered, campaign, personal, party or volunteer",
    "status": "what is known of the account today; the days decide, not the status",
    "grade": "A, B or C: on what evidence, see candidate_accounts/README.md",
    "owner_id": "the person, team or party",
    "owner": "the owner's name",
    "contests": "ids of the contests in which it is listed, with blanks between",
    "starts": "first day on which it was the owner's; empty: not known",
    "ends": "last day on which it was the owner's; empty: open",
    "checked_on": "the day on which the entry was last compared with its sources",
    "source": "the first source, which the warning shows",
}
LISTINGS = {
    "account": "the account",
    "contest": "the contest in which it is listed",
    "side": "the side to which it belongs",
    "role": "as what the owner takes part, such as calon_gubernur, tim_kampanye or partai",
    "starts": "first day on which it counts inside the contest's phases; empty: the contest's first",
    "ends": "last day on which it counts, by rule too; empty: the contest's last",
}
ACCOUNT_SOURCES = {
    "account": "the account",
    "source": "a source of the entry",
    "position": "1 for the one that the warning shows",
}


def make_export(account_list: AccountList, release: int | None = None) -> Export:
    """Make the tables of everything that is listed; see ``Export``."""
    listings = [
        listing
        for listing in ListingIndex.from_list(account_list).listings
        if not account_list.elections[listing.contest.election_id].is_practice
    ]
    accounts = {listing.account.id: listing.account for listing in listings}
    contests = {listing.contest.id for listing in listings}
    cited = {source_id for account in accounts.values() for source_id in account.source_ids}
    return Export(
        made_on=account_list.newest_date,
        release=release,
        tables={
            "contests": _table("Contests with a listed account", CONTESTS, _contest_rows(account_list, contests)),
            "sides": _table(
                "Every side of these contests", SIDES, _side_rows(account_list, contests), contest="contests"
            ),
            "sources": _table("Where the accounts were read", SOURCES, _source_rows(account_list, cited)),
            "accounts": _table(
                "The listed accounts, one a row", ACCOUNTS, _account_rows(account_list, accounts.values(), listings)
            ),
            "listings": _table(
                "Each account in each contest in which it counts",
                LISTINGS,
                _listing_rows(listings),
                primary_key=(),  # somebody may have stood twice on one side
                account="accounts",
                contest="contests",
                side="sides",
            ),
            "account_sources": _table(
                "All sources of each account",
                ACCOUNT_SOURCES,
                _account_source_rows(accounts.values()),
                primary_key=("account", "source"),
                account="accounts",
                source="sources",
            ),
        },
    )


def _table(
    description: str,
    columns: Mapping[str, str],
    rows: Iterable[tuple[Cell, ...]],
    primary_key: tuple[str, ...] = ("id",),
    **foreign_keys: str,
) -> Table:
    places = [list(columns).index(name) for name in primary_key or columns]
    ordered = sorted(set(rows), key=lambda row: [row[place] or "" for place in places])
    return Table(description, columns, primary_key, tuple(ordered), foreign_keys)


def _contest_rows(account_list: AccountList, names: Iterable[str]) -> Iterable[tuple[Cell, ...]]:
    for contest in (account_list.contests[name] for name in names):
        yield (
            contest.id,
            contest.election_id,
            contest.name.id,
            contest.name.en,
            contest.office,
            contest.region,
            _day(min((period.starts for period in contest.phases), default=None)),
            _day(max((period.ends for period in contest.phases), default=None)),
        )


def _side_rows(account_list: AccountList, contests: set[str]) -> Iterable[tuple[Cell, ...]]:
    for side in account_list.sides.values():
        if side.contest_id in contests:
            yield side.id, side.contest_id, side.ballot_number, side.name, side.status


def _source_rows(account_list: AccountList, names: Iterable[str]) -> Iterable[tuple[Cell, ...]]:
    for source in (account_list.sources[name] for name in names):
        yield source.id, source.kind, source.title, source.address, _day(source.retrieved)


def _account_rows(
    account_list: AccountList, accounts: Iterable[Account], listings: Iterable[Listing]
) -> Iterable[tuple[Cell, ...]]:
    contests: dict[str, set[str]] = {}
    for listing in listings:
        contests.setdefault(listing.account.id, set()).add(listing.contest.id)
    for account in accounts:
        keys = {key.value[0]: str(key) for key in account.keys}
        yield (
            account.id,
            account.platform,
            keys.get("@"),
            keys.get("#"),
            account.kind,
            account.status,
            account.grade,
            account.owner_id,
            account_list.find_owner_name(account.owner_id),
            " ".join(sorted(contests[account.id])),
            _day(account.window.starts),
            _day(account.window.ends),
            _day(account.checked_on),
            account_list.sources[account.source_ids[0]].address,
        )


def _listing_rows(listings: Iterable[Listing]) -> Iterable[tuple[Cell, ...]]:
    for listing in listings:
        window = listing.window
        days = _day(window.starts), _day(window.ends)
        yield listing.account.id, listing.contest.id, listing.side.id, listing.role, *days


def _account_source_rows(accounts: Iterable[Account]) -> Iterable[tuple[Cell, ...]]:
    for account in accounts:
        for position, source_id in enumerate(dict.fromkeys(account.source_ids), 1):
            yield account.id, source_id, str(position)


def _day(day: date | None) -> Cell:
    return None if day is None else day.isoformat()
