"""Make the account list's values from its entries; an entry that is incomplete, or names one, is left out.

Leaving out matters only to ``jaga lint``, which goes on after a mistake; ``load_account_list`` has refused by then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.domain.account_list import (
    Account,
    AccountList,
    CampaignDomain,
    Candidacy,
    FormerHandle,
    Maintainer,
    Party,
    Person,
    Search,
    Side,
    SideStatus,
    Source,
    Team,
)
from server.domain.decisions import Freeze, ListException, Redirect, Removal
from server.domain.elections import (
    COUNTRY,
    AccountCap,
    BilingualName,
    Contest,
    Election,
    Phase,
    PhasePeriod,
    Region,
    ReleaseBounds,
    find_province_id,
)
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from server.accounts.record_reader import Record

    Records = Mapping[str, Sequence[Record]]


def build_account_list(records: Records) -> AccountList:
    """Build the list from its entries by kind; every reference between the values made here holds."""
    sources = {source.id: source for source in map(_make_source, _complete(records, "sources"))}
    regions = {region.id: region for region in map(_make_region, _complete(records, "regions"))}
    maintainers = {each.id: each for each in map(_make_maintainer, _complete(records, "maintainers"))}
    elections = {election.id: election for election in map(_make_election, _complete(records, "elections"))}
    parties = {party.id: party for party in map(_make_party, _complete(records, "parties"))}
    people = {person.id: person for person in map(_make_person, _complete(records, "people"))}
    drafts = [
        record
        for record in _complete(records, "contests")
        if record.get("election") in elections and record.get("region") in {COUNTRY, *regions}
    ]
    contests = {
        record.get("id"): _make_contest(record, elections[record.get("election")], regions) for record in drafts
    }
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
    domains = {
        domain.id: domain
        for domain in map(_make_domain, _complete(records, "domains"))
        if domain.owner_id in owners and _all_in(domain.source_ids, sources)
    }
    return AccountList(
        elections=elections,
        contests=contests,
        sides=sides,
        people=people,
        parties=parties,
        teams=teams,
        accounts=accounts,
        sources=sources,
        searches=searches,
        regions=regions,
        domains=domains,
        maintainers=maintainers,
        exceptions=tuple(map(_make_exception, _complete(records, "exceptions"))),
        redirects=tuple(map(_make_redirect, _complete(records, "redirects"))),
        removals=tuple(map(_make_removal, _complete(records, "removals"))),
        freezes=tuple(map(_make_freeze, _complete(records, "freezes"))),
    )


def merge_phases(shared: Iterable[PhasePeriod], own: Sequence[PhasePeriod]) -> tuple[PhasePeriod, ...]:
    """Return a contest's periods in the order of their days.

    Args:
        shared: the election's periods.
        own: the contest's; for each phase of a round that they name they replace the election's.
    """
    named = {(period.phase, period.round) for period in own}
    periods = [period for period in shared if (period.phase, period.round) not in named]
    return tuple(sorted([*periods, *own], key=lambda period: period.starts))


def inherit_offset(election: Election, region_id: str, regions: Mapping[str, Region]) -> int:
    """Return the time zone of a contest without its own: its province's, else its election's; minutes from UTC."""
    province = regions.get(find_province_id(region_id))
    own = province.utc_offset_minutes if province else None
    return own or election.utc_offset_minutes


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
        archive_url=record.get("archive_url"),
        sha256=record.get("sha256"),
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
            int(record.get("round") or 1),
        )
        for record in records or ()
    )


def _make_region(record: Record) -> Region:
    offset = record.get("utc_offset_minutes")
    return Region(
        id=record.get("id"),
        name=record.get("name"),
        level=record.get("level"),
        iso=record.get("iso"),
        utc_offset_minutes=int(offset) if offset else None,
    )


def _make_maintainer(record: Record) -> Maintainer:
    return Maintainer(record.get("id"), _make_window(record), record.get("note"), record.get("contact"))


def _make_cap(record: Record | None) -> AccountCap | None:
    if record is None:
        return None
    return AccountCap(int(record.get("per_platform")), record.get("sources"), record.get("note"))


def _make_bounds(record: Record | None) -> ReleaseBounds | None:
    if record is None:
        return None
    return ReleaseBounds(int(record.get("dropped_percent")), int(record.get("grown_percent")))


def _make_election(record: Record) -> Election:
    return Election(
        id=record.get("id"),
        name=_make_name(record.get("name")),
        utc_offset_minutes=int(record.get("utc_offset_minutes")),
        phases=merge_phases((), _make_phases(record.get("phases"))),
        accounts_close_on=record.get("accounts_close_on"),
        is_practice=record.get("practice") == "true",
        kind=record.get("kind"),
        account_cap=_make_cap(record.get("account_cap")),
        release_bounds=_make_bounds(record.get("release_bounds")),
    )


def _make_contest(record: Record, election: Election, regions: Mapping[str, Region]) -> Contest:
    own_offset = record.get("utc_offset_minutes")
    return Contest(
        id=record.get("id"),
        election_id=election.id,
        name=_make_name(record.get("name")),
        office=record.get("office"),
        region=record.get("region"),
        utc_offset_minutes=int(own_offset or inherit_offset(election, record.get("region"), regions)),
        phases=merge_phases(election.phases, _make_phases(record.get("phases"))),
        empty_box=record.get("empty_box"),
    )


def _make_sides(contest: Record) -> Iterator[Side]:
    for record in contest.get("sides") or ():
        if record.is_complete:
            yield Side(
                id=record.get("id"),
                contest_id=contest.get("id"),
                name=record.get("name"),
                statuses=tuple(map(_make_status, record.get("statuses"))),
                ballot_number=record.get("ballot_number"),
                candidacies=tuple(map(_make_candidacy, record.get("people") or ())),
                party_id=record.get("party"),
                nominated_by=record.get("nominated_by") or (),
                source_ids=record.get("sources"),
                note=record.get("note"),
                kpu_id=record.get("kpu_id"),
            )


def _make_status(record: Record) -> SideStatus:
    return SideStatus(record.get("status"), record.get("from"), record.get("sources") or (), record.get("note"))


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
        former_handles=tuple(map(_make_former, former)),
        seen=values.get("seen"),
        seen_on=values.get("seen_on"),
        note=values.get("note"),
        checked_by=values.get("checked_by"),
        next_check_on=values.get("next_check_on"),
        confirmed_by=values.get("confirmed_by"),
        confirmed_on=values.get("confirmed_on"),
        confirmation=values.get("confirmation"),
    )


def _make_former(record: Record) -> FormerHandle:
    return FormerHandle(record.get("handle"), _make_window(record), record.get("sources") or ())


def _make_domain(record: Record) -> CampaignDomain:
    return CampaignDomain(
        id=record.get("id"),
        owner_id=record.get("owner"),
        domain=record.get("domain"),
        grade=record.get("grade"),
        checked_on=record.get("checked_on"),
        source_ids=record.get("sources"),
        window=_make_window(record),
        checked_by=record.get("checked_by"),
        note=record.get("note"),
    )


def _make_search(record: Record) -> Search:
    return Search(
        owner_id=record.get("owner"),
        platform=record.get("platform"),
        result=record.get("result"),
        searched_on=record.get("searched_on"),
        note=record.get("note"),
    )


def _make_exception(record: Record) -> ListException:
    return ListException(
        code=record.get("code"),
        entry_id=record.get("entry"),
        reason=record.get("reason"),
        decided_on=record.get("decided_on"),
        decided_by=record.get("decided_by"),
        other_id=record.get("other"),
    )


def _make_redirect(record: Record) -> Redirect:
    return Redirect(
        from_id=record.get("from"),
        to_id=record.get("to"),
        name=record.get("name"),
        merged_on=record.get("merged_on"),
        merged_by=record.get("merged_by"),
        moved_ids=record.get("moved") or (),
        disambiguation=record.get("disambiguation"),
    )


def _make_removal(record: Record) -> Removal:
    return Removal(
        id=record.get("id"),
        reason=record.get("reason"),
        removed_on=record.get("removed_on"),
        removed_by=record.get("removed_by"),
        digests=record.get("digests") or (),
        case=record.get("case"),
    )


def _make_freeze(record: Record) -> Freeze:
    return Freeze(
        election_id=record.get("election"),
        digest=record.get("digest"),
        frozen_on=record.get("frozen_on"),
        frozen_by=record.get("frozen_by"),
        confirmed_by=record.get("confirmed_by"),
    )
