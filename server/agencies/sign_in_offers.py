"""Which agencies offer sign-in: those that take part and whose newest policy names their single sign-on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.agencies.agencies import list_agencies, load_agency
from server.agencies.agency_errors import AgencyNotFoundError, PolicyNotSetError, SignInNotOfferedError
from server.agencies.policies import load_policy

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from server.agencies.agencies import Agency

SCOPES = {"email_domain": "email"}
"""The scope that brings a claim, where it has not the claim's own name (OpenID Connect Core 1.0, section 5.4)."""


@dataclass(frozen=True, slots=True)
class SignInOffer:
    """How members of one agency sign in.

    Attributes:
        issuer: of the agency's provider.
        client_id: under which the provider knows the extension.
        claim: that shows membership, ``sso.allowed_claim`` of the policy.
        values: of the claim; one of them lets in.
    """

    agency_id: str
    agency_name: str
    issuer: str
    client_id: str
    claim: str
    values: tuple[str, ...]

    @property
    def scope(self) -> str:
        """The scope to ask the provider for, beside ``openid``, where it has one of this name."""
        return SCOPES.get(self.claim, self.claim)


def list_offers(connection: Connection) -> list[SignInOffer]:
    """Return the offers of all agencies, by agency."""
    found = (_find(connection, agency) for agency in list_agencies(connection))
    return [offer for offer in found if offer]


def load_offer(connection: Connection, agency_id: str) -> SignInOffer:
    """Return the offer of an agency.

    Raises:
        SignInNotOfferedError: there is no such agency, it has left, or its policy names no single sign-on.
    """
    try:
        offer = _find(connection, load_agency(connection, agency_id))
    except AgencyNotFoundError as error:
        raise SignInNotOfferedError from error
    if offer is None:
        raise SignInNotOfferedError
    return offer


def _find(connection: Connection, agency: Agency) -> SignInOffer | None:
    if agency.left_at is not None:
        return None
    try:
        sso = load_policy(connection, agency.id).settings.get("sso")
    except PolicyNotSetError:
        return None
    if sso is None:
        return None
    claim = sso["allowed_claim"]
    return SignInOffer(agency.id, agency.name, sso["issuer"], sso["client_id"], claim["name"], tuple(claim["values"]))
