"""``jaga rename``: the old handle leads nowhere from the day on which the new one began."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import copy_sample
from tests.cli.changing_samples import NEW_SOURCE, change, entry_of, refuse
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

VERB = ("rename", "ak-bbbbbb", "--on", "2031-01-15", *NEW_SOURCE)


def test_the_old_handle_becomes_a_former_one(tmp_path: Path) -> None:
    """To the day before, with its source; the check is signed anew."""
    documents = change(copy_sample(tmp_path), *VERB, "--to", "@Calon_Dua_Baru")

    entry = entry_of(documents, "ak-bbbbbb")
    assert entry["handle"] == "calon_dua_baru"
    assert entry["former_handles"] == [{"handle": "calon_dua", "to": "2031-01-14", "sources": ["src-situs-dua"]}]
    assert entry["sources"] == ["src-daftar", "src-situs-dua"]
    assert entry["checked_by"] == "mt-satu"


def test_a_confirmation_is_void(tmp_path: Path) -> None:
    """A second person agreed with the old handle, not with the new one."""
    directory = copy_sample(tmp_path)
    change(directory, *VERB, "--to", "calon_dua_baru")
    change(directory, "approve", "ak-bbbbbb", maintainer="mt-dua")

    documents = change(
        directory, "rename", "ak-bbbbbb", "--on", "2031-01-20", "--to", "dua_lagi", "--source", "src-daftar"
    )

    entry = entry_of(documents, "ak-bbbbbb")
    assert not {"confirmed_by", "confirmed_on", "confirmation"} & entry.keys()
    assert [old["handle"] for old in entry["former_handles"]] == ["calon_dua", "calon_dua_baru"]


@pytest.mark.parametrize(
    ("account", "handle", "exit_code", "words"),
    [
        ("ak-bbbbbb", "Calon_Dua", 1, ("already",)),
        ("ak-bbbbbb", "calon_satu", 1, ("ak-aaaaaa", "known already")),
        ("ak-bbbbbb", "x.com/dua", 2, ("handle",)),
        ("ak-bbbbbc", "dua_baru", 2, ("did you mean ak-bbbbbb",)),
    ],
)
def test_what_cannot_be_is_refused(
    tmp_path: Path, account: str, handle: str, exit_code: int, words: tuple[str, ...]
) -> None:
    """The same handle, somebody else's, none at all, or of an unknown account."""
    refuse(copy_sample(tmp_path), ("rename", account, *VERB[2:], "--to", handle), *words, exit_code=exit_code)


def test_an_account_that_is_over_is_not_renamed(tmp_path: Path) -> None:
    """Its last day is named."""
    arguments = ("rename", "ak-cccccc", "--to", "tim.baru", "--on", "2031-02-09", "--source", "src-daftar")
    refuse(copy_sample(tmp_path), arguments, "2031-02-08")


def test_a_day_is_written_as_in_the_list(tmp_path: Path) -> None:
    """Wrong usage, said before anything is read."""
    result = run("rename", "ak-bbbbbb", "--to", "a", "--on", "15-1-2031", "--source", "src-daftar")
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr
