"""Who changed what, and when: appended in the transaction of the change itself, each entry naming the one before.

Triggers of the database forbid changing and deleting; the chain shows it when somebody took the triggers away.
"""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass
from datetime import UTC
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import insert, select

from server.agencies.tables import AUDIT_ENTRIES

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

BEGINNING = "0" * 64
"""What the first entry names as the one before."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and when.

    Attributes:
        who: the operator's own name, as the system or ``JAGA_OPERATOR`` gives it.
        at: the present instant.
    """

    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One change.

    Attributes:
        verb: what was done, such as ``policy set``.
        subject: to what: the id of an agency or of a device key, or an agency's policy as ``<agency>/<version>``.
        content: SHA-256 of what was written.
        previous: digest of the entry before.
        digest: SHA-256 of everything above.
    """

    number: int
    at: datetime
    who: str
    verb: str
    subject: str
    content: str
    previous: str
    digest: str


def append_entry(connection: Connection, actor: Actor, verb: str, subject: str, content: str) -> None:
    """Write down a change, in its own transaction.

    Args:
        connection: of ``Database.write``, which lets one writer in at a time.
        actor: who and when.
        verb: what was done.
        subject: to what.
        content: what was written, in full; only its digest is kept.
    """
    last = connection.execute(
        select(AUDIT_ENTRIES.c.number, AUDIT_ENTRIES.c.digest).order_by(AUDIT_ENTRIES.c.number.desc()).limit(1)
    ).first()
    number, previous = (last.number + 1, last.digest) if last else (1, BEGINNING)
    entry = AuditEntry(number, actor.at, actor.who, verb, subject, digest_text(content), previous, "")
    values = dict(zip(AUDIT_ENTRIES.c.keys(), astuple(entry), strict=True))
    connection.execute(insert(AUDIT_ENTRIES).values(values | {"digest": digest_entry(entry)}))


def list_entries(connection: Connection) -> list[AuditEntry]:
    """Return every entry, the oldest first."""
    return [AuditEntry(*row) for row in connection.execute(select(AUDIT_ENTRIES).order_by(AUDIT_ENTRIES.c.number))]


def find_break(entries: list[AuditEntry]) -> int | None:
    """Return the number of the first entry that does not fit the one before or itself; None when all do.

    Entries cut off at the end leave a whole chain: compare its last digest with one that was noted elsewhere.
    """
    previous = BEGINNING
    for number, entry in enumerate(entries, 1):
        if (entry.number, entry.previous, entry.digest) != (number, previous, digest_entry(entry)):
            return number
        previous = entry.digest
    return None


def digest_entry(entry: AuditEntry) -> str:
    """Return the digest of an entry's own words and of the digest before."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    words = [entry.number, at, entry.who, entry.verb, entry.subject, entry.content, entry.previous]
    return digest_text(json.dumps(words))


def digest_text(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()
