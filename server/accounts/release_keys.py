"""Who signs what in a release: three keys, so that the machine that refreshes the timestamp can do nothing else.

Source: The Update Framework 1.0, section 2.1 (roles); docs/decisions/0002.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from securesystemslib.signer import Signer

DEVELOPMENT_MARK = "x-jaga-development"
"""A member of root metadata that says: signed with keys that anybody may hold. Refused in production."""


@dataclass(frozen=True, slots=True)
class ReleaseKeys:
    """The signers of one release.

    Attributes:
        root: names the other keys; kept offline.
        release: signs targets and snapshot: what is listed.
        timestamp: says that the newest snapshot is still the newest.
        is_development: the keys lie unprotected on a developer's disk.
    """

    root: Signer
    release: Signer
    timestamp: Signer
    is_development: bool

    @property
    def by_role(self) -> dict[str, Signer]:
        """The signer of each of TUF's top-level roles."""
        return {"root": self.root, "targets": self.release, "snapshot": self.release, "timestamp": self.timestamp}
