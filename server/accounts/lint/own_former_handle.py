"""A former handle is one that the account gave up and does not have today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

OWN = Mistake(
    "L245",
    'the former handle "{found}" is the account\'s present one',
    "a handle that it gave up",
    "remove it; the present handle counts on all days of the account",
)


def check_own_former_handle(inspection: Inspection) -> Iterator[Finding]:
    """Find former handles that are the account's own present handle."""
    for account in inspection.account_list.accounts.values():
        for index, old in enumerate(account.former_handles):
            if old.handle == account.handle:
                record = inspection.reading.drafts.by_id["accounts"][account.id]
                yield OWN.at(record.place_item("former_handles", index), old.handle)
