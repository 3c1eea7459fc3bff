"""New versions of the root metadata: who may sign what from now on, and whose signatures are still missing.

A root is believed when the threshold of the keys that the root before names has signed it, and the threshold of its own
keys. Root holders sit apart, so a proposed root is a file that travels and gathers signatures.

Source: The Update Framework 1.0, sections 5.3 and 6.1; docs/decisions/0013.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from tuf.api.metadata import Metadata, Role, Root

from server.accounts.release_chain import parse_metadata
from server.accounts.release_errors import ReleaseKeysError
from server.accounts.release_keys import LIFETIMES, SIGNED_BY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from securesystemslib.signer import Key, Signer


class MissingSignatures(NamedTuple):
    """How many signatures a proposed root still needs.

    Attributes:
        of_before: by keys of the root before; 0 for the first root.
        of_own: by its own root keys.
    """

    of_before: int
    of_own: int

    @property
    def is_complete(self) -> bool:
        """Whether clients will believe it."""
        return not (self.of_before or self.of_own)


def make_first_root(keys: Mapping[str, Sequence[Key]], threshold: int, now: datetime) -> Root:
    """Make version 1.

    Args:
        keys: ``root``, ``release``, ``timestamp`` -> public keys.
        threshold: how many root holders have to sign.
        now: the present instant.

    Raises:
        ReleaseKeysError: there are fewer root keys than the threshold.
    """
    root = make_next_root(Root(consistent_snapshot=True), keys, now, threshold=threshold)
    root.version = 1
    return root


def make_next_root(
    root: Root, keys: Mapping[str, Sequence[Key]], now: datetime, *, threshold: int | None = None
) -> Root:
    """Make the version after *root*.

    Args:
        root: the newest; it is not changed.
        keys: those of ``root``, ``release``, ``timestamp`` that change -> all their keys from now on.
        now: the present instant.
        threshold: of the root; None leaves it.

    Raises:
        ReleaseKeysError: a role would have no key, or the root fewer than its threshold.
    """
    new = deepcopy(root)
    new.version = root.version + 1
    new.expires = now + LIFETIMES["root"]
    for role, name in SIGNED_BY.items():
        if name in keys:
            new.roles[role] = Role([key.keyid for key in keys[name]], new.roles[role].threshold)
            new.keys.update({key.keyid: key for key in keys[name]})
    new.roles["root"].threshold = threshold or new.roles["root"].threshold
    used = {key_id for role in new.roles.values() for key_id in role.keyids}
    new.keys = {key_id: key for key_id, key in new.keys.items() if key_id in used}
    _refuse_too_few(new)
    return new


def sign_root(root: Metadata[Root], signers: Iterable[Signer]) -> None:
    """Add signatures to a proposed root."""
    for signer in signers:
        root.sign(signer, append=True)


def count_missing(root: Metadata[Root], before: Root | None) -> MissingSignatures:
    """Count what a proposed root still needs; signatures that do not hold count for nothing."""
    return MissingSignatures(_count(before, root) if before else 0, _count(root.signed, root))


def load_proposed(path: Path) -> Metadata[Root]:
    """Read a proposed root.

    Raises:
        ReleaseDamagedError: it is none.
        OSError: it cannot be read.
    """
    return parse_metadata(path.read_bytes(), Root, str(path))


def find_key_ids(root: Root, name: str) -> list[str]:
    """Return the ids of the keys of ``root``, ``release`` or ``timestamp``."""
    return list(next(root.roles[role].keyids for role, key_name in SIGNED_BY.items() if key_name == name))


def describe_root(root: Root) -> list[str]:
    """Say in lines what a root says: what its holders read before they sign."""
    lines = [f"root {root.version}, good until {root.expires:%Y-%m-%d}"]
    for name in dict.fromkeys(SIGNED_BY.values()):
        ids = find_key_ids(root, name)
        threshold = f", {root.roles['root'].threshold} must sign" if name == "root" else ""
        lines.append(f"  {name}: {', '.join(key_id[:8] for key_id in ids)}{threshold}")
    return lines


def _count(voucher: Root, root: Metadata[Root]) -> int:
    result = voucher.get_verification_result("root", root.signed_bytes, root.signatures)
    return max(0, result.threshold - len(result.signed))


def _refuse_too_few(root: Root) -> None:
    for role in root.roles:
        number, threshold = len(root.roles[role].keyids), root.roles[role].threshold
        if number < threshold or not number:
            raise ReleaseKeysError(f"root {root.version}", f"{role} would have {number} keys, {threshold} must sign")
