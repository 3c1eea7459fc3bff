"""The program as the conformance suite starts it: a command, its end, and what it leaves in its folders."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from tests.tuf.client_runner import serve
from tests.tuf.node_lines import HERE
from tests.tuf.repository import CONTENT, Repository

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: object) -> tuple[int, str]:
    """Run the program; return how it ended, and the last line it wrote."""
    command = [str(HERE / "client"), *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    return ended.returncode, ended.stderr.rstrip("\n").rpartition("\n")[2]


def test_the_three_commands(tmp_path: Path) -> None:
    """init, refresh and download end with 0; a failure ends with 1 and one line that begins with its code."""
    repository = Repository()
    repository.add_target("a/list.json", b"content")
    repository.publish(*CONTENT)
    root, targets = tmp_path / "root.json", tmp_path / "targets"
    root.write_bytes(repository.files["/metadata/1.root.json"])
    targets.mkdir()
    places = ["--metadata-dir", tmp_path / "metadata"]

    assert run(*places, "init", root) == (0, "")
    with serve(repository) as address:
        places += ["--metadata-url", f"{address}/metadata"]
        assert run(*places, "refresh") == (0, "")
        places += ["--target-base-url", f"{address}/targets", "--target-dir", targets]
        assert run(*places, "--target-name", "a/list.json", "download") == (0, "")
        status, line = run(*places, "--target-name", "other", "download")

    assert [path.read_bytes() for path in targets.iterdir()] == [b"content"]
    assert {path.name for path in (tmp_path / "metadata").iterdir()} == {
        "root.json",
        "timestamp.json",
        "snapshot.json",
        "targets.json",
    }
    assert (status, line) == (1, "wrong_shape: no target other")
