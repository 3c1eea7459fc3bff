"""Coverage is counted over those whom the list knows, and says what it does not know."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from server.accounts.coverage import AXES, Coverage, State, measure_coverage
from server.accounts.list_reader import load_account_list
from tests.accounts.list_samples import CONTEST_FILE, ROOT, SAMPLE, copy_sample, platforms, replace_in

if TYPE_CHECKING:
    from pathlib import Path

PLATFORMS = ("instagram", "tiktok", "x")


def measure(directory: Path = SAMPLE, on: date | None = None, election_id: str | None = None) -> Coverage:
    """Measure a list on three platforms."""
    account_list = load_account_list(directory, platforms())
    return measure_coverage(account_list, PLATFORMS, election_id=election_id, on=on)


def states(coverage: Coverage) -> dict[tuple[str, str], State]:
    """Return the state of every owner on every platform."""
    owners = [owner for each in coverage.contests for side in each.sides for owner in side.owners]
    return {(owner.id, platform): state for owner in owners for platform, state in owner.states.items()}


def test_every_cell_has_one_state() -> None:
    """Listed, a lead, or nothing at all; the party that only put a side forward is nobody's cell."""
    found = states(measure())

    assert found == {
        ("ps-aaaaaa", "x"): State.LISTED,
        ("ps-aaaaaa", "instagram"): State.NOT_SEARCHED,
        ("ps-aaaaaa", "tiktok"): State.NOT_SEARCHED,
        ("ps-bbbbbb", "x"): State.LISTED,
        ("ps-bbbbbb", "instagram"): State.NOT_SEARCHED,
        ("ps-bbbbbb", "tiktok"): State.NOT_SEARCHED,
        ("tm-aaaaaa", "instagram"): State.LISTED,
        ("tm-aaaaaa", "x"): State.NOT_SEARCHED,
        ("tm-aaaaaa", "tiktok"): State.NOT_SEARCHED,
        ("tm-bbbbbb", "instagram"): State.LEADS_ONLY,
        ("tm-bbbbbb", "x"): State.NOT_SEARCHED,
        ("tm-bbbbbb", "tiktok"): State.NOT_SEARCHED,
    }


def test_a_search_is_no_listing(tmp_path: Path) -> None:
    """Looked for and none found; what the owner says itself counts alike; a listed account wins over a search."""
    directory = copy_sample(tmp_path)
    search = "- {owner: tm-bbbbbb, platform: instagram, result: leads_only, searched_on: '2026-11-02'}"
    more = "\n".join(
        search.replace("leads_only", result).replace("instagram", platform).replace("tm-bbbbbb", owner)
        for owner, platform, result in (
            ("tm-bbbbbb", "tiktok", "none_found"),
            ("ps-aaaaaa", "tiktok", "declared_none"),
            ("ps-aaaaaa", "x", "none_found"),
        )
    )
    replace_in(directory, CONTEST_FILE, "searches:\n", f"searches:\n{more}\n")

    found = states(measure(directory))

    assert found["tm-bbbbbb", "tiktok"] is State.NONE_FOUND
    assert found["ps-aaaaaa", "tiktok"] is State.NONE_FOUND
    assert found["ps-aaaaaa", "x"] is State.LISTED


def test_an_office_account_is_not_even_a_lead(tmp_path: Path) -> None:
    """It is never listed, and it does not say that a candidate was looked for."""
    directory = copy_sample(tmp_path)
    replace_in(
        directory,
        CONTEST_FILE,
        "kind: campaign\n  status: active\n  grade: D",
        "kind: office\n  status: active\n  grade: D",
    )
    replace_in(
        directory,
        CONTEST_FILE,
        'searches:\n- {owner: tm-bbbbbb, platform: instagram, result: leads_only, searched_on: "2026-11-02"}\n',
        "",
    )

    assert states(measure(directory))["tm-bbbbbb", "instagram"] is State.NOT_SEARCHED


@pytest.mark.parametrize(
    ("on", "registered"),
    [
        (date(2031, 2, 8), State.LISTED),
        (date(2031, 2, 9), State.OTHER_DAYS),  # accounts_close_on has passed
    ],
)
def test_a_day_counts_what_holds_on_it(on: date, registered: State) -> None:
    """Registered accounts end by rule."""
    assert states(measure(on=on))["ps-bbbbbb", "x"] is registered


