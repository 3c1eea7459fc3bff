"""Check what entries must be in themselves and to each other before they can become values.

Every finding makes its entry incomplete: it is left out of the list that the further checks see.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from server.accounts.account_fields import check_account
from server.accounts.findings import Finding, Mistake
from server.accounts.phase_fields import check_phases
from server.accounts.region_fields import check_region
from server.accounts.side_fields import check_side
from server.domain.elections import COUNTRY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from server.accounts.drafts import Drafts
    from server.accounts.record_reader import Record
    from server.domain.platforms import Platforms

DANGLING = Mistake("L111", 'no entry has the id "{found}"', "an id among the {kind}", "{hint}")
REVERSED = Mistake("L115", "the end {found} lies before the beginning", "{starts} or later", "correct the dates")
NO_ADDRESS = Mistake("L116", "a source without address", "url or citation", "add one of the two")

_REFERENCES: Mapping[str, Mapping[str, str]] = {
    "phases": {"sources": "sources"},
    "account_caps": {"sources": "sources"},
    "contests": {"election": "elections", "region": "regions"},
    "sides": {"party": "parties", "nominated_by": "parties", "sources": "sources"},
    "statuses": {"sources": "sources"},
    "candidacies": {"person": "people"},
    "teams": {"side": "sides", "sources": "sources"},
    "accounts": {
        "owner": "owners",
        "sources": "sources",
        "checked_by": "maintainers",
        "confirmed_by": "maintainers",
    },
    "former_handles": {"sources": "sources"},
    "domains": {"owner": "owners", "sources": "sources", "checked_by": "maintainers"},
    "searches": {"owner": "owners"},
    "exceptions": {"decided_by": "maintainers"},
    "redirects": {"merged_by": "maintainers"},
    "removals": {"removed_by": "maintainers"},
    "freezes": {"election": "elections", "frozen_by": "maintainers", "confirmed_by": "maintainers"},
}
"""Which fields of which entries name other entries."""


def check_drafts(drafts: Drafts, platforms: Platforms) -> Iterator[Finding]:
    """Find references to nothing, impossible dates, and entries that say too little or too much."""
    yield from _check_references(drafts)
    for kind in ("phases", "candidacies", "teams", "accounts", "former_handles", "domains", "maintainers"):
        yield from _check_each(drafts, kind, _check_dates)
    yield from _check_each(drafts, "sources", _check_source)
    for kind in ("elections", "contests"):
        yield from _check_each(drafts, kind, check_phases)
    yield from _check_each(drafts, "regions", lambda record: check_region(record, drafts.known("regions")))
    yield from _check_each(drafts, "sides", check_side)
    yield from _check_each(drafts, "accounts", lambda record: check_account(record, platforms))


def _check_each(drafts: Drafts, kind: str, check: Callable[[Record], Iterator[Finding]]) -> Iterator[Finding]:
    for record in drafts.records.get(kind, ()):
        for finding in check(record):
            record.is_complete = False
            yield finding


def _check_references(drafts: Drafts) -> Iterator[Finding]:
    for kind, fields in _REFERENCES.items():
        for name, target in fields.items():
            known = drafts.known(target)
            for record in drafts.records.get(kind, ()):
                for index, found in enumerate(_named_ids(record.get(name))):
                    if found not in known and found != COUNTRY:
                        record.is_complete = False
                        hint = _make_hint(found, known)
                        yield DANGLING.at(record.place_item(name, index), found, kind=target, hint=hint)


def _named_ids(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


def _make_hint(found: str, known: Mapping[str, Record]) -> str:
    close = get_close_matches(found, list(known), n=1)
    return f"did you mean {close[0]}?" if close else "add that entry or correct the id"


def _check_dates(record: Record) -> Iterator[Finding]:
    starts, ends = record.get("from"), record.get("to")
    if starts is not None and ends is not None and starts > ends:
        yield REVERSED.at(record.place("to"), str(ends), starts=starts)


def _check_source(record: Record) -> Iterator[Finding]:
    if "url" not in record.spots and "citation" not in record.spots:
        yield NO_ADDRESS.at(record.place())
