"""``jaga import kpu-form``: registration forms as others typed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from tests.accounts.folder_state import read_folder
from tests.accounts.list_samples import CONTEST_FILE, SAMPLE, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from click.testing import Result

HEADINGS = ("No", "Nomor Urut", "Jenis Media Sosial", "Nama Akun")


def write_form(tmp_path: Path, *rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> Path:
    """Write a form as XLSX; return the file."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (headings, *rows):
        sheet.append(list(row))
    book.save(tmp_path / "formulir.xlsx")
    return tmp_path / "formulir.xlsx"


def import_form(file: Path, *options: str, directory: Path = SAMPLE, source: str = "src-daftar") -> Result:
    """Import a form into a list."""
    words = ("--contest", "contoh-2031-wali-kota", "--source", source, "--as", "mt-satu")
    return run("import", "kpu-form", str(file), *words, *options, JAGA_LIST_DIR=str(directory))


def test_a_form_becomes_registered_accounts(tmp_path: Path) -> None:
    """Of the side's campaign team, with grade A, the source, who checked, and the row; a second run adds nothing."""
    directory = copy_sample(tmp_path)
    rows = [(1, 1, "X (Twitter)", "@Tim_Satu"), (2, "2", "", " https://www.instagram.com/tim.dua.resmi/ ")]
    file = write_form(tmp_path, *rows)

    shown = import_form(file, directory=directory)
    assert shown.exit_code == 0, shown.output
    assert "+ baris/row 2: ak-" in shown.stdout
    assert "added 2, ubah/changed 0, hapus/removed 0, ditolak/refused 0" in shown.stdout
    assert read_folder(directory) == read_folder(SAMPLE)

    assert import_form(file, "--apply", directory=directory).exit_code == 0
    text = (directory / CONTEST_FILE).read_text()
    for words in (
        "owner: tm-aaaaaa\n  platform: x\n  handle: tim_satu\n  kind: registered\n  status: unknown\n  grade: A\n",
        "owner: tm-bbbbbb\n  platform: instagram\n  handle: tim.dua.resmi\n",
        "checked_by: mt-satu\n  note: formulir.xlsx, baris 3.\n",
    ):
        assert words in text
    assert run("lint", JAGA_LIST_DIR=str(directory)).exit_code == 0
    assert "added 0, ubah/changed 0, hapus/removed 0, ditolak/refused 0, tetap/unchanged 2" in (
        import_form(file, directory=directory).stdout
    )


ROWS = {
    "a side of nobody": ((1, 7, "X", "tim_satu"), "a side of the contest"),
    "no side": ((1, None, "X", "tim_satu"), "a side of the contest"),
    "an unknown platform": ((1, 1, "Situs web", "tim_satu"), "one of: "),
    "a phone number": ((1, 1, "X", "+6281234567890"), "a handle of X"),
    "a formula": ((1, 1, "X", '=HYPERLINK("https://x.com/a")'), "(not: formula)"),
    "a number": ((1, 1, "X", 12345678), "(not: number)"),
    "no account": ((1, 1, "X", None), "the address of a profile"),
    "another platform's address": ((1, 1, "X", "https://instagram.com/tim_satu"), "of instagram"),
    "listed as another kind": ((1, 1, "Instagram", "tim.satu"), "in the list as ak-cccccc"),
    "listed for somebody else": ((1, 1, "X", "calon_dua"), "in the list as ak-bbbbbb"),
}


@pytest.mark.parametrize(("row", "words"), ROWS.values(), ids=ROWS)
def test_a_row_that_leads_nowhere_is_refused(tmp_path: Path, row: Sequence[object], words: str) -> None:
    """With its reason; the good row beside it waits until it is told to go alone."""
    directory = copy_sample(tmp_path)
    file = write_form(tmp_path, row, (2, 2, "X", "tim_dua"))

    refused = import_form(file, "--apply", directory=directory)
    assert_refused(refused, 1, "nothing was written")
    assert "! baris/row 2, kolom/column " in refused.stdout
    assert words in refused.stdout
    assert read_folder(directory) == read_folder(SAMPLE)

    assert import_form(file, "--apply", "--skip-refused", directory=directory).exit_code == 0
    text = (directory / CONTEST_FILE).read_text()
    assert "handle: tim_dua\n" in text
    assert text.count("kind: registered") == 2


def test_only_a_registration_form_carries_grade_a(tmp_path: Path) -> None:
    """Another source, an unknown source, contest or maintainer are wrong usage."""
    file = write_form(tmp_path, (1, 1, "X", "tim_satu"))

    assert_refused(import_form(file, source="src-koran"), 2, "src-koran (press)", "kpu_form")
    assert_refused(import_form(file, source="src-tiada"), 2, "not in the list")
    assert_refused(import_form(file, "--contest", "tiada"), 2, "the id of a contest")
    assert_refused(import_form(file, "--as", "mt-tiga"), 2, "mt-satu, mt-dua")


def test_the_owner_is_not_guessed(tmp_path: Path) -> None:
    """Two campaign teams of one side: the form's column for the owner tells, by exact name."""
    directory = copy_sample(tmp_path)
    team, other = "- {id: tm-bbbbbb,", "- {id: tm-cccccc, name: Tim Tiga, kind: campaign_team, side: sd-aaaaaa}"
    replace_in(directory, CONTEST_FILE, team, f"{other}\n{team}")
    columns = tmp_path / "kolom.yaml"
    columns.write_text("heading_row: 2\ncolumns:\n  side: Paslon\n  account: Tautan\n  owner: Tim\n")
    rows = [
        ("Tim", "Paslon", "Tautan"),
        ("Tim Tiga", "Calon Satu", "x.com/tim_tiga"),
        (None, "Calon Satu", "x.com/tim_empat"),
    ]
    file = write_form(tmp_path, *rows, headings=("DAFTAR AKUN",))

    result = import_form(file, "--columns", str(columns), directory=directory)

    assert_refused(result, 1)
    assert "x:@tim_tiga tm-cccccc" in result.stdout
    assert "! baris/row 4, kolom/column Paslon" in result.stdout
    assert "tm-cccccc Tim Tiga" in result.stdout


COLUMNS = {
    "an unknown field": ("heading_row: 1\ncolumn: {}\n", 'kolom.yaml:2:1: found unknown field "column"'),
    "no headings": ("heading_row: 1\n", 'field "columns" is missing'),
    "empty": ("", "the file is empty"),
    "a heading that is not there": (
        "heading_row: 1\ncolumns: {side: A, account: No}\n",
        "each of these once: A",
    ),
    "no list of platforms": ("heading_row: 1\ncolumns: {side: A, account: B}\nplatforms: x\n", "a group of fields"),
}


@pytest.mark.parametrize(("text", "words"), COLUMNS.values(), ids=COLUMNS)
def test_a_wrong_columns_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    """With line and column, or the headings that were found."""
    columns = tmp_path / "kolom.yaml"
    columns.write_text(text)

    assert_refused(import_form(write_form(tmp_path), "--columns", str(columns)), 1, words)
