"""The list that we ship: who is in it, even for all sides, and nothing that does not belong there."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache

import pytest
import yaml

from server.accounts import list_fields
from server.accounts.lint import lint_account_list
from server.accounts.lint.report import format_findings
from server.accounts.list_writer import format_file
from server.accounts.platform_files import load_platforms
from server.domain.account_key import AccountKey
from server.domain.elections import Phase, choose_phase
from server.domain.listings import Listing, ListingIndex
from server.domain.warnings import Subject
from tests.candidate_accounts.shipped_list import LIST, ROOT, read_shipped_list

CAMPAIGN_DAY = date(2024, 1, 15)
TODAY = date(2026, 11, 21)

CANDIDATES = {
    "Anies Baswedan": ("x:@aniesbaswedan", "instagram:@aniesbaswedan"),
    "Muhaimin Iskandar": ("x:@cakiminow", "instagram:@cakiminow"),
    "Prabowo Subianto": ("x:@prabowo", "instagram:@prabowo"),
    "Gibran Rakabuming Raka": ("x:@gibran_tweet", "instagram:@gibran_rakabuming"),
    "Ganjar Pranowo": ("x:@ganjarpranowo", "instagram:@ganjar_pranowo"),
    "Mahfud MD": ("x:@mohmahfudmd", "instagram:@mohmahfudmd"),
}
KEYS = [(name, key) for name, keys in CANDIDATES.items() for key in keys]

PRESIDENT_PHASES = {
    date(2023, 10, 18): Phase.NONE,
    date(2023, 10, 19): Phase.BAKAL_CALON,
    date(2023, 11, 13): Phase.CALON,
    date(2023, 11, 28): Phase.KAMPANYE,
    date(2024, 2, 10): Phase.KAMPANYE,
    date(2024, 2, 11): Phase.MASA_TENANG,
    date(2024, 2, 14): Phase.PEMUNGUTAN,
    date(2024, 2, 15): Phase.PASCA,
    date(2024, 3, 20): Phase.PASCA,
    date(2024, 3, 21): Phase.NONE,
}
PILKADA_PHASES = {
    date(2024, 8, 26): Phase.NONE,
    date(2024, 8, 27): Phase.BAKAL_CALON,
    date(2024, 9, 21): Phase.BAKAL_CALON,
    date(2024, 9, 22): Phase.CALON,
    date(2024, 9, 25): Phase.KAMPANYE,
    date(2024, 11, 23): Phase.KAMPANYE,
    date(2024, 11, 24): Phase.MASA_TENANG,
    date(2024, 11, 27): Phase.PEMUNGUTAN,
    date(2024, 11, 28): Phase.PASCA,
    date(2024, 12, 16): Phase.PASCA,
    date(2024, 12, 17): Phase.NONE,
}
RE_RUN_PHASES = {
    date(2025, 6, 25): Phase.NONE,
    date(2025, 6, 26): Phase.BAKAL_CALON,
    date(2025, 7, 22): Phase.CALON,
    date(2025, 7, 25): Phase.KAMPANYE,
    date(2025, 8, 24): Phase.MASA_TENANG,
    date(2025, 8, 27): Phase.PEMUNGUTAN,
    date(2025, 9, 2): Phase.PASCA,
    date(2025, 9, 3): Phase.NONE,
}
RE_VOTE_PHASES = {
    date(2025, 3, 7): Phase.NONE,
    date(2025, 3, 8): Phase.BAKAL_CALON,
    date(2025, 3, 23): Phase.CALON,
    date(2025, 3, 26): Phase.KAMPANYE,
    date(2025, 8, 3): Phase.MASA_TENANG,
    date(2025, 8, 6): Phase.PEMUNGUTAN,
    date(2025, 8, 20): Phase.PASCA,
    date(2025, 8, 21): Phase.NONE,
}
CONTESTS_BY_ZONE = {"pilkada-2024-11": 420, "pilkada-2024-51": 480, "pilkada-2024-91": 540}
PHASES_BY_DAY = [
    *((contest, *day) for contest in CONTESTS_BY_ZONE for day in PILKADA_PHASES.items()),
    *((contest, *day) for contest in ("pilkada-2024-19-01", "pilkada-2024-19-71") for day in PILKADA_PHASES.items()),
    *((contest, *day) for contest in ("pilkada-2024-19-01", "pilkada-2024-19-71") for day in RE_RUN_PHASES.items()),
    *(("pilkada-2024-91", *day) for day in RE_VOTE_PHASES.items()),
]

PRESIDENT, PARTIES = "pemilu-2024-presiden", "pemilu-2024-legislatif"
ACTIVE_CONTESTS: dict[date, set[str] | int] = {
    date(2023, 4, 30): set(),
    date(2023, 5, 1): {PARTIES},
    date(2023, 10, 19): {PARTIES, PRESIDENT},
    CAMPAIGN_DAY: {PARTIES, PRESIDENT},
    date(2024, 3, 20): {PARTIES, PRESIDENT},
    date(2024, 3, 21): set(),
    date(2024, 8, 26): set(),
    date(2024, 8, 27): 37 + 508,
    date(2024, 11, 27): 37 + 508,
    date(2024, 12, 16): 37 + 508,
    date(2024, 12, 17): set(),
    date(2025, 3, 8): {"pilkada-2024-91"},
    date(2025, 6, 26): {"pilkada-2024-91", "pilkada-2024-19-01", "pilkada-2024-19-71"},
    date(2025, 8, 27): {"pilkada-2024-19-01", "pilkada-2024-19-71"},
    date(2025, 9, 3): set(),
    date(2025, 12, 31): set(),
    TODAY: set(),
}
LEGISLATIVE_PHASES = {
    date(2023, 4, 30): Phase.NONE,
    date(2023, 5, 1): Phase.BAKAL_CALON,
    date(2023, 11, 3): Phase.CALON,
    date(2023, 11, 28): Phase.KAMPANYE,
    date(2024, 3, 21): Phase.NONE,
}


@cache
def _index() -> ListingIndex:
    return ListingIndex.from_list(read_shipped_list())


def _find(key: str, on: date) -> Listing | None:
    return _index().find_listing(AccountKey.parse(key), on)


def _listings_on(on: date) -> list[Listing]:
    keys = {key for listing in _index().listings for key in listing.keys}
    return [listing for listing in (_index().find_listing(key, on) for key in keys) if listing]


def test_lint_has_nothing_to_say() -> None:
    """The list that we ship has no mistake, and no warning either."""
    findings = lint_account_list(LIST, load_platforms(ROOT / "extension" / "platforms"), TODAY)

    assert not findings, format_findings(findings)


@pytest.mark.parametrize(("name", "key"), KEYS)
def test_the_six_candidates_in_january_2024(name: str, key: str) -> None:
    """During the campaign each candidate is listed on X and on Instagram."""
    listing = _find(key, CAMPAIGN_DAY)

    assert listing is not None
    assert (listing.owner_name, listing.subject) == (name, Subject.CANDIDATE)
    assert listing.choose_phase(CAMPAIGN_DAY) is Phase.KAMPANYE


def test_today_only_parties_and_practice_are_listed() -> None:
    """No election is on: candidates are forgotten, parties are badges, the practice page always works."""
    listings = _listings_on(TODAY)

    assert {listing.subject for listing in listings if listing.contest.election_id != "latihan"} == {Subject.PARTY}
    assert {listing.choose_phase(TODAY) for listing in listings if listing.subject is Subject.PARTY} == {
        Phase.NONE,
        Phase.KAMPANYE,  # the practice parties
    }
    assert not [key for _, key in KEYS if _find(key, TODAY)]


def test_the_three_pairs_have_even_coverage() -> None:
    """Every pair, and each of its two people, has as many listed accounts on each platform as the rivals."""
    listings = [listing for listing in _index().listings if listing.contest.id == "pemilu-2024-presiden"]
    counts = Counter((listing.side.ballot_number, listing.account.platform, listing.role) for listing in listings)

    assert counts == Counter(
        {
            (number, platform, role): 1
            for number in ("1", "2", "3")
            for platform in ("x", "instagram")
            for role in ("calon_presiden", "calon_wakil_presiden")
        }
    )


def test_every_pair_has_two_people_and_a_team() -> None:
    """All three pairs are entered alike, also where no account of the team is known."""
    account_list = read_shipped_list()
    sides = [side for side in account_list.sides.values() if side.contest_id == "pemilu-2024-presiden"]

    assert [side.ballot_number for side in sides] == ["1", "2", "3"]
    assert [len(side.candidacies) for side in sides] == [2, 2, 2]
    assert Counter(team.side_id for team in account_list.teams.values() if team.side_id in {s.id for s in sides}) == {
        side.id: 1 for side in sides
    }


def test_no_team_is_listed_alone() -> None:
    """As long as only one of the three teams has a known account, none is listed."""
    teams = [listing for listing in _index().listings if listing.subject is Subject.TEAM]

    assert {listing.contest.election_id for listing in teams} == {"latihan"}


def test_24_parties_stand_in_the_legislative_election() -> None:
    """Each party is a side of its own, under the ballot number that KPU gave it."""
    sides = [side for side in read_shipped_list().sides.values() if side.contest_id == "pemilu-2024-legislatif"]

    assert [side.ballot_number for side in sides] == [str(number) for number in range(1, 25)]
    assert len({side.party_id for side in sides}) == 24
    assert sum(read_shipped_list().parties[side.party_id or ""].local_to == "aceh" for side in sides) == 6


def test_what_is_not_listed_of_a_party_was_looked_for() -> None:
    """For X and Instagram every party has a listed account or a search that says what was found."""
    account_list = read_shipped_list()
    listed = {(a.owner_id, a.platform) for a in account_list.accounts.values() if a.is_listed}
    searched = {(search.owner_id, search.platform) for search in account_list.searches}
    parties = [side.party_id for side in account_list.sides.values() if side.contest_id == "pemilu-2024-legislatif"]

    missing = {(party, platform) for party in parties for platform in ("x", "instagram")} - listed - searched

    assert missing == set()
    assert not listed & searched


def test_no_party_is_listed_alone() -> None:
    """Where a party is listed, parties of all three coalitions are, and the policy says how many."""
    listings = [listing for listing in _index().listings if listing.contest.id == "pemilu-2024-legislatif"]
    readme = (LIST / "README.md").read_text(encoding="utf-8")

    assert {listing.account.platform for listing in listings} == {"x"}
    assert {"pt-pkb", "pt-gerindra", "pt-pdip"} <= {listing.account.owner_id for listing in listings}
    assert f"On X, {len(listings)} of the 24 parties are listed" in readme


@pytest.mark.parametrize(("on", "phase"), PRESIDENT_PHASES.items(), ids=str)
def test_phases_of_the_presidential_contest(on: date, phase: Phase) -> None:
    """From the first day of registration to the last of the recapitulation."""
    listing = next(found for found in _index().listings if found.contest.id == "pemilu-2024-presiden")

    assert phase is listing.choose_phase(on)


@pytest.mark.parametrize(("on", "phase"), LEGISLATIVE_PHASES.items(), ids=str)
def test_phases_of_the_legislative_contest(on: date, phase: Phase) -> None:
    """Candidates were filed and fixed on other days than the presidential pairs; the campaign was the same."""
    listing = next(found for found in _index().listings if found.contest.id == "pemilu-2024-legislatif")

    assert phase is listing.choose_phase(on)


@pytest.mark.parametrize(("contest_id", "on", "phase"), PHASES_BY_DAY, ids=str)
def test_phases_of_pilkada(contest_id: str, on: date, phase: Phase) -> None:
    """The same days in all three zones; three contests had a second round in 2025."""
    assert phase is choose_phase(read_shipped_list().contests[contest_id].phases, on)


@pytest.mark.parametrize(("contest_id", "offset"), CONTESTS_BY_ZONE.items())
def test_zone_of_a_contest(contest_id: str, offset: int) -> None:
    """A contest's days begin where its province lies."""
    assert read_shipped_list().contests[contest_id].utc_offset_minutes == offset


