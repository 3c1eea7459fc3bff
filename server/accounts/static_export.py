"""The tree of a release for nginx or a CDN: ``v1/release/...`` as the API serves it, with a ready ``nginx.conf``.

Written beside the old tree and put in its place in one step, so that a web server that reads it meets the old tree or
the new one. Every file is checked against its hash on the way; what earlier releases left is taken along.
"""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.accounts.content_codings import CONTENT_CODINGS
from server.accounts.file_operations import ExchangeUnsupportedError, FileOperations
from server.accounts.release_archive import list_archived_paths
from server.accounts.release_paths import TIMESTAMP_PATH
from server.accounts.release_state import load_release_state
from server.domain.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from server.accounts.release_state import ReleaseState

RELEASE_FOLDER = "v1/release"
CONFIG_NAME = "nginx.conf"

_SUFFIXES = {coding.name: coding.suffix for coding in CONTENT_CODINGS}


class NotAnExportError(ListError):
    """The folder holds something that we did not write, and would be replaced."""

    def __init__(self, directory: Path) -> None:
        super().__init__(f"{directory}: holds other files than an earlier export; choose an empty or a new folder")


@dataclass(frozen=True, slots=True)
class StaticExport:
    """What was written.

    Attributes:
        files: how many, compressed forms included.
        bytes: of all of them.
        version: of the timestamp.
    """

    files: int
    bytes: int
    version: int


def export_static(release: Path, directory: Path, config: str) -> StaticExport:
    """Write the release at *release* to *directory*, in place of the export that is there.

    Args:
        release: the folder of the release.
        directory: the folder to write; it may be missing.
        config: the text of ``nginx.conf``.

    Raises:
        NotAnExportError: *directory* holds something else; nothing has changed.
        ReleaseDamagedError: a file is missing or not what it was named; nothing has changed.
        OSError: nothing has changed.
    """
    _refuse_other_files(directory)
    state = load_release_state(release)
    directory.parent.mkdir(parents=True, exist_ok=True)
    beside = directory.with_name(f".{directory.name}.new-{secrets.token_hex(8)}")
    _remove_left_overs(directory)
    try:
        sizes = [_write(beside / RELEASE_FOLDER / name, body) for name, body in _read_all(state)]
        _write(beside / CONFIG_NAME, config.encode())
        os.sync()
        _swap(beside, directory)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return StaticExport(len(sizes), sum(sizes), state.versions["timestamp"])


def _refuse_other_files(directory: Path) -> None:
    with suppress(FileNotFoundError):
        names = {path.name for path in directory.iterdir()}
        if names and names != {"v1", CONFIG_NAME}:
            raise NotAnExportError(directory)


def _remove_left_overs(directory: Path) -> None:
    """Remove what an export that was killed has left."""
    for path in directory.parent.glob(f".{directory.name}.new-*"):
        shutil.rmtree(path, ignore_errors=True)


def _read_all(state: ReleaseState) -> Iterator[tuple[str, bytes]]:
    """Yield every file with its compressed forms, this release's first."""
    for path in dict.fromkeys((TIMESTAMP_PATH, *state.files, *list_archived_paths(state.directory))):
        file = state.find_file(path)
        if file is not None:  # an old release may be removed meanwhile
            for coding in file.list_codings():
                yield path + _SUFFIXES.get(coding, ""), file.read(coding)


def _write(path: Path, body: bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return len(body)


def _swap(beside: Path, directory: Path) -> None:
    """Put the new tree in place of the old one, which is then at *beside*."""
    operations = FileOperations()
    directory.mkdir(exist_ok=True)
    try:
        operations.exchange(beside, directory)
    except ExchangeUnsupportedError:
        old = beside.with_name(f"{beside.name}-old")
        directory.rename(old)
        beside.rename(directory)
        shutil.rmtree(old, ignore_errors=True)
