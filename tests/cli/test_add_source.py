"""``jaga add-source``: what a spreadsheet's accounts will cite, with the copy that was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.accounts.list_samples import CONTEST_FILE, copy_sample
from tests.cli.changing_samples import NEW_SOURCE, change, refuse

if TYPE_CHECKING:
    from pathlib import Path

CONTEST = "contoh-2031-wali-kota"
COPY = ("--source-archive", "https://arsip.example/1", "--source-sha256", "0a" * 32)


def test_a_source_stands_in_the_file_of_the_entry(tmp_path: Path) -> None:
    """With where its copy is kept."""
    documents = change(copy_sample(tmp_path), "add-source", CONTEST, *NEW_SOURCE, *COPY)

    source = documents.files[CONTEST_FILE]["sources"][-1]
    assert source["id"] == "src-situs-dua"
    assert source["archive_url"] == "https://arsip.example/1"
    assert source["sha256"] == "0a" * 32


def test_an_entry_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """With the nearest id."""
    refuse(
        copy_sample(tmp_path),
        ("add-source", "contoh-2031-walikota", *NEW_SOURCE),
        f"did you mean {CONTEST}",
        exit_code=2,
    )
