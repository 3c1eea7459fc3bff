"""Practice and reality stay apart: invented accounts only on the practice platform, real ones never there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account

PRACTICE_PLATFORM = "latihan"
PRACTICE_SOURCE = "practice"

INVENTED_IN_REALITY = Mistake("L206", "an invented account on {found}", PRACTICE_PLATFORM, "set platform: latihan")
REAL_IN_PRACTICE = Mistake("L206", "a real owner on the practice platform", "a real platform", "correct the platform")
NO_EVIDENCE = Mistake("L206", "a practice source for a real account", "a real source", "name where it was read")


def check_practice(inspection: Inspection) -> Iterator[Finding]:
    """Find invented accounts in reality, and real ones in practice."""
    for account in inspection.account_list.accounts.values():
        if _is_practice(inspection, account):
            if account.platform != PRACTICE_PLATFORM:
                yield INVENTED_IN_REALITY.at(inspection.place_account(account, "platform"), account.platform)
        else:
            yield from _check_real(inspection, account)


def _check_real(inspection: Inspection, account: Account) -> Iterator[Finding]:
    if account.platform == PRACTICE_PLATFORM:
        yield REAL_IN_PRACTICE.at(inspection.place_account(account, "platform"), account.platform)
    sources = inspection.account_list.sources
    if any(sources[source_id].kind == PRACTICE_SOURCE for source_id in account.source_ids):
        yield NO_EVIDENCE.at(inspection.place_account(account, "sources"))


def _is_practice(inspection: Inspection, account: Account) -> bool:
    """Tell whether all contests of the owner are practice, and there is one."""
    contests = inspection.contests_by_owner.get(account.owner_id, [])
    elections = inspection.account_list.elections
    return bool(contests) and all(elections[contest.election_id].is_practice for contest in contests)
