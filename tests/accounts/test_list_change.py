"""Changing the list on disk: all of it or nothing, whatever happens in between."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from server.accounts.file_operations import ExchangeUnsupportedError, FileOperations
from server.accounts.list_change import (
    ListBusyError,
    ListChange,
    ListMovedError,
    ManyFilesError,
    _hold_lock,
    make_change,
    make_format_change,
)
from server.accounts.list_documents import read_contents, read_documents
from tests.accounts.folder_state import read_folder
from tests.accounts.list_samples import CONTEST_FILE, ROOT, SAMPLE, copy_sample, platforms

NEW_FILE = "contests/contoh-2031/73.yaml"
MANY: dict[str, str | None] = {NEW_FILE: "new\n", CONTEST_FILE: "changed\n", "parties.yaml": None}
ONE: dict[str, str | None] = {CONTEST_FILE: "changed\n"}


def make(directory: Path, changed: dict[str, str | None]) -> ListChange:
    """Make a change that gives some files other bytes, or takes them away."""
    before = read_contents(directory)
    after = {**before, **{name: text.encode() for name, text in changed.items() if text is not None}}
    gone = {name for name, text in changed.items() if text is None}
    return ListChange(directory, before, {name: body for name, body in after.items() if name not in gone})


def leftovers(directory: Path) -> list[str]:
    """Return the names of what lies beside the list and begins with a dot."""
    return [path.name for path in directory.parent.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("changed", [MANY, ONE, {NEW_FILE: "new\n"}, {"parties.yaml": None}, {"new/er.yaml": "new\n"}])
def test_a_change_is_brought_to_the_disk(tmp_path: Path, changed: dict[str, str | None]) -> None:
    """Files that change have their new bytes, all others their old ones, and nothing is left beside the list."""
    directory = copy_sample(tmp_path)
    (directory / "README.md").write_text("policy")
    change = make(directory, changed)

    change.apply()

    assert read_folder(directory) == {**change.after, "README.md": b"policy"}
    assert leftovers(directory) == []


def test_mode_bits_and_links_are_kept(tmp_path: Path) -> None:
    """A changed file keeps its mode, also in a folder of another mode; an unchanged one stays the very same file."""
    directory = copy_sample(tmp_path)
    (directory / CONTEST_FILE).chmod(0o640)
    (directory / "contests").chmod(0o750)
    (directory / "here").symlink_to("parties.yaml")
    number = (directory / "regions.yaml").stat().st_ino

    make(directory, {CONTEST_FILE: "changed\n", NEW_FILE: "new\n"}).apply()

    assert (directory / CONTEST_FILE).stat().st_mode & 0o777 == 0o640
    assert (directory / NEW_FILE).stat().st_mode & 0o777 == 0o644
    assert (directory / "contests").stat().st_mode & 0o777 == 0o750
    assert (directory / "here").readlink() == Path("parties.yaml")
    assert (directory / "regions.yaml").stat().st_ino == number
    assert (directory / "regions.yaml").stat().st_nlink == 1


@pytest.mark.parametrize("changed", [MANY, ONE], ids=["many files", "one file"])
def test_killed_at_any_step(tmp_path: Path, changed: dict[str, str | None]) -> None:
    """The list is exactly the old or the new one, first old, then new; the next run removes what was left."""
    original = copy_sample(tmp_path).rename(tmp_path / "original")
    change = make(original, changed)
    old, new = ({name: body.decode() for name, body in each.items()} for each in (change.before, change.after))
    script = ROOT / "tests" / "accounts" / "killed_change.py"

    ended = subprocess.run(
        [sys.executable, str(script), str(tmp_path)],
        input=json.dumps(new),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )

    runs: list[dict[str, Any]] = [json.loads(line) for line in ended.stdout.splitlines()]
    states = ["old" if run["state"] == old else "new" if run["state"] == new else "mix" for run in runs]
    assert "mix" not in states
    assert states == sorted(states, reverse=True)
    assert {"old", "new"} == set(states)
    assert [run["killed"] for run in runs] == [True] * (len(runs) - 1) + [False]
    assert any(run["left"] for run in runs)
    assert all(run["cleaned"] and run["same_after_cleaning"] for run in runs)


KILLED_LOOP = """
import sys
from pathlib import Path
from server.accounts.list_change import ListChange
from server.accounts.list_documents import read_contents
directory = Path(sys.argv[1])
versions = [{name: body + b"# %d" % n for name, body in read_contents(directory).items()} for n in (1, 2)]
print("ready", flush=True)
while True:
    for version in versions:
        ListChange(directory, read_contents(directory), version).apply()