@pytest.mark.parametrize(("on", "expected"), ACTIVE_CONTESTS.items(), ids=list(map(str, ACTIVE_CONTESTS)))
def test_active_contests(on: date, expected: set[str] | int) -> None:
    """On any day of three years exactly these contests are on, and today none."""
    contests = (contest for contest in read_shipped_list().contests.values() if contest.election_id != "latihan")
    active = {contest.id for contest in contests if choose_phase(contest.phases, on) is not Phase.NONE}

    assert (len(active) if isinstance(expected, int) else active) == expected


def test_practice_has_two_even_sides() -> None:
    """Two invented rivals with candidate, team and party each, in season on any day."""
    listings = [listing for listing in _index().listings if listing.contest.election_id == "latihan"]

    assert {str(key) for listing in listings for key in listing.keys} == {
        f"latihan:@{what}_contoh_{side}" for what in ("calon", "tim", "partai") for side in ("a", "b")
    }
    for on in (date(2000, 1, 1), TODAY, date(2999, 12, 31)):
        assert {listing.choose_phase(on) for listing in listings} == {Phase.KAMPANYE}


def test_every_phase_and_account_has_a_source() -> None:
    """Nothing in the list stands without saying where it was read."""
    account_list = read_shipped_list()
    phases = [period for contest in account_list.contests.values() for period in contest.phases]

    assert all(period.source_ids for period in phases)
    assert all(account.source_ids for account in account_list.accounts.values())


