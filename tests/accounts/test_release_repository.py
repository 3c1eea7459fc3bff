"""Publishing a release: what is signed anew and when, in which order files appear, and what is refused."""

from __future__ import annotations

import fcntl
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tuf.api.metadata import Metadata, Root

from server.accounts.content_codings import CONTENT_CODINGS
from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_errors import PublisherBusyError, ReleaseDamagedError, ReleaseKeysError
from server.accounts.release_keys import DEVELOPMENT_MARK, LIFETIMES
from server.accounts.release_repository import Publication, ReleaseRepository

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
LONG = b'{"words":"' + b"jaga jempol " * 100 + b'"}'
FILES = {"list.json": b'{"format":1}', "warnings/pemilu-2024-presiden.json": LONG}


@pytest.fixture
def repository(tmp_path: Path) -> ReleaseRepository:
    """Return an empty folder for a release, with fresh development keys."""
    return ReleaseRepository(tmp_path / "release", load_dev_keys(tmp_path / "keys", is_production=False))


def read_signed(repository: ReleaseRepository, name: str) -> dict[str, Any]:
    """Return the signed part of a metadata file."""
    signed: dict[str, Any] = json.loads((repository.directory / "metadata" / name).read_bytes())["signed"]
    return signed


def list_files(repository: ReleaseRepository) -> dict[str, bytes]:
    """Return every file of the release with its bytes."""
    found = (path for path in repository.directory.rglob("*") if path.is_file() and path.name != ".lock")
    return {str(path.relative_to(repository.directory)): path.read_bytes() for path in found}


def test_the_first_release_names_every_file_by_its_hash(repository: ReleaseRepository) -> None:
    """timestamp names snapshot, snapshot names targets, targets names files; all with version, length and hash."""
    publication = repository.publish(FILES, NOW)

    versions = publication.versions
    assert publication.renewed == ("root", "targets", "snapshot", "timestamp")
    assert read_signed(repository, "timestamp.json")["meta"]["snapshot.json"]["version"] == versions["snapshot"]
    snapshot = read_signed(repository, f"{versions['snapshot']}.snapshot.json")
    assert snapshot["meta"]["targets.json"]["version"] == versions["targets"]
    targets = read_signed(repository, f"{versions['targets']}.targets.json")["targets"]
    assert targets == {
        name: {"length": len(body), "hashes": {"sha256": sha256(body).hexdigest()}} for name, body in FILES.items()
    }
    written = list_files(repository)
    group_path = f"targets/warnings/{sha256(LONG).hexdigest()}.pemilu-2024-presiden.json"
    assert written[group_path] == LONG


def test_a_file_that_gains_by_it_lies_there_compressed_too(repository: ReleaseRepository) -> None:
    """A static server finds br, zstd and gzip beside the plain file; a tiny file has none of them."""
    repository.publish(FILES, NOW)

    written = list_files(repository)
    path = f"targets/warnings/{sha256(LONG).hexdigest()}.pemilu-2024-presiden.json"
    assert {coding.decompress(written[path + coding.suffix]) for coding in CONTENT_CODINGS} == {LONG}
    assert [name for name in written if "list.json." in name] == []


def test_unchanged_content_publishes_nothing(repository: ReleaseRepository) -> None:
    """A second run leaves every byte as it is."""
    first = repository.publish(FILES, NOW)
    before = list_files(repository)

    second = repository.publish(FILES, NOW + timedelta(days=3))

    assert (second.renewed, second.is_new_content) == ((), False)
    assert second.versions == first.versions
    assert second.expires == first.expires
    assert list_files(repository) == before


def test_new_content_goes_one_version_on(repository: ReleaseRepository) -> None:
    """Targets, snapshot and timestamp are signed anew; the files of the release before stay for those who read it."""
    first = repository.publish(FILES, NOW)
    before = list_files(repository)

    second = repository.publish({**FILES, "list.json": b'{"format":1,"entries":[]}'}, NOW)

    assert second.is_new_content
    assert second.renewed == ("targets", "snapshot", "timestamp")
    assert all(second.versions[role] == first.versions[role] + 1 for role in second.renewed)
    kept = list_files(repository)
    assert {path for path in before if kept[path] != before[path]} == {"metadata/timestamp.json"}


def test_metadata_is_compressed_but_for_the_timestamp(repository: ReleaseRepository) -> None:
    """The list of many files is most of what an update fetches; of what changes under its name no old form may stay."""
    versions = repository.publish({f"warnings/{number}.json": b"{}" for number in range(20)}, NOW).versions

    place = repository.directory / "metadata"
    targets = place / f"{versions['targets']}.targets.json"
    for coding in CONTENT_CODINGS:
        assert coding.decompress(targets.with_name(targets.name + coding.suffix).read_bytes()) == targets.read_bytes()
    assert [path.name for path in place.glob("timestamp*")] == ["timestamp.json"]


def test_a_removed_file_is_no_longer_named(repository: ReleaseRepository) -> None:
    """A group that is gone leaves the targets metadata."""
    repository.publish(FILES, NOW)

    publication = repository.publish({"list.json": FILES["list.json"]}, NOW)

    assert set(read_signed(repository, f"{publication.versions['targets']}.targets.json")["targets"]) == {"list.json"}


