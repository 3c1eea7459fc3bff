"""A group's contests, read from ``list.json`` again: what it says, or an error, never something else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from server.accounts.list_pieces import ListPieces
from server.accounts.release_content import encode_json
from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_file import ReleaseFile

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = (
    {"b": {"entries": {"côté": "x:@a"}, "group": "one"}},
    {"a": {"entries": {}, "group": "two"}, "c": {"entries": {}, "group": "two"}},
)
LIST = {"calendars": {}, "contests": {**GROUPS[0], **GROUPS[1]}, "format": 2}


@pytest.fixture
def file(tmp_path: Path) -> ReleaseFile:
    """A list on disk; its digest does not count here."""
    (tmp_path / "list.json").write_bytes(encode_json(LIST))
    return ReleaseFile(tmp_path, "list.json", "")


def test_each_group_gets_its_contests_back(file: ReleaseFile) -> None:
    """Wherever they stand in the file, and of whatever letters."""
    pieces = ListPieces(file, encode_json(LIST), GROUPS)

    assert [pieces.read(group) for group in range(2)] == list(GROUPS)


@pytest.mark.parametrize("change", ["another letter", "cut short", "gone"])
def test_a_file_that_has_changed_is_not_believed(change: str, file: ReleaseFile, tmp_path: Path) -> None:
    """The error names the file."""
    pieces, path, body = ListPieces(file, encode_json(LIST), GROUPS), tmp_path / "list.json", encode_json(LIST)
    if change == "gone":
        path.unlink()
    else:
        path.write_bytes(body.replace(b"@a", b"@z") if change == "another letter" else body[:40])

    with pytest.raises(ReleaseDamagedError, match=r"list\.json"):
        pieces.read(0)


def test_a_list_in_another_form_is_refused(file: ReleaseFile) -> None:
    """Places are found in the one form in which releases write JSON."""
    with pytest.raises(ReleaseDamagedError, match="a: not written as releases write it"):
        ListPieces(file, json.dumps(LIST, indent=1).encode(), GROUPS)
