"""Tell whether an ID token proves that somebody is a member of an agency; nothing of it is kept or handed on.

Source: OpenID Connect Core 1.0, section 3.1.3.7 (ID Token Validation); RFC 7519; RFC 8725 (JWT Best Current Practices).
"""

from __future__ import annotations

from datetime import timedelta
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from joserfc import jwt
from joserfc.errors import BadSignatureError, InvalidKeyIdError, JoseError
from joserfc.jws import JWSRegistry

from server.sign_in.sign_in_errors import (
    IdTokenEarlyError,
    IdTokenExpiredError,
    IdTokenForeignError,
    IdTokenNonceError,
    IdTokenSignatureError,
    IdTokenUnreadableError,
    NotMemberError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from joserfc.jwa import JWSAlgModel
    from joserfc.jwk import KeySet

    from server.sign_in.providers import Providers

    Claims = Mapping[str, Any]

ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""Public keys only: never ``none``, never a shared secret. EdDSA and its newer name Ed25519 (RFC 9864) are the same."""

LEEWAY = timedelta(minutes=2)
"""How far the clock of a provider may be from ours."""

AGE_MAX = timedelta(minutes=10)
"""A token is shown right after it was made."""

EMAIL_DOMAIN = "email_domain"
"""Not a claim but a part of one: of an ``email`` that the provider has verified, what stands behind the @."""


class _Registry(JWSRegistry):
    """Takes ``ALGORITHMS``; joserfc would warn of the older name of EdDSA, which many providers write."""

    def get_alg(self, name: str) -> JWSAlgModel:
        """Return one of our algorithms."""
        if name not in ALGORITHMS:
            raise IdTokenUnreadableError
        return self.algorithms[name]


_REGISTRY = _Registry(strict_check_header=False)  # providers add header members of their own; "crit" is still kept


class SignIn(NamedTuple):
    """What one sign-in has to be.

    Attributes:
        issuer: of the agency's policy.
        client_id: under which the provider knows the extension.
        nonce: that the asker has sent to the provider.
    """

    issuer: str
    client_id: str
    nonce: str


def check_id_token(providers: Providers, id_token: str, wanted: SignIn, now: datetime) -> Claims:
    """Check an ID token and return its claims, to be looked at once (``check_member``) and dropped.

    Args:
        providers: knows the keys.
        id_token: as the provider made it.
        wanted: of which sign-in it has to be.
        now: in UTC.

    Raises:
        ProviderDownError, ProviderWrongError: the keys cannot be known.
        IdTokenError: one of its kinds; the signature is looked at first.
    """
    claims = _open(providers, id_token, wanted.issuer)
    if claims.get("iss") != wanted.issuer or not _is_for(claims, wanted.client_id):
        raise IdTokenForeignError
    _check_instants(claims, now)
    if claims.get("nonce") != wanted.nonce:
        raise IdTokenNonceError
    return claims


def check_member(claims: Claims, name: str, values: Sequence[str]) -> None:
    """Tell whether a claim lets in.

    Args:
        claims: of a token that was checked.
        name: of the claim, or ``email_domain``.
        values: one of them lets in.

    Raises:
        NotMemberError: none of them is there.
    """
    if name == EMAIL_DOMAIN:
        found, wanted = [_find_email_domain(claims)], {value.lower() for value in values}
    else:
        claim = claims.get(name)
        found, wanted = claim if isinstance(claim, list) else [claim], set(values)
    if not any(isinstance(each, str) and each in wanted for each in found):
        raise NotMemberError


def _open(providers: Providers, id_token: str, issuer: str) -> Claims:
    """Return the claims of a token that a key of the provider has signed; a key that is not known may be a new one."""
    keys = providers.load_keys(issuer)
    try:
        return _decode(id_token, keys)
    except InvalidKeyIdError:
        pass
    try:
        return _decode(id_token, providers.renew_keys(issuer, keys))
    except InvalidKeyIdError as error:
        raise IdTokenSignatureError from error


def _decode(id_token: str, keys: KeySet) -> Claims:
    try:
        return jwt.decode(id_token, keys, registry=_REGISTRY).claims
    except InvalidKeyIdError:
        raise
    except BadSignatureError as error:
        raise IdTokenSignatureError from error
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise IdTokenUnreadableError from error


def _is_for(claims: Claims, client_id: str) -> bool:
    """Tell whether a token was made for this client: alone, or as the one that asked."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp", client_id if len(audiences) == 1 else None)
    return client_id in audiences and party == client_id


def _check_instants(claims: Claims, now: datetime) -> None:
    made, until, since = (_read_instant(claims, name) for name in ("iat", "exp", "nbf"))
    if made is None or until is None:
        raise IdTokenUnreadableError
    at, leeway = now.timestamp(), LEEWAY.total_seconds()
    if max(made, since or made) > at + leeway:
        raise IdTokenEarlyError
    if until <= at - leeway or made < at - leeway - AGE_MAX.total_seconds():
        raise IdTokenExpiredError


def _read_instant(claims: Claims, name: str) -> float | None:
    """Return seconds since the epoch; None when the claim is not there."""
    found = claims.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
        raise IdTokenUnreadableError
    return found


def _find_email_domain(claims: Claims) -> str | None:
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        return None
    return email.rpartition("@")[2].lower()
