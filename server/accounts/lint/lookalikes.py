"""Nobody is taken for somebody else: handles of different owners on one platform do not look alike.

How often that happens by chance was measured on real handles: see ``server.accounts.lookalike``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.accounts.lint.practice import PRACTICE_PLATFORM
from server.accounts.lookalike import AFFIX, ONE_APART, SAME, find_lookalikes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account

_FIX = "compare both with their sources; keep the true one"
_ACKNOWLEDGE = "compare both with their sources; if both are true, write an exception"

SAME_SKELETON = Mistake(
    "L238",
    'a hasty eye cannot tell "{found}" from "{other}" of {owner}, at {where}',
    "a handle that is nobody else's",
    _FIX,
)
DOUBTFUL = Mistake(
    "L239",
    '"{found}" looks like "{other}" of {owner}, at {where}: {why}',
    "a handle that is nobody else's",
    _ACKNOWLEDGE,
    is_warning=True,
)

_WHY: Mapping[str, str] = {
    SAME: "a hasty eye cannot tell them apart",
    ONE_APART: "one character apart",
    AFFIX: "the same name with something put to it",
}


def check_lookalikes(inspection: Inspection) -> Iterator[Finding]:
    """Find handles that look like another owner's; alike without doubt is a mistake where both are listed."""
    by_platform: dict[str, list[tuple[Account, str]]] = {}
    for account in inspection.account_list.accounts.values():
        if account.handle and account.platform != PRACTICE_PLATFORM:
            by_platform.setdefault(account.platform, []).append((account, account.handle))
    for accounts in by_platform.values():
        by_id = {account.id: account for account, _ in accounts}
        for found in find_lookalikes([(account.id, handle) for account, handle in accounts]):
            first, second = by_id[str(found.first)], by_id[str(found.second)]
            if first.owner_id != second.owner_id:
                yield from _check_pair(inspection, first, second, found.reason)


def _check_pair(inspection: Inspection, first: Account, second: Account, reason: str) -> Iterator[Finding]:
    allied = _sides(inspection, first) & _sides(inspection, second)
    if allied and reason != SAME:
        return  # a candidate and the team share a name by design
    is_mistake = reason == SAME and not allied and first.is_listed and second.is_listed
    words = {
        "other": first.handle,
        "owner": inspection.account_list.find_owner_name(first.owner_id),
        "where": inspection.place_account(first, "handle"),
        "why": _WHY[reason],
    }
    mistake = SAME_SKELETON if is_mistake else DOUBTFUL
    yield mistake.at(inspection.place_account(second, "handle"), second.handle or "", **words).beside(first.id)


def _sides(inspection: Inspection, account: Account) -> set[str]:
    return {side.id for side in inspection.sides_by_owner.get(account.owner_id, ())}
