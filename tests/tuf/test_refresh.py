"""A refresh in all its steps: what is asked for, what is trusted afterwards, and where it stops."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tuf.api.metadata import MetaFile

from tests.tuf.repository import ALL, CONTENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tuf.client_runner import Client
    from tests.tuf.repository import Repository

FIRST = {"root": 1, "timestamp": 1, "snapshot": 1, "targets": 1}


def test_first_refresh(client: Client, repository: Repository) -> None:
    """Everything is asked for once, in order, and stored byte for byte as it came."""
    repository.files["/metadata/timestamp.json"] += b" \n"

    assert client.refresh() == "ok"
    assert repository.asked() == ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"]
    assert client.versions() == FIRST
    for role in ALL:
        assert (client.metadata / f"{role}.json").read_bytes() == repository.files[repository.path_of(role)]


def test_init(client: Client, repository: Repository, tmp_path: Path) -> None:
    """The first root is laid down as it is; nothing is asked of the network."""
    root = tmp_path / "trusted_root.json"
    root.write_bytes(repository.files["/metadata/1.root.json"] + b" ")

    assert client.init(root) == "ok"
    assert (client.metadata / "root.json").read_bytes() == root.read_bytes()
    assert repository.asked() == []


def test_nothing_new(client: Client, repository: Repository) -> None:
    """On a quiet day two files are asked for."""
    client.refresh()
    repository.asked()

    assert client.refresh() == "ok"
    assert repository.asked() == ["2.root.json", "timestamp.json"]


def test_a_download_refreshes_first(client: Client, repository: Repository) -> None:
    """A target that nobody names is refused after the metadata has been brought up to date."""
    assert client.download("nothing") == "wrong_shape"
    assert repository.asked() == ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"]
    assert client.versions() == FIRST


def without_version(root: dict[str, Any]) -> None:
    """Take away what every file must have."""
    del root["signed"]["version"]


def signed_by_another(root: dict[str, Any]) -> None:
    """Put a signature of the right form that is nobody's."""
    root["signatures"][0]["sig"] = "3006020101020101"


def changed_after_signing(root: dict[str, Any]) -> None:
    """Lower a threshold without signing anew."""
    root["signed"]["roles"]["targets"]["extra"] = 1


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        pytest.param(without_version, "wrong_shape", id="without a version"),
        pytest.param(signed_by_another, "wrong_signature", id="signed by nobody"),
        pytest.param(changed_after_signing, "wrong_signature", id="changed after signing"),
    ],
)
def test_a_wrong_first_root(client: Client, repository: Repository, damage: Any, problem: str) -> None:
    """With a first root that is not right, nothing is asked of the network at all."""
    root = json.loads(repository.files["/metadata/1.root.json"])
    damage(root)
    client.begin(json.dumps(root).encode())

    assert client.refresh() == problem
    assert repository.asked() == []


# Which role is wrong -> what is trusted after the refresh that stopped there.
STOPPED = [
    pytest.param("root", {"root": 1}, id="root"),
    pytest.param("timestamp", {"root": 2}, id="timestamp"),
    pytest.param("snapshot", {"root": 2, "timestamp": 2}, id="snapshot"),
    pytest.param("targets", {"root": 2, "timestamp": 2, "snapshot": 2}, id="targets"),
]


@pytest.mark.parametrize(("role", "trusted"), STOPPED)
def test_an_unsigned_role(client: Client, repository: Repository, role: str, trusted: dict[str, int]) -> None:
    """The roles before the unsigned one are trusted, it and those after it are not."""
    repository.signers[role] = []
    repository.publish(*ALL)

    assert client.refresh() == "wrong_signature"
    assert client.versions() == trusted


@pytest.mark.parametrize(("role", "trusted"), [each for each in STOPPED if each.id != "timestamp"])
def test_a_version_under_another_name(
    client: Client, repository: Repository, role: str, trusted: dict[str, int]
) -> None:
    """A file that says version 3 and is served as version 2 is refused, however well it is signed."""
    repository.publish(*ALL)
    second = repository.path_of(role)
    repository.documents[role].signed.version = 3
    repository.write(role)
    repository.files[second] = repository.files.pop(repository.path_of(role))
    repository.documents[role].signed.version = 2
    repository.serve(role, repository.files[second])
    for naming in ("snapshot", "timestamp"):
        if role not in {naming, "root"}:
            repository.write(naming)

    assert client.refresh() == "version_mixed"
    assert client.versions() == trusted


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_a_missing_file(client: Client, repository: Repository, role: str) -> None:
    """A file that is named and is not there stops the refresh; what was trusted before stays."""
    client.refresh()
    repository.publish(*CONTENT)
    path = repository.path_of(role)
    del repository.files[path]

    assert client.refresh() == "http_status"
    assert repository.requests[-1] == path
    assert client.versions()["targets"] == 1
    assert client.versions()["timestamp"] == 2


def test_a_missing_timestamp(client: Client, repository: Repository) -> None:
    """No timestamp: nothing can be said, everything stays."""
    client.refresh()
    del repository.files["/metadata/timestamp.json"]

    assert client.refresh() == "http_status"
    assert client.versions() == FIRST


def test_what_could_not_be_finished_is_finished(client: Client, repository: Repository) -> None:
    """After a refresh that stopped half way, the next one goes on, although the timestamp is the one it has."""
    client.refresh()
    repository.publish(*CONTENT)
    missing = repository.files.pop(repository.path_of("targets"))

    assert client.refresh() == "http_status"
    repository.files[repository.path_of("targets")] = missing
    assert client.refresh() == "ok"
    assert client.versions() == FIRST | {"timestamp": 2, "snapshot": 2, "targets": 2}


