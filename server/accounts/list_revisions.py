"""The files of the list as a git revision has them, read into memory; the checkout is not touched.

For ``jaga diff``.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from server.accounts.findings import ListFormatError
from server.accounts.list_documents import ListDocuments, read_contents, read_documents
from server.domain.errors import ListError, RequestError

if TYPE_CHECKING:
    from pathlib import Path

WORKING_TREE = ""
"""Stands for what lies on the disk."""


class RevisionError(ListError):
    """The list of a revision cannot be read."""


def split_range(text: str) -> tuple[str, str]:
    """Split ``A..B``; ``A..`` and ``A`` reach to the working tree, ``..B`` begins at HEAD.

    Raises:
        RequestError: it is something else.
    """
    before, dots, after = text.partition("..")
    if after.startswith(".") or ".." in after or not (before or after):
        raise RequestError("A..B", text, "two revisions such as main..HEAD, or main.. for the files on the disk")
    return before or "HEAD", after if dots else WORKING_TREE


def read_revision(directory: Path, revision: str) -> ListDocuments:
    """Read the list of a revision, or of the working tree.

    Args:
        directory: the folder of the list in any checkout.
        revision: whatever git takes for a commit; ``WORKING_TREE`` is what lies on the disk.

    Raises:
        RequestError: git knows no such commit.
        RevisionError: the folder is in no checkout, or a file cannot be used.
        OSError: a file cannot be read, or there is no git.
    """
    contents = read_contents(directory) if revision == WORKING_TREE else _read_from_git(directory, revision)
    try:
        return read_documents(contents)
    except ListFormatError as error:
        if revision == WORKING_TREE:
            raise
        first = error.findings[0]
        raise RevisionError(f"{revision}:{first.place} {first.code} {first.message}; {first.fix}") from error


def _read_from_git(directory: Path, revision: str) -> dict[str, bytes]:
    if not directory.is_dir() or _run_git(directory, "rev-parse", "--is-inside-work-tree").returncode:
        raise RevisionError(f"{directory} is in no git checkout, so it has no revisions")
    found = _run_git(directory, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found.returncode:
        raise RequestError("A..B", revision, "a commit, branch or tag of this checkout")
    commit = found.stdout.decode().strip()
    listed = _run_git(directory, "ls-tree", "-r", "-z", commit, "./")
    lines = [line.partition("\t") for line in listed.stdout.decode("utf-8", "surrogateescape").split("\0") if line]
    blobs = {name: head.split()[2] for head, _, name in lines if name.endswith(".yaml") and head.split()[1] == "blob"}
    return dict(zip(blobs, _read_blobs(directory, list(blobs.values())), strict=True))


def _read_blobs(directory: Path, names: list[str]) -> list[bytes]:
    """Return the bytes of blobs, all from one process."""
    answer = _run_git(directory, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode()).stdout
    bodies, place = [], 0
    for _ in names:
        end = answer.index(b"\n", place)
        size = int(answer[place:end].split()[2])
        bodies.append(answer[end + 1 : end + 1 + size])
        place = end + 1 + size + 1
    return bodies


def _run_git(directory: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(directory), *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603 - no shell, our own words
