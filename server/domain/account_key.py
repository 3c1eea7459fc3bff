"""The key of an account: platform and canonical handle, or platform and permanent id.

The one way an account is written on the wire, in the list's release and in the extension:
``instagram:@prabowo`` for a handle, ``x:#40580714`` for an id. Which handles a platform has, and which of their
spellings are one account, is told by ``server.domain.platforms``; here is only the shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from server.domain.errors import RequestError

_EXPECTED: Final = "a platform, a colon, and @handle or #id, such as x:@name or youtube:#UC..."
_MARKS: Final = "@#"


class KeyFormatError(RequestError):
    """A text that should be a key has another shape."""

    def __init__(self, found: object) -> None:
        super().__init__("key", found, _EXPECTED)


@dataclass(frozen=True, slots=True)
class AccountKey:
    """One account on one platform.

    Attributes:
        platform: name of the platform, such as ``instagram``.
        value: ``@`` and the canonical handle, or ``#`` and the permanent id.
    """

    platform: str
    value: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.value}"

    @property
    def account(self) -> str:
        """The handle without ``@``, or the id without ``#``."""
        return self.value[1:]

    @property
    def is_id(self) -> bool:
        """Whether the key names a permanent id, which survives a change of handle."""
        return self.value.startswith("#")

    @classmethod
    def parse(cls, text: str) -> AccountKey:
        """Read a key; the value is taken as it stands.

        Args:
            text: such as ``x:@name``; ``platforms.canonical_key`` also brings the handle into canonical form.

        Returns:
            The key.

        Raises:
            KeyFormatError: the text has another shape.
        """
        platform, colon, value = text.partition(":")
        is_name = platform.isascii() and platform.isalpha() and platform.islower()
        if not (colon and is_name and len(value) > 1 and value[0] in _MARKS):
            raise KeyFormatError(text)
        return cls(platform, value)
