"""Serving a release: what is read, that a new one is noticed, and what happens when it does not fit together."""

from __future__ import annotations

import json
import logging
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from server.accounts.content_codings import CONTENT_CODINGS
from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_errors import ReleaseDamagedError, ReleaseNotLoadedError
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_state import load_release_state
from server.accounts.served_release import LOOK_SECONDS, StoredRelease

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
OLD = {"list.json": b'{"n":1}' * 200, "warnings/latihan.json": b'{"warn":1}'}
NEW = {"list.json": b'{"n":2}' * 200, "warnings/latihan.json": b'{"warn":1}'}


class HandClock:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.seconds

    def wait(self) -> None:
        """Let enough time pass for the disk to be looked at again."""
        self.seconds += LOOK_SECONDS


@pytest.fixture
def repository(tmp_path: Path) -> ReleaseRepository:
    """Return a folder for releases, with development keys."""
    return ReleaseRepository(tmp_path / "release", load_dev_keys(tmp_path / "keys", is_production=False))


@pytest.fixture
def clock() -> HandClock:
    """Return a clock that stands until it is moved."""
    return HandClock()


@pytest.fixture
def served(repository: ReleaseRepository, clock: HandClock) -> StoredRelease:
    """Return the release in the repository's folder, as a development server serves it."""
    return StoredRelease(repository.directory, is_production=False, monotonic=clock)


def test_every_file_is_in_memory_with_its_compressed_forms(repository: ReleaseRepository) -> None:
    """Nothing is compressed per request; only timestamp.json may change under its name."""
    versions = repository.publish(OLD, NOW).versions

    state = load_release_state(repository.directory)

    body = OLD["list.json"]
    file = state.files[f"targets/{sha256(body).hexdigest()}.list.json"]
    assert file is state.targets["list.json"]
    assert {coding.decompress(file.compressed[coding.name]) for coding in CONTENT_CODINGS} == {body}
    assert [path for path, each in state.files.items() if not each.is_immutable] == ["metadata/timestamp.json"]
    assert state.versions == versions
    assert state.expires == NOW + timedelta(days=7)
    assert state.is_development


def test_no_release_is_said(served: StoredRelease) -> None:
    """An empty folder is not an empty list."""
    with pytest.raises(ReleaseNotLoadedError):
        served.get_state()


def test_a_new_release_is_noticed_without_a_restart(
    repository: ReleaseRepository, served: StoredRelease, clock: HandClock
) -> None:
    """Within a second; until then the old one is served whole, and its files a while longer."""
    repository.publish(OLD, NOW)
    old = served.get_state()

    repository.publish(NEW, NOW)
    assert served.get_state() is old
    clock.wait()
    new = served.get_state()

    assert new.targets["list.json"].body == NEW["list.json"]
    assert set(old.files) <= set(new.files)


def test_a_first_release_is_noticed_too(repository: ReleaseRepository, served: StoredRelease, clock: HandClock) -> None:
    """The server may start before the publisher."""
    with pytest.raises(ReleaseNotLoadedError):
        served.get_state()

    repository.publish(OLD, NOW)
    clock.wait()

    assert served.get_state().targets["list.json"].body == OLD["list.json"]


@pytest.mark.parametrize("damage", ["tampered", "cut", "removed", "not JSON"])
def test_a_release_that_does_not_fit_together_leaves_the_last_good_one(
    repository: ReleaseRepository,
    served: StoredRelease,
    clock: HandClock,
    caplog: pytest.LogCaptureFixture,
    damage: str,
) -> None:
    """A mirror that is being copied: the old release stays until the new one is whole; one log line says so."""
    repository.publish(OLD, NOW)
    old = served.get_state()
    version = repository.publish(NEW, NOW).versions["snapshot"]
    path = repository.directory / "metadata" / f"{version}.snapshot.json"
    body = path.read_bytes()
    damaged = {"tampered": body.replace(b"20", b"21"), "cut": body[:-1], "removed": None, "not JSON": b"x" * len(body)}
    put_body(path, damaged[damage])

    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            clock.wait()
            assert served.get_state() is old
    assert len(caplog.records) == 1

    put_body(path, body)
    clock.wait()
    assert served.get_state().targets["list.json"].body == NEW["list.json"]


