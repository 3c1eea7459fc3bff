"""An agency with a policy and keys of every kind, in a database of its own, and the desk that answers for it."""

from __future__ import annotations

import atexit
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from tempfile import TemporaryDirectory
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec
from securesystemslib.signer import SSlibKey

from server.agencies.agencies import add_agency, close_agency
from server.agencies.audit_trail import Actor
from server.agencies.database import Database
from server.agencies.device_keys import issue_key, revoke_key
from server.agencies.enrolments import derive_key, make_enrolment
from server.agencies.policies import set_policy
from server.agencies.policy_signing import PolicySigner
from server.agencies.schema_steps import upgrade
from server.http.check_rates import CheckRates
from server.http.device_desk import DeviceDesk
from server.ops.clock import StoppedClock

NOW = datetime(2031, 1, 15, 3, 0, tzinfo=UTC)
CONTACT = "mailto:meja@bkd.example"
SETTINGS = {"language": "id", "contact": CONTACT, "ask_again_minutes": 15}
_FOLDER = TemporaryDirectory(prefix="jaga-devices-")  # in memory, each thread would get a database of its own
atexit.register(_FOLDER.cleanup)
_NUMBERS = count(1)


def make_signer() -> PolicySigner:
    """Return a policy key that no other server has."""
    key = ec.generate_private_key(ec.SECP256R1())
    return PolicySigner(SSlibKey.from_crypto(key.public_key()), key)


SIGNER = make_signer()


class SampleKeys(NamedTuple):
    """A key of each kind, as whoever holds it would show it."""

    good: str
    expired: str
    revoked: str
    left: str
    without_policy: str


class SampleDevices(NamedTuple):
    """The desk with its database and the keys that it knows."""

    desk: DeviceDesk
    database: Database
    keys: SampleKeys


def make_devices(per_minute: int = 1_000_000, redis_url: str | None = None) -> SampleDevices:
    """Return a desk of its own, for a test that changes something."""
    database = Database(f"sqlite:///{_FOLDER.name}/{next(_NUMBERS)}.sqlite")
    upgrade(database)
    keys = _fill(database)
    desk = DeviceDesk(database, lambda: SIGNER, CheckRates(redis_url, per_minute), StoppedClock(NOW))
    return SampleDevices(desk, database, keys)


@cache
def sample_devices() -> SampleDevices:
    """Return the one desk that no test changes."""
    return make_devices()


def bearer(key: str) -> dict[str, str]:
    """Return the header with which a key is shown."""
    return {"Authorization": f"Bearer {key}"}


def make_member(agency_id: str, now: datetime = NOW, signer: PolicySigner = SIGNER) -> str:
    """Return the enrolment of somebody who has signed in, of an agency that need not exist."""
    return make_enrolment(agency_id, derive_key(signer), now).credential


def _fill(database: Database) -> SampleKeys:
    actor, long_ago = Actor("penguji", NOW), Actor("penguji", NOW - timedelta(days=31))
    with database.write() as connection:
        for name in ("bkd-contoh", "dinas-keluar", "dinas-baru"):
            add_agency(connection, long_ago, name, name.title(), CONTACT)
        set_policy(connection, actor, "bkd-contoh", SETTINGS)
        good = issue_key(connection, actor, "bkd-contoh", 30)[1]
        expired = issue_key(connection, long_ago, "bkd-contoh", 30)[1]
        revoked = issue_key(connection, actor, "bkd-contoh", 30)[1]
        revoke_key(connection, actor, revoked[:13])
        left = issue_key(connection, actor, "dinas-keluar", 30)[1]
        close_agency(connection, actor, "dinas-keluar")
        return SampleKeys(good, expired, revoked, left, issue_key(connection, actor, "dinas-baru", 30)[1])
