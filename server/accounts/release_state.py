"""One release as its server reads it: every file in memory, checked against the metadata that names it.

All or nothing: a release whose files do not fit together is not served. Signatures are not checked here, because this
is our own disk and every client checks them; lengths and hashes are, against a torn copy or a failing disk.

Source: The Update Framework 1.0, sections 5 and 6.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from server.accounts.content_codings import CONTENT_CODINGS, DECOMPRESS_ERRORS
from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_keys import DEVELOPMENT_MARK
from server.accounts.release_paths import TIMESTAMP_PATH, find_root_versions, metadata_path, target_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_MALFORMED = (KeyError, TypeError, ValueError, AttributeError)
"""What reading members of JSON raises when they are not as they must be."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file, ready to be sent.

    Attributes:
        sha256: of the plain bytes.
        compressed: content coding -> bytes, the best coding first.
        is_immutable: whether the path always holds these bytes.
    """

    body: bytes
    sha256: str
    compressed: Mapping[str, bytes]
    is_immutable: bool


@dataclass(frozen=True, slots=True)
class ReleaseState:
    """A loaded release.

    Attributes:
        files: path below the release's folder -> file; also those of the release before, for whoever is reading it.
        targets: target name -> file, of this release only.
        versions: role -> version.
        expires: when the timestamp's signature ends.
        is_development: whether development keys signed it.
    """

    files: Mapping[str, ReleaseFile]
    targets: Mapping[str, ReleaseFile]
    versions: Mapping[str, int]
    expires: datetime
    is_development: bool


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


class _Reading:
    """Follows the names from timestamp to target files and keeps what it has read."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._files: dict[str, ReleaseFile] = {}
        self._targets: dict[str, ReleaseFile] = {}

    def read_all(self) -> ReleaseState:
        root = self._read_newest_root()
        timestamp = self._read_metadata(TIMESTAMP_PATH, {})
        named = timestamp["meta"]["snapshot.json"]
        snapshot, targets = self._read_snapshot(named["version"], named)
        self._targets = self._read_targets(targets["targets"])
        self._read_release_before(snapshot["version"])
        return ReleaseState(
            files=self._files,
            targets=self._targets,
            versions={signed["_type"]: signed["version"] for signed in (root, targets, snapshot, timestamp)},
            expires=datetime.fromisoformat(timestamp["expires"]),
            is_development=bool(root.get(DEVELOPMENT_MARK, False)),
        )

    def _read_newest_root(self) -> dict[str, Any]:
        """Read every root, which old clients walk through, and return the newest."""
        versions = find_root_versions(self._directory)
        if not versions:
            raise ReleaseDamagedError(metadata_path("root", 1), "missing")
        return [self._read_metadata(metadata_path("root", version), {}) for version in versions][-1]

    def _read_snapshot(self, version: int, named: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """Read a snapshot and the targets metadata that it names."""
        snapshot = self._read_metadata(metadata_path("snapshot", version), named)
        meta = snapshot["meta"]["targets.json"]
        return snapshot, self._read_metadata(metadata_path("targets", meta["version"]), meta)

    def _read_release_before(self, version: int) -> None:
        """Read the release before this one as well, if it is whole: an update may be under way."""
        try:
            _, targets = self._read_snapshot(version - 1, {})
            self._read_targets(targets["targets"])
        except (ReleaseDamagedError, OSError, *_MALFORMED):
            return

    def _read_metadata(self, path: str, named: Mapping[str, Any]) -> dict[str, Any]:
        body = self._read_plain(path, named.get("length"), named.get("hashes", {}).get("sha256"))
        self._keep(path, body, is_immutable=path != TIMESTAMP_PATH)
        signed: dict[str, Any] = json.loads(body)["signed"]
        return signed

    def _read_targets(self, named: Mapping[str, Any]) -> dict[str, ReleaseFile]:
        return {name: self._read_target(name, info) for name, info in named.items()}

    def _read_target(self, name: str, info: Mapping[str, Any]) -> ReleaseFile:
        path = target_path(name, info["hashes"]["sha256"])
        if path not in self._files:
            self._keep(path, self._read_plain(path, info["length"], info["hashes"]["sha256"]), is_immutable=True)
        return self._files[path]

    def _read_plain(self, path: str, length: int | None, digest: str | None) -> bytes:
        try:
            body = (self._directory / path).read_bytes()
        except FileNotFoundError as error:
            raise ReleaseDamagedError(path, "missing") from error
        if length not in {None, len(body)}:
            raise ReleaseDamagedError(path, f"{len(body)} bytes, {length} were named")
        if digest not in {None, sha256(body).hexdigest()}:
            raise ReleaseDamagedError(path, "its hash is not the one that was named")
        return body

    def _keep(self, path: str, body: bytes, *, is_immutable: bool) -> None:
        digest = sha256(body).hexdigest()
        self._files[path] = ReleaseFile(body, digest, self._read_compressed(path, body), is_immutable)

    def _read_compressed(self, path: str, body: bytes) -> dict[str, bytes]:
        """Read the forms that lie beside the plain file; a damaged one is left out, the plain file serves."""
        forms: dict[str, bytes] = {}
        for coding in CONTENT_CODINGS:
            try:
                form = (self._directory / (path + coding.suffix)).read_bytes()
                if coding.decompress(form) == body:
                    forms[coding.name] = form
            except FileNotFoundError:
                continue
            except DECOMPRESS_ERRORS:
                _log.warning("a compressed form is damaged and not served", extra={"reason": coding.name})
        return forms
