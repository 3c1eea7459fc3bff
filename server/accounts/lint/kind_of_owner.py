"""The kind of an account fits its owner: a party's account is no person's, volunteers are a team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import AccountList

WRONG_KIND = Mistake("L204", 'kind "{found}" does not fit {owner}', "one of: {allowed}", "correct one of them")

_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "person": ("registered", "campaign", "personal", "office"),
    "party": ("registered", "party"),
    "campaign_team": ("registered", "campaign"),
    "volunteers": ("volunteer",),
}


def check_kind_of_owner(inspection: Inspection) -> Iterator[Finding]:
    """Find accounts whose kind their owner cannot have."""
    account_list = inspection.account_list
    for account in account_list.accounts.values():
        allowed = _ALLOWED[_sort_of_owner(account_list, account.owner_id)]
        if account.kind not in allowed:
            owner = account_list.find_owner_name(account.owner_id)
            place = inspection.place_account(account, "kind")
            yield WRONG_KIND.at(place, account.kind, owner=owner, allowed=", ".join(allowed))


def _sort_of_owner(account_list: AccountList, owner_id: str) -> str:
    if owner_id in account_list.people:
        return "person"
    team = account_list.teams.get(owner_id)
    return team.kind if team else "party"
