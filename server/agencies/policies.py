"""Policies: every version that an agency has set; the newest counts, the others stay to be read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from server.agencies.agencies import load_present_agency
from server.agencies.agency_errors import PolicyNotSetError
from server.agencies.audit_trail import append_entry
from server.agencies.policy_check import check_policy
from server.agencies.tables import POLICIES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from server.agencies.audit_trail import Actor


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of an agency's policy.

    Attributes:
        settings: what it sets, as ``extension/policy_schema.json`` says.
    """

    agency_id: str
    version: int
    settings: Mapping[str, Any]
    set_at: datetime


def set_policy(connection: Connection, actor: Actor, agency_id: str, settings: object) -> Policy:
    """Make *settings* the newest version of an agency's policy; the version before stays when nothing changed.

    Raises:
        AgencyNotFoundError: there is no such agency.
        RequestError: it has left.
        PolicyError: the settings are not what an agency may set.
    """
    agency = load_present_agency(connection, agency_id)
    checked = check_policy(settings)
    versions = list_policies(connection, agency.id)
    if versions and versions[0].settings == checked:
        return versions[0]
    document = json.dumps(checked, ensure_ascii=False, sort_keys=True)
    version = versions[0].version + 1 if versions else 1
    connection.execute(
        insert(POLICIES).values(agency_id=agency.id, version=version, document=document, set_at=actor.at)
    )
    append_entry(connection, actor, "policy set", f"{agency.id}/{version}", document)
    return load_policy(connection, agency.id)


def load_policy(connection: Connection, agency_id: str) -> Policy:
    """Return the newest version.

    Raises:
        PolicyNotSetError: there is none.
    """
    row = connection.execute(_select_newest_first(agency_id).limit(1)).first()
    if row is None:
        raise PolicyNotSetError(f"{agency_id}: no policy was set; jaga policy set does")
    return _read(row)


def list_policies(connection: Connection, agency_id: str) -> list[Policy]:
    """Return every version, the newest first."""
    return [_read(row) for row in connection.execute(_select_newest_first(agency_id))]


def _select_newest_first(agency_id: str) -> Any:
    return select(POLICIES).where(POLICIES.c.agency_id == agency_id).order_by(POLICIES.c.version.desc())


def _read(row: Any) -> Policy:
    return Policy(row.agency_id, row.version, json.loads(row.document), row.set_at)
