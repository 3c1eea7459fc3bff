"""One range of bytes out of a file, for downloads that go on where they broke off.

Source: RFC 9110, sections 14 (ranges) and 13.1.5 (If-Range). Several ranges at once are answered with the whole file,
as section 14.2 allows.
"""

from __future__ import annotations

import re

from werkzeug.exceptions import RequestedRangeNotSatisfiable

_ONE_RANGE = re.compile(r"bytes=[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", re.ASCII | re.IGNORECASE)


def choose_range(asked: str, if_range: str | None, etag: str, length: int) -> slice | None:
    """Decide which bytes to send.

    Args:
        asked: the header ``Range``.
        if_range: the header; None when it was not sent.
        etag: of the form that would be sent, strong.
        length: of that form, in bytes.

    Returns:
        The bytes; None for the whole file: the range is none that we read, or of another form or release.

    Raises:
        RequestedRangeNotSatisfiable: it begins behind the end.
    """
    found = _ONE_RANGE.fullmatch(asked)
    if found is None or if_range not in {None, etag}:
        return None
    first, last = found.groups()
    if not first:
        return _choose_suffix(last, length)
    start = int(first)
    if last and int(last) < start:
        return None
    if start >= length:
        raise RequestedRangeNotSatisfiable(length)
    return slice(start, min(int(last) + 1, length) if last else length)


def _choose_suffix(last: str, length: int) -> slice | None:
    """Choose the last so many bytes."""
    if not last:
        return None
    if not int(last) or not length:
        raise RequestedRangeNotSatisfiable(length)
    return slice(max(0, length - int(last)), length)
