"""Which accounts should be compared with their sources again: the closer the vote, the sooner.

For ``jaga stale``. Only accounts count that are still listed on the day or will be again; an election that is over
needs no check.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from server.domain.elections import Phase, choose_phase
from server.domain.listings import ListingIndex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.domain.account_list import Account, AccountList
    from server.domain.elections import Contest
    from server.domain.listings import Listing

OFF_SEASON_DAYS = 180
SEASON_DAYS = 30
FINAL_DAYS = 7
"""How long a check holds: outside every phase, inside one, and in the fortnight that ends with the vote."""

FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class StaleAccount:
    """An account that is overdue.

    Attributes:
        due_on: the last day on which the check held.
        limit_days: how long a check holds now.
        regions: of the contests in which it counts, in order.
    """

    account: Account
    due_on: date
    limit_days: int
    regions: tuple[str, ...]


def find_stale(account_list: AccountList, on: date) -> list[StaleAccount]:
    """Return the accounts whose check has run out before a day, the oldest first.

    A check holds until ``next_check_on`` or for the days of the phase, whichever ends first; with several contests the
    strictest counts.
    """
    by_account: dict[str, list[Listing]] = {}
    for listing in ListingIndex.from_list(account_list).listings:
        if _still_counts(listing, on):
            by_account.setdefault(listing.account.id, []).append(listing)
    judged = (_judge(listings, on) for listings in by_account.values())
    return sorted((each for each in judged if each.due_on < on), key=lambda each: (each.due_on, each.account.id))


def choose_limit_days(contest: Contest, on: date) -> int:
    """Decide how many days a check holds for an account of a contest."""
    votes = (period.starts for period in contest.phases if period.phase is Phase.PEMUNGUTAN)
    if any(vote - FORTNIGHT <= on <= vote for vote in votes):
        return FINAL_DAYS
    return OFF_SEASON_DAYS if choose_phase(contest.phases, on) is Phase.NONE else SEASON_DAYS


def _still_counts(listing: Listing, on: date) -> bool:
    if listing.window.ends is not None and listing.window.ends < on:
        return False
    phases = listing.contest.phases
    return listing.account.kind == "party" or not phases or on <= phases[-1].ends


def _judge(listings: Iterable[Listing], on: date) -> StaleAccount:
    contests = [listing.contest for listing in listings]
    account = next(iter(listings)).account
    limit = min(choose_limit_days(contest, on) for contest in contests)
    due = account.checked_on + timedelta(days=limit)
    regions = tuple(sorted({contest.region for contest in contests}))
    return StaleAccount(account, min(due, account.next_check_on or due), limit, regions)
