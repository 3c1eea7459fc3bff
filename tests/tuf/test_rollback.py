"""Nothing goes back, unless root has replaced the keys of those who went too far ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tuf.repository import ALL, CONTENT, signer

if TYPE_CHECKING:
    from tests.tuf.client_runner import Client
    from tests.tuf.repository import Repository


def test_an_older_timestamp(client: Client, repository: Repository) -> None:
    """A timestamp of an earlier day is refused, although it is signed."""
    old = repository.files["/metadata/timestamp.json"]
    repository.publish("timestamp")
    client.refresh()
    repository.files["/metadata/timestamp.json"] = old

    assert client.refresh() == "version_back"
    assert client.versions()["timestamp"] == 2


@pytest.mark.parametrize("names_hashes", [False, True], ids=["versions", "versions and hashes"])
def test_an_older_snapshot(client: Client, repository: Repository, names_hashes: bool) -> None:
    """A new timestamp that names an older snapshot is refused before the snapshot is asked for."""
    repository.names_hashes = names_hashes
    repository.publish(*CONTENT)
    client.refresh()
    repository.snapshot.version = 1
    repository.write("snapshot")
    repository.publish("timestamp")

    assert client.refresh() == "version_back"
    assert repository.requests[-1] == "/metadata/timestamp.json"
    assert client.versions()["timestamp"] == 2


@pytest.mark.parametrize("names_hashes", [False, True], ids=["versions", "versions and hashes"])
def test_older_targets(client: Client, repository: Repository, names_hashes: bool) -> None:
    """A new snapshot that names older targets is refused."""
    repository.names_hashes = names_hashes
    repository.publish(*CONTENT)
    client.refresh()
    repository.targets().version = 1
    repository.write("targets")
    repository.publish("snapshot", "timestamp")

    assert client.refresh() == "version_back"
    assert client.versions()["targets"] == 2
    assert client.versions()["snapshot"] == 2


def test_targets_that_are_gone(client: Client, repository: Repository) -> None:
    """A new snapshot has to name every role that the one before named."""
    repository.delegate_to_bins(1, "bin")
    repository.publish("bin-0", "bin-1", *CONTENT)
    client.refresh()
    del repository.snapshot.meta["bin-1.json"]
    repository.publish("snapshot", "timestamp")

    assert client.refresh() == "version_back"
    assert client.versions()["snapshot"] == 2


def rotate(repository: Repository, *roles: str) -> None:
    """Replace the keys of some roles."""
    for number, role in enumerate(roles):
        repository.sign_with(role, [signer(40 + number)])


@pytest.mark.parametrize(
    ("ahead", "rotated"),
    [
        pytest.param("timestamp", ["timestamp"], id="timestamp"),
        pytest.param("snapshot", ["snapshot", "timestamp"], id="snapshot"),
        pytest.param("targets", ["snapshot"], id="targets"),
    ],
)
def test_recovery_from_far_ahead(client: Client, repository: Repository, ahead: str, rotated: list[str]) -> None:
    """Somebody with a stolen key has published version 99999: with new keys, small versions count again."""
    repository.documents[ahead].signed.version = 99_999
    for role in CONTENT[CONTENT.index(ahead) :]:
        if role == ahead:
            repository.write(role)
        else:
            repository.publish(role)
    assert client.refresh() == "ok"
    assert client.versions()[ahead] == 99_999

    repository.documents[ahead].signed.version = 1
    assert_refused = [*CONTENT[CONTENT.index(ahead) :]]
    repository.publish(*assert_refused)
    assert client.refresh() == "version_back"

    rotate(repository, *rotated)
    repository.publish(*ALL)
    assert client.refresh() == "ok"
    assert client.versions()[ahead] == 3


def test_keys_replaced_while_the_client_slept(client: Client, repository: Repository) -> None:
    """A year and three ceremonies later, every key is another one, and the client finds its way."""
    client.refresh()
    for year in range(3):
        before = repository.signers["root"]
        new = signer(60 + year)
        repository.sign_with("root", [*before, new], keys=[new])
        for number, role in enumerate(CONTENT):
            repository.sign_with(role, [signer(70 + 10 * year + number)])
        repository.publish(*ALL)
        repository.signers["root"] = [new]

    assert client.refresh() == "ok"
    assert client.versions() == {"root": 4, "timestamp": 4, "snapshot": 4, "targets": 4}


def test_many_rotations(client: Client, repository: Repository) -> None:
    """256 new roots are followed in one refresh; a client that missed more goes on at the next."""
    client.refresh()
    for _ in range(300):
        repository.publish("root")

    assert client.refresh() == "ok"
    assert client.versions()["root"] == 257
    assert client.refresh() == "ok"
    assert client.versions()["root"] == 301
