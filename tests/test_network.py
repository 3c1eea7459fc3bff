"""The guard of ``conftest.py``: tests talk to loopback only."""

from __future__ import annotations

import socket

import pytest

from tests.conftest import NetworkReachedError, is_loopback


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param(("127.0.0.1", 80), True, id="IPv4 loopback"),
        pytest.param(("::1", 80, 0, 0), True, id="IPv6 loopback"),
        pytest.param(("localhost", 80), True, id="its name"),
        pytest.param("/run/some.socket", True, id="Unix socket"),
        pytest.param(("192.0.2.1", 80), False, id="another machine"),
        pytest.param(("example.org", 80), False, id="a name of another machine"),
    ],
)
def test_is_loopback(address: object, expected: bool) -> None:
    """Only addresses of this machine pass."""
    assert is_loopback(address) is expected


def test_a_test_cannot_reach_another_machine() -> None:
    """A connection to a documentation address (RFC 5737) is refused before a packet leaves."""
    with socket.socket() as outside, pytest.raises(NetworkReachedError):
        outside.connect(("192.0.2.1", 9))
