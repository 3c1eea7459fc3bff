"""What can be wrong with a release, on the side of its publisher and of its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.domain.errors import ListError, UpstreamError

if TYPE_CHECKING:
    from collections.abc import Sequence


class ReleaseDamagedError(ListError):
    """The files of a release do not fit together.

    Attributes:
        path: the file, below the folder of the release.
        reason: what is wrong with it.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class ReleaseKeysError(ListError):
    """The keys at hand may not or cannot sign this release, or those that signed it may not be relied upon.

    Attributes:
        place: the folder of the keys or of the release.
        reason: why, and what helps, in one sentence.
    """

    def __init__(self, place: object, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason


class ReleaseNotLoadedError(ListError):
    """No release has been loaded yet: there is none, or it could not be read."""


class PublisherBusyError(UpstreamError):
    """Another program is publishing into the same folder.

    Attributes:
        directory: the folder of the release.
    """

    def __init__(self, directory: object) -> None:
        super().__init__(f"{directory}: another program is publishing here")
        self.directory = directory


class ReleaseBoundsError(ListError):
    """More would change than the list's own bounds say, and nobody said why.

    Attributes:
        reasons: one for each bound.
    """

    def __init__(self, reasons: Sequence[str]) -> None:
        lines = "\n  ".join(reasons)
        super().__init__(f"nothing was published:\n  {lines}\nIf that is right, say why: jaga release --because 'TEXT'")
        self.reasons = tuple(reasons)
