"""The listings of a release, read back from its warnings files: what the API answers checks from.

So the API needs the release and nothing else, and says what the extensions say. A release does not tell on what
evidence an entry rests, nor a side's name; those parts of an account stay empty here.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from server.domain.account_key import AccountKey
from server.domain.account_list import Account, Side, Source
from server.domain.elections import BilingualName, Contest, Phase, PhasePeriod
from server.domain.listings import Listing, ListingIndex
from server.domain.warnings import Subject
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

UNSAID = ""
"""What a release does not tell."""


def read_listing_index(warnings_files: Iterable[bytes]) -> ListingIndex:
    """Make the index of every listed account from the bytes of all ``warnings/<group>.json``."""
    listings = tuple(listing for body in warnings_files for listing in _read_listings(json.loads(body)))
    by_key: dict[AccountKey, tuple[Listing, ...]] = {}
    for listing in listings:
        for key in listing.keys:
            by_key[key] = (*by_key.get(key, ()), listing)
    return ListingIndex(listings, by_key)


def read_keys(warnings_file: bytes) -> Iterator[str]:
    """Yield every key that a ``warnings/<group>.json`` names, and make nothing else of it."""
    for entry in json.loads(warnings_file)["accounts"]:
        yield from entry["keys"]


def _read_listings(warnings: Mapping[str, Any]) -> Iterator[Listing]:
    contests = {contest_id: _read_contest(contest_id, data) for contest_id, data in warnings["contests"].items()}
    for entry in warnings["accounts"]:
        yield _read_listing(entry, contests[entry["contest"]])


def _read_contest(contest_id: str, data: Mapping[str, Any]) -> Contest:
    return Contest(
        id=contest_id,
        election_id=UNSAID,
        name=BilingualName(**data["name"]),
        office=UNSAID,
        region=UNSAID,
        utc_offset_minutes=data["utc_offset_minutes"],
        phases=tuple(_read_period(*period) for period in data["phases"]),
    )


def _read_period(phase: str, starts: str, ends: str) -> PhasePeriod:
    return PhasePeriod(Phase(phase), date.fromisoformat(starts), date.fromisoformat(ends))


def _read_listing(entry: Mapping[str, Any], contest: Contest) -> Listing:
    return Listing(
        account=_read_account(entry),
        contest=contest,
        owner_name=entry["owner"],
        subject=Subject(entry["subject"]),
        role=entry["role"],
        side=Side(id=entry["side"], contest_id=contest.id, name=UNSAID),
        window=Window(_read_day(entry["from"]), _read_day(entry["to"])),
        source=Source(id=UNSAID, kind=UNSAID, title=entry["source"], retrieved=date.fromisoformat(entry["checked_on"])),
    )


def _read_account(entry: Mapping[str, Any]) -> Account:
    keys = [AccountKey.parse(text) for text in entry["keys"]]
    return Account(
        id=entry["keys"][0],
        owner_id=entry["owner"],
        platform=keys[0].platform,
        handle=next((key.account for key in keys if key.value.startswith("@")), None),
        platform_id=next((key.account for key in keys if key.value.startswith("#")), None),
        kind=UNSAID,
        status=UNSAID,
        grade=UNSAID,
        checked_on=date.fromisoformat(entry["checked_on"]),
        source_ids=(),
    )


def _read_day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
