"""Apply a change again and again, each time killed (SIGKILL) at the next step; started by ``test_list_change.py``.

Prints one JSON line per run: the step at which it was killed, and whether the folder then was old, new or a mix.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.accounts.file_operations import FileOperations
from server.accounts.list_change import ListChange, remove_leftovers
from tests.accounts.folder_state import read_folder

if TYPE_CHECKING:
    from collections.abc import Callable


class KilledOperations(FileOperations):
    """The real disk, until the program is killed before its n-th step."""

    def __init__(self, steps: int) -> None:
        self.steps = steps

    def __getattribute__(self, name: str) -> Any:
        method = super().__getattribute__(name)
        return self.count(method) if callable(method) and name != "count" else method

    def count(self, method: Callable[..., None]) -> Callable[..., None]:
        """Return the method, or end the program."""
        if self.steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        self.steps -= 1
        return method


def run(workplace: Path, after: dict[str, bytes]) -> None:
    """Kill the change of ``workplace/original`` to *after* at every step, each time from the beginning."""
    original, directory = workplace / "original", workplace / "list"
    for steps in range(1000):
        shutil.rmtree(directory, ignore_errors=True)
        shutil.copytree(original, directory)
        change = ListChange(directory, {k: v for k, v in read_folder(directory).items() if k.endswith(".yaml")}, after)
        child = os.fork()
        if child == 0:
            change.apply(KilledOperations(steps))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        state = read_folder(directory)
        left = sorted(path.name for path in workplace.iterdir() if path.name.startswith("."))
        remove_leftovers(directory)
        cleaned = not [path for path in workplace.iterdir() if path.name.startswith(".")]
        killed = os.WIFSIGNALED(status)
        line = {"steps": steps, "killed": killed, "left": left, "cleaned": cleaned}
        files = {name: body.decode() for name, body in state.items() if name.endswith(".yaml")}
        line |= {"state": files, "same_after_cleaning": read_folder(directory) == state}
        sys.stdout.write(f"{json.dumps(line)}\n")
        sys.stdout.flush()
        if not killed:
            return


if __name__ == "__main__":
    run(Path(sys.argv[1]), {name: text.encode() for name, text in json.loads(sys.stdin.read()).items()})
