"""An account that is gone has a last day: afterwards its handle may be anybody's.

Source: PKPU 15/2023 art. 38 and PKPU 13/2024: registered accounts are closed at the end of the campaign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

NO_END = Mistake("L211", 'status "{found}" without a last day', "to: YYYY-MM-DD", "add to: the last day")

_GONE = frozenset({"closed", "handle_reused", "hijacked"})


def check_ended_account(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts that are gone and still count as the owner's."""
    for account in inspection.account_list.accounts.values():
        if account.status in _GONE and account.window.ends is None:
            yield NO_END.at(inspection.place_account(account, "status"), account.status)
