"""Answers checks from the served release, and remembers answers for a short while.

The memory is bounded in entries and in time, starts anew with each release, and is keyed by the parsed request and the
day, so that spelling a request differently costs no second entry. It holds no word on who asked.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock, RLock
from typing import TYPE_CHECKING

from cachetools import TTLCache

from server.accounts.listing_finder import ListingFinder
from server.accounts.release_content import PLATFORMS_NAME, WORDING_NAME
from server.domain.platforms import Platforms, parse_platform
from server.domain.wording_format import parse_wording
from server.ops.memory import return_free_memory
from server.warnings.check import check_account

if TYPE_CHECKING:
    from datetime import date

    from server.accounts.release_state import ReleaseState
    from server.accounts.served_release import ServedRelease
    from server.domain.warnings import Wording
    from server.ops.clock import Clock
    from server.warnings.check_request import CheckRequest

_TIME_ZONES = (420, 480, 540)
"""WIB, WITA, WIT in minutes: no contest lies elsewhere, so these three days say which today it is everywhere."""

_Key = tuple["CheckRequest", tuple["date", ...]]


@dataclass(frozen=True, slots=True)
class _Book:
    """One release as a check needs it, with the answers given from it."""

    state: ReleaseState
    listings: ListingFinder
    platforms: Platforms
    wording: Wording
    answers: TTLCache[_Key, bytes]


class CheckDesk:
    """Answers checks; safe to share between threads."""

    def __init__(self, release: ServedRelease, clock: Clock, *, entries: int, seconds: int) -> None:
        self._release = release
        self._clock = clock
        self._entries = entries
        self._seconds = seconds
        self._book: _Book | None = None
        self._book_lock = Lock()
        # Without its lock a TTLCache breaks for good under threads (reproduced 2026-11-20, cachetools 8.0).
        self._answers_lock = RLock()

    def answer(self, request: CheckRequest) -> bytes:
        """Return the body of the answer, as JSON.

        Raises:
            RequestError: the request's key cannot be one.
            ReleaseNotLoadedError: there is no release to answer from.
        """
        book = self._open_book(self._release.get_state())
        key = (request, tuple(self._clock.choose_today(offset) for offset in _TIME_ZONES))
        with self._answers_lock, suppress(KeyError):
            return book.answers[key]  # half as dear as asking first whether it is there
        found = check_account(book.listings, book.platforms, book.wording, request, self._clock.choose_today)
        body = json.dumps(found.to_json(), ensure_ascii=False).encode()
        with self._answers_lock:
            book.answers[key] = body
        return body

    def _open_book(self, state: ReleaseState) -> _Book:
        """Return the book of this release; the first one who asks makes it, the others wait."""
        book = self._book
        if book is None or book.state is not state:
            with self._book_lock:
                book = self._book
                if book is None or book.state is not state:
                    book = self._book = self._make_book(state)
        return book

    def _make_book(self, state: ReleaseState) -> _Book:
        platforms = json.loads(state.targets[PLATFORMS_NAME].body)["platforms"].values()
        book = _Book(
            state=state,
            listings=ListingFinder(state.targets),
            platforms=Platforms(parse_platform(data) for data in platforms),
            wording=parse_wording(json.loads(state.targets[WORDING_NAME].body)),
            answers=TTLCache(self._entries, self._seconds),
        )
        return_free_memory()
        return book
