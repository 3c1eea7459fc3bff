"""Agencies with and without sign-in, and the desk that makes members of their people; the provider is in memory."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from server.agencies.agencies import add_agency, close_agency
from server.agencies.audit_trail import Actor
from server.agencies.policies import set_policy
from server.http.check_rates import CheckRates
from server.http.enrol_desk import EnrolDesk
from server.ops.clock import StoppedClock
from server.sign_in.providers import Providers
from tests.http.device_samples import CONTACT, NOW, SIGNER, SampleDevices, make_devices
from tests.sign_in.token_samples import CLIENT, ISSUER, MemoryProvider, make_key

if TYPE_CHECKING:
    from server.agencies.database import Database

OFFERING = "kab-contoh"
"""The agency that offers sign-in."""

SSO = {"issuer": ISSUER, "client_id": CLIENT, "allowed_claim": {"name": "groups", "values": ["asn"]}}


class SampleEnrolments(NamedTuple):
    """The desk with its provider, and the desk for devices beside it."""

    desk: EnrolDesk
    provider: MemoryProvider
    devices: SampleDevices

    @property
    def database(self) -> Database:
        """The one behind both desks."""
        return self.devices.database


def make_enrolments(per_minute: int = 1_000_000, clock: StoppedClock | None = None) -> SampleEnrolments:
    """Return desks of their own, for a test that changes something."""
    devices = make_devices()
    _fill(devices.database)
    provider = MemoryProvider(make_key("RS256"))
    rates, providers = CheckRates(None, per_minute), Providers(provider.fetch)
    desk = EnrolDesk(devices.database, lambda: SIGNER, providers, rates, clock or StoppedClock(NOW))
    return SampleEnrolments(desk, provider, devices)


@cache
def sample_enrolments() -> SampleEnrolments:
    """Return the one desk that no test changes."""
    return make_enrolments()


def _fill(database: Database) -> None:
    actor = Actor("penguji", NOW)
    with database.write() as connection:
        for name in (OFFERING, "kab-pergi", "kab-diam"):
            add_agency(connection, actor, name, name.title(), CONTACT)
        for name in (OFFERING, "kab-pergi"):
            set_policy(connection, actor, name, {"language": "id", "sso": SSO})
        set_policy(connection, actor, "kab-diam", {"language": "id"})
        close_agency(connection, actor, "kab-pergi")
