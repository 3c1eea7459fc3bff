"""``jaga add-side``: a new pair with its people, as before an election."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import CONTEST_FILE, copy_sample
from tests.cli.changing_samples import change, entries_of, refuse

if TYPE_CHECKING:
    from pathlib import Path

VERB = ("add-side", "contoh-2031-wali-kota", "--on", "2030-12-20", "--source", "src-daftar")


def test_a_pair_with_new_people(tmp_path: Path) -> None:
    """Both people are written into the contest's file, in the roles of the office."""
    people = ("--person", "Calon Tiga", "--person", "Wakil  Tiga")

    documents = change(copy_sample(tmp_path), *VERB, *people, "--number", "3", "--party", "pt-satu")

    side = entries_of(documents, "sides")[2]
    names = {entry["id"]: entry["name"] for entry in documents.files[CONTEST_FILE]["people"]}
    assert side["name"] == "Calon Tiga - Wakil Tiga"
    assert [names[each["person"]] for each in side["people"]] == ["Calon Tiga", "Wakil Tiga"]
    assert [each["role"] for each in side["people"]] == ["calon_wali_kota", "calon_wakil_wali_kota"]
    assert (side["ballot_number"], side["nominated_by"]) == ("3", ["pt-satu"])


def test_a_namesake_is_another_person(tmp_path: Path) -> None:
    """Words in brackets tell them apart."""
    documents = change(copy_sample(tmp_path), *VERB, "--person", "Calon Dua (the teacher)")

    side = entries_of(documents, "sides")[2]
    person = next(each for each in entries_of(documents, "people") if each["id"] == side["people"][0]["person"])
    assert person == {"id": person["id"], "name": "Calon Dua", "disambiguation": "the teacher"}


@pytest.mark.parametrize(
    ("people", "words"),
    [
        (("--person", "calon dua"), ("ps-bbbbbb", "known already")),
        (("--person", "Tiga", "--number", "2"), ("sd-bbbbbb (Calon Dua)", "taken")),
        (("--person", "A", "--person", "B", "--person", "C"), ("at most 2",)),
        (("--person", "ps-aaaaaa"), ("L203",)),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, people: tuple[str, ...], words: tuple[str, ...]) -> None:
    """A name that is somebody's, a number that is taken, too many people, a rival's person."""
    refuse(copy_sample(tmp_path), (*VERB, *people), *words)


def test_an_unknown_contest_is_named(tmp_path: Path) -> None:
    """With the one that may be meant."""
    arguments = ("add-side", "contoh-2031-walikota", *VERB[2:], "--person", "Tiga")
    refuse(copy_sample(tmp_path), arguments, "did you mean", "contoh-2031-wali-kota", exit_code=2)
