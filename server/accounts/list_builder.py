"""Make the account list's values from its entries; an entry that is incomplete, or names one, is left out.

Leaving out matters only to ``jaga lint``, which goes on after a mistake; ``load_account_list`` has refused by then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from server.domain.elections import BilingualName, Contest, Election, Phase, PhasePeriod
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from server.accounts.record_reader import Record

    Records = Mapping[str, Sequence[Record]]


def build_account_list(records: Records) -> AccountList:
    """Build the list from its entries by kind; every reference between the values made here holds."""
    sources = {source.id: source for source in map(_make_source, _complete(records, "sources"))}
    elections = {election.id: election for election in map(_make_election, _complete(records, "elections"))}
    parties = {party.id: party for party in map(_make_party, _complete(records, "parties"))}
    people = {person.id: person for person in map(_make_person, _complete(records, "people"))}
    drafts = [record for record in _complete(records, "contests") if record.get("election") in elections]
    contests = {record.get("id"): _make_contest(record, elections[record.get("election")]) for record in drafts}
    sides = {
        side.id: side for record in drafts for side in _make_sides(record) if _holds(side, parties, people, sources)
    }
    teams = {
        team.id: team
        for team in map(_make_team, _complete(records, "teams"))
        if team.side_id in sides and _all_in(team.source_ids, sources)
    }
    owners = {*people, *parties, *teams}
    accounts = {
        account.id: account
        for account in map(_make_account, _complete(records, "accounts"))
        if account.owner_id in owners and _all_in(account.source_ids, sources)
    }
    searches = tuple(
        search for search in map(_make_search, _complete(records, "searches")) if search.owner_id in owners
    )
    return AccountList(elections, contests, sides, people, parties, teams, accounts, sources, searches)


def merge_phases(shared: Iterable[PhasePeriod], own: Sequence[PhasePeriod]) -> tuple[PhasePeriod, ...]:
    """Return a contest's periods in the order of their days.

    Args:
        shared: the election's periods.
        own: the contest's; for each phase that they name they replace the election's.
    """
    named = {period.phase for period in own}
    periods = [period for period in shared if period.phase not in named]
    return tuple(sorted([*periods, *own], key=lambda period: period.starts))


def _complete(records: Records, kind: str) -> Iterator[Record]:
    return (record for record in records.get(kind, ()) if record.is_complete)


def _all_in(ids: Iterable[str], table: Container[str]) -> bool:
    return all(entry_id in table for entry_id in ids)


def _holds(side: Side, parties: Container[str], people: Container[str], sources: Container[str]) -> bool:
    standing = side.party_id is None or side.party_id in parties
    candidates = all(candidacy.person_id in people for candidacy in side.candidacies)
    return standing and candidates and _all_in(side.nominated_by, parties) and _all_in(side.source_ids, sources)


def _make_source(record: Record) -> Source:
    return Source(
        id=record.get("id"),
        kind=record.get("kind"),
        title=record.get("title"),
        retrieved=record.get("retrieved"),
        url=record.get("url"),
        citation=record.get("citation"),
        published=record.get("published"),
        note=record.get("note"),
    )


def _make_name(record: Record) -> BilingualName:
    return BilingualName(record.get("id"), record.get("en"))


def _make_phases(records: Sequence[Record] | None) -> tuple[PhasePeriod, ...]:
    return tuple(
        PhasePeriod(
            Phase(record.get("phase")),
            record.get("from"),
            record.get("to"),
            record.get("sources"),
            record.get("note"),
        )
        for record in records or ()
    )


def _make_election(record: Record) -> Election:
    return Election(
        id=record.get("id"),
        name=_make_name(record.get("name")),
        utc_offset_minutes=int(record.get("utc_offset_minutes")),
        phases=merge_phases((), _make_phases(record.get("phases"))),
        accounts_close_on=record.get("accounts_close_on"),
        is_practice=record.get("practice") == "true",
    )


def _make_contest(record: Record, election: Election) -> Contest:
    return Contest(
        id=record.get("id"),
        election_id=election.id,
        name=_make_name(record.get("name")),
        office=record.get("office"),
        region=record.get("region"),
        utc_offset_minutes=int(record.get("utc_offset_minutes") or election.utc_offset_minutes),
        phases=merge_phases(election.phases, _make_phases(record.get("phases"))),
    )


def _make_sides(contest: Record) -> Iterator[Side]:
    for record in contest.get("sides") or ():
        if record.is_complete:
            yield Side(
                id=record.get("id"),
                contest_id=contest.get("id"),
                name=record.get("name"),
                status=record.get("status"),
                ballot_number=record.get("ballot_number"),
                candidacies=tuple(map(_make_candidacy, record.get("people") or ())),
                party_id=record.get("party"),
                nominated_by=record.get("nominated_by") or (),
                source_ids=record.get("sources"),
                note=record.get("note"),
            )


def _make_candidacy(record: Record) -> Candidacy:
    return Candidacy(record.get("person"), record.get("role"), _make_window(record))


def _make_window(record: Record) -> Window:
    return Window(record.get("from"), record.get("to"))


def _make_party(record: Record) -> Party:
    return Party(
        id=record.get("id"),
        name=record.get("name"),
        short_name=record.get("short_name"),
        local_to=record.get("local_to"),
        note=record.get("note"),
    )


def _make_person(record: Record) -> Person:
    return Person(record.get("id"), record.get("name"), record.get("disambiguation"))


def _make_team(record: Record) -> Team:
    return Team(
        id=record.get("id"),
        name=record.get("name"),
        kind=record.get("kind"),
        side_id=record.get("side"),
        window=_make_window(record),
        source_ids=record.get("sources") or (),
        note=record.get("note"),
    )


def _make_account(record: Record) -> Account:
    values = record.values
    former = values.get("former_handles") or ()
    return Account(
        id=values["id"],
        owner_id=values["owner"],
        platform=values["platform"],
        handle=values.get("handle"),
        platform_id=values.get("platform_id"),
        kind=values["kind"],
        status=values["status"],
        grade=values["grade"],
        checked_on=values["checked_on"],
        source_ids=values["sources"],
        window=_make_window(record),
        former_handles=tuple(FormerHandle(old.get("handle"), _make_window(old)) for old in former),
        seen=values.get("seen"),
        seen_on=values.get("seen_on"),
        note=values.get("note"),
    )


def _make_search(record: Record) -> Search:
    return Search(
        owner_id=record.get("owner"),
        platform=record.get("platform"),
        result=record.get("result"),
        searched_on=record.get("searched_on"),
        note=record.get("note"),
    )
