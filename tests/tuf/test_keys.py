"""Who has to sign: rotations of root and of the other roles, thresholds, kinds of keys, and keys that come twice."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from securesystemslib.signer import SSlibKey

from tests.tuf.repository import ALL, CONTENT, Repository, signer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.tuf.client_runner import Client


@dataclass(frozen=True)
class Ceremony:
    """Which keys a version of root names, how many of them must sign, and who has signed it."""

    keys: Sequence[int]
    threshold: int
    signed_by: Sequence[int]


FIVE = range(5)
ONE_REPLACED = (0, 1, 3, 4, 5)

CHAINS = {
    "a new key": [Ceremony([1], 1, [1]), Ceremony([2], 1, [2, 1]), Ceremony([2], 1, [2])],
    "strangers sign too": [Ceremony([1], 1, [3, 1, 4]), Ceremony([2], 1, [3, 2, 1, 4]), Ceremony([2], 1, [3, 2])],
    "others of the same": [Ceremony(FIVE, 3, [0, 2, 4]), Ceremony(FIVE, 3, [0, 4, 1]), Ceremony(FIVE, 3, [0, 1, 3])],
    "one of five replaced": [Ceremony(FIVE, 3, [0, 2, 4]), Ceremony(ONE_REPLACED, 3, [0, 4, 1])],
    "one replaced, who signs": [Ceremony(FIVE, 3, [0, 2, 4]), Ceremony(ONE_REPLACED, 3, [0, 2, 4, 5])],
    "all replaced": [Ceremony(FIVE, 3, [0, 2, 4]), Ceremony(range(5, 10), 3, [0, 2, 4, 5, 6, 7])],
    "threshold up": [Ceremony([1, 2, 3], 1, [1]), Ceremony([1, 2, 3], 2, [1, 2])],
    "threshold down": [Ceremony([1, 2, 3], 2, [1, 2]), Ceremony([1, 2, 3], 1, [1, 2]), Ceremony([1, 2, 3], 1, [1])],
    "a second key": [Ceremony([1], 1, [1]), Ceremony([1, 2], 2, [1, 2])],
}

BROKEN_CHAINS = {
    "not the old key": [Ceremony([1], 1, [1]), Ceremony([2], 1, [2, 3, 4])],
    "not the new key": [Ceremony([1], 1, [1]), Ceremony([2], 1, [1, 3, 4])],
    "too few of the new": [Ceremony(FIVE, 3, [0, 2, 4]), Ceremony(ONE_REPLACED, 3, [0, 2, 4])],
    "too few of the old": [Ceremony(FIVE, 3, [0, 2, 4]), Ceremony(ONE_REPLACED, 3, [0, 4, 5])],
    "new threshold missed": [Ceremony([1, 2, 3], 1, [1]), Ceremony([1, 2, 3], 2, [2])],
    "old threshold missed": [Ceremony([1, 2, 3], 2, [1, 2]), Ceremony([1, 2, 3], 1, [1])],
}


def hold(repository: Repository, role: str, ceremony: Ceremony) -> None:
    """Let a role be signed as a ceremony says."""
    signed_by = [signer(number) for number in ceremony.signed_by]
    repository.sign_with(role, signed_by, ceremony.threshold, keys=[signer(number) for number in ceremony.keys])


def play_chain(client: Client, repository: Repository, chain: list[Ceremony]) -> None:
    """Publish a chain of roots that begins at version 1."""
    repository.root.version = 0
    for ceremony in chain:
        hold(repository, "root", ceremony)
        repository.publish("root")
    client.begin()


@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS)
def test_chain_of_roots(client: Client, repository: Repository, chain: list[Ceremony]) -> None:
    """Each root is signed by enough keys of the one before, and by enough of its own."""
    play_chain(client, repository, chain)

    assert client.refresh() == "ok"
    assert (client.metadata / "root.json").read_bytes() == repository.files[repository.path_of("root")]


@pytest.mark.parametrize("chain", BROKEN_CHAINS.values(), ids=BROKEN_CHAINS)
def test_broken_chain_of_roots(client: Client, repository: Repository, chain: list[Ceremony]) -> None:
    """A root that one of the two sides has not signed ends the refresh; the last good one stays."""
    play_chain(client, repository, chain)

    assert client.refresh() == "wrong_signature"
    assert client.versions() == {"root": len(chain) - 1}


@pytest.mark.parametrize(
    ("role", "ceremony", "expected"),
    [
        pytest.param("timestamp", Ceremony([2], 1, [2]), "ok", id="a new key"),
        pytest.param("snapshot", Ceremony([1], 1, [3, 1, 4]), "ok", id="strangers sign too"),
        pytest.param("timestamp", Ceremony([2], 1, [1, 3, 4]), "wrong_signature", id="strangers only"),
        pytest.param("targets", Ceremony(FIVE, 3, [2, 3, 4]), "ok", id="three of five"),
        pytest.param("snapshot", Ceremony(ONE_REPLACED, 3, [0, 2, 4]), "wrong_signature", id="one was replaced"),
        pytest.param("targets", Ceremony(FIVE, 3, [0, 4]), "wrong_signature", id="two of five"),
        pytest.param("snapshot", Ceremony(FIVE, 6, FIVE), "wrong_signature", id="more than there are"),
    ],
)
def test_other_roles(client: Client, repository: Repository, role: str, ceremony: Ceremony, expected: str) -> None:
    """The other roles are signed by enough of the keys that root names for them."""
    hold(repository, role, ceremony)
    repository.publish(*ALL)

    assert client.refresh() == expected
    assert (client.versions().get(role) == 2) == (expected == "ok")


@pytest.mark.parametrize("scheme", ["ed25519", "ecdsa-sha2-nistp256", "rsassa-pss-sha256", "rsa-pkcs1v15-sha256"])
def test_schemes(client: Client, repository: Repository, scheme: str) -> None:
    """Each scheme that the specification names is verified: the right signature passes, a like one does not."""
    own, other = signer(80, scheme), signer(81, scheme)
    repository.sign_with("root", [*repository.signers["root"], own], 2)
    repository.publish("root")
    assert client.refresh() == "ok"

    repository.publish("root")
    root = repository.documents["root"]
    signature = other.sign(root.signed_bytes)
    root.signatures[own.public_key.keyid].signature = signature.signature
    repository.serve("root", root.to_bytes())
    assert client.refresh() == "wrong_signature"
    assert client.versions()["root"] == 2


def test_unknown_kinds_of_keys(client: Client, repository: Repository) -> None:
    """A key of a kind that nobody knows yet has signed nothing and hinders nobody."""
    new_kind = SSlibKey("new", "quantum", "quantum-1", {"public": "x"})
    damaged = SSlibKey("damaged", "ecdsa", "ecdsa-sha2-nistp256", {"public": "-----BEGIN PUBLIC KEY-----"})
    for key in (new_kind, damaged):
        repository.root.add_key(key, "timestamp")
    repository.publish("root")
    assert client.refresh() == "ok"

    repository.root.roles["timestamp"].threshold = 2
    repository.publish("root", "timestamp")
    assert client.refresh() == "wrong_signature"


@pytest.mark.parametrize("ids", [["one"] * 9, [f"id-{number}" for number in range(9)]], ids=["one id", "nine ids"])
def test_one_key_nine_times(client: Client, repository: Repository, ids: list[str]) -> None:
    """A key counts once, however often root names it, and under whatever names; an id need not be a hash."""
    own = signer(7)
    keys = {each: own.public_key.to_dict() for each in ids}
    repository.publish("snapshot", "timestamp")
    snapshot = repository.documents["snapshot"]
    signature = own.sign(snapshot.signed_bytes).to_dict()
    signed = {**snapshot.to_dict(), "signatures": [{**signature, "keyid": each} for each in ids]}
    repository.serve("snapshot", json.dumps(signed).encode())

    def ask_for(threshold: int) -> None:
        def edit(root: dict[str, Any]) -> None:
            root["roles"]["snapshot"] = {"keyids": ids, "threshold": threshold}
            root["keys"] |= keys

        repository.publish_edited("root", edit)

    ask_for(2)
    assert client.refresh() == "wrong_signature"
    assert "snapshot" not in client.versions()

    ask_for(1)
    assert client.refresh() == "ok"
    assert client.versions()["snapshot"] == 2


def test_root_may_leave_roles_without_enough_keys(client: Client, repository: Repository) -> None:
    """A root is judged by its own signatures; what it asks of others shows when they come."""
    repository.root.roles["snapshot"].threshold = 3
    repository.publish("root", *CONTENT)

    assert client.refresh() == "wrong_signature"
    assert client.versions() == {"root": 2, "timestamp": 2}
