"""Two signatures are of two people.

Source: candidate_accounts/SCHEMA.md, "accounts" and "freezes".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

SAME = Mistake("L235", "{found} checked and confirmed", "a second maintainer", "have somebody else confirm it")


def check_second_person(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts confirmed by whoever checked them, and elections frozen and confirmed by one person."""
    for account in inspection.account_list.accounts.values():
        if account.confirmed_by is not None and account.confirmed_by == account.checked_by:
            yield SAME.at(inspection.place_account(account, "confirmed_by"), account.confirmed_by)
    for record in inspection.records_of("freezes"):
        if record.get("confirmed_by") == record.get("frozen_by"):
            yield SAME.at(record.place("confirmed_by"), record.get("confirmed_by"))
