"""One publisher at a time: whoever writes into the folder of a release holds its lock."""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from server.accounts.release_errors import PublisherBusyError
from server.accounts.release_paths import LOCK_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def hold_lock(directory: Path) -> Iterator[None]:
    """Hold the lock of a release; it is let go when the program ends, however it ends.

    Raises:
        PublisherBusyError: somebody else holds it.
        OSError: the folder cannot be made or written.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / LOCK_NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublisherBusyError(directory) from error
        yield
