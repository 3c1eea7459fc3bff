"""Write an account list as YAML in its canonical form: fixed order of fields, one fact per line, quotes where needed.

``list_reader`` reads back what is written here, value by value; a property test holds the two together. Values that
another YAML reader would take for a number, a date or yes/no are quoted, so that nobody's tool changes an id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from server.accounts.list_builder import inherit_offset
from server.accounts.list_fields import FORMAT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

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
    from server.domain.elections import AccountCap, Contest, Election, PhasePeriod, Region, ReleaseBounds
    from server.domain.window import Window

ONE_LINE = 1_000_000  # no folding: a fact stays in its line, however long the note


def format_file(sections: Mapping[str, Iterable[Mapping[str, Any]]]) -> str:
    """Return a file's text from its sections; empty sections are left out."""
    filled = {name: list(entries) for name, entries in sections.items()}
    content = {"format": FORMAT, **{name: entries for name, entries in filled.items() if entries}}
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
        "regions": [describe_region(region) for region in account_list.regions.values()],
        "elections": [describe_election(election) for election in account_list.elections.values()],
        "contests": [describe_contest(account_list, contest) for contest in account_list.contests.values()],
        "teams": [describe_team(team) for team in account_list.teams.values()],
        "parties": [describe_party(party) for party in account_list.parties.values()],
        "people": [describe_person(person) for person in account_list.people.values()],
        "accounts": [describe_account(account) for account in account_list.accounts.values()],
        "domains": [describe_domain(domain) for domain in account_list.domains.values()],
        "searches": [describe_search(search) for search in account_list.searches],
        "sources": [describe_source(source) for source in account_list.sources.values()],
        "maintainers": [describe_maintainer(maintainer) for maintainer in account_list.maintainers.values()],
        "exceptions": [describe_exception(exception) for exception in account_list.exceptions],
        "redirects": [describe_redirect(redirect) for redirect in account_list.redirects],
        "removals": [describe_removal(removal) for removal in account_list.removals],
        "freezes": [describe_freeze(freeze) for freeze in account_list.freezes],
    }


def describe_region(region: Region) -> dict[str, Any]:
    """Return the fields of a region."""
    offset = region.utc_offset_minutes
    return _filled(
        id=region.id,
        name=region.name,
        level=region.level,
        iso=region.iso,
        utc_offset_minutes=str(offset) if offset else None,
    )


def describe_election(election: Election) -> dict[str, Any]:
    """Return the fields of an election."""
    return _filled(
        id=election.id,
        kind=election.kind,
        name={"id": election.name.id, "en": election.name.en},
        utc_offset_minutes=str(election.utc_offset_minutes),
        practice="true" if election.is_practice else None,
        account_cap=_describe_cap(election.account_cap),
        release_bounds=_describe_bounds(election.release_bounds),
        accounts_close_on=_day(election.accounts_close_on),
        phases=[_describe_phase(period) for period in election.phases],
    )


def describe_contest(account_list: AccountList, contest: Contest) -> dict[str, Any]:
    """Return the fields of a contest with its sides; phases and time zone only where they are its own."""
    election = account_list.elections[contest.election_id]
    sides = (side for side in account_list.sides.values() if side.contest_id == contest.id)
    is_own_zone = contest.utc_offset_minutes != inherit_offset(election, contest.region, account_list.regions)
    return _filled(
        id=contest.id,
        election=contest.election_id,
        name={"id": contest.name.id, "en": contest.name.en},
        office=contest.office,
        region=contest.region,
        utc_offset_minutes=str(contest.utc_offset_minutes) if is_own_zone else None,
        empty_box=contest.empty_box,
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
        checked_by=account.checked_by,
        next_check_on=_day(account.next_check_on),
        confirmed_by=account.confirmed_by,
        confirmed_on=_day(account.confirmed_on),
        confirmation=account.confirmation,
        note=account.note,
    )


def describe_domain(domain: CampaignDomain) -> dict[str, Any]:
    """Return the fields of a campaign site's domain."""
    return _filled(
        id=domain.id,
        owner=domain.owner_id,
        domain=domain.domain,
        **_days(domain.window),
        grade=domain.grade,
        sources=list(domain.source_ids),
        checked_on=_day(domain.checked_on),
        checked_by=domain.checked_by,
        note=domain.note,
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
        archive_url=source.archive_url,
        sha256=source.sha256,
        citation=source.citation,
        published=source.published,
        retrieved=_day(source.retrieved),
        note=source.note,
    )


