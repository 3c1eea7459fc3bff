"""Handles are renamed in the middle of a campaign; the permanent id is what stays.

Only for contests that are on or near today (``seasons``). A new entry has 90 days, because some ids are hard to read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake
from server.accounts.lint.seasons import listed_in_season

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account

MAX_DAYS = 90

NO_ID = Mistake(
    "L243",
    "no permanent id, {days} days after {since}",
    "platform_id: ...",
    "read it from the profile; where that cannot be done, write an exception",
    is_warning=True,
)


def check_missing_id(inspection: Inspection) -> Iterator[Finding]:
    """Find listed accounts in or near season that have been without a permanent id for too long."""
    today = inspection.today
    for account, _ in listed_in_season(inspection) if today else ():
        since = _find_beginning(inspection, account)
        if today is not None and account.platform_id is None and (today - since).days > MAX_DAYS:
            yield NO_ID.at(inspection.place_account(account), days=(today - since).days, since=since)


def _find_beginning(inspection: Inspection, account: Account) -> date:
    """Return since when the account is known: the day on which its first source was read."""
    return min(inspection.account_list.sources[source_id].retrieved for source_id in account.source_ids)
