"""``jaga lint``: findings in three forms, and whether they are mistakes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.accounts.list_samples import ROOT, copy_sample, replace_in
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path


def break_list(tmp_path: Path) -> Path:
    """Return a copy of the sample list with one dangling reference."""
    directory = copy_sample(tmp_path)
    replace_in(directory, "parties.yaml", "owner: pt-satu", "owner: pt-dua")
    return directory


def test_text_is_for_people_and_editors(tmp_path: Path) -> None:
    """One line per finding, beginning with the place; a count at the end; exit code 1."""
    directory = break_list(tmp_path)

    result = run("lint", JAGA_LIST_DIR=str(directory))

    assert result.exit_code == 1
    lines = [line for line in result.stdout.splitlines() if "L111" in line]
    assert lines
    assert all(re.search(r"list/parties\.yaml:\d+:\d+ ", line) for line in lines)
    assert "mistakes" in result.stderr


def test_json_is_for_programs(tmp_path: Path) -> None:
    """An array, also when nothing is wrong; nothing else on standard output."""
    directory = break_list(tmp_path)

    found = json.loads(run("lint", "--format", "json", JAGA_LIST_DIR=str(directory)).stdout)

    assert {"code", "file", "line", "column", "message"} <= set(found[0])
    assert any(finding["code"] == "L111" for finding in found)


def test_github_gets_its_own_form(tmp_path: Path) -> None:
    """Workflow commands that point into the file of the checkout."""
    directory = break_list(tmp_path)

    shown = run("lint", "--format", "github", JAGA_LIST_DIR=str(directory)).stdout

    assert "::error file=" in shown
    assert "title=L111" in shown


def test_warnings_alone_are_no_failure() -> None:
    """The exit code is 0 exactly when no finding is a mistake; the real list has none."""
    found = run("lint", "--format", "json", JAGA_LIST_DIR=str(ROOT / "candidate_accounts"))

    assert found.exit_code == 0
    assert not [finding for finding in json.loads(found.stdout) if not finding["is_warning"]]


def test_the_set_day_is_not_taken_for_today() -> None:
    """With ``JAGA_TODAY=2024-01-15`` the list of 2026 has not been checked in the future."""
    real = str(ROOT / "candidate_accounts")
    assert run("lint", JAGA_LIST_DIR=real, JAGA_TODAY="2024-01-15").exit_code == 0
