"""A redirect leads from an id that is gone to one that is there, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.accounts.record_reader import Record

STILL_THERE = Mistake("L231", "{found} was merged, and is still there", "no entry {found}", "remove one of the two")
CHAIN = Mistake("L231", "{found} was itself merged", "the id that is left at the end", "lead straight to it")
NOWHERE = Mistake("L231", "{found} is not there", "an id of an entry, or of a removal", "correct the id")
TWICE = Mistake("L231", "{found} was merged already, at {first}", "one redirect for an id", "remove one")
OTHER_KIND = Mistake("L231", "{found} is of another kind than {origin}", "an id that begins alike", "correct one")


def check_redirects(inspection: Inspection) -> Iterator[Finding]:
    """Find redirects that are no single step from a gone id to one that is there; a circle is a chain as well."""
    redirects = inspection.records_of("redirects")
    if not redirects or not inspection.is_whole:
        return
    first: dict[str, Record] = {}
    for record in redirects:
        known = first.setdefault(record.get("from"), record)
        if known is not record:
            yield TWICE.at(record.place("from"), record.get("from"), first=known.place())
    removed = {record.get("id") for record in inspection.records_of("removals")}
    for record in redirects:
        yield from _check_ends(inspection, record, set(first), removed)


def _check_ends(inspection: Inspection, record: Record, merged: set[str], removed: set[str]) -> Iterator[Finding]:
    origin, target = record.get("from"), record.get("to")
    if inspection.find_record(origin) is not None:
        yield STILL_THERE.at(record.place("from"), origin)
    if origin.partition("-")[0] != target.partition("-")[0]:
        yield OTHER_KIND.at(record.place("to"), target, origin=origin)
    if target in merged:
        yield CHAIN.at(record.place("to"), target)
    elif target not in removed and inspection.find_record(target) is None:
        yield NOWHERE.at(record.place("to"), target)
