"""The guides for operators: what they name is there, and a backup restored as printed is whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.agencies.agency_errors import DatabaseUnavailableError
from server.agencies.database import Database
from tests.accounts.list_samples import ROOT
from tests.agencies.conftest import postgres, url  # noqa: F401 - fixtures
from tests.cli.guide_commands import read_commands
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.agencies.postgres import PostgresServer

GUIDES = ROOT / "docs" / "operators"
OWN = ("deployment.md", "scaling.md")
DEPLOYMENT = GUIDES / "deployment.md"
VERB = re.compile(r"(?:^|/| )jaga ((?:[a-z][a-z-]*(?: |$))+)")
"""Our program, wherever it lies, with the words before the first option or argument that is none."""
LINK = re.compile(r"\]\(([^)#]+)\)")
FOLDER = "/var/lib/jaga"


def find_command(start: str) -> str:
    """Return the one command of the guide that begins so."""
    (found,) = [command for command in read_commands(DEPLOYMENT) if command.startswith(start)]
    return found


def do(command: str, folder: Path, **env: str) -> None:
    """Run a command as printed, in a folder."""
    done = subprocess.run(
        ["bash", "-euc", command], cwd=folder, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"


@pytest.mark.parametrize("guide", OWN)
def test_what_a_guide_points_to_is_there(guide: str) -> None:
    """Every link within the project."""
    links = LINK.findall((GUIDES / guide).read_text())

    assert [link for link in links if not (GUIDES / link).exists()] == []


@pytest.mark.parametrize("guide", OWN)
def test_every_verb_is_one(guide: str) -> None:
    """In blocks and between backticks."""
    written = [span.split("#")[0] for span in re.findall(r"`(jaga [^`]+)`", (GUIDES / guide).read_text())]
    commands = [found[1].split() for line in [*written, *read_commands(GUIDES / guide)] if (found := VERB.search(line))]
    assert commands

    for command in commands:
        assert run(*command, "--help").exit_code == 0, command


def test_a_backup_is_whole_when_it_is_restored(
    url: str,  # noqa: F811 - the fixture above
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    """Policy, device keys and trail are there, and the trail still cannot be changed."""
    state = tmp_path / "state"
    (tmp_path / "policy.json").write_text('{"language": "id"}')
    for arguments in (
        ("agency", "add", "bkd-contoh", "--name", "BKD", "--contact", "mailto:meja@bkd.example"),
        ("policy", "set", "bkd-contoh", str(tmp_path / "policy.json")),
        ("device-key", "issue", "bkd-contoh"),
    ):
        assert run(*arguments, state=state, JAGA_DATABASE_URL=url).exit_code == 0

    restored = restore(url, request, tmp_path)

    for verb in (("audit", "--json"), ("policy", "show", "bkd-contoh", "--json"), ("device-key", "list", "--json")):
        first, second = (run(*verb, state=state, JAGA_DATABASE_URL=each) for each in (url, restored))
        assert first.exit_code == second.exit_code == 0, second.output
        assert json.loads(first.stdout) == json.loads(second.stdout) != []
    assert "missing: -" in run("db", "status", state=state, JAGA_DATABASE_URL=restored).stdout
    database = Database(restored)
    with pytest.raises((DBAPIError, DatabaseUnavailableError), match="append"), database.write() as connection:
        connection.execute(text("UPDATE audit_entries SET who = 'orang lain'"))
    database.close()


def restore(url: str, request: pytest.FixtureRequest, folder: Path) -> str:  # noqa: F811 - the same address
    """Back up and restore as the guide says; return the address of the new database."""
    if url.startswith("sqlite"):
        do(find_command("python3 -c").replace(FOLDER, str(folder)), folder)
        return f"sqlite:///{folder / 'agencies.backup'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    restored = server.make_database("restored")
    request.addfinalizer(lambda: server.drop_database("restored"))
    do(find_command("pg_dump"), folder, JAGA_DATABASE_URL=url)
    do(find_command("pg_restore"), folder, NEW_DATABASE_URL=restored)
    return restored
