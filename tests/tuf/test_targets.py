"""Fetching a target: exactly the bytes that were signed, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tuf.repository import ALL, CONTENT

if TYPE_CHECKING:
    from tests.tuf.client_runner import Client
    from tests.tuf.repository import Repository


@pytest.mark.parametrize(
    ("name", "hashes", "place"),
    [
        pytest.param("list.json", ("sha256",), "", id="plain"),
        pytest.param("path/to/a/list.json", ("sha256",), "path/to/a/", id="in folders"),
        pytest.param("list.json", ("sha512",), "", id="sha512"),
        pytest.param("list.json", ("sha256", "sha384"), "", id="two hashes"),
        pytest.param("list.json", ("blake2b", "sha256"), "", id="one that browsers cannot compute"),
    ],
)
def test_a_target(client: Client, repository: Repository, name: str, hashes: tuple[str, ...], place: str) -> None:
    """The file is asked for under its first hash; what is here already is not asked for again."""
    path = repository.add_target(name, b"content", hashes=hashes)
    repository.publish(*CONTENT)

    assert client.download(name) == "ok"
    assert client.downloaded() == [b"content"]
    assert repository.requests[-1] == path
    first = repository.targets().targets[name].hashes[hashes[0]]
    assert path == f"/targets/{place}{first}.list.json"

    repository.requests.clear()
    assert client.download(name) == "ok"
    assert path not in repository.requests


def test_hashes_that_nobody_can_compute(client: Client, repository: Repository) -> None:
    """A file that cannot be checked is not taken."""
    repository.add_target("list.json", b"content", hashes=("blake2b",))
    repository.publish(*CONTENT)

    assert client.download("list.json") == "wrong_hash"
    assert client.downloaded() == []


@pytest.mark.parametrize(
    ("served", "problem"),
    [
        pytest.param(b"Content", "wrong_hash", id="one byte changed"),
        pytest.param(b"conten", "wrong_length", id="cut"),
        pytest.param(b"content and more", "too_long", id="longer"),
        pytest.param(b"c" * 200_000, "too_long", id="much longer"),
    ],
)
def test_a_replaced_target(client: Client, repository: Repository, served: bytes, problem: str) -> None:
    """Other bytes than those that were signed are refused; what was downloaded before stays."""
    repository.add_target("list.json", b"before")
    repository.publish(*CONTENT)
    assert client.download("list.json") == "ok"
    path = repository.add_target("list.json", b"content")
    repository.publish(*CONTENT)
    repository.files[path] = served

    assert client.download("list.json") == problem
    assert client.downloaded() == [b"before"]


def test_a_target_that_changes(client: Client, repository: Repository) -> None:
    """Each new content takes the place of the one before, also for a client that missed some."""
    for number in range(5):
        repository.add_target("list.json", f"{number}".encode())
        repository.publish(*CONTENT)
        if number % 2 == 0:
            assert client.download("list.json") == "ok"
            assert client.downloaded() == [f"{number}".encode()]


def test_swapped_targets(client: Client, repository: Repository) -> None:
    """Two files that are both signed cannot stand for each other."""
    first = repository.add_target("a.json", b"aaa")
    second = repository.add_target("b.json", b"bbb")
    repository.publish(*CONTENT)
    repository.files[first], repository.files[second] = b"bbb", b"aaa"

    assert client.download("a.json") == "wrong_hash"
    assert client.downloaded() == []


@pytest.mark.parametrize("role", ALL)
def test_a_damaged_store(client: Client, repository: Repository, role: str) -> None:
    """A byte that changed on the disk is noticed: the file is fetched anew, but for root, which vouches for all."""
    repository.publish(*CONTENT)
    assert client.refresh() == "ok"
    path = client.metadata / f"{role}.json"
    good = path.read_bytes()
    path.write_bytes(good.replace(b'"expires":"2', b'"expires":"3', 1))
    assert path.read_bytes() != good

    assert client.refresh() == ("wrong_signature" if role == "root" else "ok")
    assert role == "root" or path.read_bytes() == good
