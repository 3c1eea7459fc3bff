"""The clock: the day depends on where one is, and may be set; the instant may not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from server.ops.clock import StoppedClock, SystemClock

WIB, WITA, WIT = 420, 480, 540


@pytest.mark.parametrize(("offset", "day"), [(0, 14), (WIB, 14), (WITA, 15), (WIT, 15)])
def test_the_day_is_that_of_the_time_zone(offset: int, day: int) -> None:
    """At 16:30 UTC it is still the 14th in Jakarta and already the 15th in Makassar and Jayapura."""
    clock = StoppedClock(datetime(2024, 2, 14, 16, 30, tzinfo=UTC))

    assert clock.choose_today(offset) == date(2024, 2, day)


def test_a_set_day_holds_everywhere_and_does_not_change_the_instant() -> None:
    """JAGA_TODAY decides who is in season, never when a signature expires."""
    clock = SystemClock(date(2024, 1, 15))

    assert {clock.choose_today(offset) for offset in (0, WIB, WIT)} == {date(2024, 1, 15)}
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_real_day_follows_the_instant() -> None:
    """Without a set day, today is the day of the present instant in that time zone."""
    clock = SystemClock()

    before, today, after = clock.now(), clock.choose_today(WIT), clock.now()

    assert (before + timedelta(hours=9)).date() <= today <= (after + timedelta(hours=9)).date()