def put_body(path: Path, body: bytes | None) -> None:
    """Write a file, or remove it for None."""
    if body is None:
        path.unlink()
    else:
        path.write_bytes(body)


@pytest.mark.parametrize(
    "signed",
    ['{"signed": {}}', "[]", '{"signed": {"meta": 1}}', '{"signed": {"meta": {"snapshot.json": {"version": "x"}}}}'],
)
def test_metadata_of_another_form_is_refused(repository: ReleaseRepository, signed: str) -> None:
    """Whatever JSON stands there, the answer is one error of ours."""
    repository.publish(OLD, NOW)
    (repository.directory / "metadata" / "timestamp.json").write_text(signed)

    with pytest.raises(ReleaseDamagedError):
        load_release_state(repository.directory)


def test_a_tampered_target_is_refused(repository: ReleaseRepository) -> None:
    """A changed byte of a list is noticed before anybody is sent it."""
    repository.publish(OLD, NOW)
    path = next(repository.directory.glob("targets/*.list.json"))
    path.write_bytes(path.read_bytes().replace(b"1", b"2"))

    with pytest.raises(ReleaseDamagedError, match="hash"):
        load_release_state(repository.directory)


@pytest.mark.parametrize("damage", [b"", b"no brotli at all", b"\x1b\x00"])
def test_a_damaged_compressed_form_is_not_served(repository: ReleaseRepository, damage: bytes) -> None:
    """The plain file and the other forms are."""
    repository.publish(OLD, NOW)
    next(repository.directory.glob("targets/*.list.json.br")).write_bytes(damage)

    state = load_release_state(repository.directory)

    assert set(state.targets["list.json"].compressed) == {"zstd", "gzip"}


def test_a_compressed_form_of_something_else_is_not_served(repository: ReleaseRepository) -> None:
    """Well-formed gzip of another list is not taken for this one."""
    repository.publish(OLD, NOW)
    gzip = next(coding for coding in CONTENT_CODINGS if coding.name == "gzip")
    next(repository.directory.glob("targets/*.list.json.gz")).write_bytes(gzip.compress(NEW["list.json"]))

    assert "gzip" not in load_release_state(repository.directory).targets["list.json"].compressed


def test_production_refuses_a_release_signed_with_development_keys(repository: ReleaseRepository) -> None:
    """Copying var/release to a server does not make it a release for people."""
    repository.publish(OLD, NOW)

    with pytest.raises(ReleaseNotLoadedError):
        StoredRelease(repository.directory, is_production=True).get_state()


def test_readers_never_see_a_torn_release_while_releases_follow_each_other(repository: ReleaseRepository) -> None:
    """Two threads read as fast as they can while twenty releases are published: list and warnings always match."""
    served = StoredRelease(repository.directory, is_production=False, monotonic=EverLaterClock())
    repository.publish(make_pair(0), NOW)
    torn: list[object] = []
    done = threading.Event()

    def read() -> None:
        while not done.wait(0.0005):
            state = served.get_state()
            bodies = [json.loads(state.targets[name].body)["n"] for name in ("list.json", "wording.json")]
            if len(set(bodies)) != 1 or state.targets["list.json"] not in state.files.values():
                torn.append(bodies)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 21):
        repository.publish(make_pair(number), NOW)
    done.set()
    for reader in readers:
        reader.join()

    assert torn == []
    assert json.loads(served.get_state().targets["list.json"].body) == {"n": 20}


class EverLaterClock:
    """A clock by which it is always time to look at the disk."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        """Return a later second each time."""
        self.seconds += LOOK_SECONDS
        return self.seconds


def make_pair(number: int) -> dict[str, bytes]:
    """Return two files that belong together."""
    body = json.dumps({"n": number}).encode()
    return {"list.json": body, "wording.json": body + b" "}
