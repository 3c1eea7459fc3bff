"""Lets devices, tools and members of an agency in, and gives them what is theirs: a signed policy, room for checks.

A credential is read from the header, looked up once and dropped; it stands in no log line, error or answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.agencies.device_keys import open_device
from server.agencies.enrolments import PREFIX, derive_key, open_member
from server.agencies.policies import load_policy
from server.agencies.policy_signing import sign_policy
from server.http.request_errors import DeviceKeyMissingError, TooManyChecksError

if TYPE_CHECKING:
    from collections.abc import Callable

    from server.agencies.database import Database
    from server.agencies.device_keys import Device
    from server.agencies.enrolments import Member
    from server.agencies.policy_signing import PolicySigner
    from server.http.check_rates import CheckRates
    from server.ops.clock import Clock

SCHEME = "bearer"


class DeviceDesk:
    """Answers whoever shows a device key or an enrolment; safe to share between threads."""

    def __init__(
        self, database: Database, load_signer: Callable[[], PolicySigner], rates: CheckRates, clock: Clock
    ) -> None:
        self._database = database
        self._load_signer = load_signer
        self._rates = rates
        self._clock = clock

    def open(self, authorization: str | None) -> Device:
        """Let in who shows a valid key.

        Args:
            authorization: the header; None when it was not sent.

        Raises:
            DeviceKeyMissingError: nothing was sent.
            DeviceKeyRefusedError, AgencyLeftError: see ``open_device``; another scheme than Bearer is refused alike.
            DatabaseUnavailableError: it cannot be known.
        """
        shown = _read_credential(authorization)
        with self._database.read() as connection:
            return open_device(connection, shown, self._clock.now())

    def open_for_policy(self, authorization: str | None) -> Device | Member:
        """Let in who shows a valid key, or the enrolment of somebody who has signed in.

        Raises:
            DeviceKeyMissingError, DeviceKeyRefusedError, AgencyLeftError, DatabaseUnavailableError: see ``open``.
            PolicyKeyError: an enrolment cannot be judged.
        """
        shown = _read_credential(authorization)
        if not shown.startswith(PREFIX):
            return self.open(authorization)
        key = derive_key(self._load_signer())
        with self._database.read() as connection:
            return open_member(connection, shown, key, self._clock.now())

    def give_policy(self, device: Device | Member) -> bytes:
        """Return the signed policy of the agency of a device or member.

        Raises:
            PolicyNotSetError: there is none.
            PolicyKeyError: nothing can be signed.
            DatabaseUnavailableError: it cannot be known.
        """
        with self._database.read() as connection:
            policy = load_policy(connection, device.agency_id)
        return sign_policy(policy, device.agency_name, self._load_signer(), self._clock.now())

    def count_checks(self, device: Device, checks: int) -> None:
        """Count the checks that a device asks for.

        Raises:
            TooManyChecksError: it asks for too many.
        """
        self._rates.count(device.key_id, checks, TooManyChecksError)


def _read_credential(authorization: str | None) -> str:
    """Return what is shown; nothing when the scheme is another."""
    if not authorization:
        raise DeviceKeyMissingError
    scheme, _, credential = authorization.partition(" ")
    return credential.strip() if scheme.lower() == SCHEME else ""
