"""Write an account list as YAML in its canonical form: fixed order of fields, one fact per line, quotes where needed.

``list_reader`` reads back what is written here, value by value; a property test holds the two together. Values that
another YAML reader would take for a number, a date or yes/no are quoted, so that nobody's tool changes an id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from server.domain.account_list import (
        Account,
        AccountList,
        Candidacy,
        FormerHandle,
        Party,
        Person,
        Search,
        Side,
        Source,
        Team,
    )
    from server.domain.elections import Contest, Election, Phase, PhasePeriod
    from server.domain.window import Window

ONE_LINE = 1_000_000  # no folding: a fact stays in its line, however long the note


def format_file(sections: Mapping[str, Iterable[Mapping[str, Any]]]) -> str:
    """Return a file's text from its sections; empty sections are left out."""
    filled = {name: list(entries) for name, entries in sections.items()}
    content = {"format": "1", **{name: entries for name, entries in filled.items() if entries}}
    return yaml.dump(
        content,
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=ONE_LINE,
    )


def describe_list(account_list: AccountList) -> dict[str, list[dict[str, Any]]]:
    """Return the whole list as the sections of one file."""
    return {
        "elections": [describe_election(election) for election in account_list.elections.values()],
        "contests": [describe_contest(account_list, contest) for contest in account_list.contests.values()],
        "teams": [describe_team(team) for team in account_list.teams.values()],
        "parties": [describe_party(party) for party in account_list.parties.values()],
        "people": [describe_person(person) for person in account_list.people.values()],
        "accounts": [describe_account(account) for account in account_list.accounts.values()],
        "searches": [describe_search(search) for search in account_list.searches],
        "sources": [describe_source(source) for source in account_list.sources.values()],
    }


def describe_election(election: Election) -> dict[str, Any]:
    """Return the fields of an election."""
    return _filled(
        id=election.id,
        name={"id": election.name.id, "en": election.name.en},
        utc_offset_minutes=str(election.utc_offset_minutes),
        practice="true" if election.is_practice else None,
        accounts_close_on=_day(election.accounts_close_on),
        phases=[_describe_phase(period) for period in election.phases],
    )


def describe_contest(account_list: AccountList, contest: Contest) -> dict[str, Any]:
    """Return the fields of a contest with its sides; phases and time zone only where they are its own."""
    election = account_list.elections[contest.election_id]
    sides = (side for side in account_list.sides.values() if side.contest_id == contest.id)
    is_own_zone = contest.utc_offset_minutes != election.utc_offset_minutes
    return _filled(
        id=contest.id,
        election=contest.election_id,
        name={"id": contest.name.id, "en": contest.name.en},
        office=contest.office,
        region=contest.region,
        utc_offset_minutes=str(contest.utc_offset_minutes) if is_own_zone else None,
        phases=[_describe_phase(period) for period in _own_phases(election, contest)],
        sides=[_describe_side(side) for side in sides],
    )


def describe_team(team: Team) -> dict[str, Any]:
    """Return the fields of a team."""
    return _filled(
        id=team.id,
        name=team.name,
        kind=team.kind,
        side=team.side_id,
        **_days(team.window),
        sources=list(team.source_ids),
        note=team.note,
    )


def describe_party(party: Party) -> dict[str, Any]:
    """Return the fields of a party."""
    return _filled(id=party.id, name=party.name, short_name=party.short_name, local_to=party.local_to, note=party.note)


def describe_person(person: Person) -> dict[str, Any]:
    """Return the fields of a person."""
    return _filled(id=person.id, name=person.name, disambiguation=person.disambiguation)


def describe_account(account: Account) -> dict[str, Any]:
    """Return the fields of an account."""
    return _filled(
        id=account.id,
        owner=account.owner_id,
        platform=account.platform,
        handle=account.handle,
        platform_id=account.platform_id,
        kind=account.kind,
        status=account.status,
        **_days(account.window),
        former_handles=[_describe_former(old) for old in account.former_handles],
        grade=account.grade,
        seen=account.seen,
        seen_on=_day(account.seen_on),
        sources=list(account.source_ids),
        checked_on=_day(account.checked_on),
        note=account.note,
    )


def describe_search(search: Search) -> dict[str, Any]:
    """Return the fields of a search."""
    return _filled(
        owner=search.owner_id,
        platform=search.platform,
        result=search.result,
        searched_on=_day(search.searched_on),
        note=search.note,
    )


def describe_source(source: Source) -> dict[str, Any]:
    """Return the fields of a source."""
    return _filled(
        id=source.id,
        kind=source.kind,
        title=source.title,
        url=source.url,
        citation=source.citation,
        published=source.published,
        retrieved=_day(source.retrieved),
        note=source.note,
    )


def _describe_phase(period: PhasePeriod) -> dict[str, Any]:
    return _filled(
        phase=period.phase.value,
        **_days(period),
        sources=list(period.source_ids),
        note=period.note,
    )


def _describe_side(side: Side) -> dict[str, Any]:
    return _filled(
        id=side.id,
        name=side.name,
        status=side.status,
        ballot_number=side.ballot_number,
        people=[_describe_candidacy(candidacy) for candidacy in side.candidacies],
        party=side.party_id,
        nominated_by=list(side.nominated_by),
        sources=list(side.source_ids),
        note=side.note,
    )


def _describe_candidacy(candidacy: Candidacy) -> dict[str, Any]:
    return _filled(person=candidacy.person_id, role=candidacy.role, **_days(candidacy.window))


def _describe_former(old: FormerHandle) -> dict[str, Any]:
    return _filled(handle=old.handle, **_days(old.window))


def _own_phases(election: Election, contest: Contest) -> list[PhasePeriod]:
    """Return the periods of the phases that the contest does not share with its election."""
    phases = dict.fromkeys(period.phase for period in contest.phases)
    return [
        period
        for phase in phases
        if _periods_of(phase, contest.phases) != _periods_of(phase, election.phases)
        for period in _periods_of(phase, contest.phases)
    ]


def _periods_of(phase: Phase, periods: Iterable[PhasePeriod]) -> list[PhasePeriod]:
    return [period for period in periods if period.phase is phase]


def _days(window: Window | PhasePeriod) -> dict[str, str | None]:
    return {"from": _day(window.starts), "to": _day(window.ends)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _filled(**fields: Any) -> dict[str, Any]:
    """Leave out what is not known: no field of the list is ever empty."""
    return {name: value for name, value in fields.items() if value not in (None, [])}
