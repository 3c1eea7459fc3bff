"""``jaga merge`` and ``jaga unmerge``: two entries of one person, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import CONTEST_FILE, copy_sample, replace_in
from tests.cli.changing_samples import change, entry_of, read, refuse

if TYPE_CHECKING:
    from pathlib import Path

    from server.accounts.list_documents import ListDocuments

TWIN = "- {id: ps-cccccc, name: Calon Satu, disambiguation: the second entry}\n"
EARLIER = """format: "1"
redirects:
- {from: ps-dddddd, to: ps-cccccc, name: Satu, merged_on: "2026-11-02", merged_by: mt-dua}
"""


def copy_with_twin(tmp_path: Path) -> Path:
    """Return a list in which ps-cccccc is ps-aaaaaa once more, with an account, a search and an id merged earlier."""
    directory = copy_sample(tmp_path)
    replace_in(
        directory, CONTEST_FILE, "- {id: ps-aaaaaa, name: Calon Satu}\n", "- {id: ps-aaaaaa, name: Calon Satu}\n" + TWIN
    )
    replace_in(directory, CONTEST_FILE, "owner: ps-aaaaaa", "owner: ps-cccccc")
    search = '- {owner: ps-cccccc, platform: tiktok, result: none_found, searched_on: "2026-11-02"}\n'
    replace_in(directory, CONTEST_FILE, "searches:\n", "searches:\n" + search)
    (directory / "decisions.yaml").write_text(EARLIER)
    return directory


def facts_of(documents: ListDocuments) -> set[str]:
    """Return what the documents say, in whatever order."""
    return {
        f"{file} {section} {sorted(entry.items())}"
        for file, sections in documents.files.items()
        for section, entries in sections.items()
        for entry in entries
    }


def test_everything_goes_to_the_one_who_stays(tmp_path: Path) -> None:
    """Accounts, searches and earlier redirects; the old id leads to the new one."""
    documents = change(copy_with_twin(tmp_path), "merge", "ps-cccccc", "ps-aaaaaa")

    assert documents.find("ps-cccccc") is None
    assert entry_of(documents, "ak-aaaaaa")["owner"] == "ps-aaaaaa"
    earlier, redirect = documents.files["decisions.yaml"]["redirects"]
    assert earlier["to"] == "ps-aaaaaa"
    assert redirect["moved"] == ["ak-aaaaaa", "search:tiktok.2026-11-02", "ps-dddddd"]


def test_a_candidate_may_be_the_one_who_goes(tmp_path: Path) -> None:
    """The side then names the other."""
    documents = change(copy_with_twin(tmp_path), "merge", "ps-aaaaaa", "ps-cccccc")

    assert entry_of(documents, "sd-aaaaaa")["people"][0]["person"] == "ps-cccccc"


@pytest.mark.parametrize("pair", [("ps-cccccc", "ps-aaaaaa"), ("ps-aaaaaa", "ps-cccccc")])
def test_unmerge_restores_everything(tmp_path: Path, pair: tuple[str, str]) -> None:
    """Every entry says again what it said, also the words that told the two apart."""
    directory = copy_with_twin(tmp_path)
    before = facts_of(read(directory))
    change(directory, "merge", *pair)

    assert facts_of(change(directory, "unmerge", pair[0])) == before


def test_what_came_after_the_merge_stays(tmp_path: Path) -> None:
    """Only what moved then moves back."""
    directory = copy_with_twin(tmp_path)
    change(directory, "merge", "ps-cccccc", "ps-aaaaaa")
    given = ("--kind", "personal", "--grade", "A", "--source", "src-daftar")
    change(directory, "add", "instagram.com/satu.baru", "--owner", "ps-aaaaaa", *given)

    documents = change(directory, "unmerge", "ps-cccccc")

    owners = {entry["handle"]: entry["owner"] for _, entry in documents.iterate("accounts")}
    assert (owners["satu.baru"], owners["calon_satu"]) == ("ps-aaaaaa", "ps-cccccc")


def test_a_merged_id_is_explained(tmp_path: Path) -> None:
    """Whoever still uses it is led to the other."""
    directory = copy_with_twin(tmp_path)
    change(directory, "merge", "ps-cccccc", "ps-aaaaaa")

    given = ("--kind", "personal", "--grade", "A", "--source", "src-daftar")
    refuse(directory, ("add", "x.com/satu_lagi", "--owner", "ps-cccccc", *given), "was merged into ps-aaaaaa")


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (("merge", "ps-cccccc", "ps-cccccc"), 1, ("one id twice",)),
        (("merge", "ps-cccccc", "ps-eeeeee"), 2, ("ps-eeeeee",)),
        (("merge", "ps-aaaaaa", "ps-bbbbbb"), 1, ("L203",)),
        (("unmerge", "ps-cccccc"), 2, ("ps-dddddd",)),
        (("merge", "ps-cccccc", "ps-aaaaaa", "--as", "mt-tiga"), 2, ("mt-satu, mt-dua",)),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], exit_code: int, words: tuple[str, ...]
) -> None:
    """One id, an unknown one, two rivals, nobody who was merged, no maintainer."""
    refuse(copy_with_twin(tmp_path), arguments, *words, exit_code=exit_code)


def test_partners_are_two_people(tmp_path: Path) -> None:
    """Who stand together on a side are never one."""
    directory = copy_with_twin(tmp_path)
    candidacy = "    - {person: ps-aaaaaa, role: calon_wali_kota}\n"
    partner = "    - {person: ps-cccccc, role: calon_wakil_wali_kota}\n"
    replace_in(directory, CONTEST_FILE, candidacy, candidacy + partner)

    refuse(directory, ("merge", "ps-cccccc", "ps-aaaaaa"), "sd-aaaaaa", "two people")