def test_what_people_decided_is_said() -> None:
    """Where the law gives no day, the list says that people chose one."""
    decided = {Phase.BAKAL_CALON, Phase.PASCA}
    contests = [contest for contest in read_shipped_list().contests.values() if contest.election_id != "latihan"]
    periods = [period for contest in contests for period in contest.phases if period.phase in decided]

    assert len(periods) == 2 * (2 + 545 + 3)  # in each contest the first and the last phase; three have a second round
    assert all(period.note and period.note.startswith("Decision of people") for period in periods)


def test_files_are_in_their_canonical_form() -> None:
    """Every file reads as the writer would write it, so that a command changes only the lines it means."""
    for path in LIST.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        content = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 (texts, lists and maps only)
        content.pop("format")

        assert text == format_file(content), path.name


def test_no_pictures_and_no_photo_folders() -> None:
    """The list names accounts; it shows nobody's face."""
    assert {path.suffix for path in LIST.rglob("*") if path.is_file()} <= {".yaml", ".md", ".json", ""}
    assert not [path for path in LIST.rglob("*.yaml") if re.search(r"\.(jpe?g|png|webp)\b", path.read_text("utf-8"))]


def test_the_licence_is_cc0() -> None:
    """The list belongs to everybody."""
    assert "CC0 1.0 Universal" in (LIST / "LICENSE").read_text(encoding="utf-8")


