"""Listings: which account counts in which contest, on which days.

For the release, ``POST /v1/check`` and the command line. A *listing* is one account in one contest; it ends by
itself when the contest's phases are over. The tables it is made from stand in ``account_list.py``.

Source: candidate_accounts/README.md, "Which accounts we list".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.domain.account_list import Account, AccountList, Party, Person, Side, Source, Team
from server.domain.elections import Contest, Phase, PhasePeriod, choose_phase
from server.domain.warnings import Subject
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from server.domain.account_key import AccountKey

__all__ = ["Account", "AccountList", "Listing", "ListingIndex", "Party", "Person", "Side", "Source", "Team"]

_CLOSEST_FIRST = (
    Subject.CANDIDATE,
    Subject.TEAM,
    Subject.VOLUNTEER,
    Subject.INCUMBENT,
    Subject.PARTY,
    Subject.OFFICE,
)


@dataclass(frozen=True, slots=True)
class Listing:
    """One account in one contest.

    Attributes:
        subject: what sort of owner the warning rules speak of.
        role: ``calon_presiden``, ``tim_kampanye``, ``partai`` and so on; wording has the text.
        window: the days on which the account counts, inside the contest's phases.
        source: the entry's first source, which the warning shows.
    """

    account: Account
    contest: Contest
    owner_name: str
    subject: Subject
    role: str
    side: Side
    window: Window
    source: Source

    @property
    def keys(self) -> tuple[AccountKey, ...]:
        """The keys under which the account is known, the handle first."""
        return self.account.keys

    def choose_phase(self, on: date) -> Phase:
        """Decide the phase for this account: the contest's, or ``Phase.NONE`` outside the own window."""
        return choose_phase(self.contest.phases, on) if self.window.covers(on) else Phase.NONE

    def find_period(self, on: date) -> PhasePeriod | None:
        """Return the period that holds on a day, or None outside every phase or the own window."""
        if not self.window.covers(on):
            return None
        return next((period for period in self.contest.phases if period.covers(on)), None)


@dataclass(frozen=True, slots=True)
class _Entitlement:
    """Why an owner counts in a contest: the side, in what role, on which days."""

    side: Side
    subject: Subject
    role: str
    window: Window


@dataclass(frozen=True, slots=True)
class ListingIndex:
    """Finds listings by key; immutable, made once per release."""

    listings: tuple[Listing, ...]
    by_key: Mapping[AccountKey, tuple[Listing, ...]]

    @classmethod
    def from_list(cls, account_list: AccountList) -> ListingIndex:
        """Build the index of every listed account in every contest of its owner."""
        listings = tuple(_make_listings(account_list))
        by_key: dict[AccountKey, list[Listing]] = {}
        for listing in listings:
            for key in listing.keys:
                by_key.setdefault(key, []).append(listing)
        return cls(listings, {key: tuple(found) for key, found in by_key.items()})

    def find_listings(self, key: AccountKey) -> tuple[Listing, ...]:
        """Return every listing of *key*, on whatever days; empty when there is none."""
        return self.by_key.get(key, ())

    def find_listing(self, key: AccountKey, on: date) -> Listing | None:
        """Tell whether *key* is listed on a given day.

        Args:
            key: platform and canonical handle or permanent id.
            on: a day in the contest's own time zone; windows include their first and last day.

        Returns:
            The listing, or None. A party is listed on any day of its own window, also outside every phase;
            everybody else only inside a phase. When several contests list the account, the one that
            is in season wins, then the closest owner (candidate before party), then the contest's id.

        Source: candidate_accounts/README.md, "For how long".
        """
        found = [listing for listing in self.find_listings(key) if _is_listed_on(listing, on)]
        return min(found, key=lambda listing: _rank(listing, on), default=None)


def _is_listed_on(listing: Listing, on: date) -> bool:
    in_season = listing.choose_phase(on) is not Phase.NONE
    return in_season or (listing.subject is Subject.PARTY and listing.window.covers(on))


def _rank(listing: Listing, on: date) -> tuple[bool, int, str]:
    out_of_season = listing.choose_phase(on) is Phase.NONE
    return out_of_season, _CLOSEST_FIRST.index(listing.subject), listing.contest.id


def _make_listings(account_list: AccountList) -> Iterator[Listing]:
    entitlements = _collect_entitlements(account_list)
    for account in account_list.accounts.values():
        if account.is_listed:
            for entitlement in entitlements.get(account.owner_id, ()):
                listing = _make_listing(account_list, account, entitlement)
                if not listing.window.is_empty:
                    yield listing


def _make_listing(account_list: AccountList, account: Account, why: _Entitlement) -> Listing:
    return Listing(
        account=account,
        contest=account_list.contests[why.side.contest_id],
        owner_name=account_list.find_owner_name(account.owner_id) or account.owner_id,
        subject=Subject.VOLUNTEER if account.kind == "volunteer" else why.subject,
        role=why.role,
        side=why.side,
        window=_choose_window(account_list, account, why),
        source=account_list.sources[account.source_ids[0]],
    )


def _choose_window(account_list: AccountList, account: Account, why: _Entitlement) -> Window:
    """Narrow the account's window to the owner's, and to the day on which registered accounts must be closed."""
    window = account.window.narrow(why.window)
    if account.kind != "registered":
        return window
    election = account_list.elections[account_list.contests[why.side.contest_id].election_id]
    return window.narrow(Window(None, election.accounts_close_on))


def _collect_entitlements(account_list: AccountList) -> dict[str, list[_Entitlement]]:
    found: dict[str, list[_Entitlement]] = {}
    for owner_id, entitlement in _iterate_entitlements(account_list):
        found.setdefault(owner_id, []).append(entitlement)
    return found


def _iterate_entitlements(account_list: AccountList) -> Iterator[tuple[str, _Entitlement]]:
    for side in account_list.sides.values():
        yield from _side_entitlements(side)
    yield from _team_entitlements(account_list.sides, account_list.teams.values())


def _side_entitlements(side: Side) -> Iterator[tuple[str, _Entitlement]]:
    for candidacy in side.candidacies:
        window = candidacy.window.narrow(side.window)
        yield candidacy.person_id, _Entitlement(side, Subject.CANDIDATE, candidacy.role, window)
    if side.party_id is not None:
        yield side.party_id, _Entitlement(side, Subject.PARTY, "partai", side.window)


def _team_entitlements(sides: Mapping[str, Side], teams: Iterable[Team]) -> Iterator[tuple[str, _Entitlement]]:
    for team in teams:
        volunteers = team.kind == "volunteers"
        subject, role = (Subject.VOLUNTEER, "relawan") if volunteers else (Subject.TEAM, "tim_kampanye")
        side = sides[team.side_id]
        yield team.id, _Entitlement(side, subject, role, team.window.narrow(side.window))
