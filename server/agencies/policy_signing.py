"""A policy as a device gets it: signed, and good until a day.

The envelope is TUF's: ``{"signed": {...}, "signatures": [{"keyid", "sig"}]}``, the signature over canonical JSON
(OLPC), so the extension's own verifier reads it. The key is one of its own: it speaks for policies and nothing else.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner

from server.agencies.agency_errors import PolicyKeyError

if TYPE_CHECKING:
    from pathlib import Path

    from server.agencies.policies import Policy

LIFETIME_DAYS = 14
"""From the beginning of the day: the same bytes all day long, from every server. A device that is off for a holiday
keeps its last policy; the date only says how old an answer a mirror may give."""

FORMAT = 1


def make_policy_key() -> bytes:
    """Return a new private key as PEM, without a password: the server signs on its own."""
    return CryptoSigner.generate_ed25519().private_bytes


def load_policy_signer(path: Path) -> CryptoSigner:
    """Read the key that signs policies.

    Raises:
        PolicyKeyError: there is none, or it is no unencrypted Ed25519 key.
    """
    try:
        signer = CryptoSigner(load_pem_private_key(path.read_bytes(), password=None))
    except FileNotFoundError as error:
        raise PolicyKeyError(str(path), "no key") from error
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise PolicyKeyError(str(path), "no key that can be read") from error
    if signer.public_key.keytype != "ed25519":
        raise PolicyKeyError(str(path), f"a key of type {signer.public_key.keytype}, expected ed25519")
    return signer


def show_public_key(signer: CryptoSigner) -> str:
    """Return the public half as extensions hold it: hexadecimal; of an elliptic curve the uncompressed point."""
    public: str = signer.public_key.keyval["public"]
    if not public.startswith("-----"):
        return public
    key = load_pem_public_key(public.encode())
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint).hex()


def sign_policy(policy: Policy, agency_name: str, signer: CryptoSigner, now: datetime) -> bytes:
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
    signature = signer.sign(canonical.encode())
    envelope = {"signatures": [{"keyid": signature.keyid, "sig": signature.signature}], "signed": signed}
    return json.dumps(envelope, ensure_ascii=False, sort_keys=True).encode()
