"""The metadata of the next release, made role by role in the order of writing."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tuf.api.metadata import MetaFile, Root, Snapshot, Targets, Timestamp

from server.accounts.release_chain import Role, sign_metadata
from server.accounts.release_errors import ReleaseKeysError
from server.accounts.release_keys import DEVELOPMENT_MARK, LIFETIMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuf.api.metadata import Metadata, TargetFile

    from server.accounts.release_chain import ReleaseChain
    from server.accounts.release_keys import ReleaseKeys

_EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def count_minutes(now: datetime) -> int:
    """Return a version that grows by the minute.

    A folder made anew goes forward for browsers that saw the old one; so do two machines that sign by turns.
    """
    return max(1, int((now - _EPOCH) / timedelta(minutes=1)))


def choose_version(old: Targets | Snapshot | Root | None, now: datetime) -> int:
    """Return the version that follows *old*."""
    return old.version + 1 if old else count_minutes(now)


class ReleaseDraft:
    """What has to be written.

    Attributes:
        bodies: role -> bytes of the metadata file, in the order of writing; only what was signed anew.
        versions: role -> version, as it will be.
        expires: when the timestamp's signature will end.
    """

    def __init__(self, keys: ReleaseKeys, now: datetime, adopted: Metadata[Root] | None = None) -> None:
        self._keys = keys
        self._now = now
        self._adopted = adopted
        self._outdated: frozenset[str] = frozenset()
        self.bodies: dict[str, bytes] = {}
        self.versions: dict[str, int] = {}
        self.expires = now

    def renew_all(
        self, chain: ReleaseChain, wanted: Mapping[str, TargetFile] | None, *, is_timestamp_due: bool
    ) -> None:
        """Sign what changed, what other keys sign from now on, and what is getting old and can be signed here.

        Args:
            chain: what is there.
            wanted: the targets of the release; None leaves them as they are.
            is_timestamp_due: sign the timestamp in any case.

        Raises:
            ReleaseKeysError: a key is missing for what has to be signed.
        """
        self._outdated = chain.outdated
        self._renew_root(chain.root)
        old = chain.targets.targets if chain.targets else None
        targets = Targets(
            choose_version(chain.targets, self._now), targets=dict(wanted if wanted is not None else old or {})
        )
        self._renew(chain.targets, targets, needed=old != targets.targets)
        named = self._name("targets", chain.snapshot.meta["targets.json"] if chain.snapshot else None)
        snapshot = Snapshot(choose_version(chain.snapshot, self._now), meta={"targets.json": named})
        self._renew(chain.snapshot, snapshot, needed="targets" in self.bodies)
        named = self._name("snapshot", chain.timestamp.snapshot_meta if chain.timestamp else None)
        newer = chain.timestamp.version + 1 if chain.timestamp else 1
        timestamp = Timestamp(max(newer, count_minutes(self._now)), snapshot_meta=named)
        needed = is_timestamp_due or "snapshot" in self.bodies
        self.expires = self._renew(chain.timestamp, timestamp, needed=needed).expires

    def _renew_root(self, old: Root | None) -> None:
        if self._adopted:
            self.bodies["root"] = self._adopted.to_bytes()
            self.versions["root"] = self._adopted.signed.version
            return
        if old is None and "root" not in self._keys.by_role:
            raise ReleaseKeysError("root", "there is none yet; jaga keys init makes it")
        root = deepcopy(old) or _make_dev_root(self._keys)
        if old:
            root.version += 1
        self._renew(old, root, needed=old is None)

    def _renew(self, old: Role | None, new: Role, *, needed: bool) -> Role:
        """Sign *new* when that is needed, or when *old* is getting old and the key is here; return what holds."""
        if old and not needed and new.type not in self._outdated and not self._is_aging(old):
            self.versions[old.type] = old.version
            return old
        new.expires = self._now + LIFETIMES[new.type]
        self.bodies[new.type] = sign_metadata(new, self._keys)
        self.versions[new.type] = new.version
        return new

    def _is_aging(self, old: Role) -> bool:
        return old.expires - self._now <= LIFETIMES[old.type] / 2 and old.type in self._keys.by_role

    def _name(self, role: str, kept: MetaFile | None) -> MetaFile:
        """Name the version just signed, or the one that is kept."""
        if role in self.bodies:
            return MetaFile.from_data(self.versions[role], self.bodies[role], ["sha256"])
        assert kept is not None, "what has never been signed is signed now"
        return kept


def _make_dev_root(keys: ReleaseKeys) -> Root:
    root = Root(version=1, consistent_snapshot=True)
    if keys.is_development:
        root.unrecognized_fields[DEVELOPMENT_MARK] = True
    for role, signer in keys.by_role.items():
        root.add_key(signer.public_key, role)
    return root
