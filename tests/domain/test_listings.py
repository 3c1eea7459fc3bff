"""Listings: who counts when, found by handle or permanent id."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from server.domain.account_key import AccountKey
from server.domain.account_list import (
    Account,
    AccountList,
    Candidacy,
    Party,
    Person,
    Side,
    SideStatus,
    Source,
    Team,
)
from server.domain.elections import BilingualName, Contest, Election, Phase, PhasePeriod
from server.domain.listings import ListingIndex
from server.domain.warnings import Subject
from server.domain.window import Window

NAME = BilingualName("Pemilihan Contoh", "Sample election")
SEASON = (
    PhasePeriod(Phase.CALON, date(2031, 1, 1), date(2031, 1, 9)),
    PhasePeriod(Phase.KAMPANYE, date(2031, 1, 10), date(2031, 2, 8)),
)
IN_SEASON = date(2031, 1, 20)
OUT_OF_SEASON = date(2031, 3, 1)
SOURCE = Source("src-a", "press", "A", date(2026, 1, 1), url="https://a.example/1")

PERSON_ACCOUNT = Account(
    id="ak-1",
    owner_id="ps-1",
    platform="x",
    handle="calon_satu",
    platform_id="110",
    kind="personal",
    status="active",
    grade="B",
    checked_on=date(2026, 1, 1),
    source_ids=("src-a",),
)
TEAM_ACCOUNT = replace(PERSON_ACCOUNT, id="ak-2", owner_id="tm-1", handle="tim_satu", platform_id=None, kind="campaign")
PARTY_ACCOUNT = replace(
    PERSON_ACCOUNT, id="ak-3", owner_id="pt-1", handle="partai_satu", platform_id=None, kind="party"
)


def _make_list(*accounts: Account, candidacy_window: Window | None = None) -> AccountList:
    election = Election("e", NAME, 420, SEASON, accounts_close_on=date(2031, 2, 1))
    contest = Contest("c", "e", NAME, "wali_kota", "wil:73.71", 480, SEASON)
    candidacy = Candidacy("ps-1", "calon_wali_kota", candidacy_window or Window())
    sides = (Side("sd-1", "c", "Satu", candidacies=(candidacy,)), Side("sd-2", "c", "Partai", party_id="pt-1"))
    return AccountList(
        elections={"e": election},
        contests={"c": contest},
        sides={side.id: side for side in sides},
        people={"ps-1": Person("ps-1", "Calon Satu")},
        parties={"pt-1": Party("pt-1", "Partai Satu", "Satu")},
        teams={"tm-1": Team("tm-1", "Tim Satu", "campaign_team", "sd-1")},
        accounts={account.id: account for account in accounts},
        sources={"src-a": SOURCE},
    )


def _find(key: str, on: date, *accounts: Account, candidacy_window: Window | None = None) -> str | None:
    index = ListingIndex.from_list(_make_list(*accounts, candidacy_window=candidacy_window))
    listing = index.find_listing(AccountKey.parse(key), on)
    return listing.account.id if listing else None


def test_a_candidate_is_found_by_handle_and_by_permanent_id() -> None:
    """Both keys of an account lead to it."""
    assert _find("x:@calon_satu", IN_SEASON, PERSON_ACCOUNT) == "ak-1"
    assert _find("x:#110", IN_SEASON, PERSON_ACCOUNT) == "ak-1"


@pytest.mark.parametrize("key", ["x:@calon_dua", "instagram:@calon_satu", "x:@110", "x:#calon_satu"])
def test_another_key_is_not_found(key: str) -> None:
    """A handle counts on its own platform only, and an id is no handle."""
    assert _find(key, IN_SEASON, PERSON_ACCOUNT) is None


def test_what_a_listing_tells() -> None:
    """A listing says whose account it is, in what role, in which contest, and where it was read."""
    listing = ListingIndex.from_list(_make_list(PERSON_ACCOUNT)).listings[0]

    assert (listing.owner_name, listing.subject, listing.role) == ("Calon Satu", Subject.CANDIDATE, "calon_wali_kota")
    assert (listing.contest.id, listing.side.id, listing.source) == ("c", "sd-1", SOURCE)
    assert [str(key) for key in listing.keys] == ["x:@calon_satu", "x:#110"]


@pytest.mark.parametrize(
    ("account", "subject", "role"),
    [
        (PERSON_ACCOUNT, Subject.CANDIDATE, "calon_wali_kota"),
        (TEAM_ACCOUNT, Subject.TEAM, "tim_kampanye"),
        (PARTY_ACCOUNT, Subject.PARTY, "partai"),
    ],
)
def test_the_owner_decides_the_subject(account: Account, subject: Subject, role: str) -> None:
    """Rules speak of candidates, teams and parties."""
    listing = ListingIndex.from_list(_make_list(account)).listings[0]

    assert (subject, role) == (listing.subject, listing.role)


def test_volunteers_are_their_own_subject() -> None:
    """A group of volunteers is no campaign team."""
    account_list = _make_list(replace(TEAM_ACCOUNT, kind="volunteer"))
    teams = {"tm-1": Team("tm-1", "Relawan Satu", "volunteers", "sd-1")}

    listing = ListingIndex.from_list(replace(account_list, teams=teams)).listings[0]

    assert (listing.subject, listing.role) == (Subject.VOLUNTEER, "relawan")


def test_a_listing_ends_by_itself() -> None:
    """The day after the last phase, candidates and teams are not listed any more."""
    assert _find("x:@calon_satu", date(2031, 2, 8), PERSON_ACCOUNT) == "ak-1"
    assert _find("x:@calon_satu", date(2031, 2, 9), PERSON_ACCOUNT) is None
    assert _find("x:@tim_satu", OUT_OF_SEASON, TEAM_ACCOUNT) is None


def test_a_party_is_found_on_any_day() -> None:
    """Outside every phase a party's account still carries a badge."""
    listing = ListingIndex.from_list(_make_list(PARTY_ACCOUNT)).find_listing(
        AccountKey.parse("x:@partai_satu"), OUT_OF_SEASON
    )

    assert listing is not None
    assert listing.choose_phase(OUT_OF_SEASON) is Phase.NONE
    assert listing.choose_phase(IN_SEASON) is Phase.KAMPANYE


