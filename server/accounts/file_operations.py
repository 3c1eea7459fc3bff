"""What ``list_change`` does to the disk, one step per method: tests end a run, or fill the disk, at any of them."""

from __future__ import annotations

import ctypes
import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NOT_SUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EXDEV, errno.EBUSY})


class ExchangeUnsupportedError(Exception):
    """The system cannot put one folder in the place of another in one step."""


class FileOperations:
    """The real disk."""

    def make_folder(self, path: Path, mode: int) -> None:
        """Make a folder with these mode bits."""
        path.mkdir()
        path.chmod(mode)

    def link(self, old: Path, new: Path) -> None:
        """Give a file, or a symbolic link itself, a second name."""
        os.link(old, new, follow_symlinks=False)

    def write(self, path: Path, body: bytes, mode: int) -> None:
        """Write a new file with these mode bits, so that it survives a power cut."""
        with path.open("xb") as file:
            file.write(body)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())

    def sync_folder(self, path: Path) -> None:
        """Make the names in a folder survive a power cut."""
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def rename(self, old: Path, new: Path) -> None:
        """Put a file in the place of another in one step."""
        old.replace(new)

    def exchange(self, first: Path, second: Path) -> None:
        """Put two folders in each other's place in one step.

        Raises:
            ExchangeUnsupportedError: nothing has changed; the system or its file system cannot do it.
        """
        libc = ctypes.CDLL(None, use_errno=True)
        if not hasattr(libc, "renameat2"):
            raise ExchangeUnsupportedError
        names = os.fsencode(first), os.fsencode(second)
        if libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE) != 0:
            number = ctypes.get_errno()
            if number in _NOT_SUPPORTED:
                raise ExchangeUnsupportedError
            raise OSError(number, os.strerror(number), str(first))

    def remove_file(self, path: Path) -> None:
        """Remove a file's name."""
        with suppress(FileNotFoundError):
            path.unlink()

    def remove_folder(self, path: Path) -> None:
        """Remove an empty folder."""
        path.rmdir()