def test_the_schema_names_every_field_and_word() -> None:
    """SCHEMA.md knows every section, field and allowed word that the reader knows, and no other section."""
    schema = (LIST / "SCHEMA.md").read_text(encoding="utf-8")
    tables = {
        **list_fields.SECTIONS,
        "account_cap": list_fields.ACCOUNT_CAP,
        "release_bounds": list_fields.RELEASE_BOUNDS,
        "phases": list_fields.PHASE,
        "sides": list_fields.SIDE,
        "statuses": list_fields.SIDE_STATUS,
    }
    words = [
        *list_fields.OFFICES,
        *list_fields.PHASES,
        *list_fields.ROLES,
        *list_fields.SIDE_STATUSES,
        *list_fields.TEAM_KINDS,
        *list_fields.ACCOUNT_KINDS,
        *list_fields.ACCOUNT_STATUSES,
        *list_fields.GRADES,
        *list_fields.SEEN,
        *list_fields.SEARCH_RESULTS,
        *list_fields.SOURCE_KINDS,
        *list_fields.ELECTION_KINDS,
        *list_fields.REGION_LEVELS,
        *list_fields.REMOVAL_REASONS,
        *(name for fields in tables.values() for name in fields),
    ]

    assert [word for word in words if f"`{word}`" not in schema] == []
    assert set(re.findall(r"^### `(\w+)`", schema, re.MULTILINE)) == set(tables)


def test_the_policy_says_what_is_in_the_list() -> None:
    """The table in both languages has the numbers of today, counted."""
    readme = (LIST / "README.md").read_text(encoding="utf-8")
    regions = Counter(region.level for region in read_shipped_list().regions.values())
    smaller = regions["kabupaten"] + regions["kota"]

    for election in read_shipped_list().elections.values():
        if not election.is_practice:
            counts = [f"{number:,}" for number in _count_coverage(election.id)]
            assert f"| {election.name.en} | {' | '.join(counts)} |" in readme
            assert f"| {election.name.id} | {' | '.join(counts).replace(',', '.')} |" in readme
    assert f"{regions['provinsi']} provinsi dan {smaller} dari 514 kabupaten dan kota" in readme
    assert f"{regions['provinsi']} provinces and {smaller} of the 514 kabupaten and kota" in readme


def _count_coverage(election_id: str) -> tuple[int, ...]:
    """Count contests, sides, people, listed accounts, leads and sites of an election."""
    account_list = read_shipped_list()
    contests = {contest.id for contest in account_list.contests.values() if contest.election_id == election_id}
    sides = {side.id: side for side in account_list.sides.values() if side.contest_id in contests}
    people = {candidacy.person_id for side in sides.values() for candidacy in side.candidacies}
    teams = {team.id for team in account_list.teams.values() if team.side_id in sides}
    owners = people | teams | {side.party_id for side in sides.values()}
    accounts = Counter(a.is_listed for a in account_list.accounts.values() if a.owner_id in owners)
    domains = sum(domain.owner_id in owners for domain in account_list.domains.values())
    return len(contests), len(sides), len(people), accounts[True], accounts[False], domains


def test_the_policy_is_told_in_two_languages() -> None:
    """What is listed, on what evidence, for how long, and how to object: Indonesian first, then English."""
    readme = (LIST / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.+)$", readme, re.MULTILINE)

    assert headings == [
        "Akun mana yang dicatat",
        "Atas bukti apa",
        "Berapa lama",
        "Setara untuk semua pihak",
        "Apa yang ada hari ini",
        "Cara berkeberatan",
        "Which accounts we list",
        "On what evidence",
        "For how long",
        "Even for all sides",
        "What is in it today",
        "How to object",
    ]
