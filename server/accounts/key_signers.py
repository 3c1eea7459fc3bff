"""Private keys: made as encrypted files, or found in a device, and opened for signing.

A device is reached through securesystemslib, with the package that it needs; no passphrase and no PIN ever stands in an
argument, a setting or the environment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar
from urllib.parse import parse_qs

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from securesystemslib.exceptions import UnsupportedLibraryError
from securesystemslib.signer import (
    AWSSigner,
    AzureSigner,
    CryptoSigner,
    GCPSigner,
    HSMSigner,
    Signer,
    SSlibKey,
)

from server.accounts.durable_files import create_file
from server.accounts.key_store import FILE_SCHEME, KeyRecord, KeyStore, check_kind
from server.accounts.release_errors import ReleaseKeysError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PASSPHRASE_MIN_CHARACTERS = 12

_Answer = TypeVar("_Answer")


class Ask(Protocol):
    """Asks a person, or a file that a person named, for a secret."""

    def __call__(self, secret: str) -> str:
        """Return the secret for what is named, such as ``passphrase of root-0a1b2c3d.pem``."""


def make_key(store: KeyStore, role: str, ask_new: Ask) -> KeyRecord:
    """Make a key (ECDSA P-256, which every browser of the manifest can check) as an encrypted file, and write it down.

    Raises:
        ReleaseKeysError: the passphrase is too short; nothing has been made.
        OSError: the file cannot be written.
    """
    signer = CryptoSigner.generate_ecdsa()
    name = f"{role}-{signer.public_key.keyid[:8]}.pem"
    passphrase = ask_new(f"new passphrase of {name}")
    if len(passphrase) < PASSPHRASE_MIN_CHARACTERS:
        raise ReleaseKeysError(name, f"its passphrase needs at least {PASSPHRASE_MIN_CHARACTERS} characters")
    key = load_pem_private_key(signer.private_bytes, None)
    body = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(passphrase.encode()))
    store.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    create_file(store.directory / name, body, mode=0o600)
    record = KeyRecord(role, signer.public_key, f"{FILE_SCHEME}{name}")
    store.add([record])
    return record


def find_device_key(store: KeyStore, role: str, uri: str, ask: Ask) -> KeyRecord:
    """Ask a device for the public part of the key at *uri*, and write it down.

    Raises:
        ReleaseKeysError: no device is addressed so, its package is missing, or the key is of another kind.
    """
    scheme, _, rest = uri.partition(":")
    find = _DEVICES.get(scheme)
    if find is None:
        known = ", ".join(f"{each}:" for each in _DEVICES)
        raise ReleaseKeysError(uri, f"no address of a device; expected one that begins with {known}")
    found_uri, public = _call_device(uri, lambda: find(rest, ask))
    check_kind(uri, public)
    record = KeyRecord(role, public, found_uri)
    store.add([record])
    return record


def open_signer(store: KeyStore, record: KeyRecord, ask: Ask) -> Signer:
    """Open a private key for signing.

    Raises:
        ReleaseKeysError: it is not here, the passphrase is wrong, it is another key, or its device does not answer.
        OSError: its file cannot be read.
    """
    path = store.find_file(record)
    if path is None:
        return _call_device(record.uri, lambda: Signer.from_priv_key_uri(record.uri, record.public, ask))
    try:
        body = path.read_bytes()
    except FileNotFoundError as error:
        raise ReleaseKeysError(path, "this private key is not here") from error
    try:
        return CryptoSigner(load_pem_private_key(body, ask(f"passphrase of {path.name}").encode()), record.public)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ReleaseKeysError(path, "wrong passphrase, or not the encrypted PEM file of this key") from error


def _find_in_token(rest: str, ask: Ask) -> tuple[str, SSlibKey]:
    key_id, _, query = rest.partition("?")
    label = parse_qs(query).get("label", [None])[0]
    return HSMSigner.import_(int(key_id) if key_id else None, label, ask)


def _find_in_azure(rest: str, _: Ask) -> tuple[str, SSlibKey]:
    """Take ``//VAULT.vault.azure.net/keys/NAME``."""
    host, _keys, name, *_rest = rest.removeprefix("//").split("/")
    return AzureSigner.import_(host.partition(".")[0], name)


_DEVICES: Mapping[str, Callable[[str, Ask], tuple[str, SSlibKey]]] = {
    "hsm": _find_in_token,
    "gcpkms": lambda rest, _: GCPSigner.import_(rest),
    "awskms": lambda rest, _: AWSSigner.import_(rest, "ecdsa-sha2-nistp256"),
    "azurekms": _find_in_azure,
}


def _call_device(uri: str, call: Callable[[], _Answer]) -> _Answer:
    try:
        return call()
    except UnsupportedLibraryError as error:
        extra = uri.partition(":")[0]
        raise ReleaseKeysError(uri, f"{error}: pip install 'securesystemslib[{extra}]'") from error
    except Exception as error:  # each device's package raises its own
        raise ReleaseKeysError(uri, f"the device does not answer: {error}") from error
