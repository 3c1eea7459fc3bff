"""Keys, documents and ID tokens of an invented provider, good and bad."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

if TYPE_CHECKING:
    from joserfc.jwa import JWSAlgModel
    from joserfc.jwk import Key

NOW = datetime(2031, 1, 15, 3, 0, tzinfo=UTC)
ISSUER = "https://sso.bkd.example/realms/asn"
CLIENT = "jaga-jempol"
NONCE = "angka-sekali-pakai"
PERSON = {"sub": "199001012015031001", "name": "Orang Contoh", "email": "orang@bkd.example", "email_verified": True}
AT = int(NOW.timestamp())


class _Signing(JWSRegistry):
    """Signs with every algorithm, the bad ones too."""

    def get_alg(self, name: str) -> JWSAlgModel:
        """Return any algorithm."""
        return self.algorithms[name]


_SIGNING = _Signing(strict_check_header=False)


@cache
def make_key(alg: str, kid: str = "satu") -> Key:
    """Return the one key of this algorithm and name."""
    parameters: Any = {"kid": kid, "use": "sig"}
    if alg.startswith("ES"):
        return ECKey.generate_key("P-256", parameters)
    if alg.startswith("Ed"):
        return OKPKey.generate_key("Ed25519", parameters)
    return RSAKey.generate_key(2048, parameters)


def make_claims(**changes: Any) -> dict[str, Any]:
    """Return the claims of a good token, with changes; None leaves a claim out."""
    good = {"iss": ISSUER, "aud": CLIENT, "nonce": NONCE, "iat": AT - 5, "exp": AT + 295, "groups": ["asn", "bkd"]}
    return {name: value for name, value in {**PERSON, **good, **changes}.items() if value is not None}


def sign(claims: dict[str, Any], alg: str = "RS256", key: Key | None = None, **header: Any) -> str:
    """Return a signed token."""
    chosen = key or make_key(alg)
    return jwt.encode({"alg": alg, "kid": chosen.kid, **header}, claims, chosen, registry=_SIGNING)


def make_token(**changes: Any) -> str:
    """Return a good token with changed claims."""
    return sign(make_claims(**changes))


def make_unsigned(claims: dict[str, Any], **header: Any) -> str:
    """Return a token with ``alg: none`` and no signature."""
    return f"{_encode({'alg': 'none', **header})}.{_encode(claims)}."


def make_shared_secret_token() -> str:
    """Return a token that uses the public key as a shared secret: the oldest trick."""
    key = make_key("RS256")
    assert isinstance(key, RSAKey)
    secret = key.as_pem(private=False)
    signed = f"{_encode({'alg': 'HS256', 'kid': 'satu'})}.{_encode(make_claims())}"
    return f"{signed}.{urlsafe_b64encode(hmac.digest(secret, signed.encode(), 'sha256')).decode().rstrip('=')}"


class MemoryProvider:
    """The documents of a provider in memory; *keys* may be changed, *asked* says what was fetched."""

    def __init__(self, *keys: Key) -> None:
        self.keys = list(keys)
        self.asked: list[str] = []
        self.documents: dict[str, Any] = {}
        self.failure: Exception | None = None

    def fetch(self, url: str) -> dict[str, Any]:
        """Give a document."""
        self.asked.append(url)
        if self.failure:
            raise self.failure
        usual: dict[str, Any] = {
            f"{ISSUER}/.well-known/openid-configuration": {"issuer": ISSUER, "jwks_uri": f"{ISSUER}/certs"},
            f"{ISSUER}/certs": {"keys": [key.as_dict(private=False) for key in self.keys]},
        }
        found: dict[str, Any] = (usual | self.documents)[url]
        return found


def _encode(value: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
