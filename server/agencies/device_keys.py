"""Device keys: what a managed device or a tool of an agency shows to be let in.

A key is ``jaga_<8 hex>_<43 characters>``: a visible part, by which it is listed and revoked, and 256 random bits. It is
shown once; what is kept is its SHA-256. A slow hash would protect a password that can be guessed; nobody guesses 256
bits, and a quick one costs the same for every credential, good or bad.
"""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import insert, select, update

from server.agencies.agencies import load_present_agency
from server.agencies.agency_errors import AgencyLeftError, DeviceKeyNotFoundError, DeviceKeyRefusedError
from server.agencies.audit_trail import append_entry, digest_text
from server.agencies.tables import AGENCIES, DEVICE_KEYS
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from server.agencies.audit_trail import Actor

SECRET_BYTES = 32
DAYS_MAX = 1100
"""Three years: what is never renewed is forgotten on some device."""


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """One key, without its secret.

    Attributes:
        id: the visible part, such as ``jaga_0123abcd``.
        digest: SHA-256 of the whole key.
    """

    id: str
    agency_id: str
    digest: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None

    def choose_state(self, now: datetime) -> str:
        """Return ``revoked``, ``expired`` or ``valid``."""
        if self.revoked_at is not None:
            return "revoked"
        return "expired" if now >= self.expires_at else "valid"


class Device(NamedTuple):
    """Who was let in: a key of an agency, never a person.

    Attributes:
        key_id: the visible part of the key.
    """

    key_id: str
    agency_id: str
    agency_name: str


def issue_key(connection: Connection, actor: Actor, agency_id: str, days: int) -> tuple[DeviceKey, str]:
    """Make a key for an agency; return it and its text, which nobody can read again.

    Raises:
        AgencyNotFoundError: there is no such agency.
        RequestError: it has left, or the key would hold for too long.
    """
    agency = load_present_agency(connection, agency_id)
    if not 1 <= days <= DAYS_MAX:
        raise RequestError("--days", days, f"a whole number from 1 to {DAYS_MAX}")
    key_id = f"jaga_{secrets.token_hex(4)}"
    text = f"{key_id}_{secrets.token_urlsafe(SECRET_BYTES)}"
    key = DeviceKey(key_id, agency.id, digest_text(text), actor.at, actor.at + timedelta(days=days))
    connection.execute(insert(DEVICE_KEYS).values(asdict(key)))
    append_entry(connection, actor, "device-key issue", key_id, f"{agency.id} {key.expires_at.isoformat()}")
    return key, text


def list_keys(connection: Connection, agency_id: str | None = None) -> list[DeviceKey]:
    """Return the keys of an agency, or of all, by agency and day."""
    asked = select(DEVICE_KEYS).order_by(DEVICE_KEYS.c.agency_id, DEVICE_KEYS.c.created_at, DEVICE_KEYS.c.id)
    if agency_id is not None:
        asked = asked.where(DEVICE_KEYS.c.agency_id == agency_id)
    return [DeviceKey(*row) for row in connection.execute(asked)]


def revoke_key(connection: Connection, actor: Actor, key_id: str) -> DeviceKey:
    """Let a key let nobody in from now on; one that was revoked stays as it was.

    Raises:
        DeviceKeyNotFoundError: there is no such key.
    """
    key = _load_key(connection, key_id)
    if key.revoked_at is not None:
        return key
    connection.execute(update(DEVICE_KEYS).where(DEVICE_KEYS.c.id == key_id).values(revoked_at=actor.at))
    append_entry(connection, actor, "device-key revoke", key_id, "")
    return _load_key(connection, key_id)


def open_device(connection: Connection, credential: str, now: datetime) -> Device:
    """Let in who shows a valid key.

    Whatever is shown, it costs one digest and one look-up by it; nothing of it is compared before.

    Raises:
        DeviceKeyRefusedError: it is no key, or one that is unknown, expired or revoked.
        AgencyLeftError: the key would be valid, but its agency has left.
    """
    digest = digest_text(credential)
    found = connection.execute(
        select(DEVICE_KEYS, AGENCIES.c.name, AGENCIES.c.left_at)
        .join(AGENCIES, AGENCIES.c.id == DEVICE_KEYS.c.agency_id)
        .where(DEVICE_KEYS.c.digest == digest)
    ).first()
    if found is None or not compare_digest(found.digest, digest):
        raise DeviceKeyRefusedError
    *columns, name, left_at = found
    key = DeviceKey(*columns)
    if key.choose_state(now) != "valid":
        raise DeviceKeyRefusedError
    if left_at is not None:
        raise AgencyLeftError
    return Device(key.id, key.agency_id, name)


def _load_key(connection: Connection, key_id: str) -> DeviceKey:
    row = connection.execute(select(DEVICE_KEYS).where(DEVICE_KEYS.c.id == key_id)).first()
    if row is None:
        raise DeviceKeyNotFoundError(key_id)
    return DeviceKey(*row)
