"""Enrolments: what a person who has signed in shows, to be let in to their agency's policy.

An enrolment says *member of this agency* and nothing about whom. Its credential follows from the agency and the day
alone, so everybody who signs in on one day gets the same bytes, and no table holds any of it. The key is derived from
the policy key: whoever has to trust a new policy key has to sign in anew anyway.

Source: RFC 2104 (HMAC), RFC 5869 (HKDF).
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hmac import compare_digest, digest
from typing import TYPE_CHECKING, NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select

from server.agencies.agency_errors import AgencyLeftError, DeviceKeyRefusedError
from server.agencies.tables import AGENCIES

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from server.agencies.policy_signing import PolicySigner

LIFETIME_DAYS = 90
"""From the beginning of the day on which somebody signs in: who leaves the agency loses its policy within a season."""

PREFIX = "jaga_member_"
FORM = re.compile(rf"{PREFIX}([a-z][a-z0-9-]{{1,62}})_([0-9]{{8}})_[A-Za-z0-9_-]{{43}}", re.ASCII)
KEY_BYTES = 32


class Member(NamedTuple):
    """Who was let in: somebody of an agency, nobody knows who."""

    agency_id: str
    agency_name: str


class Enrolment(NamedTuple):
    """What somebody gets who has signed in.

    Attributes:
        expires: the instant from which on it lets nobody in.
    """

    credential: str
    expires: datetime


def derive_key(signer: PolicySigner) -> bytes:
    """Return the key of enrolments; the same on every server that has this policy key."""
    secret = signer.private_key.private_numbers().private_value.to_bytes(KEY_BYTES, "big")
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"jaga enrolment").derive(secret)


def make_enrolment(agency_id: str, key: bytes, now: datetime) -> Enrolment:
    """Make the enrolment of an agency that everybody gets on this day."""
    today = datetime.combine(now.astimezone(UTC).date(), datetime.min.time(), UTC)
    expires = today + timedelta(days=LIFETIME_DAYS)
    return Enrolment(_make_credential(agency_id, f"{expires:%Y%m%d}", key), expires)


def open_member(connection: Connection, credential: str, key: bytes, now: datetime) -> Member:
    """Let in who shows an enrolment.

    Whatever is shown, it costs one HMAC and one look-up.

    Raises:
        DeviceKeyRefusedError: it is none of ours, or it has expired.
        AgencyLeftError: it would be good, but its agency has left.
    """
    parts = FORM.fullmatch(credential)
    agency_id, day = parts.groups() if parts else ("", "")
    is_ours = compare_digest(_make_credential(agency_id, day, key).encode(), credential.encode())
    agency = connection.execute(select(AGENCIES.c.name, AGENCIES.c.left_at).where(AGENCIES.c.id == agency_id)).first()
    if not is_ours or agency is None or f"{now.astimezone(UTC):%Y%m%d}" >= day:
        raise DeviceKeyRefusedError
    if agency.left_at is not None:
        raise AgencyLeftError
    return Member(agency_id, agency.name)


def _make_credential(agency_id: str, day: str, key: bytes) -> str:
    proof = urlsafe_b64encode(digest(key, f"{agency_id}\0{day}".encode(), "sha256")).decode().rstrip("=")
    return f"{PREFIX}{agency_id}_{day}_{proof}"
