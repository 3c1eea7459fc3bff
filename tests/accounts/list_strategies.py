"""Account lists made by chance: every field filled or not, every reference good, texts with all of YAML's traps."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from server.accounts import list_fields as fields
from server.accounts.list_builder import merge_phases
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
    AccountCap,
    BilingualName,
    Contest,
    Election,
    Phase,
    PhasePeriod,
    Region,
    ReleaseBounds,
)
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")

_DAYS = st.dates(date(2000, 1, 1), date(2999, 12, 31))
_TRAPS = ["11.10", "01", "no", "on", "null", "~", "1191570381099827200", "2024-02-14", "=A1", "- a", "a: b", "#", "''"]
_WORDS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs", "Cc", "Zl", "Zp", "Co", "Cn"]), min_size=1)
TEXTS = st.one_of(st.sampled_from(_TRAPS), _WORDS.filter(lambda text: text == text.strip() and text.isprintable()))
_SLUGS = st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
_NAMES = st.builds(BilingualName, TEXTS, TEXTS)
_OPAQUE = "[0-9a-hjkmnp-tv-z]{6}"
_HANDLES = st.from_regex("akun_[a-z0-9_]{0,10}", fullmatch=True)  # never a word that the platform keeps for itself
_DIGESTS = st.from_regex("[0-9a-f]{64}", fullmatch=True)
_REGIONS = {
    region.id: region
    for region in (
        Region("wil:73", "Provinsi", "provinsi", "ID-SN", 480),
        Region("wil:73.71", "Kota", "kota"),
        Region("wil:11", "Provinsi lain", "provinsi", "ID-AC", 420),
        Region("wil:11.10", "Kabupaten", "kabupaten"),
    )
}


def _ids(prefix: str, pattern: str = _OPAQUE) -> st.SearchStrategy[str]:
    return st.from_regex(f"{prefix}-{pattern}", fullmatch=True)


def _maybe(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), strategy)


def _some(values: Mapping[str, object], min_size: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(values)), unique=True, min_size=min_size, max_size=3).map(tuple)


@st.composite
def _windows(draw: st.DrawFn) -> Window:
    starts, ends = draw(_maybe(_DAYS)), draw(_maybe(_DAYS))
    if starts and ends and starts > ends:
        starts, ends = ends, starts
    return Window(starts, ends)


@st.composite
def _phases(draw: st.DrawFn, sources: Mapping[str, Source]) -> tuple[PhasePeriod, ...]:
    """Return some phases of one or two rounds in their order, with or without gaps between them."""
    places = st.tuples(st.integers(1, 2), st.integers(0, len(fields.PHASES) - 1))
    chosen = draw(st.lists(places, unique=True, max_size=5))
    day = draw(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
    periods = []
    for number, place in sorted(chosen):
        day += timedelta(days=draw(st.integers(1, 5)))
        ends = day + timedelta(days=draw(st.integers(0, 60)))
        phase, note = Phase(fields.PHASES[place]), draw(_maybe(TEXTS))
        periods.append(PhasePeriod(phase, day, ends, draw(_some(sources, 1)), note, number))
        day = ends
    return tuple(periods)


@st.composite
def _sources(draw: st.DrawFn) -> Source:
    url = draw(_maybe(st.sampled_from(["https://a.example/b?c=1&d=2", "http://b.example:443/#e"])))
    return Source(
        id=draw(_ids("src", "[a-z0-9]{1,9}")),
        kind=draw(st.sampled_from(fields.SOURCE_KINDS)),
        title=draw(TEXTS),
        retrieved=draw(_DAYS),
        url=url,
        citation=draw(_maybe(TEXTS)) if url else draw(TEXTS),
        published=draw(_maybe(st.sampled_from(["2024", "2024-02", "2024-02-29"]))),
        note=draw(_maybe(TEXTS)),
        archive_url=draw(_maybe(st.just("https://archive.example/1"))),
        sha256=draw(_maybe(_DIGESTS)),
    )


@st.composite
def _elections(draw: st.DrawFn, sources: Mapping[str, Source]) -> Election:
    return Election(
        id=draw(_SLUGS),
        name=draw(_NAMES),
        utc_offset_minutes=draw(st.sampled_from([420, 480, 540])),
        phases=draw(_phases(sources)),
        accounts_close_on=draw(_maybe(_DAYS)),
        is_practice=draw(st.booleans()),
        kind=draw(st.sampled_from(fields.ELECTION_KINDS)),
        account_cap=draw(_maybe(st.builds(AccountCap, st.integers(1, 9999), _some(sources, 1), _maybe(TEXTS)))),
        release_bounds=draw(_maybe(st.builds(ReleaseBounds, st.integers(0, 9999), st.integers(0, 9999)))),
    )


@st.composite
def _contests(draw: st.DrawFn, elections: Mapping[str, Election], sources: Mapping[str, Source]) -> Contest:
    election = elections[draw(st.sampled_from(sorted(elections)))]
    return Contest(
        id=draw(_SLUGS),
        election_id=election.id,
        name=draw(_NAMES),
        office=draw(st.sampled_from(fields.OFFICES)),
        region=draw(st.sampled_from(["ID", *_REGIONS])),
        utc_offset_minutes=draw(st.sampled_from([420, 480, 540])),
        phases=merge_phases(election.phases, draw(_phases(sources))),
        empty_box=draw(_maybe(st.sampled_from(["1", "2"]))),
    )


@st.composite
def _statuses(draw: st.DrawFn, sources: Mapping[str, Source]) -> tuple[SideStatus, ...]:
    days = sorted(draw(st.lists(_DAYS, unique=True, min_size=1, max_size=3)))
    words = st.sampled_from(fields.SIDE_STATUSES)
    return tuple(SideStatus(draw(words), day, draw(_some(sources)), draw(_maybe(TEXTS))) for day in days)


@st.composite
def _sides(
    draw: st.DrawFn,
    contests: Mapping[str, Contest],
    people: Mapping[str, Person],
    parties: Mapping[str, Party],
    sources: Mapping[str, Source],
) -> Side:
    is_party = draw(st.booleans())
    candidacy = st.builds(Candidacy, st.sampled_from(sorted(people)), st.sampled_from(fields.ROLES), _windows())
    return Side(
        id=draw(_ids("sd")),
        contest_id=draw(st.sampled_from(sorted(contests))),
        name=draw(TEXTS),
        statuses=draw(_statuses(sources)),
        ballot_number=draw(_maybe(st.sampled_from(["1", "24"]))),
        candidacies=() if is_party else tuple(draw(st.lists(candidacy, min_size=1, max_size=2))),
        party_id=draw(st.sampled_from(sorted(parties))) if is_party else None,
        nominated_by=draw(_some(parties)),
        source_ids=draw(_some(sources, 1)),
        note=draw(_maybe(TEXTS)),
        kpu_id=draw(_maybe(st.sampled_from(["1", "000123"]))),
    )


@st.composite
def _accounts(
    draw: st.DrawFn,
    owners: Mapping[str, object],
    sources: Mapping[str, Source],
    maintainers: Mapping[str, Maintainer],
) -> Account:
    handle = draw(_maybe(_HANDLES))
    former = st.builds(FormerHandle, _HANDLES, _windows(), _some(sources))
    confirmation = draw(_maybe(st.from_regex("[0-9a-f]{16}", fullmatch=True)))
    platform_ids = st.integers(1, 10**19).map(str)
    return Account(
        id=draw(_ids("ak")),
        owner_id=draw(st.sampled_from(sorted(owners))),
        platform="x",
        handle=handle,
        platform_id=draw(_maybe(platform_ids)) if handle else draw(platform_ids),
        kind=draw(st.sampled_from(fields.ACCOUNT_KINDS)),
        status=draw(st.sampled_from(fields.ACCOUNT_STATUSES)),
        grade=draw(st.sampled_from(fields.GRADES)),
        checked_on=draw(_DAYS),
        source_ids=draw(_some(sources, 1)),
        window=draw(_windows()),
        former_handles=tuple(draw(st.lists(former, max_size=2))),
        seen=draw(_maybe(st.sampled_from(fields.SEEN))),
        seen_on=draw(_maybe(_DAYS)),
        note=draw(_maybe(TEXTS)),
        checked_by=draw(_maybe(st.sampled_from(sorted(maintainers)))),
        next_check_on=draw(_maybe(_DAYS)),
        confirmed_by=draw(st.sampled_from(sorted(maintainers))) if confirmation else None,
        confirmed_on=draw(_DAYS) if confirmation else None,
        confirmation=confirmation,
    )


@st.composite
def _domains(
    draw: st.DrawFn,
    owners: Mapping[str, object],
    sources: Mapping[str, Source],
    maintainers: Mapping[str, Maintainer],
) -> CampaignDomain:
    return CampaignDomain(
        id=draw(_ids("dm")),
        owner_id=draw(st.sampled_from(sorted(owners))),
        domain=draw(st.sampled_from(["satu.example", "www.xn--a-0hb.example"])),
        grade=draw(st.sampled_from(fields.GRADES)),
        checked_on=draw(_DAYS),
        source_ids=draw(_some(sources, 1)),
        window=draw(_windows()),
        checked_by=draw(_maybe(st.sampled_from(sorted(maintainers)))),
        note=draw(_maybe(TEXTS)),
    )


def _table(draw: st.DrawFn, strategy: st.SearchStrategy[T], min_size: int = 0) -> dict[str, T]:
    entries = draw(st.lists(strategy, min_size=min_size, max_size=3, unique_by=_id_of))
    return {_id_of(entry): entry for entry in entries}


def _id_of(entry: object) -> str:
    return str(entry.id)  # type: ignore[attr-defined]


@st.composite
def account_lists(draw: st.DrawFn) -> AccountList:
    """Return an account list in which every reference holds."""
    sources = _table(draw, _sources(), 1)
    elections = _table(draw, _elections(sources), 1)
    people = _table(draw, st.builds(Person, _ids("ps"), TEXTS, _maybe(TEXTS)), 1)
    parties = _table(draw, _parties(), 1)
    contests = _table(draw, _contests(elections, sources), 1)
    sides = _table(draw, _sides(contests, people, parties, sources))
    teams = _table(draw, _teams(sides, sources)) if sides else {}
    owners = {**people, **parties, **teams}
    contacts = _maybe(st.sampled_from(["https://daftar.example/keberatan", "mailto:keberatan@daftar.example"]))
    signers = st.builds(Maintainer, _ids("mt", "[a-z]{1,9}"), _windows(), _maybe(TEXTS), contacts)
    maintainers = _table(draw, signers, 1)
    by = st.sampled_from(sorted(maintainers))
    opaque = _ids("ps")
    return AccountList(
        elections=elections,
        contests=contests,
        sides=sides,
        people=people,
        parties=parties,
        teams=teams,
        accounts=_table(draw, _accounts(owners, sources, maintainers)),
        sources=sources,
        searches=_few(draw, _searches(owners)),
        regions=_REGIONS,
        domains=_table(draw, _domains(owners, sources, maintainers)),
        maintainers=maintainers,
        exceptions=_few(draw, st.builds(ListException, st.just("L217"), opaque, TEXTS, _DAYS, by, _maybe(opaque))),
        redirects=_few(draw, st.builds(Redirect, opaque, opaque, TEXTS, _DAYS, by, _some(people), st.none() | TEXTS)),
        removals=_few(draw, _removals(by)),
        freezes=_few(draw, st.builds(Freeze, st.sampled_from(sorted(elections)), _DIGESTS, _DAYS, by, by)),
    )


def _few(draw: st.DrawFn, strategy: st.SearchStrategy[T]) -> tuple[T, ...]:
    return tuple(draw(st.lists(strategy, max_size=2)))


def _removals(by: st.SearchStrategy[str]) -> st.SearchStrategy[Removal]:
    reasons, digests = st.sampled_from(fields.REMOVAL_REASONS), st.lists(_DIGESTS, max_size=2).map(tuple)
    return st.builds(Removal, _ids("ak"), reasons, _DAYS, by, digests, _maybe(TEXTS))


def _parties() -> st.SearchStrategy[Party]:
    local = _maybe(st.sampled_from(fields.LOCAL_TO))
    return st.builds(Party, _ids("pt", "[a-z0-9]{1,9}"), TEXTS, TEXTS, local, _maybe(TEXTS))


def _teams(sides: Mapping[str, Side], sources: Mapping[str, Source]) -> st.SearchStrategy[Team]:
    kinds, side_ids = st.sampled_from(fields.TEAM_KINDS), st.sampled_from(sorted(sides))
    return st.builds(Team, _ids("tm"), TEXTS, kinds, side_ids, _windows(), _some(sources), _maybe(TEXTS))


def _searches(owners: Mapping[str, object]) -> st.SearchStrategy[Search]:
    platform_names, results = st.sampled_from(["x", "tiktok"]), st.sampled_from(fields.SEARCH_RESULTS)
    return st.builds(Search, st.sampled_from(sorted(owners)), platform_names, results, _DAYS, _maybe(TEXTS))
