"""Checks on a small invented list: who is listed on which day, what is said, and what is said when nobody is."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server.accounts.platform_files import load_platforms
from server.domain.account_list import Account, AccountList, Candidacy, Party, Person, Side, Source, Team
from server.domain.elections import BilingualName, Contest, Election, Phase, PhasePeriod
from server.domain.errors import RequestError
from server.domain.listings import ListingIndex
from server.domain.warnings import Employment, Level
from server.domain.window import Window
from server.warnings.check import check_account
from server.warnings.check_request import parse_check_request

if TYPE_CHECKING:
    from server.domain.platforms import Platforms
    from server.domain.warnings import Wording
    from server.warnings.check import CheckAnswer

WIB, WIT = 420, 540
CHECKED = date(2026, 11, 20)

# Two contests that overlap: the region's candidates are still prospective when the nation's campaign is on.
NATIONAL = (
    PhasePeriod(Phase.BAKAL_CALON, date(2030, 1, 1), date(2030, 1, 31)),
    PhasePeriod(Phase.KAMPANYE, date(2030, 2, 1), date(2030, 2, 27)),
    PhasePeriod(Phase.MASA_TENANG, date(2030, 2, 28), date(2030, 3, 2)),
)
REGIONAL = (PhasePeriod(Phase.BAKAL_CALON, date(2030, 2, 10), date(2030, 3, 31)),)


def contest(name: str, offset: int, phases: tuple[PhasePeriod, ...], label: str) -> Contest:
    """Return a contest with names in both languages."""
    return Contest(
        name, "election", BilingualName(f"Pemilihan {label}", f"{label} election"), "x", "ID", offset, phases
    )


def account(
    owner: str, handle: str, kind: str = "personal", window: Window | None = None, number: str | None = None
) -> Account:
    """Return an account on X; its id is made from its handle."""
    return Account(
        id=f"x-{handle}",
        owner_id=owner,
        platform="x",
        handle=handle,
        platform_id=number,
        kind=kind,
        status="active",
        grade="A",
        checked_on=CHECKED,
        source_ids=("paper",),
        window=window or Window(),
    )


ACCOUNTS = (
    account("ani", "ani_contoh", number="111"),
    account("ani", "ani_lama", window=Window(None, date(2030, 2, 5))),
    account("team-ani", "tim_ani", "campaign"),
    account("fans-ani", "relawan_ani", "volunteer"),
    account("dua", "dua_contoh"),
    account("partai", "partai_contoh", "party"),
    account("partai", "partai_lama", "party", window=Window(None, date(2029, 12, 31))),
    account("ani", "dinas_contoh", "office"),
)

LIST = AccountList(
    elections={"election": Election("election", BilingualName("Pemilu", "Election"), WIB, NATIONAL)},
    contests={
        "national": contest("national", WIB, NATIONAL, "Nasional"),
        "regional": contest("regional", WIT, REGIONAL, "Daerah"),
        "seats": contest("seats", WIB, NATIONAL, "Kursi"),
    },
    sides={
        "a": Side(
            "a", "national", "Ani", candidacies=(Candidacy("ani", "calon_presiden"), Candidacy("dua", "calon_presiden"))
        ),
        "b": Side("b", "regional", "Dua", candidacies=(Candidacy("dua", "calon_gubernur"),)),
        "c": Side("c", "seats", "Partai", party_id="partai"),
    },
    people={"ani": Person("ani", "Ani Contoh"), "dua": Person("dua", "Dua Contoh")},
    parties={"partai": Party("partai", "Partai Contoh", "PC")},
    teams={
        "team-ani": Team("team-ani", "Tim Ani", "team", "a"),
        "fans-ani": Team("fans-ani", "Relawan Ani", "volunteers", "a"),
    },
    accounts={each.id: each for each in ACCOUNTS},
    sources={"paper": Source("paper", "press", "A paper", CHECKED, url="https://paper.example/1")},
)

IN_CAMPAIGN = "2030-02-14"


@pytest.fixture(scope="session")
def platforms() -> Platforms:
    """Return the project's platforms."""
    return load_platforms(Path(__file__).parents[2] / "extension/platforms")


@pytest.fixture
def check(platforms: Platforms, wording: Wording) -> Any:
    """Return a function that answers a request given as JSON, by default in the campaign."""
    index = ListingIndex.from_list(LIST)

    def answer(today: Any = None, **data: Any) -> CheckAnswer:
        request = data if today else {"on": IN_CAMPAIGN, **data}
        return check_account(index, platforms, wording, parse_check_request(request), today or never)

    return answer


def never(_offset: int) -> date:
    """Fail: a check that names its day must not ask for today."""
    raise AssertionError


