"""Time: each file is good until an instant, and the client looks at the clock once per refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tuf.repository import ALL, CONTENT, in_days

if TYPE_CHECKING:
    from tests.tuf.client_runner import Client
    from tests.tuf.repository import Repository

# Which role has expired -> what is trusted afterwards.
EXPIRED = [
    pytest.param("root", {"root": 2, "timestamp": 1, "snapshot": 1, "targets": 1}, id="root"),
    pytest.param("timestamp", {"root": 2, "timestamp": 1, "snapshot": 1, "targets": 1}, id="timestamp"),
    pytest.param("snapshot", {"root": 2, "timestamp": 2, "snapshot": 1, "targets": 1}, id="snapshot"),
    pytest.param("targets", {"root": 2, "timestamp": 2, "snapshot": 2, "targets": 1}, id="targets"),
]


@pytest.mark.parametrize(("role", "trusted"), EXPIRED)
def test_an_expired_file(client: Client, repository: Repository, role: str, trusted: dict[str, int]) -> None:
    """An expired file is not trusted, but for root: the newest root counts, and then nothing after it."""
    client.refresh()
    repository.documents[role].signed.expires = in_days(-1)
    repository.publish(*ALL)

    assert client.refresh() == "expired"
    assert client.versions() == trusted


def test_an_expired_root_on_the_way(client: Client, repository: Repository) -> None:
    """Only the last root of the chain has to be good today."""
    repository.root.expires = in_days(-400)
    repository.publish("root")
    repository.root.expires = in_days(30)
    repository.publish("root")

    assert client.refresh() == "ok"
    assert client.versions()["root"] == 3


def test_a_clock_days_ahead(client: Client, repository: Repository) -> None:
    """The code says that it is about time, everything stays, and with the right time all is well."""
    repository.timestamp.expires = in_days(7)
    repository.publish("timestamp")
    client.refresh()

    assert client.refresh(days_later=8) == "expired"
    assert repository.requests[-1] == "/metadata/timestamp.json"
    assert client.versions() == {"root": 1, "timestamp": 2, "snapshot": 1, "targets": 1}
    assert client.refresh() == "ok"


def test_a_clock_days_behind(client: Client, repository: Repository) -> None:
    """A clock that is behind hinders nothing."""
    repository.publish(*CONTENT)

    assert client.refresh(days_later=-400) == "ok"


def test_expired_files_still_guard_against_older_ones(client: Client, repository: Repository) -> None:
    """What is here has expired and what is offered has not: the new is taken, an older one never."""
    for role in CONTENT:
        repository.documents[role].signed.expires = in_days(7)
    repository.publish(*CONTENT)
    client.refresh()
    for role in CONTENT:
        repository.documents[role].signed.expires = in_days(21)
    repository.timestamp.version = 0
    repository.publish("timestamp")

    assert client.refresh(days_later=18) == "version_back"
    repository.timestamp.version = 2
    repository.publish(*CONTENT)
    assert client.refresh(days_later=18) == "ok"
    assert client.versions() == {"root": 1, "timestamp": 3, "snapshot": 3, "targets": 3}
