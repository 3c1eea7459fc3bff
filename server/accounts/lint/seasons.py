"""Which contests are on or near on the day of the check: only there is care asked for that grows stale.

Off season nobody is warned about candidates: an old entry harms nobody, and the list of a past election stays quiet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from server.domain.elections import Phase
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account
    from server.domain.elections import Contest

NEAR_DAYS = 180
"""So long before its first phase a contest is near: then its accounts begin to be checked."""


@dataclass(frozen=True, slots=True)
class Season:
    """A contest that is on or near today.

    Attributes:
        starts: the first day of its first phase.
        votes_on: the first day of voting that is not over; None when there is none.
    """

    contest: Contest
    starts: date
    votes_on: date | None


def find_seasons(inspection: Inspection) -> Mapping[str, list[Season]]:
    """Return, for every person, party and team, the seasons of its contests; practice has none."""
    today = inspection.today
    if today is None:
        return {}
    elections = inspection.account_list.elections
    real = (each for each in inspection.account_list.contests.values() if not elections[each.election_id].is_practice)
    seasons = {contest.id: season for contest in real if (season := _read_season(contest, today))}
    if not seasons:
        return {}
    found = {
        owner: [seasons[contest.id] for contest in contests if contest.id in seasons]
        for owner, contests in inspection.contests_by_owner.items()
    }
    return {owner: owned for owner, owned in found.items() if owned}


def listed_in_season(inspection: Inspection) -> Iterator[tuple[Account, list[Season]]]:
    """Return every listed account that is still its owner's and whose owner has a season, with these seasons."""
    seasons = inspection.seasons_by_owner
    today = inspection.today
    if today is None or not seasons:
        return
    from_today = Window(today)
    for account in inspection.account_list.accounts.values():
        if account.is_listed and account.owner_id in seasons and not account.window.narrow(from_today).is_empty:
            yield account, seasons[account.owner_id]


def _read_season(contest: Contest, today: date) -> Season | None:
    if not contest.phases:
        return None
    starts = contest.phases[0].starts
    ends = max(period.ends for period in contest.phases)
    if not starts - timedelta(days=NEAR_DAYS) <= today <= ends:
        return None
    voting = (each for each in contest.phases if each.phase is Phase.PEMUNGUTAN and each.ends >= today)
    return Season(contest, starts, next((period.starts for period in voting), None))
