"""``jaga sheet``: out into real files, back from them, and everything that may be wrong with these."""

from __future__ import annotations

import csv
import io
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from server.accounts.sheets.columns import HEADINGS, NAMES
from tests.accounts.folder_state import read_folder
from tests.accounts.list_samples import CONTEST_FILE, SAMPLE, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Edit = Callable[[Any], None]

NEW = {
    "contest": "contoh-2031-wali-kota",
    "owner_name": "Calon Dua",
    "handle": "https://www.instagram.com/Calon.Dua/",
    "kind": "personal",
    "status": "active",
    "grade": "A",
    "sources": "src-daftar",
    "checked_on": "2026-11-02",
}


def export(tmp_path: Path, *options: str, name: str = "akun.xlsx") -> Path:
    """Export the sample list; return the file."""
    file = tmp_path / name
    result = run("sheet", "export", *options, str(file))
    assert result.exit_code == 0, result.output
    return file


def column(name: str) -> int:
    """Return the number of a column, from 1."""
    return NAMES.index(name) + 1


def row_of(sheet: Any, entry_id: str) -> int:
    """Return the row in which an account stands."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, column("id")).value == entry_id)


def add_row(sheet: Any, **values: object) -> int:
    """Add a row for a new account; return its number."""
    row = int(sheet.max_row) + 1
    for name, value in values.items():
        sheet.cell(row, column(name)).value = value
    return row


def change(file: Path, edit: Edit) -> Path:
    """Change the sheet of accounts as a person would in a spreadsheet, and save it."""
    book = load_workbook(file)
    edit(book["akun"])
    book.save(file)
    return file


def import_sheet(file: Path, *options: str, directory: Path = SAMPLE) -> Result:
    """Import a file into a list."""
    return run("sheet", "import", str(file), *options, JAGA_LIST_DIR=str(directory))


def set_cell(entry_id: str, name: str, value: object) -> Edit:
    """Return the edit that puts a value into a cell."""

    def edit(sheet: Any) -> None:
        sheet.cell(row_of(sheet, entry_id), column(name)).value = value

    return edit


@pytest.mark.parametrize("name", ["akun.xlsx", "akun.csv"])
def test_what_was_exported_changes_nothing(tmp_path: Path, name: str) -> None:
    """Export and import undo each other, for every account of the list."""
    result = import_sheet(export(tmp_path, name=name))

    assert result.exit_code == 0, result.output
    assert "added 0, ubah/changed 0, hapus/removed 0, ditolak/refused 0, tetap/unchanged 6" in result.stdout


def test_every_cell_is_text(tmp_path: Path) -> None:
    """Technical names are hidden, headings stay in sight, closed columns offer their words."""
    book = load_workbook(export(tmp_path))
    sheet = book["akun"]

    assert book.sheetnames == ["akun", "rujukan"]
    assert [cell.value for cell in sheet[1]] == list(NAMES)
    assert [cell.value for cell in sheet[2]] == list(HEADINGS)
    assert sheet.row_dimensions[1].hidden
    assert sheet.freeze_panes == "A3"
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered["N3:N20000"] == '"A,B,C,D"'
    assert sheet.cell(row_of(sheet, "ak-aaaaaa"), column("platform_id")).value == "#110312278"


def test_csv_is_what_excel_opens_in_indonesia(tmp_path: Path) -> None:
    """A byte order mark, semicolons, every cell quoted."""
    body = export(tmp_path, name="akun.csv").read_bytes()

    assert body.startswith(b'\xef\xbb\xbf"do";"id";')


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(["--contest", "latihan-calon"], {"ak-111111"}, id="contest"),
        pytest.param(["--region", "73"], {"ak-aaaaaa", "ak-bbbbbb", "ak-cccccc", "ak-dddddd"}, id="province"),
        pytest.param(["--region", "wil:73.71"], {"ak-aaaaaa", "ak-bbbbbb", "ak-cccccc", "ak-dddddd"}, id="city"),
        pytest.param(["--election", "latihan"], {"ak-111111"}, id="election"),
    ],
)
def test_a_selection_has_the_accounts_of_its_sides(tmp_path: Path, options: list[str], expected: set[str]) -> None:
    """People and teams of the sides; parties that only put a side forward are not among them."""
    sheet = load_workbook(export(tmp_path, *options))["akun"]

    assert {row[column("id") - 1] for row in sheet.iter_rows(min_row=3, values_only=True)} == expected


def test_work_is_not_written_over(tmp_path: Path) -> None:
    """An existing file stays, unless told; an unknown contest and ending are wrong usage."""
    file = export(tmp_path)

    assert_refused(run("sheet", "export", str(file)), 2, "--force")
    assert run("sheet", "export", "--force", str(file)).exit_code == 0
    assert_refused(run("sheet", "export", "--contest", "nirgends", str(tmp_path / "a.csv")), 2, "nirgends")
    assert_refused(run("sheet", "export", str(tmp_path / "a.xlsm")), 2, ".xlsx or .csv")


def test_a_value_that_no_cell_can_hold_is_named(tmp_path: Path) -> None:
    """Nothing is cut off silently."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "Nobody calls it official.", "a" * 40_000)

    result = run("sheet", "export", str(tmp_path / "a.xlsx"), JAGA_LIST_DIR=str(directory))

    assert_refused(result, 1, "note of ak-dddddd", "32767")
    assert not (tmp_path / "a.xlsx").exists()


