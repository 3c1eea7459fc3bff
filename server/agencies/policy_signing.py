"""A policy as a device gets it: signed, and good until a day.

The envelope is TUF's: ``{"signed": {...}, "signatures": [{"keyid", "sig"}]}``, the signature over canonical JSON
(OLPC), so the extension's own verifier reads it. The key is one of its own: it speaks for policies and nothing else.
It is ECDSA on P-256, because WebCrypto of Chrome before 137 knows no Ed25519, and the manifest allows Chrome 120.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import SSlibKey

from server.agencies.agency_errors import PolicyKeyError

if TYPE_CHECKING:
    from pathlib import Path

    from server.agencies.policies import Policy

LIFETIME_DAYS = 14
"""From the beginning of the day: the same bytes all day long, from every server. A device that is off for a holiday
keeps its last policy; the date only says how old an answer a mirror may give."""

FORMAT = 1


_ALGORITHM = ec.ECDSA(SHA256(), deterministic_signing=True)
"""RFC 6979: the same bytes for the same policy, from every server, so that an ETag holds."""


@dataclass(frozen=True, slots=True)
class PolicySigner:
    """The key that signs policies.

    Attributes:
        public_key: as TUF metadata would hold it.
    """

    public_key: SSlibKey
    private_key: ec.EllipticCurvePrivateKey

    @property
    def point(self) -> str:
        """Return the public half as devices are told it: the uncompressed point (X9.62), 65 bytes in hexadecimal."""
        return self.private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()

    def sign(self, payload: bytes) -> str:
        """Return the signature, DER in hexadecimal, as TUF metadata holds it."""
        return self.private_key.sign(payload, _ALGORITHM).hex()


def make_policy_key() -> bytes:
    """Return a new private key as PEM, without a password: the server signs on its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def load_policy_signer(path: Path) -> PolicySigner:
    """Read the key that signs policies.

    Raises:
        PolicyKeyError: there is none, or it is no unencrypted ECDSA key on P-256.
    """
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except FileNotFoundError as error:
        raise PolicyKeyError(str(path), "no key") from error
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PolicyKeyError(str(path), "no key that can be read") from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise PolicyKeyError(str(path), "a key of another kind, expected ECDSA on P-256")
    return PolicySigner(SSlibKey.from_crypto(key.public_key()), key)


def sign_policy(policy: Policy, agency_name: str, signer: PolicySigner, now: datetime) -> bytes:
    """Return the signed policy as JSON; the same bytes for the same policy, key and day."""
    midnight = datetime.combine(now.astimezone(UTC).date(), datetime.min.time(), UTC)
    signed: dict[str, Any] = {
        "_type": "policy",
        "format": FORMAT,
        "agency": {"id": policy.agency_id, "name": agency_name},
        "version": policy.version,
        "expires": (midnight + timedelta(days=LIFETIME_DAYS)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "policy": policy.settings,
    }
    canonical = encode_canonical(signed)
    assert canonical is not None, "without an output function the text is returned"
    signature = {"keyid": signer.public_key.keyid, "sig": signer.sign(canonical.encode())}
    envelope = {"signatures": [signature], "signed": signed}
    return json.dumps(envelope, ensure_ascii=False, sort_keys=True).encode()
