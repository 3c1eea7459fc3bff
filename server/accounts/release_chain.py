"""The metadata of a release as its publisher sees it: read back from disk, verified, and signed anew.

Source: The Update Framework 1.0, sections 4 (formats) and 5 (client workflow, which reading back follows).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from server.accounts.release_errors import ReleaseDamagedError, ReleaseKeysError
from server.accounts.release_paths import find_root_versions, metadata_path

if TYPE_CHECKING:
    from pathlib import Path

    from tuf.api.metadata import MetaFile

    from server.accounts.release_keys import ReleaseKeys

_Role = TypeVar("_Role", Root, Timestamp, Snapshot, Targets)


@dataclass(frozen=True, slots=True)
class ReleaseChain:
    """What has been published last; all None when nothing has.

    Attributes:
        root: the newest root metadata.
        timestamp: what names the snapshot.
        snapshot: what names the targets metadata.
        targets: what names the files.
    """

    root: Root | None = None
    timestamp: Timestamp | None = None
    snapshot: Snapshot | None = None
    targets: Targets | None = None


def load_chain(directory: Path, keys: ReleaseKeys) -> ReleaseChain:
    """Read and verify what lies in *directory*.

    Args:
        directory: of the release; it may be empty or not exist.
        keys: those with which the release will be signed further.

    Raises:
        ReleaseKeysError: the release names other keys.
        ReleaseDamagedError: a file is missing, unreadable, wrongly signed or not the one that was named.
        OSError: a file cannot be read for another reason.
    """
    versions = find_root_versions(directory)
    if not versions:
        return ReleaseChain()
    root = _read(directory, Root, metadata_path("root", versions[-1]))
    _verify(root, root, metadata_path("root", versions[-1]))
    _refuse_other_keys(directory, root.signed, keys)
    if not (directory / metadata_path("timestamp", 0)).exists():
        return ReleaseChain(root.signed)  # the first publisher was stopped before its last step
    timestamp = _read_verified(directory, root, Timestamp, None)
    snapshot = _read_verified(directory, root, Snapshot, timestamp.snapshot_meta)
    targets = _read_verified(directory, root, Targets, snapshot.meta["targets.json"])
    return ReleaseChain(root.signed, timestamp, snapshot, targets)


def sign_metadata(signed: _Role, keys: ReleaseKeys) -> bytes:
    """Return the bytes of the metadata file, signed with its role's key."""
    metadata = Metadata(signed)
    metadata.sign(keys.by_role[signed.type])
    return metadata.to_bytes()


def _read_verified(directory: Path, root: Metadata[Root], role: type[_Role], named: MetaFile | None) -> _Role:
    """Read the file that *named* speaks of; None for the timestamp, which nobody names."""
    path = metadata_path(role.type, named.version if named else 0)
    metadata = _read(directory, role, path, named)
    _verify(root, metadata, path)
    if named and metadata.signed.version != named.version:
        raise ReleaseDamagedError(path, f"version {metadata.signed.version}, named as {named.version}")
    return metadata.signed


def _verify(root: Metadata[Root], metadata: Metadata[_Role], path: str) -> None:
    try:
        root.signed.verify_delegate(metadata.signed.type, metadata.signed_bytes, metadata.signatures)
    except RepositoryError as error:
        raise ReleaseDamagedError(path, str(error)) from error


def _read(directory: Path, role: type[_Role], path: str, named: MetaFile | None = None) -> Metadata[_Role]:
    try:
        body = (directory / path).read_bytes()
        if named:
            named.verify_length_and_hashes(body)
        metadata: Metadata[_Role] = Metadata.from_bytes(body)
    except FileNotFoundError as error:
        raise ReleaseDamagedError(path, "missing") from error
    except (DeserializationError, RepositoryError) as error:
        raise ReleaseDamagedError(path, str(error)) from error
    if metadata.signed.type != role.type:
        raise ReleaseDamagedError(path, f"holds {metadata.signed.type} metadata")
    return metadata


def _refuse_other_keys(directory: Path, root: Root, keys: ReleaseKeys) -> None:
    for role, signer in keys.by_role.items():
        if signer.public_key.keyid not in root.roles[role].keyids:
            reason = f"signed with other keys (role {role}); bring those keys back, or remove this folder to start anew"
            raise ReleaseKeysError(directory, reason)
