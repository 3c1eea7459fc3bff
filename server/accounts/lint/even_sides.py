"""Rivals are treated alike: where one is listed on a platform, the others are, or it is written down that we looked.

Source: candidate_accounts/README.md, "Even for all sides".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import Account

UNEVEN = Mistake(
    "L217",
    "{name} has no listed account on {found}, {listed} of {rivals} rivals have",
    "a listed account, or an entry in searches",
    "look for one, or write down the search",
    is_warning=True,
)


def check_even_sides(inspection: Inspection) -> Iterator[Finding]:
    """Find people, teams and parties without a listed account on a platform where a rival has one."""
    if not inspection.is_whole:
        return
    listed = {(account.owner_id, account.platform) for account in _listed_accounts(inspection)}
    answered = listed | {(search.owner_id, search.platform) for search in inspection.account_list.searches}
    platforms = sorted({platform for _, platform in listed})
    for kind, rivals in _rivals(inspection):
        for platform in platforms:
            having = sum((owner, platform) in listed for owner in rivals)
            missing = [owner for owner in rivals if (owner, platform) not in answered]
            for owner in missing if having else ():
                name = inspection.account_list.find_owner_name(owner)
                words = {"name": name, "listed": having, "rivals": len(rivals) - 1}
                yield UNEVEN.at(inspection.place(kind, owner), platform, **words)


def _listed_accounts(inspection: Inspection) -> Iterator[Account]:
    return (account for account in inspection.account_list.accounts.values() if account.is_listed)


def _rivals(inspection: Inspection) -> Iterator[tuple[str, list[str]]]:
    """Return, for every contest, those who are alike in it: its people, its parties, its campaign teams."""
    alike: dict[tuple[str, str], list[str]] = {}
    sides = inspection.account_list.sides
    for side in sides.values():
        people = [candidacy.person_id for candidacy in side.candidacies]
        alike.setdefault((side.contest_id, "people"), []).extend(people)
        if side.party_id:
            alike.setdefault((side.contest_id, "parties"), []).append(side.party_id)
    for team in inspection.account_list.teams.values():
        if team.kind == "campaign_team":
            alike.setdefault((sides[team.side_id].contest_id, "teams"), []).append(team.id)
    for (_, kind), rivals in alike.items():
        yield kind, rivals
