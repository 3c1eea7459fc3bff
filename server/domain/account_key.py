"""The key of an account: the platform and the one form of its handle or permanent id.

``instagram:@prabowo`` is a handle, ``x:#40580714`` a permanent id. Keys are compared as they stand: whoever makes one has brought the handle
into its canonical form first (``server.domain.platforms.canonical_handle``).
"""

from __future__ import annotations

from dataclasses import dataclass

_MARKS = ("@", "#")


class KeyFormatError(ValueError):
    """A text is not a key.

    Attributes:
        found: the text as given.
    """

    def __init__(self, found: str) -> None:
        super().__init__(f"not a key: {found!r}; expected '<platform>:@<handle>' or '<platform>:#<id>'")
        self.found = found


@dataclass(frozen=True, slots=True)
class AccountKey:
    """Name one account.

    Attributes:
        platform: the platform's name, such as ``x``.
        value: ``@`` and the canonical handle, or ``#`` and the permanent id.
    """

    platform: str
    value: str

    @classmethod
    def parse(cls, text: str) -> AccountKey:
        """Read a key.

        Raises:
            KeyFormatError: no platform, no mark, or nothing behind the mark.
        """
        platform, _, value = text.partition(":")
        if (
            not (platform.isascii() and platform.isalnum())
            or value[:1] not in _MARKS
            or len(value) < 2
            or any(c.isspace() for c in value)
        ):
            raise KeyFormatError(text)
        return cls(platform, value)

    @property
    def account(self) -> str:
        """The handle or the id, without its mark."""
        return self.value[1:]

    @property
    def is_permanent(self) -> bool:
        """Whether the key is a permanent id, which outlives a change of the handle."""
        return self.value.startswith("#")

    def __str__(self) -> str:
        return f"{self.platform}:{self.value}"
