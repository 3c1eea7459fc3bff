"""What ``POST /v1/enrol`` is asked: apart from its desk, so that a server without sign-in loads nothing for tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from server.domain.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Mapping

AGENCY_MAX_CHARACTERS = 63
ID_TOKEN_MAX_CHARACTERS = 32_768
"""Of somebody in many groups; 2,000 characters are usual."""

NONCE_MAX_CHARACTERS = 128

MEMBERS = {
    "agency": AGENCY_MAX_CHARACTERS,
    "id_token": ID_TOKEN_MAX_CHARACTERS,
    "nonce": NONCE_MAX_CHARACTERS,
}
"""Every member of a request, with its longest value."""


class EnrolRequest(NamedTuple):
    """Who asks to become a member of which agency."""

    agency: str
    id_token: str
    nonce: str


def parse_enrol_request(data: Mapping[str, Any]) -> EnrolRequest:
    """Read a request; what is wrong is told without repeating it, because it may be a token.

    Raises:
        RequestError: a member is missing, unknown, or no text of the right length.
    """
    for name in data:
        if name not in MEMBERS:
            raise RequestError("", "a member of another name", f"{', '.join(MEMBERS)} and nothing else")
    for name, longest in MEMBERS.items():
        value = data.get(name)
        if not isinstance(value, str) or not 1 <= len(value) <= longest:
            found = f"{len(value)} characters" if isinstance(value, str) else type(value).__name__
            raise RequestError(name, found, f"a text of 1 to {longest} characters")
    return EnrolRequest(**{name: data[name] for name in MEMBERS})
