"""A frozen election stays as it was when two maintainers froze it; its accounts may change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.digests import digest_election
from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

CHANGED = Mistake(
    "L233",
    "the contests or sides of {found} have changed since {day}",
    "what was frozen",
    "undo it, or thaw the election first",
)


def check_freezes(inspection: Inspection) -> Iterator[Finding]:
    """Find frozen elections whose contests or sides are not those that were frozen."""
    if not inspection.is_whole:
        return
    for record in inspection.records_of("freezes"):
        election, digest = record.get("election"), record.get("digest")
        if digest != digest_election(inspection.account_list, election):
            yield CHANGED.at(record.place("digest"), election, day=record.get("frozen_on"))
