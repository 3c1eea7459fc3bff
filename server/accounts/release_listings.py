"""The listings of a release, read back from list.json and its warnings files: what the API answers checks from.

So the API needs the release and nothing else, and says what the extensions say. A release does not tell on what
evidence an entry rests, nor on which side it stands; those parts of an account stay empty here.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from server.accounts.wire_words import digest_listing, read_days, read_phases
from server.domain.account_list import Account, Side, Source
from server.domain.elections import BilingualName, Contest
from server.domain.listings import Listing, ListingIndex
from server.domain.warnings import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from server.domain.account_key import AccountKey

UNSAID = ""
"""What a release does not tell."""

_Place = tuple[str, str, str]
"""Where a listing stands in its contest: name of the entry, platform, token."""


def read_listing_index(list_file: bytes, warnings_files: Iterable[bytes]) -> ListingIndex:
    """Make the index of every listed account from the bytes of ``list.json`` and of all ``warnings/<group>.json``."""
    return join_listings(json.loads(list_file), warnings_files)


def join_listings(listed: Mapping[str, Any], warnings_files: Iterable[bytes]) -> ListingIndex:
    """Make the index of some groups from their files and what ``list.json`` says of their contests and calendars."""
    listings = tuple(listing for body in warnings_files for listing in _read_listings(listed, json.loads(body)))
    by_key: dict[AccountKey, tuple[Listing, ...]] = {}
    for listing in listings:
        for key in listing.keys:
            by_key[key] = (*by_key.get(key, ()), listing)
    return ListingIndex(listings, by_key)


def read_keys(contests: Mapping[str, Any]) -> Iterator[str]:
    """Yield every key that contests of ``list.json`` name, and make nothing else of them."""
    for contest in contests.values():
        for _, platform, token in _iterate_places(contest["entries"]):
            handle, mark, platform_id = token.partition("#")
            yield from (f"{platform}:{value}" for value in (handle, mark + platform_id) if value)


def _read_listings(listed: Mapping[str, Any], warnings: Mapping[str, Any]) -> Iterator[Listing]:
    for contest_id, said in warnings["contests"].items():
        data = listed["contests"][contest_id]
        contest = Contest(
            id=contest_id,
            election_id=data["election"],
            name=BilingualName(**said["name"]),
            office=UNSAID,
            region=data["region"],
            utc_offset_minutes=data["utc_offset_minutes"],
            phases=read_phases(listed["calendars"][data["calendar"]]),
        )
        places = _find_places(data["entries"], len(said["owners"][0]["digests"].split(" ")[0]))
        for owner in said["owners"]:
            source = warnings["sources"][owner["source"]]
            for digest in owner["digests"].split(" "):
                yield _read_listing(owner, contest, source, places[digest])


def _find_places(entries: Mapping[str, Mapping[str, str]], digits: int) -> dict[str, _Place]:
    """Return the beginning of each listing's digest -> where it stands."""
    return {digest_listing(*place)[:digits]: place for place in _iterate_places(entries)}


def _iterate_places(entries: Mapping[str, Mapping[str, str]]) -> Iterator[_Place]:
    for head, keys in entries.items():
        for platform, tokens in keys.items():
            yield from ((head, platform, token) for token in tokens.split(" "))


def _read_listing(owner: Mapping[str, Any], contest: Contest, source: str, place: _Place) -> Listing:
    head, platform, token = place
    subject, days = head.split(" ")
    checked_on = date.fromisoformat(owner["checked_on"])
    return Listing(
        account=_make_account(owner["owner"], platform, token, checked_on),
        contest=contest,
        owner_name=owner["owner"],
        subject=Subject(subject),
        role=owner["role"],
        side=Side(id=UNSAID, contest_id=contest.id, name=UNSAID),
        window=read_days(days),
        source=Source(id=UNSAID, kind=UNSAID, title=source, retrieved=checked_on),
    )


def _make_account(owner: str, platform: str, token: str, checked_on: date) -> Account:
    handle, _, platform_id = token.partition("#")
    return Account(
        id=f"{platform}:{token}",
        owner_id=owner,
        platform=platform,
        handle=handle.removeprefix("@") or None,
        platform_id=platform_id or None,
        kind=UNSAID,
        status=UNSAID,
        grade=UNSAID,
        checked_on=checked_on,
        source_ids=(),
    )
