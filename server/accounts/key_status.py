"""Who may sign what, where those keys are, and how many days each signature holds: for ``jaga keys status``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from server.accounts.key_store import KEY_ROLES, SHORT_ID
from server.accounts.release_chain import load_chain
from server.accounts.release_errors import ReleaseKeysError
from server.accounts.release_keys import DEVELOPMENT_MARK
from server.accounts.root_changes import find_key_ids

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from server.accounts.key_store import KeyStore

SOON: Mapping[str, timedelta] = {
    # A ceremony needs a month, an editor two weeks; a timestamp is renewed at half of its seven days.
    "root": timedelta(days=30),
    "targets": timedelta(days=14),
    "snapshot": timedelta(days=14),
    "timestamp": timedelta(days=2),
}


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """One key, and where its private part is: ``encrypted offline hardware cloud development unknown``."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """The state of keys and signatures.

    Attributes:
        keys: ``root``, ``release``, ``timestamp`` -> keys.
        threshold: how many root holders must sign.
        days_left: TUF role -> whole days until its signature ends; negative when it has.
        soon: the roles whose signature ends soon, or has to be made by another key.
    """

    keys: Mapping[str, tuple[KeyPlace, ...]]
    threshold: int
    days_left: Mapping[str, int]
    soon: tuple[str, ...]

    @property
    def is_urgent(self) -> bool:
        """Whether somebody has to act."""
        return bool(self.soon)

    def to_json(self) -> dict[str, Any]:
        """Return all of it for programs."""
        keys = {name: [{"id": key.id, "place": key.place} for key in keys] for name, keys in self.keys.items()}
        days = dict(self.days_left)
        return {"keys": keys, "root_threshold": self.threshold, "days_left": days, "soon": list(self.soon)}

    def to_lines(self) -> list[str]:
        """Return all of it for people."""
        lines = []
        for name, keys in self.keys.items():
            count = f" ({self.threshold} of {len(keys)} must sign)" if name == "root" else ""
            lines.append(f"{name}{count}: {', '.join(f'{key.id[:SHORT_ID]} {key.place}' for key in keys)}")
        for role, days in self.days_left.items():
            lines.append(f"{role}: {days} days left{'  <-- act now' if role in self.soon else ''}")
        return lines


def describe_status(directory: Path, store: KeyStore, now: datetime) -> KeyStatus:
    """Read the state of a release's keys.

    Raises:
        ReleaseKeysError: there is no root yet.
        ReleaseDamagedError: the release does not fit together.
        OSError: a file cannot be read.
    """
    chain = load_chain(directory)
    if chain.root is None:
        raise ReleaseKeysError(directory, "no root yet; jaga keys init makes it")
    known = {record.id: store.describe_place(record) for record in store.read()}
    otherwise = "development" if chain.root.unrecognized_fields.get(DEVELOPMENT_MARK) else "unknown"
    signed = [each for each in (chain.root, chain.targets, chain.snapshot, chain.timestamp) if each is not None]
    return KeyStatus(
        {
            name: tuple(KeyPlace(each, known.get(each, otherwise)) for each in find_key_ids(chain.root, name))
            for name in KEY_ROLES
        },
        chain.root.roles["root"].threshold,
        {each.type: (each.expires - now).days for each in signed},
        tuple(each.type for each in signed if each.expires - now < SOON[each.type] or each.type in chain.outdated),
    )