def test_out_of_season_there_is_nothing() -> None:
    """No contest, and no regions that would be missing."""
    coverage = measure(on=date(2026, 11, 21))

    assert (coverage.contests, coverage.missing, coverage.total.percent) == ((), (), None)


def test_a_side_that_left_is_no_rival_afterwards(tmp_path: Path) -> None:
    """It counts in the whole contest, marked, and no more after it has left."""
    directory = copy_sample(tmp_path)
    replace_in(
        directory,
        CONTEST_FILE,
        'name: Calon Dua\n    statuses: [{status: final, from: "2030-12-20"}]',
        'name: Calon Dua\n    statuses: [{status: final, from: "2030-12-20"}, {status: withdrawn, from: "2031-01-20"}]',
    )

    assert [side.has_left for side in measure(directory).contests[0].sides] == [False, True]
    assert len(measure(directory, date(2031, 1, 19)).contests[0].sides) == 2
    assert len(measure(directory, date(2031, 1, 20)).contests[0].sides) == 1


def test_parity_names_who_is_missing() -> None:
    """By platform; even is also where nobody is listed."""
    parities = {parity.platform: parity for parity in measure().contests[0].compare_sides(PLATFORMS)}

    assert [side.label for side in parities["instagram"].missing] == ["2. Calon Dua"]
    assert not parities["instagram"].is_even
    assert parities["x"].is_even
    assert parities["tiktok"].is_even
    assert len(parities["tiktok"].missing) == 2


def test_regions_without_a_contest_are_counted() -> None:
    """Each that elects and of which there is no contest; the list's own regions are the denominator."""
    (missing,) = measure().missing

    assert (missing.expected, [region.id for region in missing.regions]) == (4, ["wil:11", "wil:11.10", "wil:73"])


def test_who_does_not_elect_is_not_missing(tmp_path: Path) -> None:
    """Yogyakarta has no elected governor, Jakarta no elected mayors."""
    directory = copy_sample(tmp_path)
    (directory / "regions.yaml").write_text(
        "format: '1'\nregions:\n"
        + "".join(
            f"- {{id: '{key}', name: N, level: provinsi, iso: ID-{iso}, utc_offset_minutes: '420'}}\n"
            for key, iso in (("wil:31", "JK"), ("wil:34", "YO"), ("wil:73", "SN"))
        )
        + "".join(f"- {{id: '{key}', name: N, level: kota}}\n" for key in ("wil:31.71", "wil:34.71", "wil:73.71"))
    )

    (missing,) = measure(directory).missing

    assert [region.id for region in missing.regions] == ["wil:31", "wil:34.71", "wil:73"]


def test_a_share_is_whole_only_when_it_is() -> None:
    """199 of 200 are not 100 percent, and 1 of 300 is not 0."""
    total = measure().total
    few = type(total)(1, 300, 1, 0, 0, {})
    many = type(total)(1, 200, 199, 0, 0, {})

    assert (few.percent, many.percent, total.percent) == (1, 99, 100)


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("directory", [SAMPLE, ROOT / "candidate_accounts"], ids=["sample", "real"])
def test_the_rows_add_up(directory: Path, axis: str) -> None:
    """Every cell is in exactly one state, and every row's cells are its owners times the platforms."""
    coverage = measure(directory)
    groups = coverage.group(axis)
    width = 1 if axis == "platform" else len(PLATFORMS)

    assert groups
    for group in groups:
        assert sum(group.tally.cells.values()) == group.tally.owners * width
        assert group.tally.sides_listed <= group.tally.sides
    if axis != "party":  # a side counts for each party that put it forward
        total = {state: sum(group.tally.cells[state] for group in groups) for state in State}
        assert total == coverage.total.cells


def test_the_three_presidential_pairs_are_even() -> None:
    """In the list that we ship, all are listed on X and Instagram."""
    coverage = measure(ROOT / "candidate_accounts", election_id="pemilu-2024")
    contest = next(each for each in coverage.contests if each.contest.id == "pemilu-2024-presiden")
    parities = {parity.platform: parity for parity in contest.compare_sides(PLATFORMS)}

    assert [side.ballot_number for side in contest.sides] == ["1", "2", "3"]
    assert [len(parities[platform].listed) for platform in ("x", "instagram", "tiktok")] == [3, 3, 0]
