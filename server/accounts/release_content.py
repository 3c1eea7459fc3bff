"""The files of a release, from the list, the platform files and the wording: reproducible to the byte.

For ``jaga release`` and ``jaga bundle``. Members are sorted and nothing of the build's own time goes in; ``made_on`` is
the newest day on which anything in the list was checked. docs/api.md describes the formats.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.accounts.groups import Group, make_groups
from server.domain.listings import ListingIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from server.domain.account_list import Account, AccountList
    from server.domain.elections import BilingualName, Contest, Election, PhasePeriod
    from server.domain.listings import Listing

FORMAT = 1

LIST_NAME = "list.json"
PLATFORMS_NAME = "platforms.json"
WORDING_NAME = "wording.json"
REGIONS_NAME = "regions.json"


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """What a release holds.

    Attributes:
        files: target name -> bytes.
        groups: how the contests were put together.
    """

    files: Mapping[str, bytes]
    groups: tuple[Group, ...]


def warnings_name(group_id: str) -> str:
    """Return the target name of a group's warnings."""
    return f"warnings/{group_id}.json"


def build_release_content(
    account_list: AccountList,
    platforms: Mapping[str, Any],
    wording: Mapping[str, Any],
    *,
    poll_seconds: int,
) -> ReleaseContent:
    """Make every file of a release.

    Args:
        account_list: as loaded; references hold.
        platforms: platform name -> content of its file.
        wording: the wire form of rules and wording.
        poll_seconds: how often extensions are asked to look for a newer release.
    """
    listings = ListingIndex.from_list(account_list).listings
    groups = make_groups(account_list, listings)
    by_contest: dict[str, list[Listing]] = {}
    for listing in listings:
        by_contest.setdefault(listing.contest.id, []).append(listing)
    files = {
        LIST_NAME: encode_json(_make_list(account_list, listings, groups, poll_seconds)),
        REGIONS_NAME: encode_json(_make_regions(account_list)),
        **encode_bundled(platforms, wording),
        **{warnings_name(group.id): encode_json(_make_warnings(account_list, by_contest, group)) for group in groups},
    }
    return ReleaseContent(files, groups)


def read_platform_data(directory: Path) -> dict[str, Any]:
    """Return the content of every platform file as it stands, by name; ``load_platforms`` has found them good."""
    return {path.stem: json.loads(path.read_bytes()) for path in sorted(directory.glob("*.json"))}


def encode_bundled(platforms: Mapping[str, Any], wording: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the files that the extension also carries in its package, by target name."""
    return {
        PLATFORMS_NAME: encode_json({"format": FORMAT, "platforms": platforms}),
        WORDING_NAME: encode_json(wording),
    }


def encode_json(data: Mapping[str, Any]) -> bytes:
    """Return the one way in which a release writes JSON: sorted, without blanks, UTF-8."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _make_list(
    account_list: AccountList, listings: Iterable[Listing], groups: Iterable[Group], poll_seconds: int
) -> dict[str, Any]:
    group_of = {contest_id: group.id for group in groups for contest_id in group.contest_ids}
    return {
        "format": FORMAT,
        "made_on": account_list.newest_date.isoformat(),
        "poll_seconds": poll_seconds,
        "contacts": list(account_list.contacts),
        "contests": {
            contest_id: {"group": group_id, **_describe_place(account_list.contests[contest_id])}
            for contest_id, group_id in group_of.items()
        },
        "elections": {
            election.id: {"name": _describe_name(election.name), **_describe_times(election)}
            for election in account_list.elections.values()
            if not election.is_practice
        },
        "entries": _make_entries(listings),
    }


def _describe_place(contest: Contest) -> dict[str, Any]:
    return {"election": contest.election_id, "region": contest.region, **_describe_times(contest)}


def _make_regions(account_list: AccountList) -> dict[str, Any]:
    """Name every region, for people who want their own elections first; a file of its own, as it hardly changes."""
    return {"format": FORMAT, "regions": {region.id: region.name for region in account_list.regions.values()}}


def _make_entries(listings: Iterable[Listing]) -> list[dict[str, Any]]:
    """Put together what counts in the same contest for the same subject on the same days."""
    tokens: dict[tuple[str, str, str, str], dict[str, set[str]]] = {}
    for listing in listings:
        window = listing.window
        head = (listing.contest.id, listing.subject, _day(window.starts) or "", _day(window.ends) or "")
        tokens.setdefault(head, {}).setdefault(listing.account.platform, set()).add(_token_of(listing.account))
    return [
        {
            "contest": contest,
            "subject": subject,
            "from": starts or None,
            "to": ends or None,
            "keys": {platform: " ".join(sorted(keys)) for platform, keys in by_platform.items()},
        }
        for (contest, subject, starts, ends), by_platform in sorted(tokens.items())
    ]


def _token_of(account: Account) -> str:
    """Return ``@handle``, ``@handle#id`` or ``#id``."""
    return "".join(key.value for key in account.keys)


def _make_warnings(
    account_list: AccountList, by_contest: Mapping[str, Iterable[Listing]], group: Group
) -> dict[str, Any]:
    members = sorted((each for contest_id in group.contest_ids for each in by_contest[contest_id]), key=_place_of)
    contests = (account_list.contests[contest_id] for contest_id in group.contest_ids)
    return {
        "format": FORMAT,
        "group": group.id,
        "contests": {
            contest.id: {"name": _describe_name(contest.name), **_describe_times(contest)} for contest in contests
        },
        "accounts": [_describe_listing(listing) for listing in members],
    }


def _place_of(listing: Listing) -> tuple[str, ...]:
    """Order a group's accounts by key, which says nothing of sides."""
    return (*(str(key) for key in listing.keys), listing.contest.id, listing.subject, listing.side.id)


def _describe_listing(listing: Listing) -> dict[str, Any]:
    return {
        "keys": [str(key) for key in listing.keys],
        "owner": listing.owner_name,
        "subject": listing.subject,
        "role": listing.role,
        "side": listing.side.id,
        "contest": listing.contest.id,
        "from": _day(listing.window.starts),
        "to": _day(listing.window.ends),
        "source": listing.source.address,
        "checked_on": listing.account.checked_on.isoformat(),
    }


def _describe_name(name: BilingualName) -> dict[str, str]:
    return {"id": name.id, "en": name.en}


def _describe_times(held: Contest | Election) -> dict[str, Any]:
    return {
        "utc_offset_minutes": held.utc_offset_minutes,
        "phases": [_describe_period(period) for period in held.phases],
    }


def _describe_period(period: PhasePeriod) -> list[str]:
    return [period.phase.value, period.starts.isoformat(), period.ends.isoformat()]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
