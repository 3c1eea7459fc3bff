"""Finds the listings of one account in a release without holding the release: what checks are answered from.

An index says which group's file names a key; the few files that are asked for are read then. A million accounts take
16 MB so, and not the two gigabytes that as many ``Listing`` objects take.
"""

from __future__ import annotations

from array import array
from threading import Lock
from typing import TYPE_CHECKING

from cachetools import LRUCache

from server.accounts.release_content import warnings_name
from server.accounts.release_listings import read_keys, read_listing_index

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.accounts.release_file import ReleaseFile
    from server.domain.account_key import AccountKey
    from server.domain.listings import Listing, ListingIndex

PARSED_MAX_LISTINGS = 5_000
"""How many listings are kept as objects, of about 2 kB each."""

_NUMBER_BITS = 24
_NUMBER_MASK = (1 << _NUMBER_BITS) - 1
_HASH_MASK = ((1 << 64) - 1) ^ _NUMBER_MASK
_FIRST_SLOTS = 1 << 12


class KeyIndex:
    """Key -> numbers of the files that name it, and seldom one more: 40 bits of a hash stand for the key.

    A table with open addressing in one array: 8 bytes for each slot, at most three of four taken. An entry is the hash
    above the number; 0 is a free slot.
    """

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * _FIRST_SLOTS))
        self._taken = 0

    def add(self, key: str, number: int) -> None:
        """Say that a file, numbered from 0, names *key*."""
        if 4 * (self._taken + 1) > 3 * len(self._slots):
            self._grow()
        self._put((hash(key) & _HASH_MASK) | (number + 1))

    def find(self, key: str) -> list[int]:
        """Return the numbers of the files that may name *key*, in the order in which they were added."""
        wanted = hash(key) & _HASH_MASK
        return [(entry & _NUMBER_MASK) - 1 for entry in self._walk(wanted) if entry & _HASH_MASK == wanted]

    def _walk(self, entry: int) -> Iterator[int]:
        """Yield the entries from the place of *entry* to the next free slot."""
        place = self._place(entry)
        while found := self._slots[place]:
            yield found
            place = (place + 1) % len(self._slots)

    def _place(self, entry: int) -> int:
        return (entry >> _NUMBER_BITS) % len(self._slots)

    def _put(self, entry: int) -> None:
        place = self._place(entry)
        while found := self._slots[place]:
            if found == entry:
                return
            place = (place + 1) % len(self._slots)
        self._slots[place] = entry
        self._taken += 1

    def _grow(self) -> None:
        old = self._slots
        self._slots, self._taken = array("Q", bytes(16 * len(old))), 0
        for entry in old:
            if entry:
                self._put(entry)


class ListingFinder:
    """Finds listings in the warnings files of one release; safe to share between threads."""

    def __init__(self, targets: Mapping[str, ReleaseFile]) -> None:
        """Read which file names which key.

        Raises:
            ReleaseDamagedError: a file is not what it was named.
        """
        prefix = warnings_name("").removesuffix(".json")
        self._files = [file for name, file in targets.items() if name.startswith(prefix)]
        self._keys = KeyIndex()
        self._parsed: LRUCache[int, ListingIndex] = LRUCache(PARSED_MAX_LISTINGS, _count_listings)
        self._lock = Lock()
        for number, file in enumerate(self._files):
            for key in read_keys(file.body):
                self._keys.add(key, number)

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
            index = read_listing_index((self._files[number].body,))
            if _count_listings(index) <= PARSED_MAX_LISTINGS:
                with self._lock:
                    self._parsed[number] = index
        return index


def _count_listings(index: ListingIndex) -> int:
    return len(index.listings)
