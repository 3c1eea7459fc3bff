"""The publisher's side of a release: a TUF 1.0 repository with consistent snapshots.

For ``jaga release`` and ``jaga serve``. The steps of publishing, in an order in which a reader never meets a name
without its file: target files, root, targets, snapshot, and last ``timestamp.json``, which names all the others.
Being stopped between two steps leaves the release that was there; the next run starts over.

Source: The Update Framework 1.0, section 6; docs/decisions/0002.
"""

from __future__ import annotations

import fcntl
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from tuf.api.metadata import MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from server.accounts.content_codings import compress_all
from server.accounts.durable_files import replace_files
from server.accounts.release_chain import ReleaseChain, load_chain, sign_metadata
from server.accounts.release_errors import PublisherBusyError
from server.accounts.release_keys import DEVELOPMENT_MARK, ReleaseKeys
from server.accounts.release_paths import LOCK_NAME, TIMESTAMP_NAME, metadata_path, target_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

LIFETIMES = {
    # Long enough for a ceremony once a year, for a quiet month of editors, for a machine that is down over a holiday.
    "root": timedelta(days=365),
    "targets": timedelta(days=90),
    "snapshot": timedelta(days=90),
    "timestamp": timedelta(days=7),
}
"""How long each role's signature is good for; one that has less than half of it left is signed anew."""

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)

_Role = TypeVar("_Role", Root, Timestamp, Snapshot, Targets)


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run has done.

    Attributes:
        versions: role -> version, as it is now.
        renewed: the roles that were signed anew, in the order of writing; empty when nothing changed.
        is_new_content: whether the files differ from those of the release before.
        expires: when the timestamp has to be signed again at the latest.
    """

    versions: Mapping[str, int]
    renewed: tuple[str, ...]
    is_new_content: bool
    expires: datetime


@dataclass(frozen=True, slots=True)
class ReleaseRepository:
    """A folder that holds a release, and the keys to sign the next one."""

    directory: Path
    keys: ReleaseKeys

    def publish(self, files: Mapping[str, bytes], now: datetime) -> Publication:
        """Make *files* the content of the release; whatever is unchanged and not about to expire stays as it is.

        Args:
            files: target name -> bytes.
            now: the present instant, in UTC.

        Raises:
            PublisherBusyError: somebody else is publishing; nothing has changed.
            ReleaseKeysError: what is there was signed with other keys; nothing has changed.
            ReleaseDamagedError: what is there does not fit together; nothing has changed.
            OSError: a file could not be written; readers still see the release that was there.
        """
        with _hold_lock(self.directory):
            chain = load_chain(self.directory, self.keys)
            draft = _Draft(self.keys, now)
            draft.renew_all(chain, files)
            self._write_targets(files)
            for role, body in draft.bodies.items():
                replace_files(_with_forms(self.directory / metadata_path(role, draft.versions[role]), body))
            return draft.summary

    def _write_targets(self, files: Mapping[str, bytes]) -> None:
        """Write what is not there."""
        replace_files(self._missing_targets(files))

    def _missing_targets(self, files: Mapping[str, bytes]) -> Iterator[tuple[Path, bytes]]:
        for name, body in files.items():
            path = self.directory / target_path(name, sha256(body).hexdigest())
            if path.exists() and path.read_bytes() == body:
                continue
            yield from _with_forms(path, body)


def _with_forms(path: Path, body: bytes) -> Iterator[tuple[Path, bytes]]:
    """Return a file after its compressed forms, so that it vouches for them.

    ``timestamp.json`` has none: it changes under its name, and a static server must never send a form of an older one.
    """
    forms = {} if path.name == TIMESTAMP_NAME else compress_all(body)
    for suffix, form in forms.items():
        yield path.with_name(path.name + suffix), form
    yield path, body


class _Draft:
    """The metadata of the next release, role by role in the order of writing."""

    def __init__(self, keys: ReleaseKeys, now: datetime) -> None:
        self._keys = keys
        self._now = now
        self.bodies: dict[str, bytes] = {}
        self.versions: dict[str, int] = {}
        self.is_new_content = False
        self.expires = now

    @property
    def summary(self) -> Publication:
        return Publication(self.versions, tuple(self.bodies), self.is_new_content, self.expires)

    def renew_all(self, chain: ReleaseChain, files: Mapping[str, bytes]) -> None:
        wanted = {name: TargetFile.from_data(name, body, ["sha256"]) for name, body in files.items()}
        self.is_new_content = chain.targets is None or chain.targets.targets != wanted
        self._renew_root(chain.root)
        self._renew(chain.targets, Targets(self._first_version, targets=wanted), needed=self.is_new_content)
        named = self._describe("targets", chain.snapshot.meta["targets.json"] if chain.snapshot else None)
        snapshot = Snapshot(self._first_version, meta={"targets.json": named})
        self._renew(chain.snapshot, snapshot, needed="targets" in self.bodies)
        named = self._describe("snapshot", chain.timestamp.snapshot_meta if chain.timestamp else None)
        timestamp = Timestamp(self._first_version, snapshot_meta=named)
        self.expires = self._renew(chain.timestamp, timestamp, needed="snapshot" in self.bodies).expires

    @property
    def _first_version(self) -> int:
        """A number that grows by the minute: a folder made anew still goes forward for browsers that saw the old."""
        return max(1, int((self._now - _EPOCH) / timedelta(minutes=1)))

    def _renew_root(self, old: Root | None) -> None:
        root = deepcopy(old) or _make_root(self._keys)
        self._renew(old, root, needed=old is None)

    def _renew(self, old: _Role | None, new: _Role, *, needed: bool) -> _Role:
        """Sign *new* as the version after *old* when that is needed or *old* is getting old; return what holds."""
        if old and not needed and old.expires - self._now > LIFETIMES[old.type] / 2:
            self.versions[old.type] = old.version
            return old
        if old:
            new.version = old.version + 1
        new.expires = self._now + LIFETIMES[new.type]
        self.bodies[new.type] = sign_metadata(new, self._keys)
        self.versions[new.type] = new.version
        return new

    def _describe(self, role: str, kept: MetaFile | None) -> MetaFile:
        """Name the version just signed, or the one that is kept."""
        if role in self.bodies:
            return MetaFile.from_data(self.versions[role], self.bodies[role], ["sha256"])
        assert kept is not None, "what has never been signed is signed now"
        return kept


def _make_root(keys: ReleaseKeys) -> Root:
    root = Root(version=1, consistent_snapshot=True)
    if keys.is_development:
        root.unrecognized_fields[DEVELOPMENT_MARK] = True
    for role, signer in keys.by_role.items():
        root.add_key(signer.public_key, role)
    return root


@contextmanager
def _hold_lock(directory: Path) -> Iterator[None]:
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / LOCK_NAME).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise PublisherBusyError(directory) from error
        yield