def test_added_changed_and_removed(tmp_path: Path) -> None:
    """The dry run shows all three and writes nothing; with --apply the list has them all."""
    directory = copy_sample(tmp_path)

    def edit(sheet: Any) -> None:
        set_cell("ak-bbbbbb", "handle", "@Calon_Dua_Resmi")(sheet)
        set_cell("ak-dddddd", "do", "hapus")(sheet)
        add_row(sheet, **NEW)

    file = change(export(tmp_path), edit)
    shown = import_sheet(file, directory=directory)
    assert shown.exit_code == 0, shown.output
    assert (
        '~ baris/row 4: ak-bbbbbb x:@calon_dua_resmi ps-bbbbbb: handle "calon_dua" -> "calon_dua_resmi"' in shown.stdout
    )
    assert "- baris/row 6: ak-dddddd" in shown.stdout
    assert "+ baris/row 9: ak-" in shown.stdout
    assert "added 1, ubah/changed 1, hapus/removed 1, ditolak/refused 0, tetap/unchanged 4" in shown.stdout
    assert read_folder(directory) == read_folder(SAMPLE)

    written = import_sheet(file, "--apply", directory=directory)
    assert written.exit_code == 0, written.output
    text = (directory / CONTEST_FILE).read_text()
    assert "handle: calon.dua\n" in text
    assert "calon_dua_resmi" in text
    assert "ak-dddddd" not in text
    assert run("lint", JAGA_LIST_DIR=str(directory)).exit_code == 0


def test_the_order_of_rows_and_columns_does_not_matter(tmp_path: Path) -> None:
    """Rows that are missing are left alone; columns are found by their technical names."""
    rows = list(csv.reader(io.StringIO(export(tmp_path, name="a.csv").read_text("utf-8-sig")), delimiter=";"))
    kept = [list(reversed(row)) for row in (rows[0], rows[4], rows[3])]
    file = tmp_path / "b.csv"
    file.write_text("\n".join(",".join(row) for row in kept))

    assert "changed 0, hapus/removed 0, ditolak/refused 0, tetap/unchanged 2" in import_sheet(file).stdout


