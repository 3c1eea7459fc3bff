"""The served release through the official TUF client, over HTTP: what it accepts, and what it refuses."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tuf.api.exceptions import ExpiredMetadataError, RepositoryError
from tuf.ngclient import Updater
from werkzeug.serving import make_server

from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_repository import ReleaseRepository
from server.accounts.served_release import StoredRelease
from server.app import create_app
from server.http.check_desk import CheckDesk
from server.http.services import Services
from server.ops.clock import SystemClock
from server.ops.settings import Settings
from tests.http.samples import build_files, sample_agencies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from wsgiref.types import WSGIApplication


@contextmanager
def serve(app: WSGIApplication) -> Iterator[str]:
    """Serve *app* on a loopback port; give the address of the release."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}/v1/release"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Publisher:
    """A folder with a release, a server for it and a client's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        keys = load_dev_keys(folder / "keys", is_production=False)
        self.repository = ReleaseRepository(folder / "release", keys)
        self.now = SystemClock().now()
        (folder / "client").mkdir()
        (folder / "got").mkdir()

    def publish(self, files: dict[str, bytes]) -> None:
        """Publish a release, an hour later each time."""
        self.repository.publish(files, self.now)
        self.now += timedelta(hours=1)

    def make_app(self) -> WSGIApplication:
        """Return an app that has just started."""
        release, clock = StoredRelease(self.repository.directory, is_production=False), SystemClock()
        checks = CheckDesk(release, clock, entries=8, seconds=9)
        return create_app(Settings(), Services(release, checks, clock, sample_agencies))

    def update(self, address: str) -> Updater:
        """Return a client that trusts the first root and has refreshed."""
        updater = Updater(
            metadata_dir=str(self.folder / "client"),
            metadata_base_url=f"{address}/metadata/",
            target_dir=str(self.folder / "got"),
            target_base_url=f"{address}/targets/",
            bootstrap=(self.repository.directory / "metadata" / "1.root.json").read_bytes(),
        )
        updater.refresh()
        return updater

    def fetch(self, updater: Updater, name: str) -> bytes:
        """Download a target as the client verifies it."""
        info = updater.get_targetinfo(name)
        assert info is not None
        path = updater.download_target(info)
        with open(path, "rb") as file:  # noqa: PTH123 - the client's own way to name it
            return file.read()


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    """Return a publisher who has published the sample release."""
    made = Publisher(tmp_path)
    made.publish(build_files())
    return made


def test_every_file_of_the_release_is_accepted(publisher: Publisher) -> None:
    """From the root to the last byte of each target."""
    with serve(publisher.make_app()) as address:
        updater = publisher.update(address)

        assert {name: publisher.fetch(updater, name) for name in build_files()} == build_files()


def test_a_client_follows_from_release_to_release(publisher: Publisher) -> None:
    """New content, then a refreshed timestamp; the server goes on running."""
    with serve(publisher.make_app()) as address:
        publisher.update(address)
    publisher.publish({**build_files(), "list.json": b'{"format":1}'})
    publisher.now += timedelta(days=4)
    publisher.publish({**build_files(), "list.json": b'{"format":1}'})

    with serve(publisher.make_app()) as address:
        updater = publisher.update(address)
        assert publisher.fetch(updater, "list.json") == b'{"format":1}'


def test_a_running_server_shows_a_new_release(publisher: Publisher) -> None:
    """Without a restart, soon after it was published."""
    app = publisher.make_app()
    with serve(app) as address:
        publisher.update(address)
        publisher.publish({**build_files(), "list.json": b'{"format":1}'})

        deadline = threading.Event()
        for _ in range(60):
            if publisher.fetch(publisher.update(address), "list.json") == b'{"format":1}':
                break
            deadline.wait(0.1)
        else:
            pytest.fail("the new release never came")


def test_an_older_release_is_refused(publisher: Publisher) -> None:
    """A server that was set back cannot hide what a client has seen."""
    old = (publisher.repository.directory / "metadata" / "timestamp.json").read_bytes()
    publisher.publish({**build_files(), "list.json": b"{}"})
    with serve(publisher.make_app()) as address:
        publisher.update(address)

    (publisher.repository.directory / "metadata" / "timestamp.json").write_bytes(old)
    with serve(publisher.make_app()) as address, pytest.raises(RepositoryError):
        publisher.update(address)


def test_a_release_that_was_never_renewed_is_refused(publisher: Publisher) -> None:
    """After its timestamp's week."""
    publisher.now -= timedelta(days=30)
    other = ReleaseRepository(publisher.folder / "old", publisher.repository.keys)
    other.publish(build_files(), publisher.now)
    publisher.repository = other

    with serve(publisher.make_app()) as address, pytest.raises(ExpiredMetadataError):
        publisher.update(address)
