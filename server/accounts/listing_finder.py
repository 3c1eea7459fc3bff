"""Finds the listings of one account in a release without holding the release: what checks are answered from.

An index says which group's file names a key; the few files that are asked for are read then. A million accounts,
each with handle and id, take 20 MB so, and not the gigabytes that as many ``Listing`` objects take.
"""

from __future__ import annotations

from array import array
from threading import Lock
from typing import TYPE_CHECKING

from cachetools import LRUCache

from server.accounts.release_content import warnings_name
from server.accounts.release_listings import read_keys, read_listing_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from server.accounts.release_file import ReleaseFile
    from server.domain.account_key import AccountKey
    from server.domain.listings import Listing, ListingIndex

PARSED_MAX_LISTINGS = 5_000
"""How many listings are kept as objects, of about 2 kB each."""

_NUMBER_BITS = 24
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
_HASH_MASK = ((1 << 64) - 1) ^ _NUMBER_MASK
_FREE = 0


class KeyIndex:
    """Key -> numbers of the files that name it, and seldom one more: 40 bits of a hash stand for the key.

    A table with open addressing in one array of 8 bytes a slot, four of five taken. An entry is the hash above the
    number, which is counted from 1.
    """

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        """Take keys with the numbers, from 0, of the files that name them."""
        entries = array("Q", ((hash(key) & _HASH_MASK) | (number + 1) for key, number in pairs))
        self._slots = array("Q", [_FREE]) * (len(entries) * 5 // 4 + 1)
        for entry in entries:
            self._put(entry)

    def find(self, key: str) -> list[int]:
        """Return the numbers of the files that may name *key*, in the order in which they were given."""
        wanted = hash(key) & _HASH_MASK
        found, place = [], self._place(wanted)
        while entry := self._slots[place]:
            if entry & _HASH_MASK == wanted:
                found.append((entry & _NUMBER_MASK) - 1)
            place = (place + 1) % len(self._slots)
        return found

    def count_bytes(self) -> int:
        """Return how much memory the table takes."""
        return len(self._slots) * self._slots.itemsize

    def _place(self, entry: int) -> int:
        return (entry >> _NUMBER_BITS) % len(self._slots)

    def _put(self, entry: int) -> None:
        place = self._place(entry)
        while (found := self._slots[place]) != _FREE:
            if found == entry:
                return
            place = (place + 1) % len(self._slots)
        self._slots[place] = entry


class ListingFinder:
    """Finds listings in the warnings files of one release; safe to share between threads."""

    def __init__(self, targets: Mapping[str, ReleaseFile]) -> None:
        """Read which file names which key.

        Raises:
            ReleaseDamagedError: a file is not what it was named.
        """
        prefix = warnings_name("").removesuffix(".json")
        self._files = [file for name, file in targets.items() if name.startswith(prefix)]
        self._keys = KeyIndex(self._read_keys())
        self._parsed: LRUCache[int, ListingIndex] = LRUCache(PARSED_MAX_LISTINGS, _count_listings)
        self._lock = Lock()

    def find_listings(self, key: AccountKey) -> tuple[Listing, ...]:
        """Return every listing of an account, by its handle or its id; none when it is not listed.

        Raises:
            ReleaseDamagedError: a file is not what it was named.
        """
        found = (self._open(number).find_listings(key) for number in self._keys.find(str(key)))
        return tuple(listing for listings in found for listing in listings)

    def _read_keys(self) -> Iterator[tuple[str, int]]:
        for number, file in enumerate(self._files):
            for key in read_keys(file.body):
                yield key, number

    def _open(self, number: int) -> ListingIndex:
        with self._lock:
            index = self._parsed.get(number)
        if index is None:
            index = read_listing_index((self._files[number].body,))
            if _count_listings(index) <= PARSED_MAX_LISTINGS:
                with self._lock:
                    self._parsed[number] = index
        return index


def _count_listings(index: ListingIndex) -> int:
    return len(index.listings)
