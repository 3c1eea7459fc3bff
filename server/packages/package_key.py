"""The key that signs Chromium packages: whoever holds it is the extension, to browsers under policy.

A development key is made on first use. In production one must be given (``JAGA_PACKAGE_KEY``), kept as the root key of
releases is kept: who loses it has to give every device a new extension.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from server.accounts.durable_files import create_file
from server.packages.package_errors import PackageError

if TYPE_CHECKING:
    from pathlib import Path

KEY_BITS = 2048
PUBLIC_EXPONENT = 65_537
DEVELOPMENT_KEY = "package.pem"


def load_package_key(keys_dir: Path, given: Path | None, *, is_production: bool) -> RSAPrivateKey:
    """Return the key that the settings name, or the development key, which is made when it is missing.

    Args:
        keys_dir: where the development key lies.
        given: the PEM file of the setting, or None.
        is_production: whether real devices would rely on what is signed.

    Raises:
        PackageError: production without a key of its own, or a file that is no RSA key.
        OSError: a file cannot be read or written.
    """
    if given is not None:
        return _read_key(given)
    if is_production:
        raise PackageError(keys_dir, "no development key signs in production; name a key with JAGA_PACKAGE_KEY")
    path = keys_dir / DEVELOPMENT_KEY
    if not path.exists():
        keys_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        create_file(path, _make_key(), mode=0o600)
    return _read_key(path)


def _make_key() -> bytes:
    key = generate_private_key(public_exponent=PUBLIC_EXPONENT, key_size=KEY_BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read_key(path: Path) -> RSAPrivateKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise PackageError(path, "not an unencrypted PEM key") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < KEY_BITS:
        raise PackageError(path, f"expected an RSA key of {KEY_BITS} bits or more")
    return key
