"""How evenly the list is filled: who is listed where, who was looked for in vain, whom nobody has looked for.

For ``jaga coverage``; everything that shows coverage shows this. The denominators are those whom the list knows: the
people, parties and campaign teams of every side, on every platform. What the list does not know at all (a region
without a contest) is counted apart and never as covered.

Source: candidate_accounts/README.md, "Even for all sides".
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from server.domain.account_list import STANDING
from server.domain.elections import COUNTRY, find_province_id
from server.domain.listings import ListingIndex
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from server.domain.account_list import Account, AccountList, Side
    from server.domain.elections import Contest, Election, Region

AXES = ("region", "office", "party", "platform", "contest")
NO_PARTY = "-"
"""Stands for the sides of which the list names no party."""


class State(StrEnum):
    """What is known of one owner on one platform, from the best to the least."""

    LISTED = "listed"
    OTHER_DAYS = "other_days"
    LEADS_ONLY = "leads_only"
    NONE_FOUND = "none_found"
    NOT_SEARCHED = "not_searched"


_RANK = {state: rank for rank, state in enumerate(State)}
_FOUND = {"none_found": State.NONE_FOUND, "declared_none": State.NONE_FOUND, "leads_only": State.LEADS_ONLY}


@dataclass(frozen=True, slots=True)
class Owner:
    """A person, party or campaign team in a contest.

    Attributes:
        kind: ``people parties teams``.
        states: by platform.
    """

    id: str
    name: str
    kind: str
    states: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class CoveredSide:
    """A side with everybody of it.

    Attributes:
        parties: the party that stands, or those that put the side forward; empty when the list names none.
        has_left: whether it stands no more; it stood on a day that counts here.
    """

    id: str
    name: str
    ballot_number: str | None
    parties: tuple[str, ...]
    has_left: bool
    owners: tuple[Owner, ...]

    @property
    def label(self) -> str:
        """The ballot number and the name."""
        return f"{self.ballot_number}. {self.name}" if self.ballot_number else self.name

    def state_on(self, platform: str) -> State:
        """Return the best state of anybody of the side."""
        return min((owner.states[platform] for owner in self.owners), key=_RANK.__getitem__, default=State.NOT_SEARCHED)


@dataclass(frozen=True, slots=True)
class Parity:
    """Which sides of a contest are listed on a platform, and which are missing there; in the order of the ballot."""

    platform: str
    listed: tuple[CoveredSide, ...]
    missing: tuple[CoveredSide, ...]

    @property
    def is_even(self) -> bool:
        """Whether all are listed, or none."""
        return not self.listed or not self.missing


@dataclass(frozen=True, slots=True)
class CoveredContest:
    """A contest with its sides in the order of the ballot."""

    contest: Contest
    sides: tuple[CoveredSide, ...]

    @property
    def province_id(self) -> str:
        """The province it lies in, or ``ID``."""
        return find_province_id(self.contest.region)

    def compare_sides(self, platforms: Iterable[str]) -> tuple[Parity, ...]:
        """Return, for every platform, who is listed and who is missing."""
        return tuple(self._compare_on(platform) for platform in platforms)

    def _compare_on(self, platform: str) -> Parity:
        listed = tuple(side for side in self.sides if side.state_on(platform) is State.LISTED)
        return Parity(platform, listed, tuple(side for side in self.sides if side not in listed))


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over some sides and platforms.

    Attributes:
        owners: people, parties and teams; whoever takes part in two contests counts in each.
        cells: owners times platforms, by state; together they are every cell.
    """

    contests: int
    sides: int
    sides_listed: int
    owners: int
    owners_listed: int
    cells: Mapping[State, int]

    @property
    def percent(self) -> int | None:
        """How many of a hundred sides have a listed account; None without sides. 100 and 0 are said of all and none."""
        if not self.sides:
            return None
        rounded = round(100 * self.sides_listed / self.sides)
        if 0 < self.sides_listed < self.sides:
            return min(max(rounded, 1), 99)
        return rounded


