"""The files of a release, from the list, the platform files and the wording: reproducible to the byte.

For ``jaga release`` and ``jaga bundle``. Members are sorted and nothing of the build's own time goes in; ``made_on`` is
the newest day on which anything in the list was checked. docs/api.md describes the formats.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.accounts.groups import Group, make_groups
from server.accounts.list_file import make_list_file
from server.accounts.warnings_file import make_warnings_file
from server.domain.listings import ListingIndex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from server.domain.account_list import AccountList
    from server.domain.listings import Listing

FORMAT = 1
"""Of platforms.json and regions.json; list.json and the warnings are at 2."""

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
        LIST_NAME: encode_json(make_list_file(account_list, by_contest, groups, poll_seconds)),
        REGIONS_NAME: encode_json(_make_regions(account_list)),
        **encode_bundled(platforms, wording),
        **{
            warnings_name(group.id): encode_json(make_warnings_file(account_list, by_contest, group))
            for group in groups
        },
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


def _make_regions(account_list: AccountList) -> dict[str, Any]:
    """Name every region, for people who want their own elections first; a file of its own, as it hardly changes."""
    return {"format": FORMAT, "regions": {region.id: region.name for region in account_list.regions.values()}}
