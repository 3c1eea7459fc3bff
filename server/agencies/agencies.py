"""Agencies: added, listed, and closed when they leave; never deleted, because the audit trail speaks of them."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from server.agencies.agency_errors import AgencyNotFoundError
from server.agencies.audit_trail import append_entry
from server.agencies.tables import AGENCIES
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from server.agencies.audit_trail import Actor

AGENCY_ID = re.compile(r"[a-z][a-z0-9-]{1,62}")
CONTACT = re.compile(r"mailto:[^@\s]+@[^@\s]+|https://\S+")
NAME_MAX_CHARACTERS = 120
CONTACT_MAX_CHARACTERS = 254


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency.

    Attributes:
        contact: a desk of it, ``mailto:`` or ``https:``; never a person.
        left_at: since when its device keys let nobody in; None while it takes part.
    """

    id: str
    name: str
    contact: str
    created_at: datetime
    left_at: datetime | None = None


def add_agency(connection: Connection, actor: Actor, agency_id: str, name: str, contact: str) -> Agency:
    """Add an agency.

    Raises:
        RequestError: the id, name or contact cannot be one, or the id is taken.
    """
    agency = Agency(_read_id(agency_id), _read_name(name), _read_contact(contact), actor.at)
    if _find(connection, agency_id) is not None:
        raise RequestError("id", agency_id, "an id that no agency has had")
    connection.execute(insert(AGENCIES).values(asdict(agency)))
    append_entry(connection, actor, "agency add", agency.id, json.dumps([name, contact]))
    return agency


def load_agency(connection: Connection, agency_id: str) -> Agency:
    """Return an agency.

    Raises:
        AgencyNotFoundError: there is none of this id.
    """
    agency = _find(connection, agency_id)
    if agency is None:
        raise AgencyNotFoundError(agency_id)
    return agency


def load_present_agency(connection: Connection, agency_id: str) -> Agency:
    """Return an agency that takes part.

    Raises:
        AgencyNotFoundError: there is none of this id.
        RequestError: it has left.
    """
    agency = load_agency(connection, agency_id)
    if agency.left_at is not None:
        raise RequestError("agency", agency_id, f"an agency that takes part; this one left on {agency.left_at.date()}")
    return agency


def list_agencies(connection: Connection) -> list[Agency]:
    """Return every agency by id, those that left too."""
    return [Agency(*row) for row in connection.execute(select(AGENCIES).order_by(AGENCIES.c.id))]


def close_agency(connection: Connection, actor: Actor, agency_id: str) -> Agency:
    """Let an agency leave: from now on its device keys let nobody in.

    Raises:
        AgencyNotFoundError, RequestError: see ``load_present_agency``.
    """
    load_present_agency(connection, agency_id)
    connection.execute(update(AGENCIES).where(AGENCIES.c.id == agency_id).values(left_at=actor.at))
    append_entry(connection, actor, "agency close", agency_id, "")
    return load_agency(connection, agency_id)


def _find(connection: Connection, agency_id: str) -> Agency | None:
    row = connection.execute(select(AGENCIES).where(AGENCIES.c.id == agency_id)).first()
    return Agency(*row) if row else None


def _read_id(text: str) -> str:
    if not AGENCY_ID.fullmatch(text):
        raise RequestError("id", text, "2 to 63 of a-z, 0-9 and -, a letter first, such as bkd-contoh")
    return text


def _read_name(text: str) -> str:
    if not text.strip() or len(text) > NAME_MAX_CHARACTERS or not text.isprintable():
        raise RequestError("--name", text, f"a name of at most {NAME_MAX_CHARACTERS} characters on one line")
    return text


def _read_contact(text: str) -> str:
    if not CONTACT.fullmatch(text) or len(text) > CONTACT_MAX_CHARACTERS or not text.isprintable():
        raise RequestError(
            "--contact", text, "mailto: or https:, a desk of the agency, such as mailto:helpdesk@bkd.example"
        )
    return text
