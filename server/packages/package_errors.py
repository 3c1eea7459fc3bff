"""What can be wrong with packing the extension, on the side of whoever packs."""

from __future__ import annotations

from server.domain.errors import ListError


class PackageError(ListError):
    """The tree, a key or the folder of packages does not allow a package.

    Attributes:
        place: the file or folder.
        reason: what is wrong, and what helps.
    """

    def __init__(self, place: object, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place
        self.reason = reason
