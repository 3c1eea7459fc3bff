"""Nobody stands against himself: a person or party is on one side of a contest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Side

TWO_SIDES = Mistake("L203", "{name} stands on another side too, at {first}", "one side in a contest", "remove one")


def check_one_side(inspection: Inspection) -> Iterator[Finding]:
    """Find people and parties that stand twice in one contest."""
    first_sides: dict[tuple[str, str], Side] = {}
    for side in inspection.account_list.sides.values():
        for owner_id in _owners(side):
            first = first_sides.setdefault((side.contest_id, owner_id), side)
            if first is not side:
                name = inspection.account_list.find_owner_name(owner_id)
                where = inspection.place("sides", first.id)
                yield TWO_SIDES.at(inspection.place("sides", side.id), owner_id, name=name, first=where)


def _owners(side: Side) -> list[str]:
    people = [candidacy.person_id for candidacy in side.candidacies]
    return [*people, side.party_id] if side.party_id else people
