"""Where each contest stands in ``list.json``: a group's contests are read from the file again when they are wanted.

A million accounts take 34 MB there and 10 MB when each group is compressed by itself; places and checksums take half a
megabyte, and the page cache holds the file once for all processes.
"""

from __future__ import annotations

import json
from array import array
from itertools import groupby
from typing import TYPE_CHECKING, Any
from zlib import crc32

from server.accounts.release_content import encode_json
from server.accounts.release_errors import ReleaseDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from server.accounts.release_file import ReleaseFile

_FIELDS = 3
"""Of a place: first byte, length, CRC-32 of the bytes."""


class ListPieces:
    """Reads the contests of one group; safe to share between threads."""

    def __init__(self, file: ReleaseFile, body: bytes, grouped: Sequence[Mapping[str, Any]]) -> None:
        """Find every contest in the file.

        Args:
            file: ``list.json``.
            body: its bytes.
            grouped: for each group the contests that it has, id -> what the file says of it.

        Raises:
            ReleaseDamagedError: a contest does not stand there as releases write it.
        """
        self._file = file
        self._places = array("Q")
        self._starts = array("I", [0])  # the number of each group's first place, and one more at the end
        found = _find_places(file.path, body, grouped)
        for _, places in groupby(sorted(found), key=lambda place: place[0]):
            for _, *place in places:
                self._places.extend(place)
            self._starts.append(len(self._places) // _FIELDS)

    def read(self, group: int) -> dict[str, Any]:
        """Return the contests of a group.

        Raises:
            ReleaseDamagedError: the file cannot be read, or has changed.
        """
        first, end = (self._starts[number] * _FIELDS for number in (group, group + 1))
        pieces = (self._file.read_piece(*self._places[at : at + _FIELDS]) for at in range(first, end, _FIELDS))
        contests: dict[str, Any] = json.loads(b"{" + b",".join(pieces) + b"}")
        return contests


def _find_places(path: str, body: bytes, grouped: Sequence[Mapping[str, Any]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield for each contest the number of its group, and its place; in the order of the file, to read it once."""
    members = ((each, group, contests[each]) for group, contests in enumerate(grouped) for each in contests)
    start = 0
    for contest_id, group, contest in sorted(members, key=lambda member: member[0]):
        piece = encode_json({contest_id: contest})[1:-1]
        start = body.find(piece, start)
        if start < 0:
            raise ReleaseDamagedError(path, f"{contest_id}: not written as releases write it")
        yield group, start, len(piece), crc32(piece)
        start += len(piece)