CELLS = {
    "a shortened id": ("ak-aaaaaa", "platform_id", "1.78E+16", "all digits"),
    "a shortened id, with a comma": ("ak-aaaaaa", "platform_id", "1,78E+16", "all digits"),
    "a shortened id, a number": ("ak-aaaaaa", "platform_id", 1.78e19, "(not: number)"),
    "an id ending in zeros": ("ak-aaaaaa", "platform_id", "17814123456789000", "after the 15th"),
    "a number of 17 digits": ("ak-aaaaaa", "platform_id", 17814123456789012, "(not: number)"),
    "a number as handle": ("ak-aaaaaa", "handle", 11.1, "last zeros"),
    "a day as number": ("ak-aaaaaa", "checked_on", 46328, "2026-11-02"),
    "a day as number, in text": ("ak-aaaaaa", "checked_on", "46328", "2026-11-02"),
    "a day, month first or last": ("ak-aaaaaa", "checked_on", "02/11/2026", "write 2026-11-02"),
    "no day of the calendar": ("ak-aaaaaa", "checked_on", "2026-02-30", "YYYY-MM-DD"),
    "yes or no": ("ak-aaaaaa", "handle", True, "(not: yes or no)"),
    "yes or no, in text": ("ak-aaaaaa", "handle", "TRUE", "yes or no"),
    "an error": ("ak-aaaaaa", "handle", "#N/A", "(not: error)"),
    "a formula": ("ak-aaaaaa", "note", '=HYPERLINK("https://a.example";"a")', "(not: formula)"),
    "an apostrophe": ("ak-aaaaaa", "handle", "'calon_satu", "no apostrophe"),
    "a space at the end": ("ak-aaaaaa", "handle", "calon_satu ", "no space"),
    "a no-break space": ("ak-aaaaaa", "handle", "calon\u00a0satu", "U+00A0"),
    "a Cyrillic letter": ("ak-aaaaaa", "handle", "c\u0430lon_satu", "a handle of X"),
    "a phone number": ("ak-aaaaaa", "handle", "+6281234567890", "a handle of X"),
    "a post": ("ak-aaaaaa", "handle", "https://x.com/calon_satu/status/1", "not another page of x"),
    "another platform's address": ("ak-aaaaaa", "handle", "https://instagram.com/calon_satu", "of instagram"),
    "an unknown word": ("ak-aaaaaa", "kind", "pribadi", "one of: registered"),
    "nothing where something must be": ("ak-aaaaaa", "status", None, "a value"),
    "an unknown owner": ("ak-aaaaaa", "owner", "ps-zzzzzz", "the id of a person"),
    "another's name": ("ak-aaaaaa", "owner", "ps-bbbbbb", "ps-bbbbbb Calon Dua"),
    "a contest without the owner": ("ak-aaaaaa", "contest", "latihan-calon", "contests of ps-aaaaaa"),
    "former handles in no order": ("ak-aaaaaa", "former_handles", "a b c", "older_name"),
    "an id that comes twice": ("ak-bbbbbb", "id", "ak-aaaaaa", "it stands in row 3 too"),
    "an id of nobody": ("ak-aaaaaa", "id", "ak-zzzzzz", "removed meanwhile"),
    "an unknown address": ("ak-aaaaaa", "sources", "https://baru.example/akun", "jaga add-source adds it first"),
    "an unknown order": ("ak-aaaaaa", "do", "tambah", "one of: hapus"),
}


@pytest.mark.parametrize(("entry_id", "name", "value", "words"), CELLS.values(), ids=CELLS)
def test_a_bad_cell_is_refused(tmp_path: Path, entry_id: str, name: str, value: object, words: str) -> None:
    """With its row, its column and what to do; also with --apply nothing is written."""
    directory = copy_sample(tmp_path)

    result = import_sheet(change(export(tmp_path), set_cell(entry_id, name, value)), "--apply", directory=directory)

    assert_refused(result, 1, "nothing was written")
    assert "! baris/row " in result.stdout
    assert words in result.stdout
    assert read_folder(directory) == read_folder(SAMPLE)


def test_lint_names_the_row(tmp_path: Path) -> None:
    """What only the whole list tells is said with the row too."""
    file = change(export(tmp_path), set_cell("ak-bbbbbb", "note", "Telepon +62 812-3456-7890"))

    assert_refused(import_sheet(file), 1, "! baris/row 4: L219")


def test_a_source_may_be_given_by_its_address(tmp_path: Path) -> None:
    """The list gets its id."""
    directory = copy_sample(tmp_path)
    address = "https://partai-satu.example/kontak"

    written = import_sheet(
        change(export(tmp_path), set_cell("ak-bbbbbb", "sources", f"src-daftar {address}")),
        "--apply",
        directory=directory,
    )

    assert written.exit_code == 0, written.output
    assert "  - src-daftar\n  - src-situs-partai\n" in (directory / CONTEST_FILE).read_text()


