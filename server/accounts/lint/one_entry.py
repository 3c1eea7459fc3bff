"""One account, one entry: the same handle or permanent id never stands twice, least of all for two owners.

Source: unitedstates/congress-legislators issue 1059, where one X account stood under two senators for 18 months.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_key import AccountKey
    from server.domain.account_list import Account

TWO_OWNERS = Mistake(
    "L201", "{found} belongs to {other}, says {first}", "one owner for one account", "find out whose it is; remove one"
)
TWICE = Mistake("L202", "{found} is listed already, at {first}", "one entry for one account", "merge the two entries")


def check_one_entry(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts that stand in the list twice."""
    known: dict[AccountKey, Account] = {}
    for account in inspection.account_list.accounts.values():
        for key in account.keys:
            first = known.setdefault(key, account)
            if first is not account and not _follow_each_other(first, account):
                yield _make_finding(inspection, first, account, key)


def _follow_each_other(first: Account, second: Account) -> bool:
    """Tell whether a freed handle went from one account to another: their windows have no day in common."""
    return first.window.narrow(second.window).is_empty


def _make_finding(inspection: Inspection, first: Account, second: Account, key: AccountKey) -> Finding:
    place = inspection.place_account(second, "platform_id" if key.value.startswith("#") else "handle")
    where = inspection.place_account(first)
    if first.owner_id == second.owner_id:
        return TWICE.at(place, str(key), first=where)
    owner = inspection.account_list.find_owner_name(first.owner_id)
    return TWO_OWNERS.at(place, str(key), first=where, other=owner)