def describe_maintainer(maintainer: Maintainer) -> dict[str, Any]:
    """Return the fields of a maintainer."""
    return _filled(id=maintainer.id, **_days(maintainer.window), contact=maintainer.contact, note=maintainer.note)


def describe_exception(exception: ListException) -> dict[str, Any]:
    """Return the fields of an exception."""
    return _filled(
        code=exception.code,
        entry=exception.entry_id,
        other=exception.other_id,
        reason=exception.reason,
        decided_on=_day(exception.decided_on),
        decided_by=exception.decided_by,
    )


def describe_redirect(redirect: Redirect) -> dict[str, Any]:
    """Return the fields of a redirect."""
    ends = {"from": redirect.from_id, "to": redirect.to_id}
    return _filled(
        **ends,
        name=redirect.name,
        disambiguation=redirect.disambiguation,
        moved=list(redirect.moved_ids),
        merged_on=_day(redirect.merged_on),
        merged_by=redirect.merged_by,
    )


def describe_removal(removal: Removal) -> dict[str, Any]:
    """Return the fields of a removal."""
    return _filled(
        id=removal.id,
        digests=list(removal.digests),
        reason=removal.reason,
        case=removal.case,
        removed_on=_day(removal.removed_on),
        removed_by=removal.removed_by,
    )


def describe_freeze(freeze: Freeze) -> dict[str, Any]:
    """Return the fields of a freeze."""
    return _filled(
        election=freeze.election_id,
        digest=freeze.digest,
        frozen_on=_day(freeze.frozen_on),
        frozen_by=freeze.frozen_by,
        confirmed_by=freeze.confirmed_by,
    )


def _describe_cap(cap: AccountCap | None) -> dict[str, Any] | None:
    if cap is None:
        return None
    return _filled(per_platform=str(cap.per_platform), sources=list(cap.source_ids), note=cap.note)


def _describe_bounds(bounds: ReleaseBounds | None) -> dict[str, Any] | None:
    if bounds is None:
        return None
    return {"dropped_percent": str(bounds.dropped_percent), "grown_percent": str(bounds.grown_percent)}


def _describe_phase(period: PhasePeriod) -> dict[str, Any]:
    return _filled(
        phase=period.phase.value,
        round=str(period.round) if period.round > 1 else None,
        **_days(period),
        sources=list(period.source_ids),
        note=period.note,
    )


def _describe_side(side: Side) -> dict[str, Any]:
    return _filled(
        id=side.id,
        name=side.name,
        statuses=[_describe_status(status) for status in side.statuses],
        ballot_number=side.ballot_number,
        kpu_id=side.kpu_id,
        people=[_describe_candidacy(candidacy) for candidacy in side.candidacies],
        party=side.party_id,
        nominated_by=list(side.nominated_by),
        sources=list(side.source_ids),
        note=side.note,
    )


def _describe_status(status: SideStatus) -> dict[str, Any]:
    days = {"from": _day(status.starts)}
    return _filled(status=status.status, **days, sources=list(status.source_ids), note=status.note)


def _describe_candidacy(candidacy: Candidacy) -> dict[str, Any]:
    return _filled(person=candidacy.person_id, role=candidacy.role, **_days(candidacy.window))


def _describe_former(old: FormerHandle) -> dict[str, Any]:
    return _filled(handle=old.handle, **_days(old.window), sources=list(old.source_ids))


def _own_phases(election: Election, contest: Contest) -> list[PhasePeriod]:
    """Return the periods that the contest does not share with its election."""
    return [period for period in contest.phases if period not in election.phases]


def _days(window: Window | PhasePeriod) -> dict[str, str | None]:
    return {"from": _day(window.starts), "to": _day(window.ends)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _filled(**fields: Any) -> dict[str, Any]:
    """Leave out what is not known: no field of the list is ever empty."""
    return {name: value for name, value in fields.items() if value not in (None, [])}
