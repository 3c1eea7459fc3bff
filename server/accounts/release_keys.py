"""Who signs what in a release: three keys, so that the machine that refreshes the timestamp can do nothing else.

Source: The Update Framework 1.0, section 2.1 (roles); docs/decisions/0002 and 0012.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from securesystemslib.signer import Signer

DEVELOPMENT_MARK = "x-jaga-development"
"""A member of root metadata that says: signed with keys that anybody may hold. Refused in production."""

SIGNED_BY: Mapping[str, str] = {"root": "root", "targets": "release", "snapshot": "release", "timestamp": "timestamp"}
"""TUF's top-level roles, and which of our keys signs each."""

LIFETIMES: Mapping[str, timedelta] = {
    # Long enough for a ceremony once a year, for a quiet month of editors, for a machine that is down over a holiday.
    "root": timedelta(days=365),
    "targets": timedelta(days=90),
    "snapshot": timedelta(days=90),
    "timestamp": timedelta(days=7),
}
"""How long each role's signature is good for; one that has less than half of it left is signed anew."""


@dataclass(frozen=True, slots=True)
class ReleaseKeys:
    """The signers at hand; None for each that is kept elsewhere.

    Attributes:
        root: names the other keys; kept offline, so only development has it here.
        release: signs targets and snapshot: what is listed.
        timestamp: says that the newest snapshot is still the newest.
        is_development: the keys lie unprotected on a developer's disk.
    """

    root: Signer | None = None
    release: Signer | None = None
    timestamp: Signer | None = None
    is_development: bool = False

    @property
    def by_role(self) -> dict[str, Signer]:
        """The signer of each of TUF's top-level roles that can be signed here."""
        signers = {"root": self.root, "release": self.release, "timestamp": self.timestamp}
        return {role: signer for role, name in SIGNED_BY.items() if (signer := signers[name]) is not None}
