"""``jaga leads`` and ``jaga remove``: what is not proven, what becomes of it, and what must not come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.accounts.digests import digest_key
from server.domain.account_key import AccountKey
from tests.accounts.list_samples import CONTEST_FILE, copy_sample, replace_in
from tests.cli.changing_samples import NEW_SOURCE, change, entries_of, entry_of, refuse
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

ACCEPT = ("leads", "--accept", "ak-dddddd", "--grade", "B")


def test_leads_are_listed_with_the_reason(tmp_path: Path) -> None:
    """The note, or what the sources are; office accounts are no leads."""
    directory = copy_sample(tmp_path)
    assert "ak-dddddd (instagram:@tim.dua) tm-bbbbbb: Nobody calls it official." in run("leads").stdout

    replace_in(directory, CONTEST_FILE, "  note: Nobody calls it official.\n", "")
    assert "one source only: press" in run("leads", JAGA_LIST_DIR=str(directory)).stdout
    replace_in(
        directory,
        "parties.yaml",
        "kind: party\n  status: active\n  grade: B",
        "kind: office\n  status: active\n  grade: D",
    )
    assert "ak-pppppp" not in run("leads", JAGA_LIST_DIR=str(directory)).stdout


def test_a_lead_is_accepted_on_evidence(tmp_path: Path) -> None:
    """With the new source first, because the first one is shown in the warning."""
    entry = entry_of(change(copy_sample(tmp_path), *ACCEPT, *NEW_SOURCE), "ak-dddddd")

    assert (entry["grade"], entry["sources"]) == ("B", ["src-situs-dua", "src-koran"])
    assert entry["checked_by"] == "mt-satu"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (ACCEPT, 1, ("L212",)),
        (ACCEPT[:3], 2, ("--grade",)),
        (("leads", "--accept", "ak-aaaaaa", "--grade", "B"), 1, ("ak-aaaaaa is no lead",)),
        (("leads", "--reject", "ak-aaaaaa"), 1, ("jaga remove",)),
        (("leads", "--reject", "ak-dddddc"), 2, ("did you mean ak-dddddd",)),
        (("leads", "--reject", "ak-dddddd", "--accept", "ak-dddddd"), 2, ("--accept",)),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, arguments: tuple[str, ...], exit_code: int, words: tuple[str, ...]
) -> None:
    """No evidence, no grade, no lead, no account."""
    refuse(copy_sample(tmp_path), arguments, *words, exit_code=exit_code)


def test_a_doubted_account_is_a_lead_until_it_is_accepted(tmp_path: Path) -> None:
    """At once, with the reason; doubting it twice is refused."""
    directory = copy_sample(tmp_path)

    entry = entry_of(change(directory, "doubt", "ak-aaaaaa", "--why", "Keberatan #12."), "ak-aaaaaa")

    assert (entry["grade"], entry["note"]) == ("D", "Keberatan #12.")
    refuse(directory, ("doubt", "ak-aaaaaa", "--why", "Keberatan #13."), "is a lead already")
    accepted = change(directory, "leads", "--accept", "ak-aaaaaa", "--grade", "A", "--source", "src-daftar")
    assert entry_of(accepted, "ak-aaaaaa")["grade"] == "A"


def test_a_rejected_lead_is_remembered_without_its_handle(tmp_path: Path) -> None:
    """A tombstone with the digest of the key; the handle is nowhere in the list."""
    directory = copy_sample(tmp_path)

    documents = change(directory, "leads", "--reject", "ak-dddddd")

    (removal,) = entries_of(documents, "removals")
    assert removal["id"] == "ak-dddddd"
    assert removal["digests"] == [digest_key(AccountKey("instagram", "@tim.dua"))]
    assert (removal["reason"], removal["removed_by"]) == ("rejected_lead", "mt-satu")
    assert not [path for path in directory.rglob("*.yaml") if "tim.dua" in path.read_text()]


def test_what_only_the_account_needed_goes_along(tmp_path: Path) -> None:
    """Its sources unless others cite them, and its owner unless he stands or owns something."""
    directory = copy_sample(tmp_path)
    person = "- {id: ps-cccccc, name: Bukan Calon}\n"
    replace_in(
        directory,
        CONTEST_FILE,
        "- {id: ps-aaaaaa, name: Calon Satu}\n",
        "- {id: ps-aaaaaa, name: Calon Satu}\n" + person,
    )
    replace_in(directory, CONTEST_FILE, "owner: ps-aaaaaa", "owner: ps-cccccc")

    documents = change(directory, "remove", "ak-aaaaaa", "--reason", "private_person", "--case", "7")

    assert documents.find("ps-cccccc") is None
    assert documents.find("src-majalah") is None
    assert documents.find("src-koran") is not None
    (removal,) = entries_of(documents, "removals")
    assert removal["case"] == "7"
    assert len(removal["digests"]) == 2


def test_exceptions_about_it_go_along(tmp_path: Path) -> None:
    """They would have no warning to take back."""
    directory = copy_sample(tmp_path)
    exception = '{code: L217, entry: ak-bbbbbb, reason: Rekaan., decided_on: "2026-11-02", decided_by: mt-dua}'
    (directory / "decisions.yaml").write_text(f'format: "1"\nexceptions:\n- {exception}\n')

    documents = change(directory, "remove", "ak-bbbbbb", "--reason", "objection")

    assert entries_of(documents, "exceptions") == []
    assert documents.find("ps-bbbbbb") is not None


def test_only_what_is_there_is_removed(tmp_path: Path) -> None:
    """A second time it is said when it was removed."""
    directory = copy_sample(tmp_path)
    change(directory, "remove", "ak-dddddd", "--reason", "other")

    refuse(directory, ("remove", "ak-dddddd", "--reason", "other"), "was removed on")
    refuse(directory, ("remove", "ak-zzzzzz", "--reason", "other"), "ak-zzzzzz", exit_code=2)
