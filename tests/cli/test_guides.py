"""The guides for maintainers: every command in them works as printed, on a copy of the list that is shipped."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from server.accounts.sheets.columns import NAMES
from server.cli.editing import read_today
from tests.accounts.list_samples import ROOT
from tests.cli.guide_commands import read_commands, shell
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = ROOT / "docs" / "maintainers"
STEPS = ("first-day.md", "adding-a-region.md", "week-of-the-vote.md", "wrong-entry.md", "objection.md")
TABLE = re.compile(r"^   \|.*\|$", re.MULTILINE)
SECOND = "- id: mt-kedua\n"
MAY_FIND = {"stale", "lookalike"}
"""Verbs that end with 1 when they find something, which is no failure of the guide."""


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, on branch main: the shipped list without kabupaten and kota, and a second maintainer."""
    few = shutil.ignore_patterns("??.??.yaml")
    shutil.copytree(ROOT / "candidate_accounts", tmp_path / "candidate_accounts", ignore=few)
    with (tmp_path / "candidate_accounts" / "maintainers.yaml").open("a") as maintainers:
        maintainers.write(SECOND)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Pengelola")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.chdir(tmp_path)
    for command in ("git init -q -b main", "git add .", "git commit -qm list"):
        shell(command)
    return tmp_path


def fill_sheet(guide: str, file: Path) -> None:
    """Type the row that the guide shows into the exported sheet, below its headings."""
    names, _, values = (
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in TABLE.findall((GUIDES / guide).read_text())
    )
    book = load_workbook(file)
    sheet = book["akun"]
    row = sheet.max_row + 1
    typed = dict(zip(names, values, strict=True)) | {
        "checked_on": read_today()
    }  # the guide prints the day of its writing
    for name, value in typed.items():
        sheet.cell(row, NAMES.index(name) + 1).value = value
    book.save(file)


@pytest.mark.parametrize("guide", STEPS)
def test_commands_work_as_printed(guide: str, checkout: Path) -> None:
    """One after the other, as a maintainer would; what needs a server or a new environment is left out."""
    env: dict[str, Any] = {"JAGA_LIST_DIR": str(checkout / "candidate_accounts")}
    count = 0
    for command in read_commands(GUIDES / guide):
        verb = command.split()[0]
        if match := re.fullmatch(r"export (JAGA_\w+)=(\S+)", command):
            env[match[1]] = match[2]
        elif verb == "jaga":
            _, *words = shlex.split(command)
            if command == "jaga sheet import akun.xlsx":
                fill_sheet(guide, checkout / "akun.xlsx")
            result = run(*words, **env)
            assert result.exit_code in {0, 1 if words[0] in MAY_FIND else 0}, f"{command}\n{result.output}"
            count += 1
        elif verb not in {"make", "export"} and not command.startswith("git push"):
            shell(command)
    assert count > 3

    if guide == "adding-a-region.md":
        added = re.search(r"id: (ak-\w+)", (checkout / "candidate_accounts/contests/pilkada-2031/11.yaml").read_text())
        assert added, "the sheet's row did not come in"
        assert run("approve", added[1], "--as", "mt-kedua", **env).exit_code == 0


def test_the_index_names_every_guide() -> None:
    """And nothing that is not there."""
    named = set(re.findall(r"\]\(([\w-]+\.md)\)", (GUIDES / "README.md").read_text()))

    assert named == {path.name for path in GUIDES.glob("*.md")} - {"README.md"}
    assert named - {"sheets.md"} == set(STEPS)
