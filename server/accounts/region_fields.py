"""Check that a region's level fits its Kemendagri code, and that provinces alone carry ISO code and time zone.

Source: candidate_accounts/SCHEMA.md, "regions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.domain.elections import find_province_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.record_reader import Record

WRONG_LEVEL = Mistake("L118", "{id} is no {found}", "{expected}", "correct level or id")
PROVINCE_FIELD = Mistake("L118", "a province without {found}", "{found}: ...", "add it")
NOT_HERE = Mistake("L118", "{found} belongs to provinces only", "no {found}", "remove it; the province has it")
NO_PROVINCE = Mistake("L118", "{id} lies in no known province", "an entry {found}", "add the province")

FIRST_KOTA = 71
"""From 71 on the second part of a code is a kota's; below, a kabupaten's."""

_OF_PROVINCES = ("iso", "utc_offset_minutes")


def check_region(record: Record, regions: Mapping[str, Record]) -> Iterator[Finding]:
    """Return what is wrong with a region.

    Args:
        record: the entry.
        regions: every region by id, good or not.
    """
    region_id, level = record.get("id"), record.get("level")
    if region_id is None:
        return
    expected = _choose_level(region_id)
    if level is not None and level != expected:
        yield WRONG_LEVEL.at(record.place("level"), level, id=region_id, expected=expected)
    if expected == "provinsi":
        missing = (name for name in _OF_PROVINCES if name not in record.spots)
        yield from (PROVINCE_FIELD.at(record.place(), name) for name in missing)
        return
    yield from (NOT_HERE.at(record.place(name), name) for name in _OF_PROVINCES if name in record.spots)
    if find_province_id(region_id) not in regions:
        yield NO_PROVINCE.at(record.place("id"), find_province_id(region_id), id=region_id)


def _choose_level(region_id: str) -> str:
    _, dot, part = region_id.partition(".")
    if not dot:
        return "provinsi"
    return "kota" if int(part) >= FIRST_KOTA else "kabupaten"
