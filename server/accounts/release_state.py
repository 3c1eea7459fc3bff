"""One release as its server reads it: the metadata that names every file, and the files where they lie.

At the start only metadata is read, and each file's length compared, so that a million accounts are served as soon as
fifteen thousand. Hashes of bodies are compared when a body is first read (``release_file.py``), and those of a new
release before it takes the place of the one that is served (``check_new_files``). Signatures are not checked here,
because this is our own disk and every client checks them.

Source: The Update Framework 1.0, sections 5 and 6.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from server.accounts.content_codings import PLAIN
from server.accounts.release_archive import find_archived_file
from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_file import ReleaseFile
from server.accounts.release_keys import DEVELOPMENT_MARK
from server.accounts.release_paths import TIMESTAMP_PATH, find_root_versions, metadata_path, target_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["ReleaseFile", "ReleaseState", "check_new_files", "load_release_state"]

_MALFORMED = (KeyError, TypeError, ValueError, AttributeError)
"""What reading members of JSON raises when they are not as they must be."""


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """A loaded release.

    Attributes:
        directory: where it lies.
        files: path below it -> file, of this release only.
        targets: target name -> file.
        versions: role -> version.
        expires: when the timestamp's signature ends.
        is_development: whether development keys signed it.
    """

    directory: Path
    files: Mapping[str, ReleaseFile]
    targets: Mapping[str, ReleaseFile]
    versions: Mapping[str, int]
    expires: datetime
    is_development: bool

    def find_file(self, path: str) -> ReleaseFile | None:
        """Return a file of this release, or of an earlier one that still lies there; None when there is none.

        Raises:
            ReleaseDamagedError: it is there and not whole, or cannot be read.
        """
        return self.files.get(path) or find_archived_file(self.directory, path)


def load_release_state(directory: Path) -> ReleaseState:
    """Read the release that ``timestamp.json`` names at this moment.

    Raises:
        ReleaseDamagedError: a file is missing, or not the one that was named.
        OSError: a file cannot be read for another reason.
    """
    try:
        return _Reading(directory).read_all()
    except _MALFORMED as error:
        raise ReleaseDamagedError("metadata", f"not of the form of TUF 1.0 ({type(error).__name__})") from error


def check_new_files(state: ReleaseState, old: ReleaseState) -> None:
    """Read every target that *old* does not have, so that nothing torn takes the place of a release that is whole.

    Raises:
        ReleaseDamagedError: one is not what it was named.
    """
    for path, file in state.files.items():
        if path not in old.files:
            file.read(PLAIN)


class _Reading:
    """Follows the names from the timestamp to the target files."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files: dict[str, ReleaseFile] = {}

    def read_all(self) -> ReleaseState:
        root = self._read_newest_root()
        timestamp = self._read_metadata(TIMESTAMP_PATH, {})
        named = timestamp["meta"]["snapshot.json"]
        snapshot = self._read_metadata(metadata_path("snapshot", named["version"]), named)
        named = snapshot["meta"]["targets.json"]
        targets = self._read_metadata(metadata_path("targets", named["version"]), named)
        return ReleaseState(
            directory=self._directory,
            targets={name: self._find_target(name, info) for name, info in targets["targets"].items()},
            files=self._files,
            versions={signed["_type"]: signed["version"] for signed in (root, targets, snapshot, timestamp)},
            expires=datetime.fromisoformat(timestamp["expires"]),
            is_development=bool(root.get(DEVELOPMENT_MARK, False)),
        )

    def _read_newest_root(self) -> dict[str, Any]:
        versions = find_root_versions(self._directory)
        if not versions:
            raise ReleaseDamagedError(metadata_path("root", 1), "missing")
        return self._read_metadata(metadata_path("root", versions[-1]), {})

    def _read_metadata(self, path: str, named: Mapping[str, Any]) -> dict[str, Any]:
        try:
            body = (self._directory / path).read_bytes()
        except FileNotFoundError as error:
            raise ReleaseDamagedError(path, "missing") from error
        digest = sha256(body).hexdigest()
        _check_length(path, len(body), named.get("length"))
        if named.get("hashes", {}).get("sha256") not in {None, digest}:
            raise ReleaseDamagedError(path, "its hash is not the one that was named")
        kept = body if path == TIMESTAMP_PATH else None
        self._files[path] = ReleaseFile(self._directory, path, digest, kept)
        signed: dict[str, Any] = json.loads(body)["signed"]
        return signed

    def _find_target(self, name: str, info: Mapping[str, Any]) -> ReleaseFile:
        path = target_path(name, info["hashes"]["sha256"])
        if path not in self._files:
            try:
                _check_length(path, (self._directory / path).stat().st_size, info["length"])
            except FileNotFoundError as error:
                raise ReleaseDamagedError(path, "missing") from error
            self._files[path] = ReleaseFile(self._directory, path, info["hashes"]["sha256"])
        return self._files[path]


def _check_length(path: str, found: int, named: int | None) -> None:
    if named not in {None, found}:
        raise ReleaseDamagedError(path, f"{found} bytes, {named} were named")