@pytest.mark.parametrize(
    ("days", "renewed"),
    [
        (3, ()),
        (4, ("timestamp",)),
        (8, ("timestamp",)),
        (45, ("targets", "snapshot", "timestamp")),
        (183, ("root", "targets", "snapshot", "timestamp")),
        (400, ("root", "targets", "snapshot", "timestamp")),
    ],
)
def test_a_signature_past_half_its_life_is_renewed(
    repository: ReleaseRepository, days: int, renewed: tuple[str, ...]
) -> None:
    """The same content days later: only what is getting old is signed again, also when it has expired."""
    first = repository.publish(FILES, NOW)
    later = NOW + timedelta(days=days)

    second = repository.publish(FILES, later)

    assert second.renewed == renewed
    assert not second.is_new_content
    counted = LIFETIMES.keys() - {"timestamp"}
    assert {role: second.versions[role] - first.versions[role] for role in counted} == {
        role: int(role in renewed) for role in counted
    }
    minutes = days * 24 * 60 if renewed else 0
    assert second.versions["timestamp"] - first.versions["timestamp"] == minutes, "two machines may sign by turns"
    assert second.expires == (later if renewed else NOW) + LIFETIMES["timestamp"]
    assert repository.publish(FILES, later).renewed == ()


def test_a_release_made_anew_goes_forward(repository: ReleaseRepository, tmp_path: Path) -> None:
    """Who removed the folder does not leave browsers behind that already saw a higher version."""
    old = repository.publish(FILES, NOW)

    new = ReleaseRepository(tmp_path / "again", repository.keys).publish(FILES, NOW + timedelta(minutes=1))

    assert all(new.versions[role] > old.versions[role] for role in ("targets", "snapshot", "timestamp"))
    assert new.versions["root"] == 1


def test_each_role_has_its_own_key_but_targets_and_snapshot(repository: ReleaseRepository) -> None:
    """The machine that refreshes the timestamp can sign nothing else; the root says that these are for development."""
    repository.publish(FILES, NOW)

    root = Metadata[Root].from_file(str(repository.directory / "metadata" / "1.root.json")).signed
    keys = {role: root.roles[role].keyids for role in LIFETIMES}
    assert keys["targets"] == keys["snapshot"]
    assert len({tuple(ids) for ids in keys.values()}) == 3
    assert root.consistent_snapshot
    assert root.unrecognized_fields == {DEVELOPMENT_MARK: True}


def test_other_keys_are_refused(repository: ReleaseRepository, tmp_path: Path) -> None:
    """Removing var/keys and keeping var/release is a clear error that changes nothing."""
    repository.publish(FILES, NOW)
    before = list_files(repository)
    stranger = ReleaseRepository(repository.directory, load_dev_keys(tmp_path / "others", is_production=False))

    with pytest.raises(ReleaseKeysError, match="signed with other keys"):
        stranger.publish({}, NOW)

    assert list_files(repository) == before


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets", "root"])
def test_a_tampered_file_is_named(repository: ReleaseRepository, role: str) -> None:
    """One changed byte in what is there: nothing is built upon it, and the message says where it is."""
    versions = repository.publish(FILES, NOW).versions
    name = "timestamp.json" if role == "timestamp" else f"{versions[role]}.{role}.json"
    path = repository.directory / "metadata" / name
    path.write_bytes(path.read_bytes().replace(b'"expires":"20', b'"expires":"21'))

    with pytest.raises(ReleaseDamagedError) as raised:
        repository.publish({}, NOW)

    assert raised.value.path == f"metadata/{name}"


def test_a_missing_file_is_named(repository: ReleaseRepository) -> None:
    """A mirror that was copied in part is not built upon."""
    versions = repository.publish(FILES, NOW).versions
    (repository.directory / "metadata" / f"{versions['snapshot']}.snapshot.json").unlink()

    with pytest.raises(ReleaseDamagedError, match=r"snapshot\.json: missing"):
        repository.publish(FILES, NOW)


def test_two_publishers_do_not_meet(repository: ReleaseRepository) -> None:
    """The second one is told; it does not wait and writes nothing."""
    repository.publish(FILES, NOW)
    before = list_files(repository)

    with (repository.directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(PublisherBusyError):
            repository.publish({}, NOW)

    assert list_files(repository) == before


NAME_FILE = Path.replace


class StoppedHereError(Exception):
    """The power went out."""


def publish_stopped_after(
    repository: ReleaseRepository, files: dict[str, bytes], steps: int, patch: pytest.MonkeyPatch
) -> Publication | None:
    """Publish, but fail before one more than *steps* files gets its name; None when that happened."""
    left = iter(range(steps))

    def name_some(beside: Path, path: Path) -> Path:
        if next(left, None) is None:
            raise StoppedHereError
        return NAME_FILE(beside, path)

    patch.setattr(Path, "replace", name_some)
    try:
        return repository.publish(files, NOW)
    except StoppedHereError:
        return None


def test_stopped_anywhere_the_old_release_stands_and_the_next_run_ends_well(
    repository: ReleaseRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After each number of written files: what timestamp.json names is complete and as it was; a later run succeeds."""
    repository.publish(FILES, NOW)
    old = list_files(repository)
    new = {"list.json": LONG, "wording.json": b"{}"}

    steps = 0
    while (publication := publish_stopped_after(repository, new, steps, monkeypatch)) is None:
        assert old.items() <= list_files(repository).items()
        steps += 1

    assert steps >= 5, "each run gets one file further than the one before"
    assert publication.is_new_content
    assert set(read_signed(repository, f"{publication.versions['targets']}.targets.json")["targets"]) == set(new)
    assert repository.publish(new, NOW).renewed == ()
