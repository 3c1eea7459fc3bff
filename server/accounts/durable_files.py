"""Files that are either not there or complete, also after a crash: written beside, synced, then named.

For releases and keys, which other programs read at any moment.
"""

from __future__ import annotations

import os
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

TEMPORARY_PREFIX = ".new-"
"""Names of half-written files begin so; whoever lists a folder skips them."""


def replace_file(path: Path, body: bytes, *, mode: int = 0o644) -> None:
    """Put *body* at *path*, in place of what was there; a reader sees the old file or the new one, never a mixture.

    Raises:
        OSError: nothing has changed then.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _written_beside(path, body, mode) as beside:
        beside.replace(path)


def replace_files(files: Iterable[tuple[Path, bytes]]) -> None:
    """Put many files at their places, in the order given, with one wait for the disk instead of two for each.

    Every file has reached the disk before the first is named; what is killed half-way leaves some named and complete.

    Raises:
        OSError: some may have been replaced, each of them whole.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, body in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}")
            staged.append((beside, path))
            beside.write_bytes(body)
        if staged:
            os.sync()
        for beside, path in staged:
            beside.replace(path)
        for folder in {path.parent for _, path in staged}:
            _sync_folder(folder)
    finally:
        for beside, _ in staged:
            beside.unlink(missing_ok=True)


def create_file(path: Path, body: bytes, *, mode: int) -> None:
    """Put *body* at *path* unless there is a file already, which then stays.

    Raises:
        OSError: nothing has changed then.
    """
    with _written_beside(path, body, mode) as beside, suppress(FileExistsError):
        os.link(beside, path)


@contextmanager
def _written_beside(path: Path, body: bytes, mode: int) -> Iterator[Path]:
    beside = path.with_name(f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}")
    try:
        _write_synced(beside, body, mode)
        yield beside
        _sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def _write_synced(path: Path, body: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