"""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Whenever the program is killed, all files are of the same version, and the next change succeeds."""
    directory = copy_sample(tmp_path)
    contents = read_contents(directory)
    versions = [contents, *({name: body + b"# %d" % n for name, body in contents.items()} for n in (1, 2))]
    for _ in range(6):
        make(directory, {name: body.decode() for name, body in contents.items()}).apply()
        loop = subprocess.Popen(
            [sys.executable, "-c", KILLED_LOOP, str(directory)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
        )
        assert loop.stdout is not None
        loop.stdout.readline()
        time.sleep(random.uniform(0, 0.1))  # noqa: S311 - any moment will do
        loop.send_signal(signal.SIGKILL)
        loop.communicate()

        assert read_contents(directory) in versions

    make(directory, ONE).apply()
    assert leftovers(directory) == []


class FullDisk(FileOperations):
    """A disk that is full from its n-th step on; what was made can still be removed."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def __getattribute__(self, name: str) -> Any:
        method = super().__getattribute__(name)
        if name in {"make_folder", "write", "link", "exchange", "rename"}:
            self.steps -= 1
            if self.steps < 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return method


def is_applied(change: ListChange, disk: FullDisk) -> bool:
    """Apply a change; tell whether it went well, or the disk was full."""
    try:
        change.apply(disk)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        return False
    return True


@pytest.mark.parametrize("changed", [MANY, ONE], ids=["many files", "one file"])
def test_a_full_disk_leaves_the_old_list(tmp_path: Path, changed: dict[str, str | None]) -> None:
    """At whatever step the disk is full, the error comes out, the list is the old one, and nothing is left."""
    directory = copy_sample(tmp_path)
    change = make(directory, changed)
    refusals = 0
    for steps in range(100):
        if is_applied(change, FullDisk(steps)):
            break
        refusals += 1
        assert read_folder(directory) == dict(change.before)
        assert leftovers(directory) == []

    assert refusals > 2
    assert read_folder(directory) == dict(change.after)


def test_two_writers_are_kept_apart(tmp_path: Path) -> None:
    """The second one is refused while the first one writes."""
    directory = copy_sample(tmp_path)

    with _hold_lock(directory), pytest.raises(ListBusyError, match="another program"):
        make(directory, ONE).apply()

    assert read_folder(directory) == read_folder(SAMPLE)


def test_what_was_edited_meanwhile_is_not_lost(tmp_path: Path) -> None:
    """A change that was made from an older state of the list is refused, and says which file moved."""
    directory = copy_sample(tmp_path)
    change = make(directory, ONE)
    (directory / "parties.yaml").write_text("edited", encoding="utf-8")
    (directory / "new.yaml").write_text("added", encoding="utf-8")

    with pytest.raises(ListMovedError, match=r"new\.yaml, parties\.yaml"):
        change.apply()

    assert (directory / "parties.yaml").read_text(encoding="utf-8") == "edited"


class NoExchange(FileOperations):
    """A system without an exchange of folders."""

    def exchange(self, first: Path, second: Path) -> None:  # noqa: ARG002 - the interface
        """Refuse."""
        raise ExchangeUnsupportedError


def test_a_system_that_cannot_exchange(tmp_path: Path) -> None:
    """One file can be changed; more are refused with a clear word, and nothing has happened."""
    directory = copy_sample(tmp_path)

    with pytest.raises(ManyFilesError, match="3 files"):
        make(directory, MANY).apply(NoExchange())

    assert read_folder(directory) == read_folder(SAMPLE)
    assert leftovers(directory) == []
    make(directory, ONE).apply(NoExchange())
    assert (directory / CONTEST_FILE).read_text(encoding="utf-8") == "changed\n"


def test_a_change_tells_only_what_it_does(tmp_path: Path) -> None:
    """Files in which no entry changes keep their bytes, although they are not in the canonical form."""
    directory = copy_sample(tmp_path)
    contents = read_contents(directory)
    documents = read_documents(contents)
    place = documents.find("pt-satu")
    assert place is not None
    changed = documents.replace(place, {**documents.get(place), "note": "Baru."})

    change = make_change(directory, contents, documents, changed)

    assert change.files == ["parties.yaml"]
    assert "+  note: Baru." in change.describe()
    assert change.summarize().startswith("parties.yaml (+")
    assert make_change(directory, contents, documents, documents).files == []


def test_new_mistakes_are_told_before_they_are_written(tmp_path: Path) -> None:
    """The changed list is checked as a whole; what was wrong before is not the change's fault."""
    directory = copy_sample(tmp_path)
    (directory / "maintainers.yaml").write_text('format: "1"\nmaintainers:\n- {id: mt-a, nmae: x}\n')
    contents = read_contents(directory)
    documents = read_documents(contents)
    place = documents.find("ps-bbbbbb")
    assert place is not None

    findings = make_change(directory, contents, documents, documents.remove(place)).check(platforms())

    assert {finding.code for finding in findings} == {"L111"}
    assert "ps-bbbbbb" in {finding.found for finding in findings}
    assert make_format_change(directory, contents, documents).check(platforms()) == []
    assert read_folder(directory) == contents
