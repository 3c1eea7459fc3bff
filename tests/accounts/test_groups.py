"""Groups: whole contests, never below sixteen accounts where that is possible, rivals together, always the same."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest

from server.accounts.groups import GROUP_MIN_ACCOUNTS, Group, make_groups
from server.domain.account_list import Account, AccountList, Candidacy, Person, Side, Source
from server.domain.elections import BilingualName, Contest, Election, Phase, PhasePeriod
from server.domain.listings import ListingIndex

DAY = date(2031, 1, 1)
PHASES = (PhasePeriod(Phase.KAMPANYE, DAY, DAY),)
NAME = BilingualName("Contoh", "Sample")

Plan = tuple[str, str, list[int]]
"""Election, contest, and how many accounts each side has."""


def make_list(*plans: Plan) -> AccountList:
    """Return a list of contests with so many invented accounts on each side."""
    numbers = count(1)
    elections = {plan[0]: Election(plan[0], NAME, 420, PHASES, is_practice=plan[0] == "latihan") for plan in plans}
    contests = {plan[1]: Contest(plan[1], plan[0], NAME, "x", "ID", 420, PHASES) for plan in plans}
    sides: dict[str, Side] = {}
    accounts: dict[str, Account] = {}
    for _, contest, sizes in plans:
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


def group(*plans: Plan) -> dict[str, Group]:
    """Form the groups of a list, by id."""
    made = make_list(*plans)
    return {each.id: each for each in make_groups(made, ListingIndex.from_list(made).listings)}


def test_a_large_contest_is_a_group_of_its_own() -> None:
    """Two contests that are large enough stay apart, each under its own name."""
    groups = group(("pemilu", "b", [8, 8]), ("pemilu", "a", [10, 9, 3]))

    assert {name: (each.contest_ids, each.accounts, each.rivals) for name, each in groups.items()} == {
        "a": (("a",), 22, 3),
        "b": (("b",), 16, 2),
    }


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        pytest.param([[8, 7], [8, 8]], {"pemilu": ("c1", "c2")}, id="the first is too small: both together"),
        pytest.param([[8, 8], [1, 1]], {"pemilu": ("c1", "c2")}, id="what is left over joins the last"),
        pytest.param([[40], [8, 8]], {"pemilu": ("c1", "c2")}, id="one side alone has no rival"),
        pytest.param(
            [[8, 8], [2, 2], [9, 9]], {"c1": ("c1",), "c2-dst": ("c2", "c3")}, id="a part is named by its first"
        ),
        pytest.param([[1, 1], [1, 1]], {"pemilu": ("c1", "c2")}, id="a small election is one group"),
        pytest.param([[3, 3]], {"c1": ("c1",)}, id="one small contest keeps its name"),
    ],
)
def test_small_contests_are_put_together(sizes: list[list[int]], expected: dict[str, tuple[str, ...]]) -> None:
    """Within their election, in the order of their ids."""
    groups = group(*((("pemilu", f"c{number}", size)) for number, size in enumerate(sizes, 1)))

    assert {name: each.contest_ids for name, each in groups.items()} == expected


def test_elections_are_never_mixed() -> None:
    """A group's file ends with its election."""
    groups = group(("pemilu-2029", "p", [1, 1]), ("pilkada-2030", "q", [1, 1]))

    assert {name: each.contest_ids for name, each in groups.items()} == {"p": ("p",), "q": ("q",)}
    assert not any(each.is_large_enough for each in groups.values())


def test_practice_is_a_group_of_its_own() -> None:
    """All of its contests together, however large."""
    groups = group(("latihan", "latihan-a", [20, 20]), ("latihan", "latihan-b", [20, 20]), ("pemilu", "p", [9, 9]))

    assert groups["latihan"] == Group("latihan", ("latihan-a", "latihan-b"), 80, 2, is_practice=True)
    assert not groups["p"].is_practice


def test_a_contest_without_any_account_is_in_no_group() -> None:
    """There is nothing to warn of."""
    assert set(group(("pemilu", "empty", []), ("pemilu", "p", [9, 9]))) == {"p"}


def test_the_order_of_the_list_does_not_matter() -> None:
    """The same entries in any order give the same groups."""
    made = make_list(*(("pemilu", f"c{number}", [number, 5]) for number in range(9)))
    listings = ListingIndex.from_list(made).listings
    expected = make_groups(made, listings)

    assert make_groups(made, listings[::-1]) == expected
    assert make_groups(made, listings[1::2] + listings[::2]) == expected
    assert all(each.accounts >= GROUP_MIN_ACCOUNTS for each in expected)


def test_a_long_name_is_shortened_and_stays_its_own() -> None:
    """Ids that only differ behind the 64th character keep different groups."""
    long = "pilkada-2030-" + "a" * 60

    names = list(group(("p1", f"{long}1", [9, 9]), ("p2", f"{long}2", [9, 9])))

    assert [len(name) for name in names] == [64, 64]
    assert len(set(names)) == 2
