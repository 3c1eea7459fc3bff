"""CRX3: a ZIP archive with a signed header before it, as Chromium installs it from a server of one's own.

Written by hand: two small protobuf messages of length-delimited fields need no library, and none for Python is kept up
(looked 2026-11-21). RSA with PKCS #1 v1.5, because its signature of the same bytes is the same.

Source: Chromium, components/crx_file/crx3.proto and crx_creator.cc (read 2026-11-21).
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

MAGIC = b"Cr24"
VERSION = 3
SIGNED_PREFIX = b"CRX3 SignedData\0"
ID_BYTES = 16

PROOF_BY_RSA = 2
"""``CrxFileHeader.sha256_with_rsa``."""
SIGNED_HEADER_DATA = 10_000
"""``CrxFileHeader.signed_header_data``."""
PROOF_PUBLIC_KEY, PROOF_SIGNATURE = 1, 2
SIGNED_CRX_ID = 1

_LENGTH_DELIMITED = 2
_MORE = 0x80


def make_crx(archive: bytes, key: RSAPrivateKey) -> bytes:
    """Return the archive as a CRX3 file, signed with *key*, whose public half is the extension's identity."""
    public_key = encode_public_key(key)
    signed = encode_field(SIGNED_CRX_ID, sha256(public_key).digest()[:ID_BYTES])
    message = SIGNED_PREFIX + _encode_size(signed) + signed + archive
    signature = key.sign(message, PKCS1v15(), SHA256())
    proof = encode_field(PROOF_PUBLIC_KEY, public_key) + encode_field(PROOF_SIGNATURE, signature)
    header = encode_field(PROOF_BY_RSA, proof) + encode_field(SIGNED_HEADER_DATA, signed)
    return MAGIC + VERSION.to_bytes(4, "little") + _encode_size(header) + header + archive


def encode_public_key(key: RSAPrivateKey) -> bytes:
    """Return the public half as DER: what a manifest's ``key`` holds in base 64."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def make_extension_id(public_key: bytes) -> str:
    """Return the id that Chromium gives to the owner of a key: 32 letters from a to p.

    Args:
        public_key: DER, SubjectPublicKeyInfo.
    """
    return "".join(chr(ord("a") + int(digit, 16)) for digit in sha256(public_key).hexdigest()[: 2 * ID_BYTES])


def encode_field(number: int, value: bytes) -> bytes:
    """Return one protobuf field that holds bytes."""
    return _encode_varint(number << 3 | _LENGTH_DELIMITED) + _encode_varint(len(value)) + value


def _encode_varint(number: int) -> bytes:
    encoded = bytearray()
    while number >= _MORE:
        encoded.append(number % _MORE | _MORE)
        number //= _MORE
    return bytes([*encoded, number])


def _encode_size(value: bytes) -> bytes:
    return len(value).to_bytes(4, "little")
