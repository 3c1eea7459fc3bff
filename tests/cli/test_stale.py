"""``jaga stale``: what is due on a day, and for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.accounts.list_samples import CONTEST_FILE, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

if TYPE_CHECKING:
    from pathlib import Path

CHECKED = '  checked_on: "2026-11-02"\n  note:'


def copy_checked(tmp_path: Path, checked_on: str) -> Path:
    """Return a list whose grade B account of tm-bbbbbb mt-dua checked on a day."""
    directory = copy_sample(tmp_path)
    text = f'  checked_on: "{checked_on}"\n  checked_by: mt-dua\n  note:'
    replace_in(directory, CONTEST_FILE, CHECKED, text)
    replace_in(directory, CONTEST_FILE, "grade: D\n  sources: [src-koran]", "grade: A\n  sources: [src-daftar]")
    return directory


@pytest.mark.parametrize(
    ("checked_on", "day", "is_due"),
    [
        ("2030-12-20", "2031-01-19", False),
        ("2030-12-20", "2031-01-20", True),
        ("2031-01-25", "2031-02-01", False),
        ("2031-01-25", "2031-02-02", True),
        ("2026-11-02", "2031-06-01", False),
        ("2026-11-02", "2030-01-01", False),
    ],
)
def test_the_closer_the_vote_the_sooner(tmp_path: Path, checked_on: str, day: str, is_due: bool) -> None:
    """Thirty days in season, seven before the vote, and nothing when nobody is warned."""
    result = run("stale", "--on", day, JAGA_LIST_DIR=str(copy_checked(tmp_path, checked_on)))

    assert ("ak-dddddd instagram:@tim.dua (Tim Dua)" in result.stdout) is is_due


def test_groups(tmp_path: Path) -> None:
    """By region with its name, or by who signed last."""
    directory = str(copy_checked(tmp_path, "2031-01-01"))

    result = run("stale", "--on", "2031-02-05", JAGA_LIST_DIR=directory)
    assert result.stdout.splitlines()[0] == "wil:73.71 Kota Contoh: 4"
    assert result.exit_code == 1

    signed = run("stale", "--on", "2031-02-05", "--by", "maintainer", JAGA_LIST_DIR=directory).stdout.splitlines()
    assert [line for line in signed if not line.startswith(" ")] == [
        "(belum ditandatangani / not signed): 3",
        "mt-dua: 1",
    ]


def test_off_season_nothing_is_due() -> None:
    """And the exit code says so; without a day it is today's."""
    result = run("stale", JAGA_TODAY="2028-01-01")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "2028-01-01" in result.stderr


def test_a_list_with_mistakes_is_refused(tmp_path: Path) -> None:
    """What cannot be read may be what is due."""
    directory = copy_sample(tmp_path)
    replace_in(directory, "parties.yaml", "owner: pt-satu", "owner: pt-dua")

    assert_refused(run("stale", JAGA_LIST_DIR=str(directory)), 1, "L111")
