"""The key store: ``keys.json`` names every key we know, with its public part and where its private part is.

The record itself is public and is copied to every machine; of the private parts each machine holds those it needs, as
encrypted files beside it, or in a device that never gives them away. Which key may sign what is said by the release's
root metadata, not here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from securesystemslib.signer import SSlibKey

from server.accounts.durable_files import replace_file
from server.accounts.release_errors import ReleaseKeysError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KEY_ROLES = ("root", "release", "timestamp")
RECORD_NAME = "keys.json"
FILE_SCHEME = "file:"
DEVICE_SCHEMES = {"hsm:": "hardware", "gcpkms:": "cloud", "awskms:": "cloud", "azurekms:": "cloud"}
"""Where else a private part may be; securesystemslib signs there."""

SHORT_ID = 8
_SIGNS = {("ed25519", "ed25519"), ("ecdsa", "ecdsa-sha2-nistp256")}
"""Kinds of keys that the extension can verify."""


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One key.

    Attributes:
        role: ``root``, ``release`` or ``timestamp``: what it was made for.
        public: its public part.
        uri: ``file:NAME.pem`` for a file beside the record, or a device's own address.
    """

    role: str
    public: SSlibKey
    uri: str

    @property
    def id(self) -> str:
        """The key's id in TUF metadata."""
        key_id: str = self.public.keyid
        return key_id

    @property
    def short_id(self) -> str:
        """What people call it by."""
        return self.id[:SHORT_ID]

    def to_json(self) -> dict[str, Any]:
        """Return the members as they stand in the record."""
        return {"id": self.id, "role": self.role, "public": self.public.to_dict(), "uri": self.uri}


@dataclass(frozen=True, slots=True)
class KeyStore:
    """A folder with the record and the private files that this machine holds."""

    directory: Path

    @property
    def path(self) -> Path:
        """The record."""
        return self.directory / RECORD_NAME

    @property
    def is_there(self) -> bool:
        """Whether real keys have been made; without them there are development keys."""
        return self.path.exists()

    def read(self) -> tuple[KeyRecord, ...]:
        """Return every key that is known here; empty when there is no record.

        Raises:
            ReleaseKeysError: the record is damaged.
            OSError: it cannot be read.
        """
        if not self.is_there:
            return ()
        return read_records(self.path)

    def add(self, records: Iterable[KeyRecord]) -> None:
        """Write keys down; those that are known already stay as they are."""
        known = {record.id: record for record in self.read()}
        self._write({**{record.id: record for record in records}, **known}.values())

    def remove(self, key_ids: Iterable[str]) -> list[Path]:
        """Forget keys; return their private files here, which nobody needs any more."""
        gone = set(key_ids)
        records = self.read()
        self._write(record for record in records if record.id not in gone)
        files = (self.find_file(record) for record in records if record.id in gone)
        return [path for path in files if path is not None and path.exists()]

    def find_file(self, record: KeyRecord) -> Path | None:
        """Return where a key's private file would be; None for one in a device."""
        if not record.uri.startswith(FILE_SCHEME):
            return None
        return self.directory / record.uri.removeprefix(FILE_SCHEME)

    def describe_place(self, record: KeyRecord) -> str:
        """Return ``encrypted`` (a file here), ``offline`` (a file elsewhere), ``hardware`` or ``cloud``."""
        path = self.find_file(record)
        if path is not None:
            return "encrypted" if path.exists() else "offline"
        return DEVICE_SCHEMES.get(record.uri.partition(":")[0] + ":", "device")

    def is_at_hand(self, record: KeyRecord) -> bool:
        """Tell whether this machine can sign with a key."""
        return self.describe_place(record) != "offline"

    def _write(self, records: Iterable[KeyRecord]) -> None:
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        ordered = sorted(records, key=lambda record: (KEY_ROLES.index(record.role), record.id))
        replace_file(self.path, encode_records(ordered))


def encode_records(records: Iterable[KeyRecord]) -> bytes:
    """Return keys as a file; nothing in it is secret."""
    data = {"format": 1, "keys": [record.to_json() for record in records]}
    return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()


def read_records(path: Path) -> tuple[KeyRecord, ...]:
    """Read keys from a record, our own or one that somebody sent.

    Raises:
        ReleaseKeysError: it is damaged, or names a key that the extension cannot verify.
        OSError: it cannot be read.
    """
    try:
        data = json.loads(path.read_bytes())
        return tuple(_read_record(path, each) for each in data["keys"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseKeysError(path, f"not a record of keys ({type(error).__name__})") from error


def check_kind(place: object, public: SSlibKey) -> None:
    """Make sure that the extension can verify what a key signs.

    Raises:
        ReleaseKeysError: it cannot.
    """
    if (public.keytype, public.scheme) not in _SIGNS:
        raise ReleaseKeysError(place, f"a key of kind {public.scheme}; expected Ed25519 or ECDSA P-256")


def _read_record(path: Path, data: dict[str, Any]) -> KeyRecord:
    public = SSlibKey.from_dict(data["id"], dict(data["public"]))
    check_kind(path, public)
    role, uri = data["role"], data["uri"]
    if role not in KEY_ROLES or (uri.startswith(FILE_SCHEME) and "/" in uri):
        raise ValueError(role)
    return KeyRecord(role, public, uri)
