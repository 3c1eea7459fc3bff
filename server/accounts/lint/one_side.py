"""Nobody stands against himself: on any day, a person or party is on one side of a contest."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Side
    from server.domain.window import Window

TWO_SIDES = Mistake(
    "L203", "{name} stands on another side too, at {first}", "one side in a contest on any day", "remove one, or set to"
)


def check_one_side(inspection: Inspection) -> Iterator[Finding]:
    """Find people and parties that stand twice in one contest; a re-run may see them on another side."""
    stands: dict[tuple[str, str], list[tuple[Side, Window]]] = {}
    for side in inspection.account_list.sides.values():
        for owner_id, window in _owners(side):
            stands.setdefault((side.contest_id, owner_id), []).append((side, window))
    for (_, owner_id), sides in stands.items():
        for (first, days), (second, others) in combinations(sides, 2):
            if first is not second and not days.narrow(others).is_empty:
                name = inspection.account_list.find_owner_name(owner_id)
                where = inspection.place("sides", first.id)
                yield TWO_SIDES.at(inspection.place("sides", second.id), owner_id, name=name, first=where)


def _owners(side: Side) -> Iterator[tuple[str, Window]]:
    """Return who stands on a side, and on which days."""
    for candidacy in side.candidacies:
        yield candidacy.person_id, candidacy.window.narrow(side.window)
    if side.party_id:
        yield side.party_id, side.window
