"""Bounds and change log: what is counted, what is refused without a word, and what readers are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from server.accounts.release_errors import ReleaseBoundsError
from server.accounts.release_paths import CHANGES_NAME
from server.accounts.release_review import (
    NOTES_MAX_BYTES,
    NOTES_MAX_CONTESTS,
    NOTES_MAX_RELEASES,
    Review,
    compare_releases,
)
from server.accounts.wire_words import digest_listing
from server.domain.elections import ReleaseBounds
from tests.http.samples import build_files

if TYPE_CHECKING:
    from collections.abc import Mapping

ELECTION = "contoh-2031"
HEAD = "candidate ../.."
ELECTIONS = {f"{ELECTION}-a": ELECTION, f"{ELECTION}-b": ELECTION}


def make_files(accounts: Mapping[str, str], made_on: str = "2031-01-02") -> dict[str, bytes]:
    """Make the files of a release: handle -> contest of its account, in the form of a release of the sample list."""
    sample = build_files()
    listed = json.loads(sample["list.json"])
    name = next(name for name in sample if name.startswith("warnings/contoh"))
    group: dict[str, Any] = json.loads(sample[name])
    id_, said = next(iter(group["contests"].items()))
    handles = {contest: [each for each in accounts if accounts[each] == contest] for contest in set(accounts.values())}
    tokens = {contest: [f"@{each}" for each in some] for contest, some in handles.items()}
    listed["made_on"] = made_on
    listed["contests"] = {
        contest: {**listed["contests"][id_], "entries": {HEAD: {"x": " ".join(some)}}}
        for contest, some in tokens.items()
    }
    group["contests"] = {
        name: {**said, "owners": [{**said["owners"][0], "digests": " ".join(map(digest, some))}]}
        for name, some in sorted(tokens.items())
    }
    return {"list.json": json.dumps(listed).encode(), "warnings/g.json": json.dumps(group).encode()}


def digest(token: str) -> str:
    """Return what stands for an account in the group's file."""
    return digest_listing(HEAD, "x", token)


def many(count: int, first: int = 0) -> dict[str, str]:
    """Return so many accounts of one contest."""
    return {f"calon_{number}": f"{ELECTION}-a" for number in range(first, first + count)}


def review(after: Mapping[str, str], **choices: Any) -> Review:
    """Return the review of a release of these accounts."""
    return Review(make_files(after), elections=ELECTIONS, **choices)


