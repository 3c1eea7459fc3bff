"""A stretch of days that may be open at either end.

For whatever holds for a while: an account, a candidacy, a team, a former handle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included; ``None`` is open."""

    starts: date | None = None
    ends: date | None = None

    def covers(self, on: date) -> bool:
        """Tell whether *on* lies in the window."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or on <= self.ends)

    def narrow(self, other: Window) -> Window:
        """Return the days that lie in both windows."""
        starts = [day for day in (self.starts, other.starts) if day is not None]
        ends = [day for day in (self.ends, other.ends) if day is not None]
        return Window(max(starts, default=None), min(ends, default=None))

    @property
    def is_empty(self) -> bool:
        """Whether no day at all lies in the window."""
        return self.starts is not None and self.ends is not None and self.starts > self.ends


OPEN_WINDOW = Window()
