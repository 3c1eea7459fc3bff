"""The releases that are still there: which ones clients may be reading, which may be published again, which may go.

A client reads the files that its timestamp named, for as long as it believes that timestamp; a mirror may be behind by
days. So a release stays for ``KEEP`` after it was replaced, and the two newest contents stay whatever their age. Roots
stay for ever: a browser that slept for a year walks through all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from tuf.api.metadata import Snapshot, Targets

from server.accounts.content_codings import CONTENT_CODINGS
from server.accounts.durable_files import TEMPORARY_PREFIX
from server.accounts.release_chain import parse_metadata
from server.accounts.release_errors import ReleaseDamagedError
from server.accounts.release_keys import LIFETIMES
from server.accounts.release_paths import CHANGES_NAME, find_versions, metadata_path, target_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from tuf.api.metadata import TargetFile

KEEP = timedelta(days=30)
"""Four times the life of a timestamp: nobody who still believes an old one finds its files gone."""

KEEP_CONTENTS = 2


@dataclass(frozen=True, slots=True)
class KeptRelease:
    """A release whose metadata is still there.

    Attributes:
        version: of the targets metadata, by which people name a release.
        snapshot: version of the snapshot.
        signed_at: when the snapshot was signed.
        targets: target name -> length and hash.
    """

    version: int
    snapshot: int
    signed_at: datetime
    targets: Mapping[str, TargetFile]

    @property
    def content(self) -> Mapping[str, TargetFile]:
        """What was published, without the account of what changed."""
        return {name: target for name, target in self.targets.items() if name != CHANGES_NAME}

    @property
    def paths(self) -> Iterator[str]:
        """The path of every file of this release, metadata first."""
        yield metadata_path("snapshot", self.snapshot)
        yield metadata_path("targets", self.version)
        for name, target in self.targets.items():
            yield target_path(name, target.hashes["sha256"])


def find_kept_releases(directory: Path, newest: int) -> list[KeptRelease]:
    """Return the releases up to the snapshot *newest*, the oldest first.

    What a stopped publisher left behind is newer than that; what is damaged helps nobody. Neither is a release.
    """
    versions = (version for version in find_versions(directory, "snapshot") if version <= newest)
    return [release for version in versions if (release := _read_release(directory, version)) is not None]


def read_whole_files(directory: Path, targets: Mapping[str, TargetFile]) -> dict[str, bytes]:
    """Return the bytes of those targets that are there and undamaged, by name."""
    files: dict[str, bytes] = {}
    for name, target in targets.items():
        path = directory / target_path(name, target.hashes["sha256"])
        body = path.read_bytes() if path.is_file() else b""
        if len(body) == target.length and sha256(body).hexdigest() == target.hashes["sha256"]:
            files[name] = body
    return files


def choose_needed(releases: Sequence[KeptRelease], now: datetime) -> list[KeptRelease]:
    """Decide which releases stay.

    Args:
        releases: the oldest first, the present one last.
        now: the present instant.
    """
    contents: list[Mapping[str, TargetFile]] = []
    needed = []
    replaced_at = now
    for release in reversed(releases):
        is_recent_content = release.content not in contents and len(contents) < KEEP_CONTENTS
        if is_recent_content:
            contents.append(release.content)
        if is_recent_content or release is releases[-2:][0] or now - replaced_at < KEEP:
            needed.append(release)
        replaced_at = release.signed_at
    return needed[::-1]


def prune_releases(directory: Path, newest: int, now: datetime) -> None:
    """Remove what no release that stays needs, and what stopped publishers have left; names go before their files.

    Args:
        directory: of the release; its lock is held.
        newest: version of the present snapshot.
        now: the present instant.

    Raises:
        OSError: a file could not be removed; what is there is complete.
    """
    needed = {path for release in choose_needed(find_kept_releases(directory, newest), now) for path in release.paths}
    for role in ("snapshot", "targets"):
        for version in find_versions(directory, role):
            if (path := metadata_path(role, version)) not in needed:
                _remove(directory / path)
    # A plain file vouches for its compressed forms, so it goes before them: sorted order does that.
    for file in sorted((directory / "targets").rglob("*")):
        if file.is_file() and _plain_path(file.relative_to(directory).as_posix()) not in needed:
            file.unlink()
    for file in (directory / "metadata").glob(f"{TEMPORARY_PREFIX}*"):
        file.unlink()


def prune_deltas(directory: Path, needed: Collection[str]) -> None:
    """Remove every delta but those at the paths *needed*: nobody wants what leads to an older release.

    Raises:
        OSError: a file could not be removed; what is there is complete.
    """
    for file in sorted((directory / "deltas").glob("*")):
        if _plain_path(file.relative_to(directory).as_posix()) not in needed:
            file.unlink()


def _remove(path: Path) -> None:
    path.unlink()
    for coding in CONTENT_CODINGS:
        path.with_name(path.name + coding.suffix).unlink(missing_ok=True)


def _plain_path(path: str) -> str:
    suffix = next((coding.suffix for coding in CONTENT_CODINGS if path.endswith(coding.suffix)), "")
    return path.removesuffix(suffix)


def _read_release(directory: Path, version: int) -> KeptRelease | None:
    try:
        path = metadata_path("snapshot", version)
        snapshot = parse_metadata((directory / path).read_bytes(), Snapshot, path).signed
        named = snapshot.meta["targets.json"].version
        path = metadata_path("targets", named)
        targets = parse_metadata((directory / path).read_bytes(), Targets, path).signed
    except (ReleaseDamagedError, FileNotFoundError, KeyError):
        return None
    return KeptRelease(named, snapshot.version, snapshot.expires - LIFETIMES["snapshot"], targets.targets)
