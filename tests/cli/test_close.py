"""``jaga close`` and ``jaga retire``: last days, for one account or for a whole election."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import CONTEST_FILE, copy_sample, replace_in
from tests.cli.changing_samples import change, entries_of, entry_of, refuse
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

CLOSE_ALL = ("close", "--election", "contoh-2031")


def test_an_election_closes_its_campaign_accounts(tmp_path: Path) -> None:
    """Registered and campaign accounts without a last day get the election's; personal ones stay as they are."""
    documents = change(copy_sample(tmp_path), *CLOSE_ALL)

    ends = {entry["id"]: entry.get("to") for entry in entries_of(documents, "accounts")}
    assert ends == {
        "ak-aaaaaa": None,
        "ak-bbbbbb": "2031-02-08",
        "ak-cccccc": "2031-02-08",
        "ak-dddddd": "2031-02-08",
        "ak-111111": None,
        "ak-pppppp": None,
    }
    assert entry_of(documents, "ak-bbbbbb")["checked_on"] == "2026-11-02"


def test_owners_in_two_elections_are_left(tmp_path: Path) -> None:
    """They are named, because their account may be needed for the other one."""
    directory = copy_sample(tmp_path)
    replace_in(directory, "contests/latihan/latihan.yaml", "person: ps-111111", "person: ps-bbbbbb")

    result = run(*CLOSE_ALL, JAGA_LIST_DIR=str(directory))

    assert "left, takes part in another election too: ak-bbbbbb" in result.stdout


def test_without_a_day_of_the_election_one_is_needed(tmp_path: Path) -> None:
    """Practice has none; nothing is written."""
    refuse(copy_sample(tmp_path), ("close", "--election", "latihan"), "latihan", "--on")


def test_an_account_that_is_gone(tmp_path: Path) -> None:
    """Last day, status, source and signature."""
    given = ("--on", "2031-01-20", "--status", "hijacked", "--source", "src-koran")

    entry = entry_of(change(copy_sample(tmp_path), "close", "ak-aaaaaa", *given), "ak-aaaaaa")

    assert (entry["to"], entry["status"], entry["checked_by"]) == ("2031-01-20", "hijacked", "mt-satu")


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (("close", "ak-cccccc", "--on", "2031-02-09"), 1, ("2031-02-08",)),
        (("close", "ak-cccccc", "--on", "2030-01-01"), 1, ("2030-12-01",)),
        (("close", "ak-aaaaab", "--on", "2031-02-09"), 2, ("did you mean ak-aaaaaa",)),
        (("close", "ak-aaaaaa"), 2, ("--on",)),
        (("close",), 2, ("--election",)),
        (("close", "ak-aaaaaa", "--election", "contoh-2031"), 2, ("--election",)),
        (("close", "ak-aaaaaa", "--on", "2029-01-01"), 1, ("L210",)),
        (("retire", "ps-aaaaaa", "--on", "2031-01-20"), 2, ("ps-aaaaaa",)),
        (("retire", "tm-aaaaac", "--on", "2031-01-20"), 2, ("did you mean tm-aaaaaa",)),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], exit_code: int, words: tuple[str, ...]
) -> None:
    """After the end, before the beginning, nobody, too little, too much, outside every season."""
    refuse(copy_sample(tmp_path), arguments, *words, exit_code=exit_code)


def test_retire_ends_what_is_still_there(tmp_path: Path) -> None:
    """An account becomes dormant; a team only gets its last day."""
    directory = copy_sample(tmp_path)

    entry = entry_of(change(directory, "retire", "ak-bbbbbb", "--on", "2031-01-20"), "ak-bbbbbb")
    assert (entry["to"], entry["status"]) == ("2031-01-20", "dormant")

    documents = change(directory, "retire", "tm-aaaaaa", "--on", "2031-01-20")
    assert entry_of(documents, "tm-aaaaaa")["to"] == "2031-01-20"
    assert documents.files[CONTEST_FILE]["teams"][0]["id"] == "tm-aaaaaa"
