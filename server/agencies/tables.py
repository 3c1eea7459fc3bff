"""The tables as this version reads and writes them. ``migrations/`` makes them; a test compares the two.

No column is about a person who uses the extension: a device key has no owner, and when it was used is not kept, because
a key on one device would tell when that person works. ``audit_entries.who`` is the operator, in their own words.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Column, DateTime, ForeignKey, Integer, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

DIGEST_CHARACTERS = 64


class Instant(TypeDecorator[datetime]):
    """A UTC instant: SQLite forgets the zone, PostgreSQL gives its own; here it goes in and comes out in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - theirs
        """Bring an instant into UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - theirs
        """Say that it is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData()

AGENCIES = Table(
    "agencies",
    METADATA,
    Column("id", String(63), primary_key=True),
    Column("name", String(120), nullable=False),
    Column("contact", String(254), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("left_at", Instant),
)

DEVICE_KEYS = Table(
    "device_keys",
    METADATA,
    Column("id", String(13), primary_key=True),
    Column("agency_id", String(63), ForeignKey("agencies.id"), nullable=False, index=True),
    Column("digest", String(DIGEST_CHARACTERS), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

POLICIES = Table(
    "policies",
    METADATA,
    Column("agency_id", String(63), ForeignKey("agencies.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False),
    Column("set_at", Instant, nullable=False),
)
"""Rows are never changed or deleted; triggers see to it. The newest version counts."""

AUDIT_ENTRIES = Table(
    "audit_entries",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("who", String(120), nullable=False),
    Column("verb", String(40), nullable=False),
    Column("subject", String(120), nullable=False),
    Column("content", String(DIGEST_CHARACTERS), nullable=False),
    Column("previous", String(DIGEST_CHARACTERS), nullable=False, unique=True),
    Column("digest", String(DIGEST_CHARACTERS), nullable=False, unique=True),
)
"""Rows are never changed or deleted; each names the digest of the one before."""
