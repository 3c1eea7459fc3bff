"""The commands that a guide prints, read and run as a reader would."""

from __future__ import annotations

import re
import subprocess
from textwrap import dedent
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK = re.compile(r"^( *)```sh\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def read_commands(guide: Path) -> Iterator[str]:
    """Return the commands of a guide, from top to bottom."""
    for _, body in BLOCK.findall(guide.read_text()):
        yield from commands(dedent(body))


def commands(block: str) -> Iterator[str]:
    """Return a block's commands; one that writes a file has the lines of the file, too."""
    lines = iter(block.splitlines())
    for line in lines:
        body = [line]
        while line.endswith("<<'END'") and body[-1] != "END":
            body.append(next(lines))
        yield "\n".join(body)


def shell(command: str) -> None:
    """Run a command as a terminal would."""
    done = subprocess.run(["bash", "-euc", command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stderr}"