@dataclass(frozen=True, slots=True)
class Group:
    """One row: a region, an office, a party, a platform or a contest."""

    key: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class MissingRegions:
    """Regions that elect in a regional election and of which the list has no contest."""

    election: Election
    expected: int
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everything that is shown.

    Attributes:
        on: the day; None when all days of the contests count.
        platforms: in the order of their names.
        elections: those with a contest here, in the order of the list.
    """

    on: date | None
    platforms: tuple[str, ...]
    elections: tuple[Election, ...]
    contests: tuple[CoveredContest, ...]
    missing: tuple[MissingRegions, ...]
    regions: Mapping[str, Region]
    party_names: Mapping[str, str]

    @property
    def total(self) -> Tally:
        """Everything together."""
        return self.count(self.contests)

    def count(self, contests: Iterable[CoveredContest], platforms: Iterable[str] | None = None) -> Tally:
        """Count some contests, on all platforms unless told."""
        contests, platforms = tuple(contests), tuple(platforms or self.platforms)
        return _count(len(contests), [side for each in contests for side in each.sides], platforms)

    def of_election(self, election_id: str) -> Coverage:
        """Return the part of one election."""
        return replace(
            self,
            elections=tuple(election for election in self.elections if election.id == election_id),
            contests=tuple(each for each in self.contests if each.contest.election_id == election_id),
            missing=tuple(each for each in self.missing if each.election.id == election_id),
        )

    def group(self, axis: str) -> tuple[Group, ...]:
        """Return one row for each region, office, party, platform or contest; see ``AXES``."""
        grouping: Mapping[str, Callable[[], Iterator[Group]]] = {
            "region": self._group_regions,
            "office": self._group_offices,
            "party": self._group_parties,
            "platform": self._group_platforms,
            "contest": self._group_contests,
        }
        return tuple(grouping[axis]())

    def _group_regions(self) -> Iterator[Group]:
        """Yield the whole country, and then every province that the list knows or that has a contest."""
        provinces = {region.id for region in self.regions.values() if region.level == "provinsi"}
        here = {each.province_id for each in self.contests}
        for key in sorted(here | provinces, key=lambda key: (key != COUNTRY, key)):
            name = "Indonesia" if key == COUNTRY else self.regions[key].name if key in self.regions else key
            yield Group(key, name, self.count(each for each in self.contests if each.province_id == key))

    def _group_offices(self) -> Iterator[Group]:
        for office in sorted({each.contest.office for each in self.contests}):
            yield Group(office, office, self.count(each for each in self.contests if each.contest.office == office))

    def _group_parties(self) -> Iterator[Group]:
        """Yield every party in the order of the alphabet; a side that several put forward counts for each of them."""
        sides = [(each, side) for each in self.contests for side in each.sides]
        by_party: dict[str, list[tuple[CoveredContest, CoveredSide]]] = {}
        for each, side in sides:
            for party in side.parties or (NO_PARTY,):
                by_party.setdefault(party, []).append((each, side))
        for party in sorted(by_party, key=lambda key: (key == NO_PARTY, self.party_names.get(key, key).casefold())):
            contests = {each.contest.id for each, _ in by_party[party]}
            tally = _count(len(contests), [side for _, side in by_party[party]], self.platforms)
            yield Group(party, self.party_names.get(party, party), tally)

    def _group_platforms(self) -> Iterator[Group]:
        for platform in self.platforms:
            yield Group(platform, platform, self.count(self.contests, [platform]))

    def _group_contests(self) -> Iterator[Group]:
        for each in self.contests:
            yield Group(each.contest.id, each.contest.name.id, self.count([each]))


def measure_coverage(
    account_list: AccountList,
    platforms: Iterable[str],
    *,
    election_id: str | None = None,
    on: date | None = None,
) -> Coverage:
    """Measure how evenly the list is filled.

    Args:
        account_list: as loaded; references hold.
        platforms: the names of all platforms, without the practice page.
        election_id: this election only; otherwise all but the practice.
        on: only contests with a phase on this day, and what counts on it; None: all contests and all their days.
    """
    measuring = _Measuring(account_list, tuple(sorted(platforms)), on)
    elections = tuple(
        election
        for election in account_list.elections.values()
        if (election.id == election_id if election_id else not election.is_practice)
    )
    names = {election.id for election in elections}
    contests = tuple(
        measuring.cover(contest)
        for contest in sorted(account_list.contests.values(), key=_place_of)
        if contest.election_id in names and measuring.is_counted(contest)
    )
    here = {each.contest.election_id for each in contests}
    shown = tuple(election for election in elections if election.id in here or on is None)
    return Coverage(
        on=on,
        platforms=measuring.platforms,
        elections=shown,
        contests=contests,
        missing=tuple(_find_missing(account_list, shown)),
        regions=account_list.regions,
        party_names={party.id: party.short_name for party in account_list.parties.values()},
    )


class _Measuring:
    """Looks up what the cells need, once for the whole list."""

    def __init__(self, account_list: AccountList, platforms: tuple[str, ...], on: date | None) -> None:
        self.platforms = platforms
        self._list = account_list
        self._on = on
        self._listed: dict[tuple[str, str, str], bool] = {}
        for listing in ListingIndex.from_list(account_list).listings:
            key = (listing.contest.id, listing.account.owner_id, listing.account.platform)
            self._listed[key] = self._listed.get(key, False) or self._counts(listing.contest, listing.window)
        self._found = dict(_collect_found(account_list))
        self._sides: dict[str, list[Side]] = {}
        for side in account_list.sides.values():
            self._sides.setdefault(side.contest_id, []).append(side)
        self._teams: dict[str, list[tuple[str, Window]]] = {}
        for team in account_list.teams.values():
            if team.kind == "campaign_team":
                self._teams.setdefault(team.side_id, []).append((team.id, team.window))

    def is_counted(self, contest: Contest) -> bool:
        return self._on is None or any(period.covers(self._on) for period in contest.phases)

    def cover(self, contest: Contest) -> CoveredContest:
        sides = sorted(self._sides.get(contest.id, ()), key=_ballot_order)
        counted = [side for side in sides if self._counts(contest, side.window)]
        return CoveredContest(contest, tuple(self._cover_side(contest, side) for side in counted))

    def _cover_side(self, contest: Contest, side: Side) -> CoveredSide:
        return CoveredSide(
            id=side.id,
            name=side.name,
            ballot_number=side.ballot_number,
            parties=(side.party_id,) if side.party_id else side.nominated_by,
            has_left=side.status not in STANDING,
            owners=tuple(self._cover_owner(contest, kind, owner) for kind, owner in self._owners(contest, side)),
        )

    def _owners(self, contest: Contest, side: Side) -> Iterator[tuple[str, str]]:
        for candidacy in side.candidacies:
            if self._counts(contest, candidacy.window.narrow(side.window)):
                yield "people", candidacy.person_id
        if side.party_id:
            yield "parties", side.party_id
        for team, window in self._teams.get(side.id, ()):
            if self._counts(contest, window.narrow(side.window)):
                yield "teams", team

    def _cover_owner(self, contest: Contest, kind: str, owner_id: str) -> Owner:
        states = {platform: self._state(contest, owner_id, platform) for platform in self.platforms}
        return Owner(owner_id, self._list.find_owner_name(owner_id) or owner_id, kind, states)

    def _state(self, contest: Contest, owner_id: str, platform: str) -> State:
        listed = self._listed.get((contest.id, owner_id, platform))
        if listed is not None:
            return State.LISTED if listed else State.OTHER_DAYS
        return self._found.get((owner_id, platform), State.NOT_SEARCHED)

    def _counts(self, contest: Contest, window: Window) -> bool:
        """Tell whether a window reaches the day, or when there is none, any day of the contest."""
        if self._on is not None:
            return window.covers(self._on)
        periods = [Window(period.starts, period.ends) for period in contest.phases]
        return not window.is_empty and (not periods or any(not window.narrow(each).is_empty for each in periods))


def _collect_found(account_list: AccountList) -> Iterator[tuple[tuple[str, str], State]]:
    """Yield what is known where nothing is listed: searches, and above them the leads that are in the list."""
    for search in account_list.searches:
        yield (search.owner_id, search.platform), _FOUND[search.result]
    for account in account_list.accounts.values():
        if _is_lead(account):
            yield (account.owner_id, account.platform), State.LEADS_ONLY


def _is_lead(account: Account) -> bool:
    return not account.is_listed and account.kind != "office"


def _count(contests: int, sides: Iterable[CoveredSide], platforms: tuple[str, ...]) -> Tally:
    sides = tuple(sides)
    owners = [owner for side in sides for owner in side.owners]
    states = [[owner.states[platform] for platform in platforms] for owner in owners]
    cells = Counter(state for each in states for state in each)
    return Tally(
        contests=contests,
        sides=len(sides),
        sides_listed=sum(any(side.state_on(platform) is State.LISTED for platform in platforms) for side in sides),
        owners=len(owners),
        owners_listed=sum(State.LISTED in each for each in states),
        cells={state: cells[state] for state in State},
    )


def _find_missing(account_list: AccountList, elections: Iterable[Election]) -> Iterator[MissingRegions]:
    """Yield, for every regional election, the regions of which the list has no contest; nothing without regions."""
    expected = [region for region in account_list.regions.values() if _elects(region)]
    for election in elections:
        if election.kind == "pilkada" and expected:
            contests = account_list.contests.values()
            here = {contest.region for contest in contests if contest.election_id == election.id}
            missing = sorted((region for region in expected if region.id not in here), key=lambda region: region.id)
            yield MissingRegions(election, len(expected), tuple(missing))


def _elects(region: Region) -> bool:
    """Tell whether a region elects its head.

    The governor of Yogyakarta (34) is not elected (UU 13/2012 Ps. 18), nor are the mayors and the regent of Jakarta
    (31, UU 29/2007 Ps. 19): 545 of the 38 + 514 regions remain, as KPU counts.
    """
    is_province = region.level == "provinsi"
    return region.id != "wil:34" if is_province else region.province_id != "wil:31"


def _place_of(contest: Contest) -> tuple[str, bool, str, str]:
    return contest.election_id, contest.region != COUNTRY, contest.region, contest.id


def _ballot_order(side: Side) -> tuple[int, str, str]:
    return int(side.ballot_number or "999"), side.name.casefold(), side.id
