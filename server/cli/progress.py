"""Shows on standard error how far a verb is, once it has taken over a second; a quick one stays silent.

On a terminal one line is written over and over and taken away at the end; elsewhere a plain line follows now and then.
"""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server.accounts.progress import Tell

SILENT_SECONDS = 1.0
TERMINAL_STEP_SECONDS = 0.1
PLAIN_STEP_SECONDS = 2.0

_CLEAR = "\r\x1b[K"


@dataclass(slots=True)
class Progress:
    """Shows the news of one run; call it as a ``Tell``.

    Attributes:
        stream: where to write.
        clock: seconds that only grow.
    """

    stream: TextIO
    clock: Callable[[], float] = time.monotonic
    _next: float = field(init=False)
    _is_shown: bool = False

    def __post_init__(self) -> None:
        self._next = self.clock() + SILENT_SECONDS

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far the work is, when it is time to."""
        now = self.clock()
        if now < self._next:
            return
        line = f"{what} {done}/{total}" if total else f"{what} ..."
        if self.stream.isatty():
            self.stream.write(_CLEAR + line)
            self._is_shown, self._next = True, now + TERMINAL_STEP_SECONDS
        else:
            self.stream.write(line + "\n")
            self._next = now + PLAIN_STEP_SECONDS
        self.stream.flush()

    def clear(self) -> None:
        """Take the line away that stands on a terminal."""
        if self._is_shown:
            self.stream.write(_CLEAR)
            self.stream.flush()


@contextmanager
def show_progress() -> Iterator[Tell]:
    """Give what long work tells its progress to."""
    progress = Progress(sys.stderr)
    try:
        yield progress
    finally:
        progress.clear()
