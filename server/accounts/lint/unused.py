"""Every entry has a use: a source that nobody cites and a person who stands nowhere are left-overs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.findings import Finding, Mistake

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.accounts.lint.inspection import Inspection
    from server.domain.account_list import AccountList
    from server.domain.elections import PhasePeriod

UNUSED = Mistake("L222", "nothing in the list uses {found}", "a use, or no entry", "remove it", is_warning=True)


def check_unused(inspection: Inspection) -> Iterator[Finding]:
    """Find sources and people that no other entry names."""
    if not inspection.is_whole:
        return
    account_list = inspection.account_list
    used = set(_used_sources(account_list))
    for source_id in account_list.sources:
        if source_id not in used:
            yield UNUSED.at(inspection.place("sources", source_id), source_id)
    owners = {account.owner_id for account in account_list.accounts.values()} | set(inspection.contests_by_owner)
    for person_id in account_list.people:
        if person_id not in owners:
            yield UNUSED.at(inspection.place("people", person_id), person_id)


def _used_sources(account_list: AccountList) -> Iterator[str]:
    for account in account_list.accounts.values():
        yield from account.source_ids
        for old in account.former_handles:
            yield from old.source_ids
    for side in account_list.sides.values():
        yield from side.source_ids
        for status in side.statuses:
            yield from status.source_ids
    for team in account_list.teams.values():
        yield from team.source_ids
    yield from _sources_of_domains(account_list)
    yield from _sources_of_elections(account_list)


def _sources_of_domains(account_list: AccountList) -> Iterator[str]:
    for domain in account_list.domains.values():
        yield from domain.source_ids


def _sources_of_elections(account_list: AccountList) -> Iterator[str]:
    for election in account_list.elections.values():
        yield from _sources_of_phases(election.phases)
        yield from election.account_cap.source_ids if election.account_cap else ()
    for contest in account_list.contests.values():
        yield from _sources_of_phases(contest.phases)


def _sources_of_phases(periods: Iterable[PhasePeriod]) -> Iterator[str]:
    for period in periods:
        yield from period.source_ids
