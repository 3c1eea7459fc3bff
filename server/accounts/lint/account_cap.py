"""A side registers no more accounts on one application than the law allows; with more, an entry is probably wrong.

A warning: it is not for the list to say that a side broke the law, and KPU may have accepted a form with more.

Source: the election's ``account_cap`` names it (PKPU 15/2023 and 13/2024: 20 accounts per application).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.elections import AccountCap

OVER_CAP = Mistake(
    "L240",
    "{name} has {count} registered accounts on {found}, the law allows {cap} ({source})",
    "at most {cap}",
    "compare the entries with KPU's form; if it names them all, write an exception",
    is_warning=True,
)


def check_account_cap(inspection: Inspection) -> Iterator[Finding]:
    """Find sides whose people, party and teams together have more registered accounts than the election allows."""
    account_list = inspection.account_list
    caps = {each.id: each.account_cap for each in account_list.elections.values() if each.account_cap is not None}
    counts = _count_registered(inspection) if caps else Counter()
    for (side_id, platform), count in sorted(counts.items()):
        side = account_list.sides[side_id]
        cap = caps.get(account_list.contests[side.contest_id].election_id)
        if cap is not None and count > cap.per_platform:
            words = {"name": side.name, "count": count, "cap": cap.per_platform, "source": _cite(inspection, cap)}
            yield OVER_CAP.at(inspection.place("sides", side_id), platform, **words)


def _count_registered(inspection: Inspection) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for account in inspection.account_list.accounts.values():
        if account.kind == "registered" and account.is_listed:
            sides = {side.id for side in inspection.sides_by_owner.get(account.owner_id, ())}
            counts.update((side_id, account.platform) for side_id in sides)
    return counts


def _cite(inspection: Inspection, cap: AccountCap) -> str:
    sources = (inspection.account_list.sources.get(source_id) for source_id in cap.source_ids)
    return "; ".join(f"{source.title}, {source.address}" for source in sources if source)
