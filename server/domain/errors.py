"""The errors of all rooms: one small tree, split by the party at fault.

An error carries values; sentences for people are made where they are shown (``server/http/problems.py``,
``server/cli``). Each room derives its own errors from one of the three.
"""

from __future__ import annotations


class JagaError(Exception):
    """Base of every error of our own: whatever is caught by this name was foreseen."""


class RequestError(JagaError):
    """The asker is at fault: a request, an argument or an address that cannot be understood.

    Attributes:
        field: the name of the wrong part, as the asker wrote it; empty when it is the whole.
        found: the wrong value.
        expected: what would have been right, in a few words.
    """

    def __init__(self, field: str, found: object, expected: str) -> None:
        super().__init__(f"{field or 'request'}: found {found!r}, expected {expected}")
        self.field = field
        self.found = found
        self.expected = expected


class ListError(JagaError):
    """Our own data is at fault: the list, a platform file, rules or wording, or a release of them."""


class UpstreamError(JagaError):
    """Somebody else is at fault: a service, a disk or a network that does not do its part."""
