"""Finds the listings of one account in a release without holding the release: what checks are answered from.

An index says which group's file names a key; the few files that are asked for are read then. A million accounts,
each with handle and id, take 15 MB so, and not the gigabytes that as many ``Listing`` objects take.
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

PARSED_MAX_LISTINGS = 2_000
"""How many listings are kept as objects, of about 2 kB each."""

_FREE = 0
_HASH_MASK = 0xFFFF_FFFF


class KeyIndex:
    """Key -> numbers of the files that name it, and seldom one more: 32 bits of a hash stand for the key.

    A table with open addressing, four of five slots taken, in two arrays: 6 bytes a slot for up to 65,534 files.
    Numbers are counted from 1 there, so that 0 is a free slot.
    """

    def __init__(self, pairs: Iterable[tuple[str, int]], files: int) -> None:
        """Take keys with the numbers, from 0, of the *files* that name them."""
        kind = "H" if files < 1 << 16 else "I"
        hashes, numbers = array("I"), array(kind)
        for key, number in pairs:
            hashes.append(hash(key) & _HASH_MASK)
            numbers.append(number + 1)
        slots = len(hashes) * 5 // 4 + 1
        self._hashes, self._numbers = array("I", [0]) * slots, array(kind, [_FREE]) * slots
        for entry in zip(hashes, numbers, strict=True):
            self._put(*entry)

    def find(self, key: str) -> list[int]:
        """Return the numbers of the files that may name *key*, in the order in which they were given."""
        wanted = hash(key) & _HASH_MASK
        return [number - 1 for place, number in self._walk(wanted) if self._hashes[place] == wanted]

    def count_bytes(self) -> int:
        """Return how much memory the table takes."""
        return len(self._hashes) * (self._hashes.itemsize + self._numbers.itemsize)

    def _walk(self, wanted: int) -> Iterator[tuple[int, int]]:
        """Yield the taken slots, and what they hold, from the place of a hash to the next free slot."""
        slots = len(self._hashes)
        place = wanted % slots
        while number := self._numbers[place]:
            yield place, number
            place = (place + 1) % slots

    def _put(self, wanted: int, number: int) -> None:
        slots = len(self._hashes)
        place = wanted % slots
        while (found := self._numbers[place]) != _FREE:
            if found == number and self._hashes[place] == wanted:
                return
            place = (place + 1) % slots
        self._hashes[place], self._numbers[place] = wanted, number


class ListingFinder:
    """Finds listings in the warnings files of one release; safe to share between threads."""

    def __init__(self, targets: Mapping[str, ReleaseFile]) -> None:
        """Read which file names which key.

        Raises:
            ReleaseDamagedError: a file is not what it was named.
        """
        prefix = warnings_name("").removesuffix(".json")
        self._files = [file for name, file in targets.items() if name.startswith(prefix)]
        self._keys = KeyIndex(self._read_keys(), len(self._files))
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
