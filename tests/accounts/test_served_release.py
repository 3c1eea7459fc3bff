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

    from server.accounts.release_file import ReleaseFile

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


def test_every_file_is_there_with_its_compressed_forms(repository: ReleaseRepository) -> None:
    """Nothing is compressed per request; only timestamp.json may change under its name."""
    versions = repository.publish(OLD, NOW).versions

    state = load_release_state(repository.directory)

    body = OLD["list.json"]
    file = state.files[f"targets/{sha256(body).hexdigest()}.list.json"]
    assert file is state.targets["list.json"]
    assert file.list_codings() == ("br", "zstd", "gzip", "identity")
    assert {coding.decompress(file.read(coding.name)) for coding in CONTENT_CODINGS} == {file.body} == {body}
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
    assert all(new.find_file(path) for path in old.files)


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


def find_list_file(repository: ReleaseRepository) -> ReleaseFile:
    """Return the file of the list in the release."""
    return load_release_state(repository.directory).targets["list.json"]


@pytest.mark.parametrize("damage", [b"", b"{}", OLD["list.json"].replace(b"1", b"2"), NEW["list.json"]])
def test_a_tampered_target_is_given_to_nobody(repository: ReleaseRepository, damage: bytes) -> None:
    """A changed byte is noticed when the file is read, also when it was good the time before."""
    repository.publish(OLD, NOW)
    file = find_list_file(repository)
    assert file.body == OLD["list.json"]
    (repository.directory / file.path).write_bytes(damage)

    with pytest.raises(ReleaseDamagedError, match="hash"):
        _ = file.body


@pytest.mark.parametrize("damage", ["removed", "cut"])
def test_a_release_without_all_its_files_is_not_loaded(repository: ReleaseRepository, damage: str) -> None:
    """Missing and shortened files are seen at once."""
    repository.publish(OLD, NOW)
    path = next(repository.directory.glob("targets/*.list.json"))
    put_body(path, None if damage == "removed" else OLD["list.json"][:-1])

    with pytest.raises(ReleaseDamagedError, match=r"list\.json"):
        load_release_state(repository.directory)


def test_a_tampered_file_of_a_new_release_leaves_the_last_good_one(
    repository: ReleaseRepository, served: StoredRelease, clock: HandClock
) -> None:
    """Its bodies are compared before it is served; the first release of a process only when somebody asks."""
    repository.publish(OLD, NOW)
    old = served.get_state()
    repository.publish(NEW, NOW)
    path = repository.directory / f"targets/{sha256(NEW['list.json']).hexdigest()}.list.json"
    put_body(path, NEW["list.json"].replace(b"2", b"3"))
    clock.wait()
    assert served.get_state() is old

    put_body(path, NEW["list.json"])
    clock.wait()
    assert served.get_state().targets["list.json"].body == NEW["list.json"]


@pytest.mark.parametrize("damage", [b"", b"no brotli at all", b"\x1b\x00"])
def test_a_damaged_compressed_form_is_given_to_nobody(repository: ReleaseRepository, damage: bytes) -> None:
    """The plain file and the other forms are."""
    repository.publish(OLD, NOW)
    file = find_list_file(repository)
    next(repository.directory.glob("targets/*.list.json.br")).write_bytes(damage)

    with pytest.raises(ReleaseDamagedError):
        file.read("br")
    assert file.read("zstd")
    assert file.body == OLD["list.json"]


def test_a_compressed_form_of_something_else_is_given_to_nobody(repository: ReleaseRepository) -> None:
    """Well-formed gzip of another list is not taken for this one, also after the right one was read."""
    repository.publish(OLD, NOW)
    file = find_list_file(repository)
    assert file.read("gzip")
    gzip = next(coding for coding in CONTENT_CODINGS if coding.name == "gzip")
    next(repository.directory.glob("targets/*.list.json.gz")).write_bytes(gzip.compress(NEW["list.json"]))

    with pytest.raises(ReleaseDamagedError, match="gzip"):
        file.read("gzip")


def test_files_of_every_release_that_is_kept_are_found(repository: ReleaseRepository) -> None:
    """Until they are removed; a client may be in the middle of any of them."""
    states = []
    for number in range(4):
        repository.publish(make_pair(number), NOW)
        states.append(load_release_state(repository.directory))
    newest = states[-1]
    kept = {path: file.body for state in states for path, file in state.files.items() if file.is_immutable}

    assert {path: found.body for path in kept if (found := newest.find_file(path))} == kept
    oldest = next(path for path in states[0].files if path.endswith("wording.json"))
    (repository.directory / oldest).unlink()
    assert newest.find_file(oldest) is None


def test_a_delta_is_found_by_its_name_alone(repository: ReleaseRepository) -> None:
    """With its compressed form; a torn one is said to be damaged."""
    repository.publish(OLD, NOW)
    state, body = load_release_state(repository.directory), b'{"gone":[]}'
    path = "deltas/0123456789abcdef-fedcba9876543210.json"
    (repository.directory / "deltas").mkdir()
    put_body(repository.directory / path, body)
    put_body(repository.directory / f"{path}.br", CONTENT_CODINGS[0].compress(body))

    file = state.find_file(path)
    assert file is not None
    assert (file.body, file.is_immutable, file.list_codings()) == (body, True, ("br", "identity"))
    assert CONTENT_CODINGS[0].decompress(file.read("br")) == body

    put_body(repository.directory / path, body[:-1])
    with pytest.raises(ReleaseDamagedError, match="JSON"):
        state.find_file(path)


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"signed": 3}', b'{"signed": {"_type": "root", "version": 2}}'],
)
def test_old_metadata_that_is_not_whole_is_given_to_nobody(repository: ReleaseRepository, body: bytes) -> None:
    """No hash names a root; what lies under its name must at least be one of that number."""
    repository.publish(OLD, NOW)
    state = load_release_state(repository.directory)
    put_body(repository.directory / "metadata" / "7.root.json", body)

    with pytest.raises(ReleaseDamagedError):
        state.find_file("metadata/7.root.json")


@pytest.mark.parametrize(
    "path",
    [
        "",
        ".lock",
        "keys.json",
        "metadata/0.root.json",
        "metadata/timestamp.json.br",
        "targets/list.json",
        "targets/../keys.json",
        "targets/a/../../keys.json",
        "deltas/../keys.json",
        "deltas/0123456789abcdef-fedcba9876543210.json.br",
        "deltas/0123456789abcdef.json",
        "deltas/0123456789ABCDEF-fedcba9876543210.json",
    ],
)
def test_no_other_name_is_looked_for(repository: ReleaseRepository, path: str) -> None:
    """Also when a file of that name lies there."""
    repository.publish(OLD, NOW)
    state = load_release_state(repository.directory)
    place = repository.directory / path
    for folder in ("targets/a", "deltas"):
        (repository.directory / folder).mkdir(exist_ok=True)
    if path:
        place.write_text("{}")

    assert state.find_file(path) is None


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
