"""The phases of a contest follow each other: no day in two phases, no day of a round lost between two.

Source: docs of law, section 4; a gap would mean that nothing is held on days that the decree covers.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.elections import Contest, PhasePeriod

OVERLAP = Mistake(
    "L208", "{second} begins on {found}, {first} ends on {ends}", "a day after {ends}", "let one begin after the other"
)
ROUNDS = Mistake(
    "L208", "round {found} goes on after round {later} began", "one round after the other", "correct days or rounds"
)
GAP = Mistake(
    "L209", "no phase from {ends} to {found}", "a phase for every day", "extend {first} or begin {second} earlier", True
)

_DAY = timedelta(days=1)


def check_phase_order(inspection: Inspection) -> Iterator[Finding]:
    """Find overlapping phases, rounds that do not follow each other, and gaps inside a round."""
    if not inspection.is_whole:
        return
    for contest in inspection.account_list.contests.values():
        for first, second in pairwise(contest.phases):
            yield from _check_pair(inspection, contest, first, second)


def _check_pair(inspection: Inspection, contest: Contest, first: PhasePeriod, second: PhasePeriod) -> Iterator[Finding]:
    words = {"first": first.phase, "second": second.phase, "ends": first.ends}
    place = inspection.place("contests", contest.id)
    if second.starts <= first.ends:
        yield OVERLAP.at(place, str(second.starts), **words)
    elif second.round < first.round:
        yield ROUNDS.at(place, str(second.round), later=first.round)
    elif second.round == first.round and second.starts > first.ends + _DAY:
        words["ends"] = first.ends + _DAY
        yield GAP.at(place, str(second.starts - _DAY), **words)
