"""What is listed was looked at lately: the closer the vote, the more lately.

Only for contests that are on or near today (``seasons``): off season nobody is warned about their accounts.

Source: the limits are a decision of people, after the staleness rules of OpenStates and OpenSanctions.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.accounts.lint.seasons import listed_in_season

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from server.accounts.lint.inspection import Inspection
    from server.accounts.lint.seasons import Season
    from server.domain.account_list import Account

LONG_BEFORE_DAYS = 180
IN_SEASON_DAYS = 30
LAST_FORTNIGHT_DAYS = 7
"""How old ``checked_on`` may be: before the season, from 30 days before the first phase on, and before the vote."""

_SEASON_BEGINS = timedelta(days=30)
_FORTNIGHT = timedelta(days=14)

LATE = Mistake(
    "L241",
    "the next check was due on {found}",
    "{today} or later",
    "check the account, set checked_on",
    is_warning=True,
)
OLD = Mistake(
    "L241",
    "last checked on {found}, more than {days} days ago",
    "a check within {days} days",
    "check the account, set checked_on",
    is_warning=True,
)


def check_overdue(inspection: Inspection) -> Iterator[Finding]:
    """Find listed accounts in or near season whose check is due."""
    today = inspection.today
    if today is None:
        return
    for account, seasons in listed_in_season(inspection):
        yield from _check(inspection, account, max_age_days(seasons, today), today)


def max_age_days(seasons: Iterable[Season], today: date) -> int:
    """Return how many days ago an account in these seasons must have been checked at the earliest."""
    return min((_max_age_days(season, today) for season in seasons), default=LONG_BEFORE_DAYS)


def _max_age_days(season: Season, today: date) -> int:
    if season.votes_on is not None and today >= season.votes_on - _FORTNIGHT:
        return LAST_FORTNIGHT_DAYS
    return IN_SEASON_DAYS if today >= season.starts - _SEASON_BEGINS else LONG_BEFORE_DAYS


def _check(inspection: Inspection, account: Account, days: int, today: date) -> Iterator[Finding]:
    due = account.next_check_on
    if due is not None and due < today:
        yield LATE.at(inspection.place_account(account, "next_check_on"), str(due), today=today)
    elif (today - account.checked_on).days > days:
        yield OLD.at(inspection.place_account(account, "checked_on"), str(account.checked_on), days=days)
