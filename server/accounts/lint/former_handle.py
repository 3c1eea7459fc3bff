"""A handle that an account gave up may be somebody else's now: then it must not lead to the old owner.

Source: wseagar/eight-dollars issue 108, an impostor who took a freed name was shown as verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

TAKEN = Mistake(
    "L207", 'the former handle "{found}" is in use now, at {now}', "an end before the other began", "set from and to"
)


def check_former_handle(inspection: Inspection) -> Iterator[Finding]:
    """Find former handles that another entry uses on days they have in common."""
    accounts = inspection.account_list.accounts.values()
    current = {(account.platform, account.handle): account for account in accounts if account.handle}
    for account in accounts:
        for old in account.former_handles:
            user = current.get((account.platform, old.handle))
            if user is None or user is account:
                continue
            if not old.window.narrow(user.window).is_empty:
                place = inspection.place_account(account, "former_handles")
                yield TAKEN.at(place, old.handle, now=inspection.place_account(user))
