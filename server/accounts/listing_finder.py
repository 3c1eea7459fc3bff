"""Finds the listings of one account in a release without holding the release: what checks are answered from.

An index says which group lists a key; the few groups' files that are asked for are read then, and joined with what
``list.json`` says of their contests, which is kept compressed. A million accounts, each with handle and id, take
24 MB so, and not the gigabytes that as many ``Listing`` objects take.
"""

from __future__ import annotations

import json
from array import array
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import compress, decompress

from cachetools import LRUCache

from server.accounts.release_content import LIST_NAME, encode_json, warnings_name
from server.accounts.release_listings import join_listings, read_keys

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
    """Key -> numbers of the groups that list it, and seldom one more: 32 bits of a hash stand for the key.

    A table with open addressing, four of five slots taken, in two arrays: 6 bytes a slot for up to 65,534 groups.
    Numbers are counted from 1 there, so that 0 is a free slot.
    """

    def __init__(self, pairs: Iterable[tuple[str, int]], groups: int) -> None:
        """Take keys with the numbers, from 0, of the *groups* that list them."""
        kind = "H" if groups < 1 << 16 else "I"
        hashes, numbers = array("I"), array(kind)
        for key, number in pairs:
            hashes.append(hash(key) & _HASH_MASK)
            numbers.append(number + 1)
        slots = len(hashes) * 5 // 4 + 1
        self._hashes, self._numbers = array("I", [0]) * slots, array(kind, [_FREE]) * slots
        for entry in zip(hashes, numbers, strict=True):
            self._put(*entry)

    def find(self, key: str) -> list[int]:
        """Return the numbers of the groups that may list *key*, in the order in which they were given."""
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


class _Group(NamedTuple):
    """A group's file, and its contests of ``list.json`` as compressed JSON."""

    file: ReleaseFile
    contests: bytes


class ListingFinder:
    """Finds listings in one release; safe to share between threads."""

    def __init__(self, targets: Mapping[str, ReleaseFile]) -> None:
        """Read which group lists which key.

        Raises:
            ReleaseDamagedError: a file is not what it was named.
        """
        listed = json.loads(targets[LIST_NAME].body)
        contests: dict[str, dict[str, Any]] = {}
        for contest_id, contest in listed["contests"].items():
            contests.setdefault(warnings_name(contest["group"]), {})[contest_id] = contest
        names = sorted(contests)
        self._calendars = listed["calendars"]
        self._groups = [_Group(targets[name], compress(encode_json(contests[name]))) for name in names]
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
            group = self._groups[number]
            listed = {"calendars": self._calendars, "contests": json.loads(decompress(group.contests))}
            index = join_listings(listed, (group.file.body,))
            if _count_listings(index) <= PARSED_MAX_LISTINGS:
                with self._lock:
                    self._parsed[number] = index
        return index


def _count_listings(index: ListingIndex) -> int:
    return len(index.listings)
