"""Office accounts are never listed: a civil servant may have to work with them.

An entry of this kind may stay as a lead, so that nobody proposes the account again.

Source: candidate_accounts/README.md, "Which accounts we list".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

OFFICE = Mistake("L205", "an office account with grade {found}", "grade D", "set grade D: never listed")


def check_office_account(inspection: Inspection) -> Iterator[Finding]:
    """Find government office accounts that are graded as if they could be listed."""
    for account in inspection.account_list.accounts.values():
        if account.kind == "office" and account.grade != "D":
            yield OFFICE.at(inspection.place_account(account, "grade"), account.grade)
