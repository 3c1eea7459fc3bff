"""Groups: whole contests, never below sixteen accounts where that is possible, rivals together, stable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.accounts.groups import GROUP_MIN_ACCOUNTS, GROUP_MIN_RIVALS, Group, make_groups
from server.domain.account_list import Account, AccountList, Candidacy, Person, Side, Source
from server.domain.elections import BilingualName, Contest, Election, Phase, PhasePeriod
from server.domain.listings import ListingIndex

DAY = date(2031, 1, 1)
PHASES = (PhasePeriod(Phase.KAMPANYE, DAY, DAY),)
NAME = BilingualName("Contoh", "Sample")

Plan = tuple[str, str, str, list[int]]
"""Election, contest, region, and how many accounts each side has."""


def make_list(*plans: Plan) -> AccountList:
    """Return a list of contests with so many invented accounts on each side."""
    numbers = count(1)
    elections = {plan[0]: Election(plan[0], NAME, 420, PHASES, is_practice=plan[0] == "latihan") for plan in plans}
    contests = {plan[1]: Contest(plan[1], plan[0], NAME, "x", plan[2], 420, PHASES) for plan in plans}
    sides: dict[str, Side] = {}
    accounts: dict[str, Account] = {}
    for _, contest, _, sizes in plans:
        for size in sizes:
            person = f"ps-{next(numbers)}"
            sides[f"sd-{person}"] = Side(f"sd-{person}", contest, person, candidacies=(Candidacy(person, "calon"),))
            for _ in range(size):
                made = make_account(next(numbers), person)
                accounts[made.id] = made
    people = {account.owner_id: Person(account.owner_id, account.owner_id) for account in accounts.values()}
    return AccountList(elections, contests, sides, people, {}, {}, accounts, {"s": Source("s", "press", "s", DAY)})


def make_account(number: int, owner: str) -> Account:
    """Return an account on X."""
    return Account(f"ak-{number}", owner, "x", f"akun_{number}", None, "personal", "active", "A", DAY, ("s",))


def group_list(made: AccountList) -> tuple[Group, ...]:
    """Form the groups of a list."""
    return make_groups(made, ListingIndex.from_list(made).listings)


def group(*plans: Plan) -> dict[str, tuple[str, ...]]:
    """Form the groups of a list: id -> contests."""
    return {each.id: each.contest_ids for each in group_list(make_list(*plans))}


def province(code: int, *sizes: list[int]) -> list[Plan]:
    """Return contests of one province of ``pilkada``, with so many accounts on each side."""
    return [("pilkada", f"p-{code}-{number:02}", f"wil:{code}.{number:02}", size) for number, size in enumerate(sizes)]


def test_a_group_says_how_large_it_is() -> None:
    """Accounts of all its contests, and the sides of the one with most."""
    (made,) = group_list(make_list(("pemilu", "a", "ID", [10, 9, 3]), ("pemilu", "b", "ID", [1])))

    assert made == Group("a-dst", ("a", "b"), accounts=23, rivals=3)
    assert made.is_large_enough


def test_about_five_contests_of_one_province_make_a_group() -> None:
    """However many accounts they have; the parts of a province differ by one contest at most."""
    groups = group(*province(11, *[[9, 9]] * 13), *province(12, *[[20, 20]] * 2))

    assert {name: len(contests) for name, contests in groups.items()} == {
        "p-11-00-dst": 4,
        "p-11-04-dst": 4,
        "p-11-08-dst": 5,
        "p-12-00-dst": 2,
    }


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param([[8, 7], [8, 8]], {"p-11-00-dst": 2}, id="the first is too small: with the next"),
        pytest.param([[8, 8], [1, 1]], {"p-11-00-dst": 2}, id="what is left over joins the last"),
        pytest.param([[40], [8, 8]], {"p-11-00-dst": 2}, id="one side alone has no rival"),
        pytest.param([[8, 8], [2, 2], [9, 9]], {"p-11-00": 1, "p-12-00-dst": 2}, id="a group is named by its first"),
        pytest.param([[1, 1], [1, 1]], {"p-11-00-dst": 2}, id="a small election is one group"),
        pytest.param([[3, 3]], {"p-11-00": 1}, id="one small contest keeps its name"),
    ],
)
def test_small_parts_are_put_together(sizes: list[list[int]], expected: dict[str, int]) -> None:
    """Within their election, in the order of their provinces; here each has one contest."""
    plans = [plan for number, size in enumerate(sizes) for plan in province(11 + number, size)]

    assert {name: len(contests) for name, contests in group(*plans).items()} == expected


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param([9, 9, 9], {"c0": ("c0",), "c1": ("c1",), "c2": ("c2",)}, id="none is small"),
        pytest.param([9, 3, 9], {"c0-dst": ("c0", "c1"), "c2": ("c2",)}, id="a small one joins the one before"),
        pytest.param([3, 9, 9], {"c1-dst": ("c1", "c0"), "c2": ("c2",)}, id="where there is none, the one after"),
        pytest.param([6, 9, 6], {"c0-dst": ("c0", "c2"), "c1": ("c1",)}, id="small ones that are enough together"),
        pytest.param([3, 9, 3], {"c1-dst": ("c1", "c0", "c2")}, id="and that are not"),
        pytest.param([3, 3], {"c0-dst": ("c0", "c1")}, id="all of the list is too small"),
    ],
)
def test_an_election_that_is_too_small_joins_another(sizes: list[int], expected: dict[str, tuple[str, ...]]) -> None:
    """So that the rule holds wherever the list can meet it."""
    assert group(*((f"e{n}", f"c{n}", "ID", [size, size]) for n, size in enumerate(sizes))) == expected


def test_practice_is_a_group_of_its_own() -> None:
    """All of its contests together, however many accounts they have; nothing real joins it."""
    plans: list[Plan] = [("latihan", "latihan-a", "ID", [20, 20]), ("latihan", "latihan-b", "ID", [2, 2])]

    groups = group(*plans, ("pemilu", "p", "ID", [1, 1]))

    assert groups == {"latihan-a-dst": ("latihan-a", "latihan-b"), "p": ("p",)}


def test_a_contest_without_any_account_is_in_no_group_but_counts_for_its_part() -> None:
    """There is nothing to warn of; the day somebody is listed there, no group gets other contests."""
    groups = group(*province(11, [9, 9], [], *[[9, 9]] * 11))

    assert {name: len(contests) for name, contests in groups.items()} == {
        "p-11-00-dst": 3,
        "p-11-04-dst": 4,
        "p-11-08-dst": 5,
    }


def test_a_long_name_is_shortened_and_stays_its_own() -> None:
    """Ids that only differ behind the 64th character keep different groups."""
    long = "pilkada-2030-" + "a" * 60

    names = list(group(("p1", f"{long}1", "ID", [9, 9]), ("p2", f"{long}2", "ID", [9, 9])))

    assert [len(name) for name in names] == [64, 64]
    assert len(set(names)) == 2


SIZES = st.lists(st.integers(0, 12), max_size=3)
PLACES = st.lists(st.tuples(st.sampled_from(["e1", "e2", "e3", "e4"]), st.integers(11, 13), SIZES), max_size=24)
LISTS = PLACES.map(
    lambda places: make_list(
        ("latihan", "l", "ID", [2, 2]),
        *((e, f"{e}-{n:02}", f"wil:{code}.01", s) for n, (e, code, s) in enumerate(places)),
    )
)


@given(LISTS)
@settings(deadline=None)
def test_every_contest_is_in_one_group_and_the_rule_holds_where_it_can(made: AccountList) -> None:
    """In whatever order the list is read; practice aside."""
    listings = ListingIndex.from_list(made).listings
    groups = make_groups(made, listings)

    assert sorted(contest for each in groups for contest in each.contest_ids) == sorted(
        {listing.contest.id for listing in listings}
    )
    assert len({each.id for each in groups}) == len(groups)
    real = [each for each in groups if "l" not in each.contest_ids]
    can_hold = sum(each.accounts for each in real) >= GROUP_MIN_ACCOUNTS and any(
        each.rivals >= GROUP_MIN_RIVALS for each in real
    )
    assert all(each.is_large_enough for each in real) if can_hold else len(real) <= 1
    turned = replace(made, contests=dict(reversed([*made.contests.items()])))
    assert make_groups(turned, listings[::-1]) == groups


@given(LISTS, st.data())
@settings(max_examples=300, deadline=None)
def test_an_account_that_comes_or_goes_changes_no_other_group(made: AccountList, data: st.DataObject) -> None:
    """Unless with it the rule begins or ceases to hold for its group's part of the election, or for all of that."""
    account = data.draw(st.sampled_from(list(made.accounts.values())))
    fewer = replace(made, accounts={each.id: each for each in made.accounts.values() if each is not account})
    before, after = membership(made), membership(fewer)
    contest = next(side.contest_id for side in made.sides.values() if side.name == account.owner_id)
    election = made.contests[contest].election_id
    own = next(contests for contests in before if contest in contests)
    whole = {each for contests in before for each in contests if each.startswith(election)}
    ours = {each for each in own if each.startswith(election)} if holds(made, whole) else own

    if holds(fewer, ours) and holds(fewer, whole) == holds(made, whole):
        assert {contests - {contest} for contests in before} == {contests - {contest} for contests in after}


def membership(made: AccountList) -> set[frozenset[str]]:
    """Return which contests are together."""
    return {frozenset(each.contest_ids) for each in group_list(made)}


def holds(made: AccountList, contests: set[str] | frozenset[str]) -> bool:
    """Tell whether contests would make a group that is large enough."""
    listings = [each for each in ListingIndex.from_list(made).listings if each.contest.id in contests]
    sides = [len({each.side.id for each in listings if each.contest.id == contest}) for contest in contests]
    return len(listings) >= GROUP_MIN_ACCOUNTS and max(sides, default=0) >= GROUP_MIN_RIVALS
