"""The fields of every kind of entry in ``candidate_accounts/``, as tables.

What the fields mean stands in ``candidate_accounts/SCHEMA.md``; a test keeps the two alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.record_reader import (
    Field,
    ListOf,
    OneOf,
    RecordOf,
    of_form,
    read_date,
    read_partial_date,
    read_text,
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
ELECTION_KINDS = ("pemilu", "pilkada", "latihan")
REGION_LEVELS = ("provinsi", "kabupaten", "kota")
SIDE_STATUSES = ("proposed", "final", "withdrawn", "disqualified", "replaced", "deceased")
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
REMOVAL_REASONS = ("not_theirs", "private_person", "objection", "rejected_lead", "other")

_OPAQUE = "[0-9a-hjkmnp-tv-z]{6}"  # Crockford's base 32 without capitals: no i, l, o, u to be misread
_slug = of_form(r"[a-z0-9]+(-[a-z0-9]+)*", "small letters, digits and single hyphens")
_source_id = of_form(r"src-[a-z0-9]+(-[a-z0-9]+)*", "src- and small letters, digits, hyphens")
_party_id = of_form(r"pt-[a-z0-9]+(-[a-z0-9]+)*", "pt- and small letters, digits, hyphens")
_person_id = of_form(f"ps-{_OPAQUE}", "ps- and six letters or digits")
_side_id = of_form(f"sd-{_OPAQUE}", "sd- and six letters or digits")
_team_id = of_form(f"tm-{_OPAQUE}", "tm- and six letters or digits")
_account_id = of_form(f"ak-{_OPAQUE}", "ak- and six letters or digits")
_domain_id = of_form(f"dm-{_OPAQUE}", "dm- and six letters or digits")
_maintainer_id = of_form(r"mt-[a-z0-9]+(-[a-z0-9]+)*", "mt- and small letters, digits, hyphens")
_owner_id = of_form(f"(ps|tm)-{_OPAQUE}|pt-[a-z0-9-]+", "the id of a person, team or party")
_any_id = of_form(r"[a-z0-9]+([-:.][a-z0-9]+)*", "the id of an entry")
_mergeable_id = of_form(f"(ps|tm|sd|ak|dm)-{_OPAQUE}|pt-[a-z0-9-]+", "the id of whoever or whatever was merged")
_region_id = of_form(r"wil:\d\d(\.\d\d)?", "wil: and the Kemendagri code such as wil:73 or wil:73.71")
_region = of_form(r"ID|wil:\d\d(\.\d\d)?", "ID, or wil: and the Kemendagri code such as wil:73.71")
_ballot_number = of_form(r"[1-9]\d?", "the number on the ballot")
_offset = OneOf(("420", "480", "540"))
_round = of_form(r"[1-9]", "1 or the number of the repetition")
_count = of_form(r"[1-9]\d{0,3}", "a number")
_percent = of_form(r"\d{1,4}", "a whole number of per cent")
_kpu_id = of_form(r"\d{1,12}", "digits")
_iso = of_form(r"ID-[A-Z]{2}", "the ISO 3166-2 code such as ID-SN")
_digest = of_form(r"[0-9a-f]{64}", "a SHA-256 in 64 hexadecimal digits")
_confirmation = of_form(r"[0-9a-f]{16}", "16 hexadecimal digits, as jaga approve writes them")
_code = of_form(r"L\d{3}", "the code of a warning such as L217")
_host = of_form(
    r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])",
    "a domain name alone, in small letters, IDNA-encoded",
)
_url = of_form(r"https?://[^\s]+", "an address that begins with https://")
_contact = of_form(
    r"mailto:[A-Za-z0-9._+-]+@([a-z0-9-]+\.)+[a-z]{2,63}|https://[^\s]+",
    "mailto: and an e-mail address, or an address that begins with https://",
)
_sources = Field(ListOf(_source_id))
_optional_sources = Field(ListOf(_source_id), is_required=False)
_note = Field(read_text, is_required=False)
_from = Field(read_date, is_required=False)
_to = Field(read_date, is_required=False)
_maintainer = Field(_maintainer_id)
_optional_maintainer = Field(_maintainer_id, is_required=False)

NAME: Mapping[str, Field] = {"id": Field(read_text), "en": Field(read_text)}
REGION: Mapping[str, Field] = {
    "id": Field(_region_id),
    "name": Field(read_text),
    "level": Field(OneOf(REGION_LEVELS)),
    "iso": Field(_iso, is_required=False),
    "utc_offset_minutes": Field(_offset, is_required=False),
}
PHASE: Mapping[str, Field] = {
    "phase": Field(OneOf(PHASES)),
    "round": Field(_round, is_required=False),
    "from": Field(read_date),
    "to": Field(read_date),
    "sources": _sources,
    "note": _note,
}
_phases = Field(ListOf(RecordOf(PHASE)), is_required=False)
ACCOUNT_CAP: Mapping[str, Field] = {"per_platform": Field(_count), "sources": _sources, "note": _note}
RELEASE_BOUNDS: Mapping[str, Field] = {"dropped_percent": Field(_percent), "grown_percent": Field(_percent)}
ELECTION: Mapping[str, Field] = {
    "id": Field(_slug),
    "kind": Field(OneOf(ELECTION_KINDS)),
    "name": Field(RecordOf(NAME)),
    "utc_offset_minutes": Field(_offset),
    "practice": Field(OneOf(("true",)), is_required=False),
    "account_cap": Field(RecordOf(ACCOUNT_CAP), is_required=False),
    "release_bounds": Field(RecordOf(RELEASE_BOUNDS), is_required=False),
    "accounts_close_on": Field(read_date, is_required=False),
    "phases": _phases,
}
CANDIDACY: Mapping[str, Field] = {
    "person": Field(_person_id),
    "role": Field(OneOf(ROLES)),
    "from": _from,
    "to": _to,
}
SIDE_STATUS: Mapping[str, Field] = {
    "status": Field(OneOf(SIDE_STATUSES)),
    "from": Field(read_date),
    "sources": _optional_sources,
    "note": _note,
}
SIDE: Mapping[str, Field] = {
    "id": Field(_side_id),
    "name": Field(read_text),
    "statuses": Field(ListOf(RecordOf(SIDE_STATUS))),
    "ballot_number": Field(_ballot_number, is_required=False),
    "kpu_id": Field(_kpu_id, is_required=False),
    "people": Field(ListOf(RecordOf(CANDIDACY)), is_required=False),
    "party": Field(_party_id, is_required=False),
    "nominated_by": Field(ListOf(_party_id), is_required=False),
    "sources": _sources,
    "note": _note,
}
CONTEST: Mapping[str, Field] = {
    "id": Field(_slug),
    "election": Field(_slug),
    "name": Field(RecordOf(NAME)),
    "office": Field(OneOf(OFFICES)),
    "region": Field(_region),
    "utc_offset_minutes": Field(_offset, is_required=False),
    "empty_box": Field(_ballot_number, is_required=False),
    "phases": _phases,
    "sides": Field(ListOf(RecordOf(SIDE)), is_required=False),
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
    "local_to": Field(OneOf(LOCAL_TO), is_required=False),
    "note": _note,
}
TEAM: Mapping[str, Field] = {
    "id": Field(_team_id),
    "name": Field(read_text),
    "kind": Field(OneOf(TEAM_KINDS)),
    "side": Field(_side_id),
    "from": _from,
    "to": _to,
    "sources": _optional_sources,
    "note": _note,
}
FORMER_HANDLE: Mapping[str, Field] = {
    "handle": Field(read_text),
    "from": _from,
    "to": _to,
    "sources": _optional_sources,
}
ACCOUNT: Mapping[str, Field] = {
    "id": Field(_account_id),
    "owner": Field(_owner_id),
    "platform": Field(read_text),
    "handle": Field(read_text, is_required=False),
    "platform_id": Field(read_text, is_required=False),
    "kind": Field(OneOf(ACCOUNT_KINDS)),
    "status": Field(OneOf(ACCOUNT_STATUSES)),
    "from": _from,
    "to": _to,
    "former_handles": Field(ListOf(RecordOf(FORMER_HANDLE)), is_required=False),
    "grade": Field(OneOf(GRADES)),
    "seen": Field(OneOf(SEEN), is_required=False),
    "seen_on": Field(read_date, is_required=False),
    "sources": _sources,
    "checked_on": Field(read_date),
    "checked_by": _optional_maintainer,
    "next_check_on": Field(read_date, is_required=False),
    "confirmed_by": _optional_maintainer,
    "confirmed_on": Field(read_date, is_required=False),
    "confirmation": Field(_confirmation, is_required=False),
    "note": _note,
}
DOMAIN: Mapping[str, Field] = {
    "id": Field(_domain_id),
    "owner": Field(_owner_id),
    "domain": Field(_host),
    "from": _from,
    "to": _to,
    "grade": Field(OneOf(GRADES)),
    "sources": _sources,
    "checked_on": Field(read_date),
    "checked_by": _optional_maintainer,
    "note": _note,
}
SEARCH: Mapping[str, Field] = {
    "owner": Field(_owner_id),
    "platform": Field(read_text),
    "result": Field(OneOf(SEARCH_RESULTS)),
    "searched_on": Field(read_date),
    "note": _note,
}
SOURCE: Mapping[str, Field] = {
    "id": Field(_source_id),
    "kind": Field(OneOf(SOURCE_KINDS)),
    "title": Field(read_text),
    "url": Field(_url, is_required=False),
    "archive_url": Field(_url, is_required=False),
    "sha256": Field(_digest, is_required=False),
    "citation": Field(read_text, is_required=False),
    "published": Field(read_partial_date, is_required=False),
    "retrieved": Field(read_date),
    "note": _note,
}

MAINTAINER: Mapping[str, Field] = {
    "id": Field(_maintainer_id),
    "from": _from,
    "to": _to,
    "contact": Field(_contact, is_required=False),
    "note": _note,
}
EXCEPTION: Mapping[str, Field] = {
    "code": Field(_code),
    "entry": Field(_any_id),
    "other": Field(_any_id, is_required=False),
    "reason": Field(read_text),
    "decided_on": Field(read_date),
    "decided_by": _maintainer,
}
REDIRECT: Mapping[str, Field] = {
    "from": Field(_mergeable_id),
    "to": Field(_mergeable_id),
    "name": Field(read_text),
    "disambiguation": Field(read_text, is_required=False),
    "moved": Field(ListOf(_any_id), is_required=False),
    "merged_on": Field(read_date),
    "merged_by": _maintainer,
}
REMOVAL: Mapping[str, Field] = {
    "id": Field(_mergeable_id),
    "digests": Field(ListOf(_digest), is_required=False),
    "reason": Field(OneOf(REMOVAL_REASONS)),
    "case": Field(read_text, is_required=False),
    "removed_on": Field(read_date),
    "removed_by": _maintainer,
}
FREEZE: Mapping[str, Field] = {
    "election": Field(_slug),
    "digest": Field(_digest),
    "frozen_on": Field(read_date),
    "frozen_by": _maintainer,
    "confirmed_by": _maintainer,
}

SECTIONS: Mapping[str, Mapping[str, Field]] = {
    "regions": REGION,
    "elections": ELECTION,
    "contests": CONTEST,
    "teams": TEAM,
    "parties": PARTY,
    "people": PERSON,
    "accounts": ACCOUNT,
    "domains": DOMAIN,
    "searches": SEARCH,
    "sources": SOURCE,
    "maintainers": MAINTAINER,
    "exceptions": EXCEPTION,
    "redirects": REDIRECT,
    "removals": REMOVAL,
    "freezes": FREEZE,
}
"""Every section that a file may have, in the order in which it stands; each is a list of entries."""

FORMAT = "1"
FILE: Mapping[str, Field] = {
    "format": Field(OneOf((FORMAT,))),
    **{name: Field(ListOf(RecordOf(fields)), is_required=False) for name, fields in SECTIONS.items()},
}
