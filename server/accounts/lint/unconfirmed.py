"""Where a mistake would harm most, two people have looked: grade C, and the contests that everybody watches.

Only for contests that are on or near today (``seasons``): the list of a past election need not be confirmed.

Source: DemocracyClub's candidates, where a second person always locks a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.accounts.lint.seasons import listed_in_season

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.accounts.lint.seasons import Season
    from server.domain.account_list import Account

ONE_PERSON = Mistake(
    "L242",
    "listed by one person only: {why}",
    "confirmed_by: a second maintainer",
    "have it confirmed: jaga approve {found}",
    is_warning=True,
)

_WATCHED_OFFICES = frozenset({"presiden", "gubernur"})


def check_unconfirmed(inspection: Inspection) -> Iterator[Finding]:
    """Find listed accounts in or near season that need a second person and have none."""
    for account, seasons in listed_in_season(inspection):
        why = _find_reason(inspection, account, seasons)
        if why and account.confirmed_by is None:
            yield ONE_PERSON.at(inspection.place_account(account), account.id, why=why)


def _find_reason(inspection: Inspection, account: Account, seasons: list[Season]) -> str:
    if account.grade == "C":
        return "grade C"
    if account.owner_id in inspection.account_list.parties:
        return "a party's account"
    offices = sorted({season.contest.office for season in seasons} & _WATCHED_OFFICES)
    return f"a contest for {offices[0]}" if offices else ""
