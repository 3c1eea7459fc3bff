"""``jaga approve``, ``jaga freeze`` and ``jaga thaw``: what two people agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.accounts.digests import digest_entry
from tests.accounts.list_samples import CONTEST_FILE, copy_sample, replace_in
from tests.cli.changing_samples import change, entries_of, entry_of, refuse
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

FREEZE = ("freeze", "contoh-2031", "--as", "mt-satu", "--confirmed-by", "mt-dua")
THAW = ("thaw", *FREEZE[1:])


def copy_checked(tmp_path: Path) -> Path:
    """Return a list in which mt-satu checked ak-dddddd."""
    directory = copy_sample(tmp_path)
    note = "  note: Nobody calls it official.\n"
    replace_in(directory, CONTEST_FILE, note, "  checked_by: mt-satu\n" + note)
    return directory


def test_a_second_person_confirms_the_entry_as_it_is(tmp_path: Path) -> None:
    """With the digest of the entry; a change by hand makes it void, and lint says so."""
    directory = copy_checked(tmp_path)

    entry = entry_of(change(directory, "approve", "ak-dddddd", "--as", "mt-dua"), "ak-dddddd")

    assert entry["confirmed_by"] == "mt-dua"
    assert entry["confirmation"] == digest_entry(entry)
    replace_in(directory, CONTEST_FILE, "handle: tim.dua\n", "handle: tim.dwi\n")
    assert "L234" in run("lint", JAGA_LIST_DIR=str(directory)).stdout


@pytest.mark.parametrize(
    ("account", "maintainer", "exit_code", "words"),
    [
        ("ak-dddddd", "mt-satu", 1, ("a second person",)),
        ("ak-aaaaaa", "mt-dua", 1, ("nobody has signed",)),
        ("ak-dddddc", "mt-dua", 2, ("did you mean ak-dddddd",)),
        ("ak-dddddd", "mt-tiga", 2, ("mt-satu, mt-dua",)),
    ],
)
def test_who_may_not_confirm(
    tmp_path: Path, account: str, maintainer: str, exit_code: int, words: tuple[str, ...]
) -> None:
    """Not whoever checked it, not what nobody checked, not an unknown person."""
    refuse(copy_checked(tmp_path), ("approve", account), *words, exit_code=exit_code, maintainer=maintainer)


def test_nobody_confirms_twice(tmp_path: Path) -> None:
    """The first confirmation is named."""
    directory = copy_checked(tmp_path)
    change(directory, "approve", "ak-dddddd", "--as", "mt-dua")

    refuse(directory, ("approve", "ak-dddddd", "--as", "mt-dua"), "disetujui mt-dua")


def test_a_frozen_election_does_not_change(tmp_path: Path) -> None:
    """Its sides stay, its accounts may change; thawed it may change again."""
    directory = copy_sample(tmp_path)
    withdraw = ("withdraw", "sd-aaaaaa", "--on", "2031-01-20", "--source", "src-koran")
    change(directory, *FREEZE)

    refuse(directory, withdraw, "L233")
    change(directory, "retire", "ak-aaaaaa", "--on", "2031-01-20")
    assert entries_of(change(directory, *THAW), "freezes") == []
    change(directory, *withdraw)


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        ((*FREEZE[:-1], "mt-satu"), 1, ("two different maintainers",)),
        ((*FREEZE[:-1], "mt-tiga"), 2, ("mt-satu, mt-dua",)),
        (("freeze", "contoh-2032", *FREEZE[2:]), 2, ("did you mean contoh-2031",)),
        (THAW, 1, ("is not frozen",)),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], exit_code: int, words: tuple[str, ...]
) -> None:
    """One person, nobody, no election, nothing to thaw."""
    refuse(copy_sample(tmp_path), arguments, *words, exit_code=exit_code)


def test_an_election_is_frozen_once(tmp_path: Path) -> None:
    """A second freeze would hide a change between the two."""
    directory = copy_sample(tmp_path)
    change(directory, *FREEZE)

    refuse(directory, FREEZE, "frozen already")
