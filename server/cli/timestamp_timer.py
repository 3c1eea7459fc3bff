"""Signs the timestamp anew while ``jaga serve`` runs, on a machine that holds the timestamp key and no other.

A process of its own does it, so there is one, however many workers answer; not a thread, because granian forks its
workers, also later, and a fork beside a thread may stand still for ever. It ends with the process that started it. Two
machines over one folder do no harm: the lock lets one sign, and the other then finds nothing to do.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from typing import TYPE_CHECKING

import click

from server.accounts.key_store import KeyStore
from server.accounts.release_repository import ReleaseRepository
from server.cli.signing import load_release_keys
from server.domain.errors import JagaError
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from server.ops.clock import Clock
    from server.ops.settings import Settings

LOOK_SECONDS = 600
"""How often the timestamp is looked at; it is signed anew when half of its seven days are over."""


def start_timer(settings: Settings) -> BaseProcess | None:
    """Start to look after the timestamp; None on a machine that holds other keys as well, or none.

    Raises:
        ReleaseKeysError: the timestamp key is here and cannot be opened, or there is no first root.
        OSError: a file cannot be read.
    """
    if not holds_timestamp_key_only(KeyStore(settings.keys_dir)):
        return None
    repository = ReleaseRepository(settings.release_dir, load_release_keys(settings, ["timestamp"]))
    keeper = Keeper(repository, SystemClock())
    timer = multiprocessing.get_context("fork").Process(target=_run, args=(keeper, os.getpid()), daemon=True)
    timer.start()
    return timer


def holds_timestamp_key_only(store: KeyStore) -> bool:
    """Tell whether this machine can sign timestamps and nothing else."""
    return {record.role for record in store.read() if store.is_at_hand(record)} == {"timestamp"}


class Keeper:
    """Renews the timestamp when it is aging; says once what keeps it from doing so."""

    def __init__(self, repository: ReleaseRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock
        self._told = ""

    def look(self) -> None:
        """Look once."""
        try:
            publication = self._repository.renew_timestamp(self._clock.now(), only_if_aging=True)
        except (JagaError, OSError) as error:
            self._tell(f"timestamp not signed: {error}")
            return
        if publication.renewed:
            self._tell(f"timestamp {publication.versions['timestamp']} signed until {publication.expires:%Y-%m-%d}")

    def _tell(self, line: str) -> None:
        if line != self._told:
            click.echo(f"jaga: {line}", err=True)
            self._told = line


def _run(keeper: Keeper, parent: int) -> None:
    """Look now and then, for as long as the process that started this one lives."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    look_at = time.monotonic()
    while os.getppid() == parent:
        if time.monotonic() >= look_at:
            keeper.look()
            look_at = time.monotonic() + LOOK_SECONDS
        time.sleep(1)
