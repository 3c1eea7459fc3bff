"""What the tests of the API share: a release of the sample list, an app that serves it, and the problem shape."""

from __future__ import annotations

import atexit
import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from server.accounts.dev_keys import load_dev_keys
from server.accounts.list_reader import load_account_list
from server.accounts.release_content import build_release_content, read_platform_data
from server.accounts.release_repository import ReleaseRepository
from server.accounts.release_state import ReleaseState, load_release_state
from server.accounts.served_release import MemoryRelease
from server.app import create_app
from server.domain.wording_format import to_release_json
from server.http.check_desk import CheckDesk
from server.http.problems import PROBLEM_MEDIA_TYPE, PROBLEM_TYPES
from server.http.services import AgencyDesks, Services
from server.ops.clock import StoppedClock
from server.ops.settings import Settings
from server.warnings.rule_files import load_wording
from tests.accounts.list_samples import ROOT, SAMPLE, platforms
from tests.http.device_samples import sample_devices
from tests.http.enrol_samples import sample_enrolments

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from server.http.device_desk import DeviceDesk
    from server.http.enrol_desk import EnrolDesk

NOW = datetime(2031, 1, 15, 3, 0, tzinfo=UTC)
"""Ten in the morning in Jakarta, in campaign time of the sample election."""

GROUP = "contoh-2031-wali-kota"

EXTENSIONS = (
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://0a1b2c3d-0000-4fff-8abc-0123456789ab",
    "safari-web-extension://0A1B2C3D-0000-4FFF-8ABC-0123456789AB",
)
STRANGERS = (
    "https://x.com",
    "null",
    "http://127.0.0.1:8000",
    "chrome-extension://abcdefghijklmnopabcdefghijklmno",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnop.evil.example",
    "chrome-extension://abcdefghijklmnopabcdefghijklmnopa",
    "https://evil.example/chrome-extension://abcdefghijklmnopabcdefghijklmnop",
    "moz-extension://0a1b2c3d",
    "file://",
)

PROBLEM_NAMES = {kind.name: kind for kind in PROBLEM_TYPES.values()}


@cache
def build_files() -> dict[str, bytes]:
    """Build the files of a release of the sample list, with the project's own platforms and wording."""
    account_list = load_account_list(SAMPLE, platforms())
    platform_data = read_platform_data(ROOT / "extension" / "platforms")
    wording = to_release_json(load_wording())
    return dict(build_release_content(account_list, platform_data, wording, poll_seconds=1800).files)


def publish(directory: Path, files: dict[str, bytes] | None = None) -> Path:
    """Publish a release below *directory* and return its folder."""
    keys = load_dev_keys(directory / "keys", is_production=False)
    ReleaseRepository(directory / "release", keys).publish(build_files() if files is None else files, NOW)
    return directory / "release"


@cache
def sample_state() -> ReleaseState:
    """Return a loaded release of the sample list, whose files stay on disk as long as the tests run."""
    folder = TemporaryDirectory()
    atexit.register(folder.cleanup)
    return load_release_state(publish(Path(folder.name)))


def sample_agencies() -> AgencyDesks:
    """Return the desks that no test changes."""
    return AgencyDesks(sample_devices().desk, sample_enrolments().desk)


def make_services(
    release: MemoryRelease | None = None,
    *,
    now: datetime = NOW,
    devices: DeviceDesk | None = None,
    enrolments: EnrolDesk | None = None,
) -> Services:
    """Return services that serve the sample release, or *release*, at the sample desks or others."""
    served = release or MemoryRelease(sample_state())
    clock = StoppedClock(now)
    checks = CheckDesk(served, clock, entries=64, seconds=300)
    usual = sample_agencies()
    agencies = AgencyDesks(devices or usual.devices, enrolments or usual.enrolments)
    return Services(served, checks, clock, lambda: agencies)


def make_app(release: MemoryRelease | None = None, *, now: datetime = NOW) -> Flask:
    """Return an app that serves the sample release, or *release*, and no package."""
    return create_app(Settings(state_dir=Path("/nonexistent")), make_services(release, now=now))


@cache
def sample_app() -> Flask:
    """Return the one app that serves the sample release and that no test changes."""
    return make_app()


def assert_problem(response: TestResponse, name: str, **members: Any) -> dict[str, Any]:
    """Assert the one shape of every error, and return its body.

    Args:
        response: any answer of the API.
        name: the last part of its ``type``; empty for a plain HTTP status.
        members: what the body must hold beside.
    """
    assert response.content_type == PROBLEM_MEDIA_TYPE
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    body: dict[str, Any] = json.loads(response.data)
    assert body["status"] == response.status_code
    assert body["type"] == (f"/problems/{name}" if name else "about:blank")
    if name:
        assert (body["title"], body["status"]) == (PROBLEM_NAMES[name].title, PROBLEM_NAMES[name].status)
    assert set(body) <= {"type", "title", "status", "detail", "field", "found", "expected"}
    assert members.items() <= body.items()
    return body
