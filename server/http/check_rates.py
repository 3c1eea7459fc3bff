"""Counts how many checks each device key asks for, by the minute; in memory, or in Redis for all server processes.

Only calls with a device key come here, so a check without one pays nothing. What is kept for a minute is the visible
part of the key and a number. ``limits`` is what Flask-Limiter counts with; that itself would look into every request
(docs/decisions/0016).

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

from server.http.request_errors import TooManyChecksError

if TYPE_CHECKING:
    from limits.storage import Storage

REDIS_SECONDS = 1
"""How long Redis may take."""

_log = logging.getLogger(__name__)


class CheckRates:
    """Counts checks; safe to share between threads."""

    def __init__(self, redis_url: str | None, per_minute: int) -> None:
        self._limiter = FixedWindowRateLimiter(_open_storage(redis_url))
        self._limit = RateLimitItemPerMinute(per_minute, namespace="jaga")

    def count(self, key_id: str, checks: int) -> None:
        """Count some checks.

        Raises:
            TooManyChecksError: the key has asked for more than it may.
        """
        try:
            if self._limiter.hit(self._limit, key_id, cost=checks):
                return
            reset_at = self._limiter.get_window_stats(self._limit, key_id).reset_time
        except StorageError:
            _log.error("checks are not counted: Redis does not answer")
            return
        raise TooManyChecksError(max(1, math.ceil(reset_at - time.time())))


def _open_storage(redis_url: str | None) -> Storage:
    if redis_url is None:
        return MemoryStorage()
    return RedisStorage(
        redis_url, wrap_exceptions=True, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS
    )
