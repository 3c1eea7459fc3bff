"""A bounded memory for bodies of release files; what does not fit is read from disk again.

First in, first out: a look-up costs nothing, no lock and no order to keep. Whoever asks for many files only makes the
process read some of them anew.
"""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import Protocol

MAX_BYTES = 8_000_000
"""For each process: list and warnings of 15,000 accounts in every coding."""


class BodyHolder(Protocol):
    """Something that holds a body until it is told to let go."""

    def let_go(self) -> None:
        """Forget the body."""


class FileBodies:
    """Says who may go on holding a body; safe to share between threads."""

    def __init__(self, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._lock = Lock()
        self._held: deque[tuple[BodyHolder, int]] = deque()
        self._bytes = 0

    def count_bytes(self) -> int:
        """Return how much is held."""
        return self._bytes

    def admit(self, holder: BodyHolder, size: int) -> None:
        """Count a body that *holder* now holds; the oldest let go until all fit, this one too if it is too big."""
        with self._lock:
            self._held.append((holder, size))
            self._bytes += size
            while self._bytes > self._max_bytes:
                oldest, its_size = self._held.popleft()
                oldest.let_go()
                self._bytes -= its_size
