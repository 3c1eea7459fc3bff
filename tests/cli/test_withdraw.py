"""``jaga withdraw`` and ``jaga replace``: who leaves a contest, and who comes for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import copy_sample
from tests.cli.changing_samples import change, entries_of, entry_of, refuse
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

GIVEN = ("--on", "2031-01-20", "--source", "src-koran")
REPLACE = ("replace", "sd-aaaaaa", "--out", "ps-aaaaaa", *GIVEN)


def test_a_side_leaves(tmp_path: Path) -> None:
    """One status more; its accounts are no longer listed on that day, and were the day before."""
    directory = copy_sample(tmp_path)

    documents = change(directory, "withdraw", "sd-aaaaaa", "--status", "disqualified", *GIVEN)

    assert entry_of(documents, "sd-aaaaaa")["statuses"][-1] == {
        "status": "disqualified",
        "from": "2031-01-20",
        "sources": ["src-koran"],
    }
    answers = [
        run("check", "x:@calon_satu", "--on", day, JAGA_LIST_DIR=str(directory)).stdout
        for day in ("2031-01-19", "2031-01-20")
    ]
    assert [answer.startswith("Terdaftar") for answer in answers] == [True, False]


@pytest.mark.parametrize(
    ("side", "day", "exit_code", "words"),
    [
        ("sd-aaaaab", "2031-01-20", 2, ("did you mean", "sd-aaaaaa")),
        ("sd-aaaaaa", "2030-12-20", 1, ("final (2030-12-20)", "a day after")),
    ],
)
def test_it_cannot_leave(tmp_path: Path, side: str, day: str, exit_code: int, words: tuple[str, ...]) -> None:
    """Nobody, or not after its newest status."""
    refuse(copy_sample(tmp_path), ("withdraw", side, "--on", day, *GIVEN[2:]), *words, exit_code=exit_code)


def test_who_left_cannot_change(tmp_path: Path) -> None:
    """Neither leave again nor get another person."""
    directory = copy_sample(tmp_path)
    change(directory, "withdraw", "sd-aaaaaa", *GIVEN)

    refuse(directory, ("withdraw", "sd-aaaaaa", "--on", "2031-01-25", *GIVEN[2:]), "has left already")
    refuse(directory, (*REPLACE[:4], "--in", "Pengganti", "--on", "2031-01-25", *GIVEN[2:]), "has left already")


def test_a_candidate_is_replaced(tmp_path: Path) -> None:
    """Both keep their days, the newcomer takes the role, and the side's name follows."""
    documents = change(copy_sample(tmp_path), *REPLACE, "--in", "Pengganti Satu")

    side = entry_of(documents, "sd-aaaaaa")
    gone, come = side["people"]
    assert gone == {"person": "ps-aaaaaa", "role": "calon_wali_kota", "to": "2031-01-19"}
    assert (come["role"], come["from"]) == ("calon_wali_kota", "2031-01-20")
    assert entry_of(documents, come["person"])["name"] == "Pengganti Satu"
    assert side["name"] == "Pengganti Satu"
    assert side["sources"] == ["src-daftar", "src-koran"]


@pytest.mark.parametrize(
    ("out", "into", "exit_code", "words"),
    [
        ("ps-bbbbbb", "Baru", 2, ("--out", "one of: ps-aaaaaa")),
        ("ps-aaaaaa", "Calon Dua", 1, ("ps-bbbbbb",)),
        ("ps-aaaaaa", "ps-bbbbbb", 1, ("L203",)),
        ("ps-aaaaaa", "ps-aaaaaa", 1, ("on this side already",)),
    ],
)
def test_a_replacement_must_be_possible(
    tmp_path: Path, out: str, into: str, exit_code: int, words: tuple[str, ...]
) -> None:
    """Who goes is on the side, and who comes is neither a namesake by chance, nor a rival, nor the same."""
    refuse(copy_sample(tmp_path), (*REPLACE[:3], out, *GIVEN, "--in", into), *words, exit_code=exit_code)


def test_nobody_is_replaced_twice(tmp_path: Path) -> None:
    """The day of the first time is named."""
    directory = copy_sample(tmp_path)
    documents = change(directory, *REPLACE, "--in", "Pengganti Satu")
    assert len(entries_of(documents, "people")) == 4

    refuse(directory, (*REPLACE[:4], "--in", "Lain", "--on", "2031-01-20", *GIVEN[2:]), "replaced on 2031-01-19")
