"""Publishing that is killed, runs out of disk, meets another publisher or finds a changed byte: nothing is torn."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_review import Review
from tests.accounts.list_samples import ROOT
from tests.accounts.release_client import ReleaseClient

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"list.json": b'{"made_on":"2031-01-02"}' + b" " * 900, "wording.json": b"{}" + b" " * 900}


def start(workplace: Path, *arguments: str) -> list[dict[str, Any]]:
    """Run the program that stops itself, and return what it saw."""
    program = [sys.executable, "-m", "tests.accounts.killed_publish", str(workplace), *arguments]
    shown = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False, timeout=110)
    assert shown.returncode == 0, shown.stderr
    return [json.loads(line) for line in shown.stdout.splitlines()]


NOT_BELIEVED = {"UnsignedMetadataError"}
"""For a moment the new root stands beside the old timestamp."""


@pytest.mark.parametrize(
    ("action", "result", "between", "how"),
    [
        ("publish", "new", set(), "kill"),
        ("publish", "new", set(), "full"),
        ("go_back", "oldest", set(), "kill"),
        ("adopt", "new", NOT_BELIEVED, "kill"),
        ("adopt", "new", NOT_BELIEVED, "full"),
    ],
)
def test_stopped_at_any_step(tmp_path: Path, action: str, result: str, between: set[str], how: str) -> None:
    """A client sees the old release or the new one, whole; the next run ends well, and leaves nothing half-written."""
    runs = start(tmp_path, action, how)

    stopped, ended = runs[:-1], runs[-1]
    assert len(stopped) > 20
    assert all(each["stopped"] for each in stopped)
    assert ended["seen"] == result
    seen = [each["seen"] for each in stopped]
    assert set(seen) <= {"old", result} | between
    if how == "kill":
        assert seen == sorted(seen, key=["old", *between, result].index), "first the old one, then the new one"
        assert seen[0] == "old"
    assert {each["afterwards"] for each in stopped} <= {result, "old" if action == "go_back" else result}
    if how == "full":
        assert [each["step"] for each in stopped if each["left"] and each["left_afterwards"]] == []


def test_many_publishers_at_once(tmp_path: Path) -> None:
    """One publishes and the others are told; what is there at the end is whole."""
    (result,) = start(tmp_path, "crowd")

    assert result["seen"] == "new"
    assert max(result["published"]) <= 8
    assert sum(result["published"]) > 0


@pytest.fixture
def repository(tmp_path: Path) -> ReleaseRepository:
    """Return a repository with one release and its notes."""
    made = ReleaseRepository(tmp_path / "release", load_dev_keys(tmp_path / "keys", is_production=False))
    made.publish(FILES, datetime.now(UTC), Review(FILES))
    return made


def test_a_changed_byte_in_any_file_is_mended_or_named(repository: ReleaseRepository, tmp_path: Path) -> None:
    """Whatever the file: a damaged release is never built upon, and what can be made again is made again."""
    directory = repository.directory
    bootstrap = (directory / "metadata" / "1.root.json").read_bytes()
    paths = sorted(path for path in directory.rglob("*.json*") if path.is_file())
    named = set()
    for number, path in enumerate(paths):
        original = path.read_bytes()
        middle = len(original) // 2
        path.write_bytes(original[:middle] + bytes([original[middle] ^ 1]) + original[middle + 1 :])
        try:
            repository.publish(FILES, datetime.now(UTC), Review(FILES))
        except ReleaseDamagedError as error:
            named.add((path.relative_to(directory).as_posix(), error.path))
            path.write_bytes(original)
        client = ReleaseClient(tmp_path / str(number), bootstrap)
        assert {name: client.fetch(directory, name) for name in FILES} == FILES, path.name
    assert all(path == said for path, said in named)
    assert len(named) == 4, "root, targets, snapshot and timestamp cannot be made again"
    assert len(paths) >= 13, "each target also in its compressed forms"
