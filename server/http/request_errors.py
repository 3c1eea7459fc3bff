"""What an asker can get wrong that only exists on the wire; each is one row in ``problems.py``."""

from __future__ import annotations

from server.domain.errors import JagaError, RequestError


class BodyNotJsonError(RequestError):
    """The body is not one JSON object."""

    def __init__(self, found: str) -> None:
        super().__init__("", found, "one JSON object")


class GroupNotFoundError(RequestError):
    """The current release has no such group."""

    def __init__(self, group: str) -> None:
        super().__init__("group", group, "a group of the current release")


class PackageNotFoundError(RequestError):
    """No such package of the extension is offered, or none at all."""

    def __init__(self, name: str) -> None:
        super().__init__("name", name, "a package that /updates/chromium.xml or /updates/firefox.json names")


class FileNotFoundInReleaseError(RequestError):
    """No release that is kept here has such a file."""

    def __init__(self, path: str) -> None:
        super().__init__("path", path, "a file of the release")


class DeviceKeyMissingError(JagaError):
    """What was asked needs a device key, and none was sent."""


class TooManyError(JagaError):
    """More was asked for than may be in this minute.

    Attributes:
        retry_seconds: until the next minute begins.
    """

    def __init__(self, retry_seconds: int) -> None:
        super().__init__(f"too many; again in {retry_seconds} s")
        self.retry_seconds = retry_seconds


class TooManyChecksError(TooManyError):
    """A device key has asked for more checks than it may."""


class TooManyEnrolmentsError(TooManyError):
    """More people of an agency sign in than may."""