def test_an_id_that_really_ends_in_zeros(tmp_path: Path) -> None:
    """``#`` says that it was typed as text; 19 digits come through whole; short whole numbers are exact."""
    values = {"#17814123456789000": "17814123456789000", "1191570381099827201": "1191570381099827201", 4711: "4711"}
    for typed, meant in values.items():
        file = tmp_path / f"{meant}.xlsx"
        export(tmp_path, name=file.name)
        result = import_sheet(change(file, set_cell("ak-bbbbbb", "platform_id", typed)))
        assert result.exit_code == 0, result.output
        assert f'platform_id "" -> "#{meant}"' in result.stdout


def test_what_changed_since_the_export_is_not_overwritten(tmp_path: Path) -> None:
    """The row is refused with the list's value and its own."""
    directory = copy_sample(tmp_path)
    file = change(export(tmp_path), set_cell("ak-bbbbbb", "handle", "calon_dua_baru"))
    replace_in(directory, CONTEST_FILE, "handle: calon_dua\n", "handle: calon_dua_lain\n")

    result = import_sheet(file, directory=directory)

    assert result.exit_code == 1
    assert 'row 4, kolom/column handle: found "calon_dua_baru"; expected "calon_dua_lain"' in result.stdout


def test_an_untouched_row_leaves_what_changed_since_the_export(tmp_path: Path) -> None:
    """The list's newer value stays; a row that says what the list says by now is no change either."""
    directory = copy_sample(tmp_path)
    file = change(export(tmp_path), set_cell("ak-bbbbbb", "handle", "calon_dua_lain"))
    replace_in(directory, CONTEST_FILE, "handle: calon_dua\n", "handle: calon_dua_lain\n")
    replace_in(directory, CONTEST_FILE, "handle: tim.satu\n", "handle: tim.satu.baru\n")

    assert "changed 0, hapus/removed 0, ditolak/refused 0, tetap/unchanged 6" in (
        import_sheet(file, directory=directory).stdout
    )
    removed = import_sheet(change(file, set_cell("ak-cccccc", "do", "hapus")), directory=directory)
    assert "an account as it was exported" in removed.stdout


def test_without_its_fingerprint_no_row_changes_anything(tmp_path: Path) -> None:
    """Nobody could tell whether the list has changed meanwhile."""

    def edit(sheet: Any) -> None:
        set_cell("ak-bbbbbb", "fingerprint", None)(sheet)
        set_cell("ak-bbbbbb", "note", "Baru.")(sheet)

    assert "the fingerprint of the export" in import_sheet(change(export(tmp_path), edit)).stdout


def test_two_rows_for_one_account(tmp_path: Path) -> None:
    """Whether new or known, in the sheet or only in the list, the second one names the first."""

    def edit(sheet: Any) -> None:
        add_row(sheet, **NEW)
        add_row(sheet, **{**NEW, "owner_name": "Calon Satu"})
        add_row(sheet, **{**NEW, "handle": "https://x.com/partai_satu"})

    result = import_sheet(change(export(tmp_path), edit))

    assert result.exit_code == 1
    assert '! baris/row 10, kolom/column handle: found "instagram:@calon.dua"' in result.stdout
    assert "it stands in row 9 too" in result.stdout
    assert "it stands in the list as ak-pppppp too" in result.stdout


def test_a_confirmation_ends_with_the_entry_that_was_confirmed(tmp_path: Path) -> None:
    """A spreadsheet confirms nothing; what it leaves alone stays confirmed."""
    directory = copy_sample(tmp_path)
    confirmed = '  checked_by: mt-satu\n  confirmed_by: mt-dua\n  confirmed_on: "2026-11-03"\n  confirmation: "%s"\n'
    place = 'sources: [src-daftar]\n  checked_on: "2026-11-02"\n- id: ak-cccccc'
    mended = place.replace("- id", confirmed % "0123456789abcdef" + "- id")
    replace_in(directory, CONTEST_FILE, place, mended)
    file = tmp_path / "akun.xlsx"
    run("sheet", "export", str(file), JAGA_LIST_DIR=str(directory))

    assert "changed 0," in import_sheet(file, directory=directory).stdout

    changed = import_sheet(change(file, set_cell("ak-bbbbbb", "note", "Baru.")), directory=directory)
    assert "-  confirmed_by: mt-dua" in changed.stdout


