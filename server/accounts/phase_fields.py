"""Check that an election or contest names a phase once in each round: which of two would count?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.record_reader import Record

TWICE = Mistake(
    "L120", "{found} stands a second time in round {round}", "each phase once", "remove one, or set round: '2'"
)


def check_phases(record: Record) -> Iterator[Finding]:
    """Return the phases that an election or a contest names twice."""
    known: set[tuple[str, str]] = set()
    for index, period in enumerate(record.get("phases") or ()):
        key = period.get("phase"), period.get("round") or "1"
        if key in known:
            yield TWICE.at(record.place_item("phases", index), key[0], round=key[1])
        known.add(key)
