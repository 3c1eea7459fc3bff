"""Finds the listings of one account in a release without holding the release: what checks are answered from.

An index says which group lists a key; the few groups' files that are asked for are read then, and joined with what
``list.json`` says of their contests, which is read from the file again. A million accounts, each with handle and id,
take 9 MB so, and not the gigabytes that as many ``Listing`` objects take.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left, bisect_right
from threading import Lock
from typing import TYPE_CHECKING, Any

from cachetools import LRUCache

from server.accounts.list_pieces import ListPieces
from server.accounts.release_content import LIST_NAME, warnings_name
from server.accounts.release_listings import join_listings, read_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from server.accounts.release_file import ReleaseFile
    from server.domain.account_key import AccountKey
    from server.domain.listings import Listing, ListingIndex

PARSED_MAX_LISTINGS = 2_000
"""How many listings are kept as objects, of about 2 kB each."""

_NUMBER_BITS = 32
_HIGH_BITS = _LOW_BITS = 16
_LOW_MASK = (1 << _LOW_BITS) - 1
_HASH_MASK = (1 << _HIGH_BITS + _LOW_BITS) - 1


class KeyIndex:
    """Key -> numbers of the groups that list it, and seldom one more: 32 bits of a hash stand for the key.

    Sorted by the hash. The upper half says between which places to look, so that a key takes 4 bytes, its lower half
    and a number, for up to 65,536 groups; and the whole takes 256 kB more.
    """

    def __init__(self, pairs: Iterable[tuple[str, int]], groups: int) -> None:
        """Take keys with the numbers, from 0, of the *groups* that list them."""
        entries = sorted((hash(key) & _HASH_MASK) << _NUMBER_BITS | number for key, number in pairs)
        self._numbers = array("H" if groups <= 1 << 16 else "I", (each & (1 << _NUMBER_BITS) - 1 for each in entries))
        self._lows = array("H", (each >> _NUMBER_BITS & _LOW_MASK for each in entries))
        firsts = (high << _LOW_BITS + _NUMBER_BITS for high in range((1 << _HIGH_BITS) + 1))
        self._starts = array("I", (bisect_left(entries, first) for first in firsts))

    def find(self, key: str) -> list[int]:
        """Return the numbers of the groups that may list *key*, each once and the lowest first."""
        wanted = hash(key) & _HASH_MASK
        high, low = wanted >> _LOW_BITS, wanted & _LOW_MASK
        start, end = self._starts[high], self._starts[high + 1]
        first, last = bisect_left(self._lows, low, start, end), bisect_right(self._lows, low, start, end)
        return list(dict.fromkeys(self._numbers[first:last]))

    def count_bytes(self) -> int:
        """Return how much memory the index takes."""
        return sum(len(part) * part.itemsize for part in (self._numbers, self._lows, self._starts))


class ListingFinder:
    """Finds listings in one release; safe to share between threads."""

    def __init__(self, targets: Mapping[str, ReleaseFile]) -> None:
        """Read which group lists which key.

        Raises:
            ReleaseDamagedError: a file is not what it was named.
        """
        body = targets[LIST_NAME].body
        listed = json.loads(body)
        contests: dict[str, dict[str, Any]] = {}
        for contest_id, contest in listed["contests"].items():
            contests.setdefault(warnings_name(contest["group"]), {})[contest_id] = contest
        names = sorted(contests)
        self._calendars = listed["calendars"]
        self._files = [targets[name] for name in names]
        self._pieces = ListPieces(targets[LIST_NAME], body, [contests[name] for name in names])
        pairs = ((key, number) for number, name in enumerate(names) for key in read_keys(contests[name]))
        self._keys = KeyIndex(pairs, len(names))
        self._parsed: LRUCache[int, ListingIndex] = LRUCache(PARSED_MAX_LISTINGS, _count_listings)
        self._lock = Lock()

    def find_listings(self, key: AccountKey) -> tuple[Listing, ...]:
        """Return every listing of an account, by its handle or its id; none when it is not listed.

        Raises:
            ReleaseDamagedError: a file is not what it was named.
        """
        found = (self._open(number).find_listings(key) for number in self._keys.find(str(key)))
        return tuple(listing for listings in found for listing in listings)

    def _open(self, number: int) -> ListingIndex:
        with self._lock:
            index = self._parsed.get(number)
        if index is None:
            listed = {"calendars": self._calendars, "contests": self._pieces.read(number)}
            index = join_listings(listed, (self._files[number].body,))
            if _count_listings(index) <= PARSED_MAX_LISTINGS:
                with self._lock:
                    self._parsed[number] = index
        return index


def _count_listings(index: ListingIndex) -> int:
    return len(index.listings)