def read_log(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the change log among the notes."""
    log: dict[str, Any] = json.loads(files[CHANGES_NAME])
    return log


@pytest.mark.parametrize(
    ("after", "bounds", "reason"),
    [
        (many(100), ReleaseBounds(), None),
        (many(90), ReleaseBounds(), None),
        (many(89), ReleaseBounds(), "11 accounts dropped, 100 were listed, 10 % may be"),
        (many(150), ReleaseBounds(), None),
        (many(151), ReleaseBounds(), "51 accounts added, 100 were listed, 50 % may be"),
        (many(100, first=11), ReleaseBounds(), "11 accounts dropped"),
        (many(95), ReleaseBounds(0, 0), None),
        (many(94), ReleaseBounds(0, 0), "6 accounts dropped"),
        (many(100, first=50), ReleaseBounds(50, 50), None),
        ({}, ReleaseBounds(), "100 accounts dropped"),
    ],
)
def test_more_than_the_bounds_needs_an_explanation(
    after: Mapping[str, str], bounds: ReleaseBounds, reason: str | None
) -> None:
    """Exactly at the bound is allowed, one more is not; the same number of others is no excuse; five always may."""
    before = make_files(many(100))

    if reason is None:
        assert review(after, bounds={ELECTION: bounds}).make_notes(7, before)
        return
    with pytest.raises(ReleaseBoundsError, match=f"{ELECTION}: {reason}"):
        review(after, bounds={ELECTION: bounds}).make_notes(7, before)
    explained = review(after, bounds={ELECTION: bounds}, why={"id": "Pemilihan selesai.", "en": "It is over."})
    assert read_log(explained.make_notes(7, before))["releases"][0]["why"]["en"] == "It is over."


def test_a_contest_that_is_gone_counts_where_its_name_says() -> None:
    """A list without a whole contest does not pass as a list in which nothing was dropped."""
    before = make_files(many(20) | {f"lain_{number}": f"{ELECTION}-b" for number in range(10)})

    with pytest.raises(ReleaseBoundsError, match=f"{ELECTION}: 10 accounts dropped, 30 were listed"):
        Review(make_files(many(20)), elections={f"{ELECTION}-a": ELECTION}).make_notes(7, before)


@pytest.mark.parametrize("before", [{}, {"list.json": b"{}", "warnings/g.json": b'{"format":9}'}])
def test_what_cannot_be_compared_needs_an_explanation(before: dict[str, bytes]) -> None:
    """A damaged release, or one of another form, could hide that everything is gone."""
    with pytest.raises(ReleaseBoundsError, match="cannot be read"):
        review(many(3)).make_notes(7, before)

    assert review(many(3), why={"id": "ya"}).make_notes(7, before)


def test_the_first_release_has_nothing_to_be_compared_with() -> None:
    """It is published, and the log counts what it lists."""
    log = read_log(review(many(30)).make_notes(1, None))

    assert log["listed"] == {ELECTION: 30}
    assert log["releases"][0]["elections"] == {ELECTION: {"added": 30, "removed": 0, "changed": 0}}


def test_the_log_says_what_came_went_and_changed() -> None:
    """In numbers, and in a sentence in both languages; the newest first."""
    first = make_files(many(10))
    first |= review(many(10)).make_notes(1, None)
    after = {**many(9, first=2), "calon_3": f"{ELECTION}-b"}

    log = read_log(review(after).make_notes(2, first))

    note = log["releases"][0]
    assert [each["version"] for each in log["releases"]] == [2, 1]
    assert note["elections"] == {ELECTION: {"added": 1, "removed": 2, "changed": 1}}
    assert note["contests"][f"{ELECTION}-b"] == {"added": 1, "removed": 0, "changed": 0}
    assert note["words"]["id"] == "1 akun ditambah, 2 dicabut, 1 berubah."
    assert (note["on"], note["kind"], note["why"]) == ("2031-01-02", "list", None)


def test_the_same_releases_give_the_same_log() -> None:
    """Neither the time nor the order of anything else goes in: whoever has both releases can make it again."""
    before, after = make_files(many(10)), many(11)

    assert review(after).make_notes(5, before) == review(after).make_notes(5, dict(reversed(before.items())))


def test_the_log_does_not_grow_for_ever() -> None:
    """Bounded in releases, contests and bytes; what is left out is counted."""
    files: dict[str, bytes] | None = None
    for version in range(1, 60):
        accounts = {f"calon_{version}_{number}": f"{ELECTION}-{number:03}" for number in range(120)}
        content = make_files(accounts)
        notes = Review(content, why={"id": "x" * 300, "en": "y" * 300}).make_notes(version, files)
        files = {**content, **notes}
        assert len(notes[CHANGES_NAME]) <= NOTES_MAX_BYTES

    assert files
    newest = read_log(files)["releases"]
    assert newest[0]["version"] == 59
    assert 1 < len(newest) <= NOTES_MAX_RELEASES
    assert len(newest[0]["contests"]) == NOTES_MAX_CONTESTS
    assert newest[0]["more_contests"] == 70


def test_an_election_is_found_by_the_longest_name() -> None:
    """pemilu-2024-dpr belongs to pemilu-2024, not to pemilu."""
    before = make_files({"calon": "pemilu-2024-dpr"})

    comparison = compare_releases(before, make_files({}), {"x": "pemilu", "y": "pemilu-2024"})

    assert set(comparison.elections) == {"pemilu-2024"}