def test_a_listed_account_is_answered_in_full(check: Any) -> None:
    """The whole answer, as it goes out."""
    answer = check(url="https://x.com/Ani_Contoh/status/20", action="comment", lang="en", employment="pppk").to_json()

    assert json.loads(json.dumps(answer)) == {
        "listed": True,
        "level": "hold",
        "key": "x:@ani_contoh",
        "owner": "Ani Contoh",
        "contest": "Nasional election",
        "phase": "kampanye",
        "warning": {
            "title": "Comment on a post by Ani Contoh, candidate for President?",
            "body": "Comments on a candidate's or campaign account are listed in the joint decree on ASN neutrality, "
            "with no exception for neutral ones. It is now the campaign period (Nasional election).",
            "basis": [
                "Joint Decree (SKB) on ASN Neutrality, 22 September 2022, Annex II table B item 6",
                "Law (UU) 20/2023, Article 24, and the work contract",
            ],
            "consequence": "Disciplinary punishment is possible.",
            "allowed": "You keep the right to vote. Programmes can be read on KPU's site. This tool reports nobody.",
        },
        "action": "comment",
        "lang": "en",
        "employment": "pppk",
        "on": "2030-02-14",
        "details": {
            "platform": "x",
            "kind": "post",
            "subject": "candidate",
            "role": "calon_presiden",
            "contest_id": "national",
            "phase_name": "campaign period",
            "phase_from": "2030-02-01",
            "phase_to": "2030-02-27",
            "source": "https://paper.example/1",
            "checked_on": "2026-11-20",
            "note": None,
        },
    }


def test_an_account_that_is_not_listed_is_answered_in_full(check: Any) -> None:
    """The same members, empty; the note says that absence is no clearance."""
    answer = check(url="https://x.com/somebody").to_json()

    assert json.loads(json.dumps(answer)) == {
        "listed": False,
        "level": "none",
        "key": "x:@somebody",
        "owner": None,
        "contest": None,
        "phase": "none",
        "warning": None,
        "action": "like",
        "lang": "id",
        "employment": "pns",
        "on": "2030-02-14",
        "details": {
            "platform": "x",
            "kind": "profile",
            "subject": None,
            "role": None,
            "contest_id": None,
            "phase_name": None,
            "phase_from": None,
            "phase_to": None,
            "source": None,
            "checked_on": None,
            "note": "Akun ini tidak ada dalam daftar. Daftar ini tidak lengkap; bila ini akun calon atau tim, "
            "aturannya tetap sama.",
        },
    }


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        pytest.param({"key": "x:@ani_contoh"}, "x:@ani_contoh", id="handle"),
        pytest.param({"key": "x:@Ani_Contoh"}, "x:@ani_contoh", id="handle in another spelling"),
        pytest.param({"key": "x:#111"}, "x:#111", id="permanent id"),
        pytest.param({"url": "https://x.com/i/user/111"}, "x:#111", id="an address with the id"),
        pytest.param({"url": "twitter.com/ANI_CONTOH"}, "x:@ani_contoh", id="an old address"),
    ],
)
def test_one_account_is_found_by_any_of_its_names(check: Any, asked: dict[str, str], key: str) -> None:
    """Handle, id and address lead to the same owner; the key is answered in its one form."""
    answer = check(**asked)

    assert (str(answer.key), answer.owner) == (key, "Ani Contoh")


@pytest.mark.parametrize(
    ("handle", "on", "level", "phase"),
    [
        ("ani_contoh", "2029-12-31", "none", "none"),
        ("ani_contoh", "2030-01-01", "hold", "bakal_calon"),
        ("ani_contoh", "2030-01-31", "hold", "bakal_calon"),
        ("ani_contoh", "2030-02-01", "hold", "kampanye"),
        ("ani_contoh", "2030-03-02", "hold", "masa_tenang"),
        ("ani_contoh", "2030-03-03", "none", "none"),
        ("ani_lama", "2030-02-05", "hold", "kampanye"),
        ("ani_lama", "2030-02-06", "none", "none"),
        ("tim_ani", "2030-02-14", "hold", "kampanye"),
        ("relawan_ani", "2030-02-14", "inform", "kampanye"),
        ("relawan_ani", "2030-03-03", "none", "none"),
        ("partai_contoh", "2030-02-14", "inform", "kampanye"),
        ("partai_contoh", "2026-11-20", "badge", "none"),
        ("partai_lama", "2029-12-31", "badge", "none"),
        ("partai_lama", "2030-01-01", "none", "none"),
        ("dinas_contoh", "2030-02-14", "none", "none"),
    ],
)
def test_the_day_decides(check: Any, handle: str, on: str, level: str, phase: str) -> None:
    """First and last days count; an account's own window narrows; parties keep a mark; offices are never listed."""
    answer = check(key=f"x:@{handle}", on=on)

    assert (answer.level, answer.phase) == (level, phase)
    assert answer.listed == (answer.warning is not None) == (level != "none")


def test_a_party_outside_every_phase_has_no_contest(check: Any) -> None:
    """Listed on any day, with a mark; which contest it once stood in stays in the details."""
    answer = check(key="x:@partai_contoh", on="2026-11-20")

    assert (answer.listed, answer.contest, answer.owner) == (True, None, "Partai Contoh")
    assert answer.details.contest_id == "seats"
    assert answer.details.phase_name == "di luar tahapan"
    assert answer.details.phase_from is None


