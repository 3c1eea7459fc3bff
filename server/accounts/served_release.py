"""The release that this process serves, and how it follows the one on disk without a restart.

A new release is noticed by its ``timestamp.json``, the last file that a publisher writes; it is checked whole beside
the old one and swapped in as one object, so that a request sees one release or the other. What cannot be read leaves
the last good release in place, and is tried again.
"""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Protocol

from server.accounts.release_errors import ReleaseKeysError, ReleaseNotLoadedError
from server.accounts.release_paths import TIMESTAMP_PATH
from server.accounts.release_state import ReleaseState, check_new_files, load_release_state
from server.domain.errors import ListError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LOOK_SECONDS = 1.0
"""How often the disk is looked at, at most; one ``stat`` each time."""

_log = logging.getLogger(__name__)


class ServedRelease(Protocol):
    """Tells which release is to be served now."""

    def get_state(self) -> ReleaseState:
        """Return the release.

        Raises:
            ReleaseNotLoadedError: there has been none so far.
        """


class StoredRelease:
    """Serves the release in a folder, and each one that replaces it."""

    def __init__(
        self, directory: Path, *, is_production: bool, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._directory = directory
        self._is_production = is_production
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._state: ReleaseState | None = None
        self._mark: tuple[int, ...] | None = None
        self._look_again_at = float("-inf")
        self._told: str | None = None

    def get_state(self) -> ReleaseState:
        """Return the newest release that could be read; see ``ServedRelease``."""
        if self._monotonic() >= self._look_again_at:
            self._look()
        if self._state is None:
            raise ReleaseNotLoadedError(f"{self._directory}: no release could be loaded")
        return self._state

    def _look(self) -> None:
        # One thread looks; the others go on with what there is, except when there is nothing yet.
        if not self._lock.acquire(blocking=self._state is None):
            return
        try:
            if self._monotonic() >= self._look_again_at:
                self._load_if_new()
                self._look_again_at = self._monotonic() + LOOK_SECONDS
        finally:
            self._lock.release()

    def _load_if_new(self) -> None:
        try:
            stat = (self._directory / TIMESTAMP_PATH).stat()
            mark = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if mark != self._mark:
                self._state = self._load()
                self._mark, self._told = mark, None
                _log.info("release loaded", extra={"version": self._state.versions["timestamp"]})
        except (ListError, OSError) as error:
            self._tell_once(error)

    def _load(self) -> ReleaseState:
        state = load_release_state(self._directory)
        if state.is_development and self._is_production:
            raise ReleaseKeysError(self._directory, "signed with development keys, refused when JAGA_ENV is production")
        if self._state is not None:
            check_new_files(state, self._state)
        return state

    def _tell_once(self, error: Exception) -> None:
        reason = str(error)
        if reason != self._told:
            _log.error("no release could be loaded; the last good one is served", extra={"reason": reason})
            self._told = reason


class MemoryRelease:
    """Serves a given release, or none; for tests."""

    def __init__(self, state: ReleaseState | None = None) -> None:
        self.state = state

    def get_state(self) -> ReleaseState:
        """Return the release; see ``ServedRelease``."""
        if self.state is None:
            raise ReleaseNotLoadedError("no release")
        return self.state
