"""Old releases: how long they stay, that going back is a new version, and that nothing needed is ever removed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest

from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_chain import load_chain
from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_history import KEEP, read_whole_files
from server.accounts.release_paths import CHANGES_NAME
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_review import Review
from server.accounts.release_state import load_release_state

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
ROLLBACK = partial(Review, kind="rollback", is_bounded=False)


def content(number: int) -> dict[str, bytes]:
    """Return a content that differs from every other number's."""
    return {"list.json": json.dumps({"number": number}).encode() + b" " * 500, "wording.json": b"{}"}


@pytest.fixture
def repository(tmp_path: Path) -> ReleaseRepository:
    """Return an empty folder for releases."""
    return ReleaseRepository(tmp_path / "release", load_dev_keys(tmp_path / "keys", is_production=False))


def count_whole(repository: ReleaseRepository) -> dict[int, bool]:
    """Return version -> whether every file is there, for each release whose metadata is kept."""
    chain = load_chain(repository.directory)
    return {
        each.version: read_whole_files(repository.directory, each.targets).keys() == each.targets.keys()
        for each in repository.find_kept(chain)
    }


def list_names(repository: ReleaseRepository) -> set[str]:
    """Return the path of every file of the folder."""
    files = (path for path in repository.directory.rglob("*") if path.is_file())
    return {path.relative_to(repository.directory).as_posix() for path in files}


def test_a_release_stays_until_nobody_believes_it(repository: ReleaseRepository) -> None:
    """Counted from the day it was replaced; each one that is kept is whole."""
    first = repository.publish(content(1), NOW).versions["targets"]
    repository.publish(content(2), NOW + timedelta(days=40))
    repository.publish(content(3), NOW + timedelta(days=41))

    repository.publish(content(4), NOW + timedelta(days=40) + KEEP - timedelta(minutes=1))
    assert count_whole(repository) == {first + number: True for number in range(4)}

    repository.publish(content(5), NOW + timedelta(days=40) + KEEP)
    assert count_whole(repository) == {first + number: True for number in range(1, 5)}


def test_the_two_newest_contents_stay_whatever_their_age(repository: ReleaseRepository) -> None:
    """Renewed signatures are no new content: after a quiet year one can still go back."""
    repository.publish(content(1), NOW)
    repository.publish(content(2), NOW)
    for months in range(1, 13):
        repository.publish(content(2), NOW + timedelta(days=31 * months))
    later = NOW + timedelta(days=380)

    repository.publish(content(3), later)
    assert repository.publish_again(None, later, ROLLBACK).is_new_content

    assert load_release_state(repository.directory).targets["list.json"].body == content(2)["list.json"]
    assert all(count_whole(repository).values())


def test_every_root_stays(repository: ReleaseRepository) -> None:
    """A browser that slept walks through all of them."""
    for year in range(4):
        repository.publish(content(year), NOW + timedelta(days=366 * year))

    names = list_names(repository)
    assert {f"metadata/{number}.root.json" for number in range(1, 5)} <= names


def test_nothing_is_left_of_what_is_removed(repository: ReleaseRepository) -> None:
    """Neither compressed forms nor what stopped publishers left behind."""
    repository.publish(content(1), NOW)
    old = list_names(repository)
    for folder in ("metadata", "targets"):
        (repository.directory / folder / ".new-0011223344556677").write_bytes(b"half")
    (repository.directory / "metadata" / "999999999.snapshot.json").write_bytes(b"never named")

    for number, days in ((2, 100), (3, 200)):
        repository.publish(content(number), NOW + timedelta(days=days))

    names = list_names(repository)
    assert not [name for name in names if ".new-" in name or "999999999" in name]
    gone = {name for name in old - names if name.startswith("targets/")}
    assert len(gone) == 4, "list.json of the first release and its three compressed forms"


def test_going_back_is_a_new_version(repository: ReleaseRepository) -> None:
    """No browser sees a smaller number; without a version it is the content before; the change log says so."""
    versions = [repository.publish(content(number), NOW).versions["targets"] for number in (1, 2, 3)]

    back = repository.publish_again(versions[0], NOW, ROLLBACK)
    state = load_release_state(repository.directory)
    assert back.versions["targets"] == versions[-1] + 1
    assert state.targets["list.json"].body == content(1)["list.json"]
    log = json.loads(state.targets[CHANGES_NAME].body)
    assert [(note["version"], note["kind"]) for note in log["releases"]] == [(versions[-1] + 1, "rollback")]

    repository.publish_again(None, NOW, ROLLBACK)
    assert load_release_state(repository.directory).targets["list.json"].body == content(3)["list.json"]


def test_only_what_is_whole_can_be_published_again(repository: ReleaseRepository) -> None:
    """An unknown version names those that are kept; a damaged file is named; nothing changes."""
    first, second = (repository.publish(content(number), NOW).versions["targets"] for number in (1, 2))
    before = list_names(repository)

    with pytest.raises(ReleaseDamagedError, match=f"no release {second} to go back to; kept: {first}"):
        repository.publish_again(second, NOW, ROLLBACK)
    for path in (repository.directory / "targets").glob("*.list.json"):
        path.write_bytes(path.read_bytes().replace(b"1}", b"7}"))
    with pytest.raises(ReleaseDamagedError, match=r"list\.json: missing or damaged in release"):
        repository.publish_again(first, NOW, ROLLBACK)

    assert list_names(repository) == before
