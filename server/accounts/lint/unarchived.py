"""Pages vanish when a campaign ends: what a warning rests on is kept, with a digest that shows that nobody changed it.

Only for sources of listed accounts in contests that are on or near today (``seasons``). A source with a citation
alone, a document on paper, needs the digest of the copy and no address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.accounts.lint.seasons import listed_in_season

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Source

NOT_KEPT = Mistake(
    "L244",
    "a source of listed accounts without {found}",
    "archive_url and sha256",
    "have the page archived and note the copy's digest",
    is_warning=True,
)


def check_unarchived(inspection: Inspection) -> Iterator[Finding]:
    """Find sources of listed accounts in or near season of which no copy is kept."""
    used = {source_id for account, _ in listed_in_season(inspection) for source_id in account.source_ids}
    for source_id in sorted(used):
        source = inspection.account_list.sources[source_id]
        if missing := _find_missing(source):
            yield NOT_KEPT.at(inspection.place("sources", source_id), " and ".join(missing))


def _find_missing(source: Source) -> list[str]:
    needed = {"archive_url": source.archive_url if source.url else "on paper", "sha256": source.sha256}
    return [name for name, value in needed.items() if value is None]
