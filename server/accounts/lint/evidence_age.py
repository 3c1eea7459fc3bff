"""What was seen years before a contest is a lead: handles are renamed and taken over.

Source: candidate_accounts/README.md, "On what evidence".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection

MAX_AGE_YEARS = 5
"""One term of office: an account that nobody saw since the last election is not known to be the owner's."""

TOO_OLD = Mistake(
    "L213",
    "seen {found}, more than {years} years before {contest}",
    "seen after {limit}",
    "look for newer evidence, or set grade D",
    is_warning=True,
)


def check_evidence_age(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts of grade C that were last seen too long before a contest."""
    for account in inspection.account_list.accounts.values():
        if account.grade != "C" or account.seen_on is None:
            continue
        for contest in inspection.contests_by_owner.get(account.owner_id, []):
            if contest.phases:
                begins = contest.phases[0].starts
                limit = begins.replace(year=begins.year - MAX_AGE_YEARS, day=min(begins.day, 28))
                if account.seen_on < limit:
                    words = {"years": MAX_AGE_YEARS, "contest": contest.id, "limit": limit}
                    yield TOO_OLD.at(inspection.place_account(account, "seen_on"), str(account.seen_on), **words)
