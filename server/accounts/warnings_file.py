"""``warnings/<group>.json`` of a release: whose accounts a group lists, in which role, and where that was read.

What list.json says is not said again: a listing is named by the first digits of its digest. Keys have little in common,
so that naming them twice would be most of what a browser has to fetch (measured: docs/performance.md); and a digest
of everything that list.json says of a listing can never be read as that of another one. docs/api.md: the format.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from server.accounts.wire_words import FILE_FORMAT, digest_listing, write_head, write_name, write_token

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from server.accounts.groups import Group
    from server.domain.account_list import AccountList
    from server.domain.listings import Listing

DIGEST_MIN_DIGITS = 4
"""A contest lists some thirty accounts; where two digests begin alike, all of the contest get more digits."""


def make_warnings_file(
    account_list: AccountList, by_contest: Mapping[str, Sequence[Listing]], group: Group
) -> dict[str, Any]:
    """Make the file of one group; *by_contest* has the listings of its contests at least."""
    sources = sorted({listing.source.address for each in group.contest_ids for listing in by_contest[each]})
    return {
        "format": FILE_FORMAT,
        "group": group.id,
        "sources": sources,
        "contests": {
            contest_id: {
                "name": write_name(account_list.contests[contest_id].name),
                "owners": _write_owners(by_contest[contest_id], sources),
            }
            for contest_id in group.contest_ids
        },
    }


def _write_owners(listings: Iterable[Listing], sources: Sequence[str]) -> list[dict[str, Any]]:
    """Put together the listings of which the same is said, in the order of digests, which say nothing of sides."""
    digests: dict[tuple[str, str, str, int], set[str]] = {}
    for listing in listings:
        facts = (listing.owner_name, listing.role, listing.account.checked_on.isoformat())
        digests.setdefault((*facts, sources.index(listing.source.address)), set()).add(_digest(listing))
    digits = _count_digits({digest for found in digests.values() for digest in found})
    names = ("owner", "role", "checked_on", "source")
    owners = (
        {**dict(zip(names, facts, strict=True)), "digests": " ".join(sorted(digest[:digits] for digest in found))}
        for facts, found in digests.items()
    )
    return sorted(owners, key=lambda owner: (owner["digests"], str(owner)))


def _digest(listing: Listing) -> str:
    return digest_listing(write_head(listing), listing.account.platform, write_token(listing.account))


def _count_digits(digests: Collection[str]) -> int:
    """Return how many digits tell all digests of a contest apart."""
    return next(
        digits for digits in count(DIGEST_MIN_DIGITS) if len({each[:digits] for each in digests}) == len(digests)
    )
