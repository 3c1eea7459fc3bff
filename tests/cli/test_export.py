"""``jaga export``: what is listed and nothing else, safe to open, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from typing import TYPE_CHECKING

import pytest

from server.accounts.export_tables import make_export
from server.accounts.list_reader import load_account_list
from server.accounts.release_state import load_release_state
from server.accounts.safe_csv import encode_csv
from tests.accounts.folder_state import read_folder
from tests.accounts.list_samples import CONTEST_FILE, ROOT, SAMPLE, copy_sample, platforms, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path

REAL = ROOT / "candidate_accounts"
LISTS = pytest.mark.parametrize("directory", [SAMPLE, REAL], ids=["sample", "real"])
FORMATS = ("csv", "json", "sqlite")


def export(style: str, folder: Path, directory: Path = SAMPLE, *arguments: str) -> Path:
    """Export a list into a folder; return the folder."""
    result = run("export", "--format", style, "--output", str(folder), *arguments, JAGA_LIST_DIR=str(directory))
    assert result.exit_code == 0, result.output
    return folder


def test_the_sample_as_csv(tmp_path: Path) -> None:
    """One row for each listed account; neither the lead nor the party that only put a side forward."""
    rows = list(csv.DictReader(io.StringIO((export("csv", tmp_path) / "accounts.csv").read_text())))

    assert [(row["key"], row["id_key"], row["grade"], row["owner"]) for row in rows] == [
        ("x:@calon_satu", "x:#110312278", "C", "Calon Satu"),
        ("x:@calon_dua", "", "A", "Calon Dua"),
        ("instagram:@tim.satu", "", "A", "Tim Satu"),
    ]
    about = json.loads((tmp_path / "about.json").read_text())
    assert about["license"] == "CC0-1.0"
    assert about["made_on"] == "2026-11-02"
    assert about["counts"] == {"accounts": 3}
    assert list(about["columns"]["accounts"]) == list(rows[0])


@LISTS
def test_all_formats_hold_the_same(tmp_path: Path, directory: Path) -> None:
    """Tables, columns and values; the counts that are told are those of the rows."""
    data = json.loads((export("json", tmp_path, directory) / "accounts.json").read_text())
    rows = list(csv.DictReader(io.StringIO((export("csv", tmp_path, directory) / "accounts.csv").read_text())))
    database = sqlite3.connect(export("sqlite", tmp_path, directory) / "jaga_jempol.db")
    database.row_factory = sqlite3.Row

    assert rows == [{name: value or "" for name, value in row.items()} for row in data["accounts"]]
    for name, count in data["about"]["counts"].items():
        found = [dict(row) for row in database.execute(f"SELECT * FROM {name} ORDER BY rowid")]  # noqa: S608
        assert found == data[name]
        assert len(found) == count
    assert dict(database.execute("SELECT * FROM about").fetchall())["license"] == "CC0-1.0"
    database.close()


@LISTS
def test_nothing_that_is_not_listed(tmp_path: Path, directory: Path) -> None:
    """No key, owner or note of a lead, no practice, no maintainer, in none of the formats."""
    account_list = load_account_list(directory, platforms())
    listed = {str(key) for each in account_list.accounts.values() if each.is_listed for key in each.keys}
    leads = {str(key) for each in account_list.accounts.values() if not each.is_listed for key in each.keys} - listed
    hidden = leads | {note for each in account_list.accounts.values() if (note := each.note)}
    hidden |= {person.disambiguation for person in account_list.people.values() if person.disambiguation}
    hidden |= {*account_list.maintainers, "latihan"}

    for style in FORMATS:
        for path in export(style, tmp_path / style, directory).iterdir():
            words = set(re.findall(r'[^\x00-\x1f",]+', path.read_bytes().decode("utf-8", "replace")))
            assert not {word for word in words if word in hidden}


@LISTS
@pytest.mark.parametrize("style", FORMATS)
def test_the_same_list_gives_the_same_bytes(tmp_path: Path, directory: Path, style: str) -> None:
    """Written twice, over what was there and into a new folder."""
    first = read_folder(export(style, tmp_path / "a", directory))

    assert read_folder(export(style, tmp_path / "a", directory)) == first
    assert read_folder(export(style, tmp_path / "b", directory)) == first


@LISTS
def test_the_database_holds_together(tmp_path: Path, directory: Path) -> None:
    """Every reference leads somewhere, and the metadata describes every table and column, in Datasette's form."""
    folder = export("sqlite", tmp_path, directory)
    database = sqlite3.connect(folder / "jaga_jempol.db")
    metadata = json.loads((folder / "metadata.json").read_text())
    described = metadata["databases"]["jaga_jempol"]["tables"]

    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert len(database.execute("PRAGMA foreign_key_list(listings)").fetchall()) == 3
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert tables == {*described, "about"}
    for name, table in described.items():
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({name})")]
        assert list(table["columns"]) == columns
    assert {"title", "license", "license_url"} <= set(metadata)
    database.close()


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-1", "@name", "\tx", "\nx", " =x", "\uff1dx", "=HYPERLINK(1)"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """An apostrophe stands before it; the near miss stays as it is."""
    (row,) = list(csv.reader(io.StringIO(encode_csv(["a"], [[cell]]).decode(), newline="")))[1:]

    assert row == [f"'{cell}"]
    assert encode_csv(["a"], [["x=1", None, "x:@name", "a\rb"]]) == b"a\nx=1,,x:@name,a b\n"


def test_a_name_that_is_a_formula_is_text(tmp_path: Path) -> None:
    """In the CSV; in JSON it is what it is."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "{id: ps-bbbbbb, name: Calon Dua", "{id: ps-bbbbbb, name: '=1+1'")

    assert ",'=1+1," in (export("csv", tmp_path / "out", directory) / "accounts.csv").read_text()
    assert '"owner": "=1+1"' in (export("json", tmp_path / "out", directory) / "accounts.json").read_text()


def test_a_release_is_named_only_when_it_holds_the_same(tmp_path: Path) -> None:
    """Its number is told; after a change of the list it is refused, and nothing is written."""
    directory = copy_sample(tmp_path)
    arguments = ("export", "--format", "csv", "--output", str(tmp_path / "out"), "--release")
    assert_refused(run(*arguments, state=tmp_path / "state", JAGA_LIST_DIR=str(directory)), 1, "missing")
    run("release", state=tmp_path / "state", JAGA_LIST_DIR=str(directory))

    version = load_release_state(tmp_path / "state" / "release").versions["targets"]

    assert run(*arguments, state=tmp_path / "state", JAGA_LIST_DIR=str(directory)).exit_code == 0
    assert json.loads((tmp_path / "out" / "about.json").read_text())["release"] == version

    before = read_folder(tmp_path / "out")
    replace_in(directory, CONTEST_FILE, "handle: calon_dua\n", "handle: calon_dua_baru\n")
    result = run(*arguments, state=tmp_path / "state", JAGA_LIST_DIR=str(directory))
    assert_refused(result, 1, f"changed since release {version}", "jaga release")
    assert read_folder(tmp_path / "out") == before


def test_a_list_with_mistakes_is_not_exported(tmp_path: Path) -> None:
    """As it is not released."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "handle: calon_dua\n", "handle: calon_satu\n")

    result = run("export", "--format", "csv", "--output", str(tmp_path / "out"), JAGA_LIST_DIR=str(directory))

    assert_refused(result, 1, "L201")
    assert not (tmp_path / "out").exists()


def test_every_column_is_documented() -> None:
    """docs/exports.md has each table with its columns in order, in the words of the export."""
    page = (ROOT / "docs" / "exports.md").read_text()
    parts = re.split(r"^### `(\w+)`$", page, flags=re.MULTILINE)[1:]
    documented = {
        name: re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
        for name, text in zip(parts[::2], parts[1::2], strict=True)
    }

    tables = make_export(load_account_list(SAMPLE, platforms())).tables
    assert documented == {name: list(table.columns.items()) for name, table in tables.items()}
