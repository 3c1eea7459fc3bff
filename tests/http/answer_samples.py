"""Apps whose answers are compared with the description: with everything, without a release, without a database."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from server.accounts.served_release import MemoryRelease
from server.agencies.database import Database
from server.app import create_app
from server.http.check_rates import CheckRates
from server.http.device_desk import DeviceDesk
from server.http.enrol_desk import EnrolDesk
from server.ops.clock import StoppedClock
from server.ops.settings import Settings
from server.packages.shelf import Shelf
from server.sign_in.providers import Providers
from tests.http.device_samples import NOW, SIGNER
from tests.http.samples import make_services
from tests.packages.samples import sample_packages
from tests.sign_in.token_samples import MemoryProvider

if TYPE_CHECKING:
    from flask import Flask


@cache
def packages_dir() -> Path:
    """Return a folder of state with packages and nothing else."""
    folder = TemporaryDirectory(prefix="jaga-answers-")
    atexit.register(folder.cleanup)
    Shelf(Path(folder.name) / "packages").add(sample_packages())
    return Path(folder.name)


def make_app(release: MemoryRelease | None = None, **desks: Any) -> Flask:
    """Return an app with packages; everything else of it may be missing."""
    return create_app(Settings(state_dir=packages_dir()), make_services(release, **desks))


@cache
def app_without_release() -> Flask:
    """Return an app that has no release yet."""
    return make_app(MemoryRelease())


@cache
def app_without_database() -> Flask:
    """Return an app whose PostgreSQL does not answer."""
    database, rates, clock = (
        Database("postgresql://jaga@/jaga?host=/nonexistent"),
        CheckRates(None, 100),
        StoppedClock(NOW),
    )
    devices = DeviceDesk(database, lambda: SIGNER, rates, clock)
    enrolments = EnrolDesk(database, lambda: SIGNER, Providers(MemoryProvider().fetch), rates, clock)
    return make_app(devices=devices, enrolments=enrolments)
