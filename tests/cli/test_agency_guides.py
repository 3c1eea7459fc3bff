"""The guides for agencies: every command in them works as printed, one guide after the other, on one server."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.accounts.list_samples import ROOT
from tests.cli.guide_commands import read_commands, shell
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = ROOT / "docs" / "agencies"
STEPS = ("pilot.md", "roll-out.md", "leave.md")
SETTING = re.compile(r"export (JAGA_\w+)=(\S+)")
NOT_HERE = ("make setup", "export PATH", "jaga serve", "curl ", "sudo ")
"""What sets up the machine, runs for ever, or needs the device: README and browser tests see to these."""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Settings of a server with a state of its own and the shipped list without kabupaten and kota."""
    few = shutil.ignore_patterns("??.??.yaml")
    shutil.copytree(ROOT / "candidate_accounts", tmp_path / "list", ignore=few)
    monkeypatch.chdir(tmp_path)
    return {"JAGA_LIST_DIR": str(tmp_path / "list"), "JAGA_STATE_DIR": str(tmp_path / "var")}


def follow(guide: str, env: dict[str, Any]) -> int:
    """Do what a guide says; return how many verbs of ours ran."""
    count = 0
    for command in read_commands(GUIDES / guide):
        if match := SETTING.fullmatch(command):
            env[match[1]] = match[2]
        elif command.startswith("jaga ") and not command.startswith(NOT_HERE):
            result = run(*shlex.split(command)[1:], **env)
            assert result.exit_code == 0, f"{guide}: {command}\n{result.output}"
            count += 1
        elif not command.startswith(NOT_HERE):
            shell(command)
    return count


def test_commands_work_as_printed(server: dict[str, Any], tmp_path: Path) -> None:
    """From the pilot to the end of it; what the browser gets is what the guide said."""
    counts = [follow(guide, server) for guide in STEPS]

    assert min(counts) > 2
    [linux] = (tmp_path / "ekspor/linux/etc/chromium").rglob("jaga-jempol.json")
    assert "BKD Contoh" in linux.read_text()
    [agency] = json.loads(run("agency", "list", "--json", **server).output)
    assert agency["left_at"], "the last guide closes the agency"


def test_the_index_names_every_guide() -> None:
    """And nothing that is not there."""
    named = set(re.findall(r"\]\(([\w-]+\.md)\)", (GUIDES / "README.md").read_text()))

    assert named == {path.name for path in GUIDES.glob("*.md")} - {"README.md"}


@pytest.mark.parametrize("guide", sorted(path.name for path in GUIDES.glob("*.md")))
def test_what_a_guide_points_to_is_there(guide: str) -> None:
    """Every link within the project."""
    links = re.findall(r"\]\(([^)#]+)\)", (GUIDES / guide).read_text())

    assert [link for link in links if ":" not in link and not (GUIDES / link).exists()] == []