WINDOWS = {
    "before the account's first day": (Window(date(2031, 1, 21), None), None),
    "on its first day": (Window(IN_SEASON, None), "ak-1"),
    "on its last day": (Window(None, IN_SEASON), "ak-1"),
    "after its last day": (Window(None, date(2031, 1, 19)), None),
}


@pytest.mark.parametrize(("window", "expected"), WINDOWS.values(), ids=WINDOWS)
def test_an_account_counts_in_its_own_window(window: Window, expected: str | None) -> None:
    """A handle that was given up is anybody's: it does not lead to the old owner."""
    assert expected == _find("x:@calon_satu", IN_SEASON, replace(PERSON_ACCOUNT, window=window))


@pytest.mark.parametrize(("window", "expected"), WINDOWS.values(), ids=WINDOWS)
def test_a_candidate_counts_while_standing(window: Window, expected: str | None) -> None:
    """A candidate who was replaced is no candidate any more."""
    assert expected == _find("x:@calon_satu", IN_SEASON, PERSON_ACCOUNT, candidacy_window=window)


def test_a_party_account_that_ended_is_not_found() -> None:
    """Any day means any day of the account's own window."""
    assert _find("x:@partai_satu", IN_SEASON, replace(PARTY_ACCOUNT, window=Window(None, date(2030, 1, 1)))) is None


def test_registered_accounts_end_with_the_campaign() -> None:
    """Accounts registered with KPU must be closed on the election's day; afterwards their names are free."""
    account = replace(PERSON_ACCOUNT, kind="registered")

    assert _find("x:@calon_satu", date(2031, 2, 1), account) == "ak-1"
    assert _find("x:@calon_satu", date(2031, 2, 2), account) is None


@pytest.mark.parametrize(
    "account", [replace(PERSON_ACCOUNT, grade="D"), replace(PERSON_ACCOUNT, kind="office")], ids=["lead", "office"]
)
def test_leads_and_offices_are_never_listed(account: Account) -> None:
    """Too little evidence, or a government office: kept in the list, never exported."""
    assert ListingIndex.from_list(_make_list(account)).listings == ()


def test_an_owner_without_a_contest_is_not_listed() -> None:
    """Somebody who stands nowhere has no listing."""
    account_list = replace(_make_list(PERSON_ACCOUNT), sides={}, teams={})

    assert ListingIndex.from_list(account_list).listings == ()


