"""Publish again and again, each time stopped at the next step on disk; started by ``test_release_faults.py``.

The steps are what Python itself reports (``sys.addaudithook``): every file opened for writing, renamed, linked or
removed, every folder made. ``kill`` ends the program there (SIGKILL); ``full`` fails that step, as a full disk does.
Prints one JSON line per run: at which step, and what a client that trusts the first root then got.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from securesystemslib.signer import CryptoSigner
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata

from server.accounts.release_keys import ReleaseKeys
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_review import Review
from server.accounts.root_changes import make_first_root, make_next_root, sign_root
from tests.accounts.release_client import ReleaseClient

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime.now(UTC)
OLDEST, OLD, NEW = ({"list.json": json.dumps({"number": number}).encode() + b" " * 300} for number in range(3))
CHANGING = frozenset({"os.rename", "os.remove", "os.link", "os.mkdir"})
FAILED, BORNE = 3, 4
"""Exit codes: the failed step ended the run; it did no harm."""


class World:
    """The keys of one repository, and what is done to it."""

    def __init__(self, workplace: Path) -> None:
        self.workplace = workplace
        self.original, self.directory = workplace / "original", workplace / "release"
        self.root, self.release, self.timestamp = (CryptoSigner.generate_ed25519() for _ in range(3))
        keys = {"root": [self.root], "release": [self.release], "timestamp": [self.timestamp]}
        first = Metadata(
            make_first_root({name: [each.public_key for each in signers] for name, signers in keys.items()}, 1, NOW)
        )
        sign_root(first, [self.root])
        self.keys = ReleaseKeys(release=self.release, timestamp=self.timestamp)
        repository = ReleaseRepository(self.original, self.keys)
        repository.adopt_root(first, NOW)
        repository.publish(OLDEST, NOW - timedelta(days=80), Review(OLDEST))
        repository.publish(OLD, NOW - timedelta(days=3), Review(OLD, is_bounded=False))
        self.bootstrap = first.to_bytes()
        self.others = tuple(CryptoSigner.generate_ed25519() for _ in range(2))
        replaced = {"release": [self.others[0].public_key], "timestamp": [self.others[1].public_key]}
        self.next_root = Metadata(make_next_root(first.signed, replaced, NOW))
        sign_root(self.next_root, [self.root])

    def publish(self) -> None:
        """Publish a new content; the oldest is pruned."""
        ReleaseRepository(self.directory, self.keys).publish(NEW, NOW, Review(NEW, is_bounded=False))

    def adopt(self) -> None:
        """Replace the release key and the timestamp key, with a new content."""
        keys = ReleaseKeys(release=self.others[0], timestamp=self.others[1])
        review = Review(NEW, kind="keys", is_bounded=False)
        ReleaseRepository(self.directory, keys).adopt_root(self.next_root, NOW, NEW, review)

    def go_back(self) -> None:
        """Publish the content before again."""
        make_review = partial(Review, kind="rollback", is_bounded=False)
        ReleaseRepository(self.directory, self.keys).publish_again(None, NOW, make_review)

    def restore(self) -> None:
        """Begin from the beginning."""
        shutil.rmtree(self.directory, ignore_errors=True)
        shutil.copytree(self.original, self.directory)

    def read_as_client(self) -> str:
        """Return which content a client gets whole, or the error that keeps it from anything."""
        place = self.workplace / "client"
        shutil.rmtree(place, ignore_errors=True)
        try:
            body = ReleaseClient(place, self.bootstrap).fetch(self.directory, "list.json")
        except RepositoryError as error:
            return type(error).__name__
        return {each["list.json"]: name for name, each in (("oldest", OLDEST), ("old", OLD), ("new", NEW))}[body]


def stop_at(step: int, how: str) -> Callable[[], bool]:
    """Make the step with this number the last one, or one that fails; return what tells whether it was reached."""
    left = step

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        is_write = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & (os.O_WRONLY | os.O_RDWR))
        if event not in CHANGING and not is_write:
            return
        left -= 1
        if left == -1 and how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if left == -1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    sys.addaudithook(watch)
    return lambda: left < 0


def run(world: World, action: Callable[[], None], how: str) -> None:
    """Stop the action at every step, each time from the beginning; then do it in full."""
    for step in range(1000):
        world.restore()
        child = os.fork()
        if child == 0:
            was_reached = stop_at(step, how)
            try:
                action()
            except OSError:
                os._exit(FAILED)
            os._exit(BORNE if was_reached() else 0)
        _, status = os.waitpid(child, 0)
        stopped = os.waitstatus_to_exitcode(status)
        line: dict[str, Any] = {"step": step, "stopped": stopped != 0, "seen": world.read_as_client()}
        line["left"] = len(list(world.directory.rglob(".new-*")))
        action()
        line["afterwards"] = world.read_as_client()
        line["left_afterwards"] = len(list(world.directory.rglob(".new-*")))
        sys.stdout.write(f"{json.dumps(line)}\n")
        if stopped == 0:
            return


def crowd(world: World) -> None:
    """Let many publishers at the same folder, each with contents of its own."""
    world.restore()
    children = []
    for number in range(6):
        child = os.fork()
        if child == 0:
            done = 0
            for turn in range(8):
                files = {**NEW, "wording.json": json.dumps([number, turn]).encode()}
                try:
                    ReleaseRepository(world.directory, world.keys).publish(files, NOW, Review(files, is_bounded=False))
                    done += 1
                except Exception as error:  # noqa: BLE001 - told by its name
                    if type(error).__name__ != "PublisherBusyError":
                        os._exit(100)
            os._exit(done)
        children.append(child)
    published = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    sys.stdout.write(json.dumps({"published": published, "seen": world.read_as_client()}))


if __name__ == "__main__":
    made = World(Path(sys.argv[1]))
    if sys.argv[2] == "crowd":
        crowd(made)
    else:
        run(made, getattr(made, sys.argv[2]), sys.argv[3])
