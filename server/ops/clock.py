"""The one place that asks what time it is.

Two questions with two answers: *today*, the day that decides whether an account is in season, may be set for demos and
tests (``JAGA_TODAY``); *now*, the instant by which signatures expire, is always the real one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Protocol


class Clock(Protocol):
    """Tells the day and the instant."""

    def now(self) -> datetime:
        """Return the present instant, in UTC."""

    def choose_today(self, utc_offset_minutes: int) -> date:
        """Return the day that it is now, *utc_offset_minutes* east of UTC, or the day that was set."""


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock.

    Attributes:
        today: the day to take for today everywhere, or ``None`` for the real one.
    """

    today: date | None = None

    def now(self) -> datetime:
        """Return the present instant, in UTC."""
        return datetime.now(UTC)

    def choose_today(self, utc_offset_minutes: int) -> date:
        """Return the day that it is now in that time zone, or the day that was set."""
        return self.today or self.now().astimezone(_find_zone(utc_offset_minutes)).date()


@dataclass(frozen=True, slots=True)
class StoppedClock:
    """A clock that stands still, for tests."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant at which the clock stands."""
        return self.instant

    def choose_today(self, utc_offset_minutes: int) -> date:
        """Return the day on which the clock stands in that time zone."""
        return self.instant.astimezone(_find_zone(utc_offset_minutes)).date()


@lru_cache(maxsize=16)
def _find_zone(utc_offset_minutes: int) -> timezone:
    return timezone(timedelta(minutes=utc_offset_minutes))
