"""The list in numbers on one day: what it holds, how good and how fresh it is, who keeps it, and what is in season.

For ``jaga stats``. The practice election is left out; nobody's interest is behind it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.domain.account_list import LISTED_GRADES
from server.domain.elections import COUNTRY, Phase
from server.domain.listings import ListingIndex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from server.domain.account_list import Account, AccountList
    from server.domain.elections import Contest, PhasePeriod

TIERS = ("nasional", "provinsi", "kabupaten/kota")
AGES = (30, 90, 180, 365)
"""Upper ends of the ages in days, the last one open."""
UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Tier:
    """The contests of one level of government."""

    name: str
    contests: int
    sides: int
    accounts: int


@dataclass(frozen=True, slots=True)
class Season:
    """Contests of one election that are in the same phase on the same days.

    Attributes:
        period: None for contests that are in no phase that day.
        starts_next: the first day of their next phase, when they are in none and one follows.
        is_dated: whether the list knows any days of theirs.
    """

    election_id: str
    period: PhasePeriod | None
    starts_next: date | None
    is_dated: bool
    contest_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """What one maintainer has signed, over the listed accounts and the leads; ``-`` is nobody.

    Attributes:
        due: accounts that this maintainer checked and whose next check is due.
    """

    maintainer: str
    checked: int
    confirmed: int
    due: int


@dataclass(frozen=True, slots=True)
class Stats:
    """Everything that is shown; see the module."""

    on: date
    counts: Mapping[str, int]
    tiers: tuple[Tier, ...]
    platforms: Mapping[str, int]
    grades: Mapping[str, int]
    kinds: Mapping[str, int]
    statuses: Mapping[str, int]
    ages: Mapping[str, int]
    loads: tuple[Load, ...]
    seasons: tuple[Season, ...]
    in_force: int


def compute_stats(account_list: AccountList, on: date, day_of: Callable[[Contest], date]) -> Stats:
    """Count the list on a day.

    Args:
        account_list: as loaded.
        on: the day for ages and dates that are due.
        day_of: the day in a contest's own time zone.
    """
    contests = [each for each in account_list.contests.values() if not _is_practice(account_list, each)]
    listings = [
        each for each in ListingIndex.from_list(account_list).listings if not _is_practice(account_list, each.contest)
    ]
    practice = _practice_owners(account_list)
    accounts = [each for each in account_list.accounts.values() if each.owner_id not in practice]
    listed = [account for account in accounts if account.is_listed]
    in_force = {each.account.id for each in listings if each.find_period(day_of(each.contest))}
    return Stats(
        on=on,
        counts=_count_entries(account_list, contests, accounts),
        tiers=tuple(_count_tiers(account_list, contests, {(e.contest.id, e.account.id) for e in listings})),
        platforms=_count(account.platform for account in listed),
        grades={grade: sum(account.grade == grade for account in accounts) for grade in "ABCD"},
        kinds=_count(account.kind for account in accounts),
        statuses=_count(account.status for account in accounts),
        ages=_count_ages(listed, on),
        loads=tuple(_count_loads(account_list, accounts, on)),
        seasons=(*_find_seasons(contests, day_of), *_find_empty_elections(account_list)),
        in_force=len(in_force),
    )


def _is_practice(account_list: AccountList, contest: Contest) -> bool:
    return account_list.elections[contest.election_id].is_practice


def _practice_owners(account_list: AccountList) -> set[str]:
    sides = [
        side
        for side in account_list.sides.values()
        if _is_practice(account_list, account_list.contests[side.contest_id])
    ]
    owners = {candidacy.person_id for side in sides for candidacy in side.candidacies}
    owners |= {side.party_id for side in sides if side.party_id}
    names = {side.id for side in sides}
    return owners | {team.id for team in account_list.teams.values() if team.side_id in names}


def _count_entries(account_list: AccountList, contests: list[Contest], accounts: list[Account]) -> dict[str, int]:
    names = {contest.id for contest in contests}
    sides = [side for side in account_list.sides.values() if side.contest_id in names]
    return {
        "elections": sum(not election.is_practice for election in account_list.elections.values()),
        "contests": len(contests),
        "sides": len(sides),
        "people": len({candidacy.person_id for side in sides for candidacy in side.candidacies}),
        "parties": len({side.party_id for side in sides if side.party_id}),
        "listed": sum(account.is_listed for account in accounts),
        "leads": sum(account.grade not in LISTED_GRADES and account.kind != "office" for account in accounts),
        "sources": len(account_list.sources),
    }


def _count_tiers(account_list: AccountList, contests: list[Contest], listed: set[tuple[str, str]]) -> Iterator[Tier]:
    tier_of = {contest.id: _choose_tier(contest) for contest in contests}
    for name in TIERS:
        yield Tier(
            name,
            sum(tier == name for tier in tier_of.values()),
            sum(tier_of.get(side.contest_id) == name for side in account_list.sides.values()),
            len({account for contest, account in listed if tier_of[contest] == name}),
        )


def _choose_tier(contest: Contest) -> str:
    if contest.region == COUNTRY:
        return TIERS[0]
    return TIERS[2] if "." in contest.region else TIERS[1]


def _count_ages(accounts: Iterable[Account], on: date) -> dict[str, int]:
    """Count listed accounts by the days since they were last checked; checks after the day stand apart."""
    bounds = [0, *(bound + 1 for bound in AGES)]
    names = [f"{low}-{high}" for low, high in zip(bounds, AGES, strict=False)] + [f">{AGES[-1]}"]
    counts = dict.fromkeys(["sesudah / after", *names], 0)
    for account in accounts:
        days = (on - account.checked_on).days
        place = sum(days > bound for bound in AGES)
        counts["sesudah / after" if days < 0 else names[place]] += 1
    return counts


def _count_loads(account_list: AccountList, accounts: list[Account], on: date) -> Iterator[Load]:
    for maintainer in [*account_list.maintainers, None]:
        checked = [account for account in accounts if account.checked_by == maintainer]
        confirmed = sum(account.confirmed_by == maintainer for account in accounts)
        due = sum(account.next_check_on is not None and account.next_check_on <= on for account in checked)
        yield Load(maintainer or UNKNOWN, len(checked), confirmed, due)


def _find_seasons(contests: list[Contest], day_of: Callable[[Contest], date]) -> Iterator[Season]:
    """Yield what is in season first, then what comes, then what is over, at last what has no days."""
    together: dict[tuple[str, PhasePeriod | None, date | None, bool], list[str]] = {}
    for contest in contests:
        on = day_of(contest)
        period = next((each for each in contest.phases if each.covers(on)), None)
        coming = min((each.starts for each in contest.phases if each.starts > on), default=None)
        key = (contest.election_id, _trim(period), None if period else coming, bool(contest.phases))
        together.setdefault(key, []).append(contest.id)
    seasons = [Season(*key, tuple(sorted(names))) for key, names in together.items()]
    yield from sorted(seasons, key=_order_of)


def _find_empty_elections(account_list: AccountList) -> Iterator[Season]:
    """Yield the elections of which the list has no contest yet."""
    filled = {contest.election_id for contest in account_list.contests.values()}
    for election in account_list.elections.values():
        if election.id not in filled and not election.is_practice:
            yield Season(election.id, None, None, bool(election.phases), ())


def _trim(period: PhasePeriod | None) -> PhasePeriod | None:
    """Leave out where the days were read: contests with the same days belong together."""
    return period and type(period)(period.phase, period.starts, period.ends, round=period.round)


def _order_of(season: Season) -> tuple[object, ...]:
    phase = list(Phase).index(season.period.phase) if season.period else -1
    return (
        season.period is None,
        season.starts_next is None,
        not season.is_dated,
        season.election_id,
        phase,
        season.contest_ids,
    )


def _count(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))
