"""Finding listings without holding them: the index says where to look, and what is read has its bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from server.accounts import listing_finder
from server.accounts.listing_finder import PARSED_MAX_LISTINGS, KeyIndex, ListingFinder
from server.accounts.release_listings import read_listing_index
from server.domain.account_key import AccountKey
from tests.http.samples import sample_state

if TYPE_CHECKING:
    import pytest


@given(st.lists(st.tuples(st.text(max_size=4), st.integers(0, 300)), max_size=200))
def test_the_index_finds_what_was_added(pairs: list[tuple[str, int]]) -> None:
    """Each number of a key once, the lowest first."""
    index = KeyIndex(pairs, 301)

    for key, _ in pairs:
        assert index.find(key) == sorted({number for other, number in pairs if other == key})


def test_it_is_small() -> None:
    """Fifty thousand keys in four bytes each and a part that does not grow, all of them found, hardly another one."""
    index = KeyIndex(((f"x:@akun_{number}", number % 700) for number in range(50_000)), 700)
    found = {number: index.find(f"x:@akun_{number}") for number in range(0, 50_000, 7)}

    assert all(number % 700 in groups for number, groups in found.items())
    assert sum(len(groups) - 1 for groups in found.values()) <= 5, "32 bits are seldom the same"
    assert sum(bool(index.find(f"x:@lain_{number}")) for number in range(2_000)) <= 3, "32 bits are seldom the same"
    assert index.count_bytes() <= 4 * 50_000 + 300_000


def test_there_may_be_more_groups_than_two_bytes_can_number() -> None:
    """Then a number takes four."""
    index = KeyIndex(((f"x:@akun_{number}", number) for number in range(70_000)), 70_000)

    assert index.find("x:@akun_69999") == [69_999]


def test_every_listing_of_a_release_is_found() -> None:
    """As in an index of all warnings files at once; a stranger is not."""
    targets = sample_state().targets
    warnings = (file.body for name, file in targets.items() if name.startswith("warnings/"))
    whole = read_listing_index(targets["list.json"].body, warnings)
    finder = ListingFinder(targets)

    assert whole.by_key
    for key, listings in whole.by_key.items():
        assert finder.find_listings(key) == listings
    assert finder.find_listings(AccountKey("x", "@orang_lain")) == ()
    assert finder._parsed.currsize <= PARSED_MAX_LISTINGS


def test_a_group_that_is_too_large_to_keep_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs time, not memory."""
    monkeypatch.setattr(listing_finder, "PARSED_MAX_LISTINGS", 0)
    finder = ListingFinder(sample_state().targets)

    assert finder.find_listings(AccountKey("x", "@calon_satu"))
    assert not finder._parsed