def sheet_named(name: str) -> Edit:
    """Return the edit that renames the sheet."""

    def edit(sheet: Any) -> None:
        sheet.title = name

    return edit


SHAPES: dict[str, tuple[Edit, str]] = {
    "merged cells": (lambda sheet: sheet.merge_cells("A3:A5"), "A3:A5"),
    "hidden rows": (lambda sheet: setattr(sheet.row_dimensions[4], "hidden", True), "hidden rows 4"),
    "an extra column": (lambda sheet: sheet.cell(1, len(NAMES) + 1, "telepon"), "telepon"),
    "an extra column without a name": (lambda sheet: sheet.cell(3, len(NAMES) + 1, "a"), "number 23"),
    "a missing column": (lambda sheet: sheet.delete_cols(column("grade")), "no column grade"),
    "a column twice": (lambda sheet: sheet.cell(1, len(NAMES) + 1, "grade"), "grade twice"),
    "a missing header": (lambda sheet: sheet.delete_rows(1), "no technical names"),
    "the wrong sheet": (sheet_named("Sheet1"), 'a sheet named "akun"'),
    "far too many rows": (lambda sheet: sheet.cell(1_000_000, 1, "a"), "1000000 rows"),
}


@pytest.mark.parametrize(("edit", "words"), SHAPES.values(), ids=SHAPES)
def test_a_sheet_of_another_shape_is_refused(tmp_path: Path, edit: Edit, words: str) -> None:
    """What is wrong is named; nothing is read around it."""
    assert_refused(import_sheet(change(export(tmp_path), edit)), 1, words)


def with_part(name: str, body: bytes) -> bytes:
    """Return a whole XLSX file with one more part."""
    file = io.BytesIO()
    Workbook().save(file)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, body)
    return file.getvalue()


def with_entities() -> bytes:
    """Return an XLSX file whose sheet grows a thousand million times when it is read."""
    book, file = io.BytesIO(with_part("a", b"a")), io.BytesIO()
    names = "abcdefghij"
    grow = "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise(names))
    text = f'<!DOCTYPE w [<!ENTITY a "{"a" * 100}">{grow}]><worksheet>&j;</worksheet>'
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(file, "w") as new:
        for part in old.namelist():
            new.writestr(part, text if part == "xl/worksheets/sheet1.xml" else old.read(part))
    return file.getvalue()


FILES: dict[str, tuple[str, bytes, int, str]] = {
    "empty": ("a.csv", b"", 1, "an empty file"),
    "empty workbook": ("a.xlsx", b"", 1, "an empty file"),
    "macros": ("a.xlsx", with_part("xl/vbaProject.bin", b"a"), 1, "macros"),
    "a zip bomb": ("a.xlsx", with_part("xl/big.xml", bytes(130_000_000)), 1, "unpacked"),
    "entities that grow": ("a.xlsx", with_entities(), 1, "no XLSX file"),
    "a macro ending": ("a.xlsm", b"PK", 2, "no macros"),
    "an old ending": ("a.xls", b"\xd0\xcf\x11\xe0", 2, ".xlsx or .csv"),
    "an old file renamed": ("a.xlsx", b"\xd0\xcf\x11\xe0", 1, "do not only rename it"),
    "a zip of something else": ("a.xlsx", with_part("a", b"a")[:-30], 1, "no XLSX file"),
    "XLSX named CSV": ("a.csv", b"PK\x03\x04", 1, "its right ending"),
    "UTF-16": ("a.csv", "do;id".encode("utf-16"), 1, "UTF-8"),
    "Windows-1252": ("a.csv", b"do;id\nJos\xe9", 1, "UTF-8"),
    "an open quote": ("a.csv", b'"do";"id\n', 1, "row 1"),
    "no names": ("a.csv", b"a;b\r\n1;2\r\n", 1, "no technical names"),
}


@pytest.mark.parametrize(("name", "body", "exit_code", "words"), FILES.values(), ids=FILES)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, name: str, body: bytes, exit_code: int, words: str) -> None:
    """Before anything in it is believed."""
    file = tmp_path / name
    file.write_bytes(body)

    assert_refused(import_sheet(file), exit_code, words)
