"""Which files of the list differ from a revision of git, for ``jaga lint --changed``."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from server.domain.errors import RequestError

if TYPE_CHECKING:
    from pathlib import Path


def find_changed_files(directory: Path, base: str) -> frozenset[str]:
    """Return the files below *directory* that differ from *base*, also those that git does not know yet.

    Args:
        directory: the folder of the list, inside a checkout.
        base: a revision, such as ``HEAD`` or ``origin/main``.

    Returns:
        Names inside the folder, as findings give them.

    Raises:
        RequestError: there is no such revision, no checkout or no git.
    """
    changed = _run_git(directory, base, "diff", "--name-only", "--relative", "-z", "--end-of-options", base, "--", ".")
    untracked = _run_git(directory, base, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(name for name in (*changed.split("\0"), *untracked.split("\0")) if name)


def _run_git(directory: Path, base: str, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the revision cannot be taken for an option
            ["git", *arguments],  # noqa: S607 - whichever git the person uses
            cwd=directory,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    except FileNotFoundError as error:
        raise RequestError("--changed", base, "git, to compare with a revision") from error
    if done.returncode:
        reason = done.stderr.strip().splitlines()[:1] or ["git failed"]
        raise RequestError("--changed", base, f"a revision of a git checkout ({reason[0]})")
    return done.stdout
