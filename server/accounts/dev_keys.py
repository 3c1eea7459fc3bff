"""Development keys: made on first run, kept unprotected, refused in production.

So that ``make run`` on a fresh clone can sign a release. Real keys come from a ceremony (``jaga keys``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner

from server.accounts.durable_files import create_file
from server.accounts.release_errors import ReleaseKeysError
from server.accounts.release_keys import ReleaseKeys

if TYPE_CHECKING:
    from pathlib import Path

KEY_NAMES = ("root", "release", "timestamp")
KEY_TYPES = ("ecdsa", "ed25519")
"""New keys are of the first type (docs/decisions/0014); older checkouts have the second."""


def load_dev_keys(directory: Path, *, is_production: bool) -> ReleaseKeys:
    """Read the development keys; a missing one is made first.

    Args:
        directory: where they lie, one PKCS#8 PEM file each, readable by the owner only.
        is_production: whether real people would rely on what is signed.

    Raises:
        ReleaseKeysError: production; or a file that is no such key.
        OSError: the folder cannot be read or written.
    """
    if is_production:
        raise ReleaseKeysError(directory, "development keys are refused when JAGA_ENV is production")
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    root, release, timestamp = (_load_key(directory / f"{name}.pem") for name in KEY_NAMES)
    return ReleaseKeys(root, release, timestamp, is_development=True)


def _load_key(path: Path) -> CryptoSigner:
    if not path.exists():
        # Two programs that start at once: the first file stays, and both read it.
        create_file(path, CryptoSigner.generate_ecdsa().private_bytes, mode=0o600)
    path.chmod(0o600)
    try:
        signer = CryptoSigner(load_pem_private_key(path.read_bytes(), password=None))
    except (ValueError, TypeError) as error:
        raise ReleaseKeysError(
            path, "not an unencrypted PEM key; remove it and the release, and start again"
        ) from error
    if signer.public_key.keytype not in KEY_TYPES:
        raise ReleaseKeysError(path, f"a key of type {signer.public_key.keytype}, expected {' or '.join(KEY_TYPES)}")
    return signer
