"""What holds for every test: the network is this machine, and nothing else."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Playwright


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that drives Chromium, so that ``make test-unit`` can leave it out."""
    for item in items:
        if "playwright" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


class NetworkReachedError(AssertionError):
    """A test tried to talk to another machine; every answer that a test needs is given on loopback."""


def is_loopback(address: Any) -> bool:
    """Tell whether *address*, as given to ``socket.connect``, stays on this machine (Unix sockets do)."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _loopback_only() -> Iterator[None]:
    """Refuse every connection of the test process that would leave the machine."""
    connect = socket.socket.connect

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if not is_loopback(address):
            raise NetworkReachedError(address)
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Give the driver that talks to Chromium; one per process, it cannot be started twice."""
    with sync_playwright() as driver:
        yield driver
