"""An account counts on some day: its window and a phase of one of its owner's contests meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account
    from server.domain.elections import Contest

OUT_OF_SEASON = Mistake(
    "L210", "the account's days {found} lie outside every phase of {contests}", "{seasons}", "correct from and to"
)


def check_season(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts that no day of any contest can reach; parties are listed on any day and left out."""
    for account in inspection.account_list.accounts.values():
        contests = inspection.contests_by_owner.get(account.owner_id, [])
        phased = [contest for contest in contests if contest.phases]
        if phased and account.kind != "party" and not any(_meet(account, contest) for contest in phased):
            names = ", ".join(contest.id for contest in phased)
            seasons = ", ".join(_season(contest) for contest in phased)
            place = inspection.place_account(account, "from" if account.window.starts else "to")
            yield OUT_OF_SEASON.at(place, _describe(account.window), contests=names, seasons=seasons)


def _meet(account: Account, contest: Contest) -> bool:
    periods = (Window(period.starts, period.ends) for period in contest.phases)
    return any(not account.window.narrow(period).is_empty for period in periods)


def _season(contest: Contest) -> str:
    return f"{contest.phases[0].starts} to {contest.phases[-1].ends}"


def _describe(window: Window) -> str:
    return f"{window.starts or 'ever'} to {window.ends or 'today'}"
