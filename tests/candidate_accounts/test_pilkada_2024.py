"""Pilkada 2024 in the list: every race and pair of the sources, and who stood when somebody was replaced."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
import yaml

from server.domain.elections import find_province_id
from tests.candidate_accounts.shipped_list import LIST, read_shipped_list

DIY = "wil:34"
OFFICE_BY_LEVEL = {"provinsi": "gubernur", "kabupaten": "bupati", "kota": "wali_kota"}
ROUND_TWO = date(2025, 6, 26)
STANDING = [
    ("pilkada-2024-82", "4", date(2024, 10, 12), ["Benny Laos", "Sarbin Sehe"]),
    ("pilkada-2024-82", "4", date(2024, 10, 13), ["Sarbin Sehe"]),
    ("pilkada-2024-82", "4", date(2024, 10, 23), ["Sherly Tjoanda", "Sarbin Sehe"]),
    ("pilkada-2024-91", "1", date(2025, 2, 23), ["Benhur Tomi Mano", "Yermias Bisai"]),
    ("pilkada-2024-91", "1", date(2025, 3, 9), ["Benhur Tomi Mano", "Constant Karma"]),
    ("pilkada-2024-19-71", "2", date(2024, 11, 27), ["Maulan Aklil", "Masagus M Hakim"]),
    ("pilkada-2024-19-71", "2", date(2025, 8, 27), ["Maulan Aklil", "Zeki Yamani"]),
    ("pilkada-2024-19-01", "1", date(2024, 11, 27), ["Mulkan", "Ramadian"]),
    ("pilkada-2024-19-01", "5", date(2025, 8, 27), ["Rato Rusdiyanto", "Ramadian"]),
]


def _contests() -> dict[str, str]:
    contests = read_shipped_list().contests.values()
    return {contest.id: contest.region for contest in contests if contest.election_id == "pilkada-2024"}


def _find_standing(contest_id: str, number: str, on: date) -> list[str]:
    account_list = read_shipped_list()
    return [
        account_list.people[candidacy.person_id].name
        for side in account_list.sides.values()
        if (side.contest_id, side.ballot_number) == (contest_id, number)
        for candidacy in side.candidacies
        if candidacy.window.narrow(side.window).covers(on)
    ]


def test_every_region_but_yogyakarta_elects_its_head() -> None:
    """37 races for governor and one in each kabupaten and kota, for the office that fits the region."""
    account_list = read_shipped_list()
    offices = {
        contest.region: contest.office for contest in account_list.contests.values() if contest.id in _contests()
    }

    assert offices == {
        region.id: OFFICE_BY_LEVEL[region.level] for region in account_list.regions.values() if region.id != DIY
    }
    assert Counter(offices.values())["gubernur"] == 37


def test_38_provinces_have_each_its_own_iso_code() -> None:
    """All others lie in one of them."""
    regions = read_shipped_list().regions.values()
    provinces = {region.id: region.iso for region in regions if region.level == "provinsi"}

    assert len(provinces) == len(set(provinces.values())) == 38
    assert {find_province_id(region.id) for region in regions} == set(provinces)


def test_a_file_holds_the_contest_of_its_region() -> None:
    """Whoever reviews a region reads one file, named for its code."""
    for path in (LIST / "contests" / "pilkada-2024").glob("*.yaml"):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 (texts only)

        assert [contest["region"] for contest in content["contests"]] == [f"wil:{path.stem}"]


def test_ballot_numbers_leave_no_gap() -> None:
    """In 2024 each race had the numbers from 1, and a pair that stood alone faced the empty column."""
    account_list = read_shipped_list()
    numbers: dict[str, list[str]] = {contest_id: [] for contest_id in _contests()}
    for side in account_list.sides.values():
        first_round = all(c.window.starts is None or c.window.starts < ROUND_TWO for c in side.candidacies)
        if side.contest_id in numbers and first_round:
            numbers[side.contest_id].append(side.ballot_number or "")
    for contest_id, found in numbers.items():
        empty_box = account_list.contests[contest_id].empty_box
        assert (len(found) == 1) is (empty_box is not None), contest_id
        assert sorted([*found, empty_box] if empty_box else found) == [
            str(n) for n in range(1, len(found) + 1 + bool(empty_box))
        ]


def test_every_pair_has_two_people() -> None:
    """A head and a deputy on every side, with the roles of the office; replaced ones beside them."""
    account_list = read_shipped_list()
    sides = [side for side in account_list.sides.values() if side.contest_id in _contests()]

    assert len({side.kpu_id for side in sides if side.kpu_id}) == sum(side.kpu_id is not None for side in sides)
    for side in sides:
        office = account_list.contests[side.contest_id].office
        assert {candidacy.role for candidacy in side.candidacies} == {f"calon_{office}", f"calon_wakil_{office}"}, (
            side.id
        )


@pytest.mark.parametrize(("contest_id", "number", "on", "names"), STANDING)
def test_who_stands_on_a_day(contest_id: str, number: str, on: date, names: list[str]) -> None:
    """A candidate who died or was struck out, and pairs that came together again for a re-run."""
    assert _find_standing(contest_id, number, on) == names


def test_nobody_in_pilkada_is_listed_as_the_only_side() -> None:
    """Where an account is listed, so is one of a rival pair on the same platform."""
    account_list = read_shipped_list()
    side_of = {c.person_id: side for side in account_list.sides.values() for c in side.candidacies}
    listed = [
        (side_of[account.owner_id].contest_id, account.platform, side_of[account.owner_id].id)
        for account in account_list.accounts.values()
        if account.is_listed and account.owner_id in side_of and side_of[account.owner_id].contest_id in _contests()
    ]
    sides = {
        (contest, platform): {s for c, p, s in listed if (c, p) == (contest, platform)}
        for contest, platform, _ in listed
    }

    assert sides
    assert all(len(rivals) > 1 for rivals in sides.values())
