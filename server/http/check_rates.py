"""Counts checks by device key and sign-ins by agency, by the minute; in memory, or in Redis for all server processes.

Only calls with a device key and sign-ins come here, so a check without a key pays nothing. What is kept for a minute is
the visible part of the key, or the agency, and a number. ``limits`` is what Flask-Limiter counts with; that itself
would look into every request (docs/decisions/0016).

When Redis does not answer, nothing is counted: a limit guards the server, and a check guards a person.
"""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

if TYPE_CHECKING:
    from limits.storage import Storage

    from server.http.request_errors import TooManyError

REDIS_SECONDS = 1
"""How long Redis may take."""

_log = logging.getLogger(__name__)


class CheckRates:
    """Counts what may be asked for so often in a minute; safe to share between threads."""

    def __init__(self, redis_url: str | None, per_minute: int) -> None:
        self._limiter = FixedWindowRateLimiter(_open_storage(redis_url))
        self._limit = RateLimitItemPerMinute(per_minute, namespace="jaga")

    def count(self, who: str, number: int, error: type[TooManyError]) -> None:
        """Count what somebody asks for.

        Raises:
            TooManyError: of the class *error*; it is more than may be.
        """
        try:
            if self._limiter.hit(self._limit, who, cost=number):
                return
            reset_at = self._limiter.get_window_stats(self._limit, who).reset_time
        except StorageError:
            _log.error("checks are not counted: Redis does not answer")
            return
        raise error(max(1, math.ceil(reset_at - time.time())))


def _open_storage(redis_url: str | None) -> Storage:
    if redis_url is None:
        return MemoryStorage()
    return RedisStorage(
        redis_url, wrap_exceptions=True, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