@pytest.mark.parametrize(
    ("on", "contest_id", "phase"),
    [
        pytest.param("2030-01-15", "national", "bakal_calon", id="only the nation is on"),
        pytest.param("2030-02-14", "national", "kampanye", id="both are on, at one level: the first by id"),
        pytest.param("2030-03-15", "regional", "bakal_calon", id="only the region is on"),
    ],
)
def test_of_several_contests_the_active_one_is_answered(check: Any, on: str, contest_id: str, phase: str) -> None:
    """Who runs twice is answered for the contest that is on."""
    answer = check(key="x:@dua_contoh", on=on)

    assert (answer.details.contest_id, answer.phase, answer.level) == (contest_id, phase, Level.HOLD)


def test_the_highest_level_is_answered(platforms: Platforms, wording: Wording) -> None:
    """An account that belongs to a party and to a candidate's team is held, whatever the contests are called."""
    shared = replace(
        LIST,
        sides={**LIST.sides, "d": Side("d", "aaa", "Partai", party_id="partai")},
        contests={**LIST.contests, "aaa": contest("aaa", WIB, NATIONAL, "Awal")},
        accounts={
            "one": account("partai", "shared_contoh", "party"),
            "two": account("team-ani", "shared_contoh", "campaign"),
        },
    )
    index = ListingIndex.from_list(shared)
    request = parse_check_request({"key": "x:@shared_contoh", "on": IN_CAMPAIGN})

    answer = check_account(index, platforms, wording, request, never)

    assert (answer.level, answer.owner, answer.details.contest_id) == (Level.HOLD, "Tim Ani", "national")


def test_today_is_that_of_the_contest(check: Any) -> None:
    """When no day is named, each contest is asked for its own, and an account of none for Jakarta's."""
    asked: list[int] = []

    def today(offset: int) -> date:
        asked.append(offset)
        return date(2030, 3, 31) if offset == WIB else date(2030, 4, 1)

    regional = check(today, key="x:@dua_contoh")
    unlisted = check(today, key="x:@somebody")

    assert {WIB, WIT} == set(asked)
    assert (regional.listed, regional.details.note is not None) == (False, True)
    assert (regional.on, unlisted.on) == (date(2030, 3, 31), date(2030, 3, 31))
    assert check(lambda _: date(2030, 3, 31), key="x:@dua_contoh").details.contest_id == "regional"


@pytest.mark.parametrize(
    ("url", "note"),
    [
        pytest.param("https://www.instagram.com/p/Cabcdefghij/", "tidak menyebut pemilik unggahan", id="post"),
        pytest.param("https://x.com/search?q=ani", "tidak menunjuk satu akun", id="no profile"),
        pytest.param("https://situs-lain.example/ani", "Situs ini belum dikenal", id="unknown site"),
        pytest.param("https://x.com.evil.example/ani_contoh", "Situs ini belum dikenal", id="look-alike site"),
        pytest.param("not an address", "Situs ini belum dikenal", id="no address"),
        pytest.param("https://www.facebook.com/share/p/1A2b3C4d5E/", "tidak menunjukkan tujuannya", id="share link"),
    ],
)
def test_an_address_that_names_nobody_is_explained(check: Any, url: str, note: str) -> None:
    """The person learns what to copy instead; nothing is fetched to find out."""
    answer = check(url=url)

    assert (answer.listed, answer.key, answer.owner, answer.warning) == (False, None, None, None)
    assert note in answer.details.note


def test_out_of_season_is_explained_in_the_language_asked_for(check: Any) -> None:
    """The account is known, its contest is not on: said in both languages, with the latest contest."""
    indonesian = check(key="x:@dua_contoh", on="2026-11-20").details.note
    english = check(key="x:@dua_contoh", on="2026-11-20", lang="en").details.note

    assert indonesian == "Akun ini tercatat untuk Pemilihan Daerah, tetapi hari itu berada di luar tahapannya."
    assert english == "This account is recorded for Daerah election, but that day lies outside its stages."


@pytest.mark.parametrize("employment", Employment)
def test_the_warning_is_that_of_the_persons_status(check: Any, employment: Employment) -> None:
    """The same account, another basis."""
    basis = " ".join(check(key="x:@ani_contoh", employment=str(employment)).warning.basis)
    cited = {
        "pns": "PP 94/2021",
        "pppk": "perjanjian kerja",
        "non_asn": "SE MenPANRB 01/2023",
        "spouse": "SE MenPANRB 18/2023",
    }

    assert [status for status, law in cited.items() if law in basis] == [employment]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        pytest.param("myspace:@ani", "facebook", id="unknown platform: the known ones are named"),
        pytest.param("x:@ani.contoh", "", id="no handle of this platform"),
        pytest.param("x:@" + "a" * 40, "", id="too long a handle"),
        pytest.param("x:#abc", "", id="no id of this platform"),
    ],
)
def test_a_key_of_no_platform_is_refused(check: Any, key: str, expected: str) -> None:
    """A key is written by a program, so a wrong one is an error and not an unlisted account."""
    with pytest.raises(RequestError) as caught:
        check(key=key)

    assert caught.value.field == "key"
    assert expected in caught.value.expected
