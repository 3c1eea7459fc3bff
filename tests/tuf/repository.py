"""A TUF repository to be served and attacked: every role can be changed, signed by anybody, and published."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from securesystemslib.formats import encode_canonical
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    SuccinctRoles,
    TargetFile,
    Targets,
    Timestamp,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from securesystemslib.signer import Signer

LIFETIME = timedelta(days=30)
ALL = ("root", "targets", "snapshot", "timestamp")
CONTENT = ("targets", "snapshot", "timestamp")


def in_days(days: float) -> datetime:
    """Return an instant, to the second, that many days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).replace(microsecond=0)


@cache
def signer(number: int, scheme: str = "ed25519") -> Signer:
    """Return a key pair; the same number is the same pair."""
    match scheme:
        case "ed25519":
            return CryptoSigner.generate_ed25519()
        case "ecdsa-sha2-nistp256":
            return CryptoSigner.generate_ecdsa()
        case _:
            return CryptoSigner.generate_rsa(scheme=scheme)


def unpublished() -> Metadata[Targets]:
    """Return a delegated role that will begin with version 1 when it is published."""
    role = Targets(expires=in_days(LIFETIME.days))
    role.version = 0
    return Metadata(role)


class Repository:
    """What the publisher knows, and what its server serves.

    Attributes:
        documents: role -> metadata as it will be published next.
        signers: role -> who will sign it.
        files: path below the server -> bytes; a test may damage them.
        requests: paths that a client asked for, in order.
        names_hashes: whether metadata gives length and hash of the metadata it names.
    """

    def __init__(self) -> None:
        expires = in_days(LIFETIME.days)
        self.documents: dict[str, Metadata[Any]] = {
            "root": Metadata(Root(expires=expires)),
            "targets": Metadata(Targets(expires=expires)),
            "snapshot": Metadata(Snapshot(expires=expires)),
            "timestamp": Metadata(Timestamp(expires=expires)),
        }
        self.signers: dict[str, list[Signer]] = {}
        self.files: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.names_hashes = False
        for number, role in enumerate(ALL):
            self.sign_with(role, [signer(number, "ecdsa-sha2-nistp256")])
        for role in ALL:
            self.write(role)

    @property
    def root(self) -> Root:
        """The root as it will be published next."""
        return cast("Root", self.documents["root"].signed)

    @property
    def timestamp(self) -> Timestamp:
        """The timestamp as it will be published next."""
        return cast("Timestamp", self.documents["timestamp"].signed)

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot as it will be published next."""
        return cast("Snapshot", self.documents["snapshot"].signed)

    def targets(self, role: str = "targets") -> Targets:
        """Return targets, or a delegated role, as it will be published next."""
        return cast("Targets", self.documents[role].signed)

    def sign_with(
        self, role: str, signers: list[Signer], threshold: int = 1, *, keys: list[Signer] | None = None
    ) -> None:
        """Let a top-level role be signed by *signers*, and root name *keys* (the same, when they are not given)."""
        self.root.roles[role].keyids.clear()
        for each in signers if keys is None else keys:
            self.root.add_key(each.public_key, role)
        self.root.roles[role].threshold = threshold
        self.signers[role] = signers

    def publish(self, *roles: str) -> None:
        """Publish the next version of each role, in the given order."""
        for role in roles:
            self.documents[role].signed.version += 1
            self.write(role)

    def write(self, role: str) -> None:
        """Sign a role as it is and serve it; the role that names it learns of it."""
        document = self.documents[role]
        document.signatures.clear()
        for each in self.signers[role]:
            document.sign(each, append=True)
        self.serve(role, document.to_bytes())

    def serve(self, role: str, body: bytes, version: int | None = None) -> None:
        """Serve *body* as a version of a role (the present one), and let the role that names it name this."""
        number = self.documents[role].signed.version if version is None else version
        self.files[self.path_of(role, number)] = body
        named = MetaFile.from_data(number, body, ["sha256"]) if self.names_hashes else MetaFile(number)
        if role == "snapshot":
            self.timestamp.snapshot_meta = named
        elif role not in {"root", "timestamp"}:
            self.snapshot.meta[f"{role}.json"] = named

    def publish_edited(self, role: str, edit: Callable[[dict[str, Any]], None]) -> None:
        """Publish the next version of a role after *edit* has changed what it says, as python-tuf never would."""
        self.documents[role].signed.version += 1
        document = self.documents[role].to_dict()
        edit(document["signed"])
        payload = encode_canonical(document["signed"])
        assert payload is not None
        document["signatures"] = [each.sign(payload.encode()).to_dict() for each in self.signers[role]]
        self.serve(role, json.dumps(document).encode())

    def path_of(self, role: str, version: int | None = None) -> str:
        """Return where a version (the present one) of a role is served."""
        number = self.documents[role].signed.version if version is None else version
        is_numbered = role == "root" or (role != "timestamp" and self.root.consistent_snapshot)
        return f"/metadata/{f'{number}.' if is_numbered else ''}{quote(role, safe='')}.json"

    def add_target(self, name: str, body: bytes, role: str = "targets", hashes: tuple[str, ...] = ("sha256",)) -> str:
        """Name a file in a role and serve it; return where. The role is not yet published."""
        target = TargetFile.from_data(name, body, list(hashes))
        self.targets(role).targets[name] = target
        folder, slash, last = name.rpartition("/")
        prefix = f"{next(iter(target.hashes.values()))}." if self.root.consistent_snapshot else ""
        path = f"/targets/{folder}{slash}{prefix}{last}"
        self.files[path] = body
        return path

    def delegate(self, parent: str, role: DelegatedRole, key: Signer | None = None) -> None:
        """Let *parent* delegate to a role that *key* signs (one of its own); neither is published yet."""
        own = key or signer(len(self.signers) + 20)
        targets = self.targets(parent)
        targets.delegations = targets.delegations or Delegations({}, roles={})
        assert targets.delegations.roles is not None
        targets.delegations.roles[role.name] = role
        targets.add_key(own.public_key, role.name)
        self.signers[role.name] = [own]
        if role.name not in self.documents:
            self.documents[role.name] = unpublished()

    def delegate_to_bins(self, bits: int, prefix: str) -> list[str]:
        """Let targets delegate everything to bins; return their names."""
        bins = SuccinctRoles([], 1, bits, prefix)
        self.targets().delegations = Delegations({}, succinct_roles=bins)
        self.targets().add_key(signer(99).public_key)
        names = list(bins.get_roles())
        for name in names:
            self.documents[name] = unpublished()
            self.signers[name] = [signer(99)]
        return names

    def asked(self) -> list[str]:
        """Return the names of the files that were asked for since the last time, without their folder."""
        names = [path.rsplit("/", 1)[1] for path in self.requests]
        self.requests.clear()
        return names


def hash_of(name: str) -> str:
    """Return the hash of a target's name, by which bins and prefixes go."""
    return sha256(name.encode()).hexdigest()
