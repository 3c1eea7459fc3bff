"""``jaga lint``: findings in three forms, and whether they are mistakes."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING

from tests.accounts.list_samples import ROOT, copy_sample, replace_in
from tests.cli.samples import assert_refused, run

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


def warn_list(tmp_path: Path) -> Path:
    """Return a copy of the sample list with a warning in parties.yaml and one in the contest's file."""
    directory = copy_sample(tmp_path)
    replace_in(directory, "parties.yaml", "title: Situs", "title: Korupsi")
    replace_in(directory, "contests/contoh-2031/73.71.yaml", "title: Profil", "title: Korupsi")
    return directory


def test_strict_fails_on_warnings(tmp_path: Path) -> None:
    """Warnings alone end with 0, and with 3 where none are wanted; a mistake is 1 in any case."""
    directory = str(warn_list(tmp_path))

    assert run("lint", JAGA_LIST_DIR=directory).exit_code == 0
    assert run("lint", "--strict", JAGA_LIST_DIR=directory).exit_code == 3
    assert run("lint", "--strict").exit_code == 0
    (tmp_path / "broken").mkdir()
    assert run("lint", "--strict", JAGA_LIST_DIR=str(break_list(tmp_path / "broken"))).exit_code == 1


def test_the_end_says_where_more_is_told(tmp_path: Path) -> None:
    """After findings, and only then, the text names jaga explain with a code."""
    assert "jaga explain L247 says more" in run("lint", JAGA_LIST_DIR=str(warn_list(tmp_path))).stderr
    assert "explain" not in run("lint").stderr


def git(directory: Path, *arguments: str) -> None:
    """Run git as nobody in particular."""
    who = ["-c", "user.name=t", "-c", "user.email=t@t.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *arguments], cwd=directory, check=True, capture_output=True)


def test_changed_shows_warnings_of_changed_files(tmp_path: Path) -> None:
    """Against HEAD or a named revision: warnings of files that differ, new ones too; mistakes wherever they are."""
    directory = warn_list(tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "first")
    list_dir = str(directory)

    assert run("lint", "--changed", JAGA_LIST_DIR=list_dir).stdout == ""

    replace_in(directory, "parties.yaml", "title: Korupsi", "title: Koruptor")
    assert re.findall(r"list/([\w/]+\.yaml):", run("lint", "--changed", JAGA_LIST_DIR=list_dir).stdout) == [
        "parties.yaml"
    ]

    git(tmp_path, "commit", "-am", "second")
    assert run("lint", "--changed", JAGA_LIST_DIR=list_dir).stdout == ""
    assert "parties.yaml" in run("lint", "--changed=HEAD~1", JAGA_LIST_DIR=list_dir).stdout

    source = "{id: src-x, kind: press, title: Bohong, citation: x, retrieved: '2026-11-01'}"
    (directory / "neu.yaml").write_text(f"format: '1'\nsources: [{source}]\n")
    assert {"neu.yaml"} == set(
        re.findall(r"list/(\w+\.yaml):", run("lint", "--changed", JAGA_LIST_DIR=list_dir).stdout)
    )

    git(tmp_path, "add", ".")
    replace_in(directory, "parties.yaml", "owner: pt-satu", "owner: pt-dua")
    git(tmp_path, "commit", "-am", "third")
    assert "L111" in run("lint", "--changed", JAGA_LIST_DIR=list_dir).stdout


def test_changed_needs_a_revision(tmp_path: Path) -> None:
    """What git does not know, and a folder that is no checkout, are wrong usage."""
    directory = copy_sample(tmp_path)
    assert_refused(run("lint", "--changed", JAGA_LIST_DIR=str(directory)), 2, "--changed", "checkout")
    git(tmp_path, "init")
    assert_refused(run("lint", "--changed=nope", JAGA_LIST_DIR=str(directory)), 2, "--changed", "nope")
