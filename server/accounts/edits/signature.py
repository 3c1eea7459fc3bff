"""Who changes the list, on which day, and what was read for it."""

from __future__ import annotations

from typing import NamedTuple


class Signature(NamedTuple):
    """A maintainer's signature.

    Attributes:
        by: the maintainer's id.
        on: the day as the list writes it.
        sources: the ids of new sources that were read.
    """

    by: str
    on: str
    sources: tuple[str, ...] = ()

    def citing(self, sources: tuple[str, ...]) -> Signature:
        """Return the signature of who read these sources."""
        return self._replace(sources=sources)
