"""``jaga coverage``: text, JSON, CSV and a page that needs nothing else."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from server.accounts.coverage import AXES
from server.accounts.coverage_page import TILES
from tests.accounts.list_samples import CONTEST_FILE, ROOT, SAMPLE, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path

REAL = str(ROOT / "candidate_accounts")


def test_text_tells_who_is_missing() -> None:
    """One row for each region, the uneven contest with its platform, and the regions without a file."""
    shown = run("coverage").stdout

    assert re.search(r"Provinsi Contoh +1 +2/2 +3/4 +3 +0 +1 +0 +32\n", shown)
    assert "instagram  1/2  tanpa / missing: 2. Calon Dua" in shown
    assert "contoh-2031: 3 dari / of 4 wilayah tanpa berkas / regions without a file" in shown
    assert "latihan" not in shown


def test_today_nothing_is_in_season() -> None:
    """Said in words, not as an empty table; on a day of the campaign there is something."""
    assert "no contest is in season" in run("coverage", "--on", "2026-11-21", JAGA_LIST_DIR=REAL).stdout
    assert "pemilu-2024-presiden" in run("coverage", "--on", "2024-01-15", JAGA_LIST_DIR=REAL).stdout


@pytest.mark.parametrize("axis", AXES)
def test_csv_and_json_have_the_same_rows(axis: str) -> None:
    """Numbers and names alike, on the list that we ship."""
    rows = list(
        csv.DictReader(run("coverage", "--by", axis, "--format", "csv", JAGA_LIST_DIR=REAL).stdout.splitlines())
    )
    data = json.loads(run("coverage", "--by", axis, "--format", "json", JAGA_LIST_DIR=REAL).stdout)

    assert rows
    assert [[int(row[name]) for name in ("sides", "listed", "not_searched")] for row in rows] == [
        [group["sides"], group["listed"], group["not_searched"]] for group in data["groups"]
    ]


def test_the_practice_is_shown_when_it_is_asked_for() -> None:
    """With its own platform only."""
    data = json.loads(run("coverage", "--election", "latihan", "--format", "json", JAGA_LIST_DIR=REAL).stdout)

    assert data["platforms"] == ["latihan"]
    assert data["total"]["sides_listed"] == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--election", "pemilu-2023"], ["--election", "pemilu-2023", "one of: contoh-2031"]),
        (["--on", "20240115"], ["--on", "a day such as 2024-01-15"]),
        (["--by", "colour"], ["Usage"]),
    ],
)
def test_wrong_usage_is_said(arguments: list[str], words: list[str]) -> None:
    """With what would be right."""
    assert_refused(run("coverage", *arguments), 2, *words)


class Elements(HTMLParser):
    """Collects the elements of a page, and makes sure that each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep it."""
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """It closes the one that was opened last."""
        assert self.open.pop() == tag


def read_page(text: str) -> list[tuple[str, dict[str, str | None]]]:
    """Return the elements of a page."""
    reader = Elements()
    reader.feed(text)
    assert reader.open == []
    return reader.elements


@pytest.mark.parametrize("directory", [str(SAMPLE), REAL], ids=["sample", "real"])
def test_the_page_needs_nothing_else(tmp_path: Path, directory: str) -> None:
    """No script, no other file, no address; the same bytes as --format html."""
    assert run("coverage", "--html", str(tmp_path / "a" / "page.html"), JAGA_LIST_DIR=directory).exit_code == 0

    text = (tmp_path / "a" / "page.html").read_text()
    elements = read_page(text)
    assert run("coverage", "--format", "html", JAGA_LIST_DIR=directory).stdout.rstrip("\n") == text.rstrip("\n")
    assert not {name for name, _ in elements} & {"script", "link", "img", "iframe", "object", "form"}
    assert not {key for _, attributes in elements for key in attributes} & {"src", "href", "srcset"}
    assert "url(" not in text
    assert "@import" not in text
    assert "://" not in text


def test_a_name_is_text(tmp_path: Path) -> None:
    """Never markup."""
    directory = copy_sample(tmp_path)
    replace_in(directory, CONTEST_FILE, "name: Calon Dua\n", "name: '<script>alert(1)</script>'\n")

    text = run("coverage", "--format", "html", JAGA_LIST_DIR=str(directory)).stdout

    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text


def test_every_province_has_a_place_of_its_own() -> None:
    """38 tiles, no two in one place."""
    assert len(TILES) == len(set(TILES.values())) == 38


def test_the_map_shows_what_is_there_and_what_is_not() -> None:
    """A province with a contest has its numbers, one without says so; both in words."""
    text = run("coverage", "--format", "html").stdout

    assert "Provinsi Contoh: 2 dari 2 pihak" in text
    assert "Provinsi Barat: tanpa kontes dalam daftar" in text
