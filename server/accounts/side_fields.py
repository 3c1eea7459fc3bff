"""Check who stands on a side, and that its statuses follow each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.record_reader import Record

NO_STANDING = Mistake("L117", "a side needs people or a party, and not both", "people or party", "see SCHEMA.md")
OUT_OF_ORDER = Mistake(
    "L119",
    "{status} from {found} stands after {earlier} from {day}",
    "a day after {day}",
    "put the statuses in the order of their days",
)


def check_side(record: Record) -> Iterator[Finding]:
    """Return what is wrong with a side in itself."""
    if ("people" in record.spots) == ("party" in record.spots):
        yield NO_STANDING.at(record.place())
    yield from _check_statuses(record)


def _check_statuses(side: Record) -> Iterator[Finding]:
    statuses: tuple[Record, ...] = side.get("statuses") or ()
    for index, (first, second) in enumerate(pairwise(statuses), start=1):
        day, found = first.get("from"), second.get("from")
        if day and found and found <= day:
            words = {"status": second.get("status"), "earlier": first.get("status"), "day": day}
            yield OUT_OF_ORDER.at(side.place_item("statuses", index), str(found), **words)