def test_a_timestamp_of_the_same_version(client: Client, repository: Repository) -> None:
    """Other words under the version that is here already are not looked at."""
    client.refresh()
    before = (client.metadata / "timestamp.json").read_bytes()
    repository.timestamp.snapshot_meta = MetaFile(100)
    repository.write("timestamp")
    repository.asked()

    assert client.refresh() == "ok"
    assert repository.asked() == ["2.root.json", "timestamp.json"]
    assert (client.metadata / "timestamp.json").read_bytes() == before


def test_a_new_version_that_nobody_names(client: Client, repository: Repository) -> None:
    """Targets are those that the snapshot names, whatever else lies there."""
    client.refresh()
    repository.publish("targets")

    assert client.refresh() == "ok"
    assert client.versions() == FIRST


def test_unknown_members(client: Client, repository: Repository) -> None:
    """Members that nobody knows are signed like the others, wherever they stand."""
    key = next(iter(repository.root.keys.values()))
    repository.root.unrecognized_fields["x"] = {'Ünïcode "\\ 👍': [None, True, -5, "�"], "\uffff": 0, "𝄞": 1}
    repository.root.roles["root"].unrecognized_fields["x"] = "value"
    key.unrecognized_fields["keyid_hash_algorithms"] = ["md5"]
    repository.publish(*ALL)

    assert client.refresh() == "ok"
    assert client.versions()["root"] == 2


def test_another_type_of_file(client: Client, repository: Repository) -> None:
    """A snapshot is no timestamp, even when it has its content and its signature."""
    repository.signers["snapshot"] += repository.signers["timestamp"]
    repository.snapshot.meta["snapshot.json"] = MetaFile(1)
    repository.publish("snapshot")
    repository.files["/metadata/timestamp.json"] = repository.files[repository.path_of("snapshot")]

    assert client.refresh() == "wrong_shape"
    assert client.versions() == {"root": 1}


@pytest.mark.parametrize("role", ["snapshot", "targets"])
def test_hashes_of_metadata(client: Client, repository: Repository, role: str) -> None:
    """Where a file is named with its hash, it has to be that file."""
    repository.names_hashes = True
    repository.publish(*CONTENT)
    assert client.refresh() == "ok"

    repository.publish(*CONTENT)
    repository.files[repository.path_of(role)] += b" "
    named = repository.timestamp.snapshot_meta if role == "snapshot" else repository.snapshot.meta["targets.json"]
    assert named.length
    assert client.refresh() == "too_long"
    assert client.versions()[role] == 2

    named.length += 1
    repository.publish(*(("timestamp",) if role == "snapshot" else ("snapshot", "timestamp")))
    assert client.refresh() == "wrong_hash"
    assert client.versions()[role] == 2


@pytest.mark.parametrize("role", ["root", "timestamp"])
def test_an_answer_without_end(client: Client, repository: Repository, role: str) -> None:
    """What nobody announced the length of is read up to a bound."""
    client.refresh()
    path = "/metadata/2.root.json" if role == "root" else "/metadata/timestamp.json"
    repository.files[path] = b" " * 600_000

    assert client.refresh() == "too_long"
    assert client.versions() == FIRST


SIGN_IN_PAGE = b"<!doctype html><title>Wi-Fi</title>"


@pytest.mark.parametrize(
    ("file", "body"),
    [
        pytest.param("2.root.json", SIGN_IN_PAGE, id="a sign-in page for a root"),
        pytest.param("timestamp.json", SIGN_IN_PAGE, id="a sign-in page"),
        pytest.param("timestamp.json", b"", id="nothing"),
        pytest.param("timestamp.json", b'{"signed": {"_type"', id="a cut file"),
        pytest.param("timestamp.json", b'{"signed": "\xff"}', id="no UTF-8"),
        pytest.param("timestamp.json", b"\xef\xbb\xbf{}", id="a byte order mark"),
        pytest.param("timestamp.json", b"[" * 16_000, id="brackets"),
    ],
)
def test_something_else(client: Client, repository: Repository, file: str, body: bytes) -> None:
    """What is no metadata is refused, and everything stays."""
    repository.files[f"/metadata/{file}"] = body

    assert client.refresh() == "not_json"
    assert client.versions() == {"root": 1}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("version", 0, id="version 0"),
        pytest.param("version", 1.5, id="half a version"),
        pytest.param("spec_version", "2.0.0", id="another specification"),
        pytest.param("expires", "2036-11-21", id="a day for an instant"),
        pytest.param("meta", {}, id="no snapshot"),
        pytest.param("x", 2**60, id="a number that JavaScript cannot hold"),
        pytest.param("x", json.loads("[" * 70 + "]" * 70), id="seventy levels"),
    ],
)
def test_a_wrong_shape(client: Client, repository: Repository, name: str, value: Any) -> None:
    """A signature does not make up for a value that cannot be right."""
    timestamp = json.loads(repository.files["/metadata/timestamp.json"])
    timestamp["signed"][name] = value
    repository.files["/metadata/timestamp.json"] = json.dumps(timestamp).encode()

    assert client.refresh() == "wrong_shape"
    assert client.versions() == {"root": 1}


def test_without_consistent_snapshots(client: Client, repository: Repository) -> None:
    """Only root has its version in its name; changing over is a new root."""
    repository.root.consistent_snapshot = False
    repository.add_target("a/b.txt", b"plain")
    repository.publish(*ALL)

    assert client.download("a/b.txt") == "ok"
    assert repository.asked() == [
        "2.root.json",
        "3.root.json",
        "timestamp.json",
        "snapshot.json",
        "targets.json",
        "b.txt",
    ]

    repository.root.consistent_snapshot = True
    repository.add_target("a/b.txt", b"by hash")
    repository.publish(*ALL)
    assert client.download("a/b.txt") == "ok"
    assert client.downloaded() == [b"by hash"]
