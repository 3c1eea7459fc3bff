"""The metadata of a release as its publisher sees it: read back from disk, verified, and signed anew.

Source: The Update Framework 1.0, sections 4 (formats) and 5 (client workflow, which reading back follows).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tuf.api.exceptions import RepositoryError, UnsignedMetadataError
from tuf.api.metadata import Metadata, Root, Snapshot, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from server.accounts.release_errors import ReleaseDamagedError, ReleaseKeysError
from server.accounts.release_keys import SIGNED_BY
from server.accounts.release_paths import find_root_versions, metadata_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tuf.api.metadata import MetaFile

    from server.accounts.release_keys import ReleaseKeys

Role = TypeVar("Role", Root, Timestamp, Snapshot, Targets)


@dataclass(frozen=True, slots=True)
class ReleaseChain:
    """What has been published last; all None when nothing has.

    Attributes:
        root: the newest root metadata.
        timestamp: what names the snapshot.
        snapshot: what names the targets metadata.
        targets: what names the files.
        outdated: the roles whose signature held under an earlier root only: to be signed anew.
    """

    root: Root | None = None
    timestamp: Timestamp | None = None
    snapshot: Snapshot | None = None
    targets: Targets | None = None
    outdated: frozenset[str] = frozenset()


def load_chain(directory: Path, adopted: Metadata[Root] | None = None) -> ReleaseChain:
    """Read and verify what lies in *directory*.

    Args:
        directory: of the release; it may be empty or not exist.
        adopted: the root that follows those on disk, already verified against them.

    Raises:
        ReleaseDamagedError: a file is missing, unreadable, wrongly signed or not the one that was named.
        OSError: a file cannot be read for another reason.
    """
    roots = [*load_roots(directory), *([adopted] if adopted else [])]
    if not roots:
        return ReleaseChain()
    newest = roots[-1].signed
    if not (directory / metadata_path("timestamp", 0)).exists():
        return ReleaseChain(newest)  # the first publisher was stopped before its last step
    reading = _Reading(directory, [root.signed for root in reversed(roots)])
    timestamp = reading.read(Timestamp, None)
    snapshot = reading.read(Snapshot, timestamp.snapshot_meta)
    targets = reading.read(Targets, snapshot.meta["targets.json"])
    return ReleaseChain(newest, timestamp, snapshot, targets, frozenset(reading.outdated))


def load_roots(directory: Path) -> list[Metadata[Root]]:
    """Read every root, each signed by itself and by the one before, as a client walks through them.

    Raises:
        ReleaseDamagedError: one is unreadable, or does not follow from the one before.
        OSError: one cannot be read for another reason.
    """
    roots: list[Metadata[Root]] = []
    for version in find_root_versions(directory):
        path = metadata_path("root", version)
        root = _read(directory, Root, path)
        if root.signed.version != version or (roots and version != roots[-1].signed.version + 1):
            raise ReleaseDamagedError(path, "not the version that follows the root before")
        for voucher in (root, *roots[-1:]):
            if not is_signed(voucher.signed, root):
                raise ReleaseDamagedError(path, f"not signed by the threshold of root {voucher.signed.version}")
        roots.append(root)
    return roots


def is_signed(root: Root, metadata: Metadata[Role]) -> bool:
    """Tell whether enough of the keys that *root* names for this role have signed."""
    try:
        root.verify_delegate(metadata.signed.type, metadata.signed_bytes, metadata.signatures)
    except UnsignedMetadataError:
        return False
    return True


def sign_metadata(signed: Role, keys: ReleaseKeys) -> bytes:
    """Return the bytes of the metadata file, signed with its role's key.

    Raises:
        ReleaseKeysError: that key is not at hand, or its device does not sign.
    """
    signer = keys.by_role.get(signed.type)
    if signer is None:
        raise ReleaseKeysError(signed.type, f"has to be signed, and the {SIGNED_BY[signed.type]} key is not here")
    metadata = Metadata(signed)
    try:
        metadata.sign(signer)
    except UnsignedMetadataError as error:
        raise ReleaseKeysError(signed.type, f"the {SIGNED_BY[signed.type]} key does not sign: {error}") from error
    return metadata.to_bytes()


def refuse_other_keys(directory: Path, root: Root, keys: ReleaseKeys) -> None:
    """Make sure that what is signed with *keys* will be believed.

    Raises:
        ReleaseKeysError: the release names other keys.
    """
    for role, signer in keys.by_role.items():
        if signer.public_key.keyid not in root.roles[role].keyids:
            reason = f"signed with other keys (role {role}); bring those keys back, or remove this folder to start anew"
            raise ReleaseKeysError(directory, reason)


class _Reading:
    """Follows the names from the timestamp on, and notes which signatures hold under an earlier root only."""

    def __init__(self, directory: Path, roots: Sequence[Root]) -> None:
        self._directory = directory
        self._roots = roots  # the newest first
        self.outdated: set[str] = set()

    def read(self, role: type[Role], named: MetaFile | None) -> Role:
        """Read the file that *named* speaks of; None for the timestamp, which nobody names."""
        path = metadata_path(role.type, named.version if named else 0)
        metadata = _read(self._directory, role, path, named)
        if not is_signed(self._roots[0], metadata):
            if not any(is_signed(root, metadata) for root in self._roots[1:]):
                raise ReleaseDamagedError(path, "not signed by the keys of its role")
            self.outdated.add(role.type)
        if named and metadata.signed.version != named.version:
            raise ReleaseDamagedError(path, f"version {metadata.signed.version}, named as {named.version}")
        return metadata.signed


def _read(directory: Path, role: type[Role], path: str, named: MetaFile | None = None) -> Metadata[Role]:
    try:
        body = (directory / path).read_bytes()
        if named:
            named.verify_length_and_hashes(body)
        return parse_metadata(body, role, path)
    except FileNotFoundError as error:
        raise ReleaseDamagedError(path, "missing") from error
    except RepositoryError as error:
        raise ReleaseDamagedError(path, str(error)) from error


def parse_metadata(body: bytes, role: type[Role], path: str) -> Metadata[Role]:
    """Read metadata of one role; signatures are not looked at.

    Raises:
        ReleaseDamagedError: it is none.
    """
    try:
        metadata: Metadata[Role] = Metadata.from_bytes(body)
    except DeserializationError as error:
        raise ReleaseDamagedError(path, str(error)) from error
    if metadata.signed.type != role.type:
        raise ReleaseDamagedError(path, f"holds {metadata.signed.type} metadata")
    return metadata