def _make_two_contests() -> AccountList:
    account_list = _make_list(PERSON_ACCOUNT)
    later = (PhasePeriod(Phase.KAMPANYE, date(2036, 1, 1), date(2036, 2, 1)),)
    contest = Contest("a-later", "e", NAME, "gubernur", "wil:73", 480, later)
    side = Side("sd-3", "a-later", "Satu", candidacies=(Candidacy("ps-1", "calon_gubernur"),))
    return replace(
        account_list,
        contests={**account_list.contests, contest.id: contest},
        sides={**account_list.sides, side.id: side},
    )


@pytest.mark.parametrize(("on", "contest_id"), [(IN_SEASON, "c"), (date(2036, 1, 1), "a-later")])
def test_the_contest_in_season_wins(on: date, contest_id: str) -> None:
    """Who runs again is found in the contest of the day."""
    index = ListingIndex.from_list(_make_two_contests())
    key = AccountKey.parse("x:@calon_satu")

    listing = index.find_listing(key, on)

    assert len(index.find_listings(key)) == 2
    assert listing is not None
    assert listing.contest.id == contest_id


def test_a_party_is_found_in_the_contest_in_season() -> None:
    """A party stands in many contests: the one of the day counts, and on other days always the same one."""
    account_list = _make_two_contests()
    side = Side("sd-4", "a-later", "Partai", party_id="pt-1")
    account_list = replace(account_list, sides={**account_list.sides, side.id: side}, accounts={"ak-3": PARTY_ACCOUNT})
    index = ListingIndex.from_list(account_list)

    found = [index.find_listing(AccountKey.parse("x:@partai_satu"), on) for on in (IN_SEASON, OUT_OF_SEASON)]

    assert [listing and listing.contest.id for listing in found] == ["c", "a-later"]


def test_a_freed_handle_leads_to_the_owner_of_the_day() -> None:
    """Two accounts with one handle, one after the other: the day decides."""
    first = replace(PERSON_ACCOUNT, window=Window(None, date(2031, 1, 15)))
    second = replace(TEAM_ACCOUNT, handle="calon_satu", window=Window(date(2031, 1, 16), None))

    assert _find("x:@calon_satu", date(2031, 1, 15), first, second) == "ak-1"
    assert _find("x:@calon_satu", date(2031, 1, 16), first, second) == "ak-2"


def test_the_newest_date_of_a_list() -> None:
    """A release is dated by what was last done to the list."""
    account = replace(PERSON_ACCOUNT, checked_on=date(2026, 11, 21))

    assert _make_list(account).newest_date == date(2026, 11, 21)
    assert _make_list().newest_date == SOURCE.retrieved


FINAL = SideStatus("final", date(2031, 1, 1))
OUT = SideStatus("disqualified", date(2031, 1, 5))
STATUSES = {
    "it stands": ((SideStatus("proposed", date(2030, 12, 1)), FINAL), True),
    "it left the day after": ((FINAL, SideStatus("withdrawn", date(2031, 1, 21))), True),
    "it leaves that day": ((FINAL, SideStatus("replaced", IN_SEASON)), False),
    "it left, whatever came after": ((OUT, SideStatus("deceased", date(2031, 1, 30))), False),
    "it came back": ((OUT, SideStatus("final", date(2031, 1, 15))), True),
}


@pytest.mark.parametrize(("statuses", "stands"), STATUSES.values(), ids=STATUSES)
def test_a_side_counts_until_the_day_before_it_left(statuses: tuple[SideStatus, ...], *, stands: bool) -> None:
    """Its people, its party and its teams alike."""
    made = _make_list(PERSON_ACCOUNT, TEAM_ACCOUNT, PARTY_ACCOUNT)
    sides = {side.id: replace(side, statuses=statuses) for side in made.sides.values()}
    index = ListingIndex.from_list(replace(made, sides=sides))
    keys = [AccountKey("x", f"@{name}") for name in ("calon_satu", "tim_satu", "partai_satu")]

    assert [index.find_listing(key, IN_SEASON) is not None for key in keys] == [stands] * 3


def test_a_phase_comes_again_in_another_round() -> None:
    """A re-vote is a season of its own; between the rounds nobody is listed."""
    second = (PhasePeriod(Phase.KAMPANYE, date(2031, 6, 1), date(2031, 6, 9), round=2),)
    made = _make_list(PERSON_ACCOUNT)
    contests = {"c": replace(made.contests["c"], phases=(*SEASON, *second))}
    index = ListingIndex.from_list(replace(made, contests=contests))
    key = AccountKey.parse("x:@calon_satu")

    assert index.find_listing(key, date(2031, 6, 9)) is not None
    assert index.find_listing(key, OUT_OF_SEASON) is None
