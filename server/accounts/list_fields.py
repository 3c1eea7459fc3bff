"""The fields of every kind of entry in ``candidate_accounts/``, as tables.

What the fields mean stands in ``candidate_accounts/SCHEMA.md``; a test keeps the two alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.record_reader import (
    Field,
    list_of,
    of_form,
    one_of,
    read_date,
    read_partial_date,
    read_text,
    record_of,
)
from server.domain.elections import Phase

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICES = ("presiden", "legislatif", "dpr", "dpd", "dprd", "gubernur", "bupati", "wali_kota", "latihan")
PHASES = tuple(phase.value for phase in Phase if phase is not Phase.NONE)
ROLES = (
    "calon_presiden",
    "calon_wakil_presiden",
    "calon_dpr",
    "calon_dpd",
    "calon_dprd",
    "calon_gubernur",
    "calon_wakil_gubernur",
    "calon_bupati",
    "calon_wakil_bupati",
    "calon_wali_kota",
    "calon_wakil_wali_kota",
    "calon_latihan",
)
SIDE_STATUSES = ("proposed", "final", "withdrawn", "disqualified", "replaced")
TEAM_KINDS = ("campaign_team", "volunteers")
ACCOUNT_KINDS = ("registered", "campaign", "personal", "party", "volunteer", "office")
ACCOUNT_STATUSES = ("active", "dormant", "closed", "suspended", "hijacked", "handle_reused", "unknown")
GRADES = ("A", "B", "C", "D")
SEEN = ("badge", "platform_id", "posts")
SEARCH_RESULTS = ("none_found", "leads_only", "declared_none")
SOURCE_KINDS = (
    "kpu_form",
    "kpu_page",
    "regulation",
    "own_statement",
    "own_site",
    "press",
    "fact_check",
    "dataset",
    "study",
    "blog",
    "unnamed_repository",
    "practice",
)
LOCAL_TO = ("aceh",)

_OPAQUE = "[0-9a-hjkmnp-tv-z]{6}"  # Crockford's base 32 without capitals: no i, l, o, u to be misread
_slug = of_form(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and single hyphens")
_source_id = of_form(r"src-[a-z0-9]+(-[a-z0-9]+)*", "src- and small letters, digits, hyphens")
_party_id = of_form(r"pt-[a-z0-9]+(-[a-z0-9]+)*", "pt- and small letters, digits, hyphens")
_person_id = of_form(f"ps-{_OPAQUE}", "ps- and six letters or digits")
_side_id = of_form(f"sd-{_OPAQUE}", "sd- and six letters or digits")
_team_id = of_form(f"tm-{_OPAQUE}", "tm- and six letters or digits")
_account_id = of_form(f"ak-{_OPAQUE}", "ak- and six letters or digits")
_owner_id = of_form(f"(ps|tm)-{_OPAQUE}|pt-[a-z0-9-]+", "the id of a person, team or party")
_region = of_form(r"ID|wil:\d\d(\.\d\d)?", "ID, or wil: and the Kemendagri code such as wil:73.71")
_ballot_number = of_form(r"[1-9]\d?", "the number on the ballot")
_offset = one_of(("420", "480", "540"))
_url = of_form(r"https?://[^\s]+", "an address that begins with https://")
_sources = Field(list_of(_source_id))
_optional_sources = Field(list_of(_source_id), is_required=False)
_note = Field(read_text, is_required=False)
_from = Field(read_date, is_required=False)
_to = Field(read_date, is_required=False)

NAME: Mapping[str, Field] = {"id": Field(read_text), "en": Field(read_text)}
PHASE: Mapping[str, Field] = {
    "phase": Field(one_of(PHASES)),
    "from": Field(read_date),
    "to": Field(read_date),
    "sources": _sources,
    "note": _note,
}
_phases = Field(list_of(record_of(PHASE)), is_required=False)
ELECTION: Mapping[str, Field] = {
    "id": Field(_slug),
    "name": Field(record_of(NAME)),
    "utc_offset_minutes": Field(_offset),
    "practice": Field(one_of(("true",)), is_required=False),
    "accounts_close_on": Field(read_date, is_required=False),
    "phases": _phases,
}
CANDIDACY: Mapping[str, Field] = {
    "person": Field(_person_id),
    "role": Field(one_of(ROLES)),
    "from": _from,
    "to": _to,
}
SIDE: Mapping[str, Field] = {
    "id": Field(_side_id),
    "name": Field(read_text),
    "status": Field(one_of(SIDE_STATUSES)),
    "ballot_number": Field(_ballot_number, is_required=False),
    "people": Field(list_of(record_of(CANDIDACY)), is_required=False),
    "party": Field(_party_id, is_required=False),
    "nominated_by": Field(list_of(_party_id), is_required=False),
    "sources": _sources,
    "note": _note,
}
CONTEST: Mapping[str, Field] = {
    "id": Field(_slug),
    "election": Field(_slug),
    "name": Field(record_of(NAME)),
    "office": Field(one_of(OFFICES)),
    "region": Field(_region),
    "utc_offset_minutes": Field(_offset, is_required=False),
    "phases": _phases,
    "sides": Field(list_of(record_of(SIDE)), is_required=False),
}
PERSON: Mapping[str, Field] = {
    "id": Field(_person_id),
    "name": Field(read_text),
    "disambiguation": Field(read_text, is_required=False),
}
PARTY: Mapping[str, Field] = {
    "id": Field(_party_id),
    "name": Field(read_text),
    "short_name": Field(read_text),
    "local_to": Field(one_of(LOCAL_TO), is_required=False),
    "note": _note,
}
TEAM: Mapping[str, Field] = {
    "id": Field(_team_id),
    "name": Field(read_text),
    "kind": Field(one_of(TEAM_KINDS)),
    "side": Field(_side_id),
    "from": _from,
    "to": _to,
    "sources": _optional_sources,
    "note": _note,
}
FORMER_HANDLE: Mapping[str, Field] = {"handle": Field(read_text), "from": _from, "to": _to}
ACCOUNT: Mapping[str, Field] = {
    "id": Field(_account_id),
    "owner": Field(_owner_id),
    "platform": Field(read_text),
    "handle": Field(read_text, is_required=False),
    "platform_id": Field(read_text, is_required=False),
    "kind": Field(one_of(ACCOUNT_KINDS)),
    "status": Field(one_of(ACCOUNT_STATUSES)),
    "from": _from,
    "to": _to,
    "former_handles": Field(list_of(record_of(FORMER_HANDLE)), is_required=False),
    "grade": Field(one_of(GRADES)),
    "seen": Field(one_of(SEEN), is_required=False),
    "seen_on": Field(read_date, is_required=False),
    "sources": _sources,
    "checked_on": Field(read_date),
    "note": _note,
}
SEARCH: Mapping[str, Field] = {
    "owner": Field(_owner_id),
    "platform": Field(read_text),
    "result": Field(one_of(SEARCH_RESULTS)),
    "searched_on": Field(read_date),
    "note": _note,
}
SOURCE: Mapping[str, Field] = {
    "id": Field(_source_id),
    "kind": Field(one_of(SOURCE_KINDS)),
    "title": Field(read_text),
    "url": Field(_url, is_required=False),
    "citation": Field(read_text, is_required=False),
    "published": Field(read_partial_date, is_required=False),
    "retrieved": Field(read_date),
    "note": _note,
}

SECTIONS: Mapping[str, Mapping[str, Field]] = {
    "elections": ELECTION,
    "contests": CONTEST,
    "teams": TEAM,
    "parties": PARTY,
    "people": PERSON,
    "accounts": ACCOUNT,
    "searches": SEARCH,
    "sources": SOURCE,
}
"""Every section that a file may have; each is a list of entries."""

FILE: Mapping[str, Field] = {
    "format": Field(one_of(("1",))),
    **{name: Field(list_of(record_of(fields)), is_required=False) for name, fields in SECTIONS.items()},
}
