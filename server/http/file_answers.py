"""Answers that send a file of the release: ready after the first request for it, one choice per request.

For the release middleware and for ``GET /v1/warnings/<group>``. Strong ETags, one per content coding; 304; HEAD; one
range of bytes.

Source: RFC 9110, sections 8.8 (validators), 12.5.3 (Accept-Encoding), 13 (conditional requests), 14 (ranges); RFC 9111;
RFC 8246.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from werkzeug.datastructures import Accept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

from server.accounts.content_codings import PLAIN
from server.accounts.release_errors import ReleaseDamagedError
from server.http.byte_ranges import choose_range
from server.http.security_headers import FILE_HEADERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.accounts.release_file import ReleaseFile
    from server.http.file_bodies import FileBodies

Headers = list[tuple[str, str]]

FileAnswer = tuple[str, Headers, bytes]
"""Status line, headers and body, as WSGI wants them. The headers are shared: whoever adds to them makes a new list."""

IMMUTABLE = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"
"""For what changes with a release: how old an answer may be that a shared cache gives."""

ACCEPT_RANGES = ("Accept-Ranges", "bytes")
"""Of plain files that never change: browsers ask for parts of those only, and nginx gives none of others either."""

_log = logging.getLogger(__name__)


class _Form:
    """One coding of a file with the ready answers."""

    __slots__ = ("etag", "full", "has_ranges", "head", "length", "not_modified")

    def __init__(self, etag: str, headers: Headers, headers_304: Headers, length: int) -> None:
        self.etag = etag
        self.length = length
        self.has_ranges = ACCEPT_RANGES in headers
        self.head: FileAnswer = ("200 OK", headers, b"")
        self.not_modified: FileAnswer = ("304 Not Modified", headers_304, b"")
        self.full: FileAnswer | None = None

    def hold(self, body: bytes) -> FileAnswer:
        """Hold the body, and return the answer that sends it."""
        answer = self.full = (self.head[0], self.head[1], body)
        return answer

    def let_go(self) -> None:
        """Forget the body."""
        self.full = None


class PreparedFile:
    """A file of the release with every answer that it can be sent in; safe to share between threads."""

    def __init__(self, file: ReleaseFile, bodies: FileBodies, cache_control: str | None = None) -> None:
        self._file = file
        self._bodies = bodies
        self._cache_control = cache_control or (IMMUTABLE if file.is_immutable else BRIEFLY)
        self._codings = file.list_codings()
        self._forms: dict[str, _Form] = {}

    def answer(self, method: str, headers: Mapping[str, str]) -> FileAnswer:
        """Answer a reading request.

        Args:
            method: GET or HEAD.
            headers: of the request, named as WSGI names them (``HTTP_RANGE``).

        Raises:
            NotAcceptable: the request refuses every coding, the plain one too.
            RequestedRangeNotSatisfiable: the range begins behind the end.
            ReleaseDamagedError: the file cannot be read, or is not what it was named.
        """
        form, full = self._open(headers.get("HTTP_ACCEPT_ENCODING"))
        if_none_match = headers.get("HTTP_IF_NONE_MATCH")
        if if_none_match is not None and _matches(if_none_match, form.etag):
            return form.not_modified
        if method == "HEAD":
            return form.head
        asked = headers.get("HTTP_RANGE")
        if asked is not None and form.has_ranges:
            chosen = choose_range(asked, headers.get("HTTP_IF_RANGE"), form.etag, form.length)
            if chosen is not None:
                return _cut(full, chosen)
        return full

    def _open(self, accept_encoding: str | None) -> tuple[_Form, FileAnswer]:
        """Return the form to send with its whole answer; one that is damaged is left out from then on."""
        while True:
            coding = choose_coding(accept_encoding, self._codings)
            try:
                form = self._forms.get(coding)
                if form is None or (full := form.full) is None:
                    form, full = self._read(coding)
                return form, full
            except ReleaseDamagedError as error:
                if coding == PLAIN:
                    raise
                _log.warning("a compressed form is damaged and not served", extra={"reason": str(error)})
                self._codings = tuple(each for each in self._codings if each != coding)

    def _read(self, coding: str) -> tuple[_Form, FileAnswer]:
        body = self._file.read(coding)
        form = self._forms.get(coding)
        if form is None:
            form = self._forms[coding] = self._make_form(coding, len(body))
        full = form.hold(body)
        self._bodies.admit(form, len(body))
        return form, full

    def _make_form(self, coding: str, length: int) -> _Form:
        digest = self._file.sha256[:32]
        etag = f'"{digest}"' if coding == PLAIN else f'"{digest}-{coding}"'
        cached = [("ETag", etag), ("Cache-Control", self._cache_control), ("Vary", "Accept-Encoding, Origin")]
        cached += FILE_HEADERS
        content = [("Content-Type", "application/json"), ("Content-Length", str(length))]
        if coding != PLAIN:
            content.append(("Content-Encoding", coding))
        elif self._file.is_immutable:
            content.append(ACCEPT_RANGES)
        return _Form(etag, [*content, *cached], cached, length)


def _cut(full: FileAnswer, chosen: slice) -> FileAnswer:
    """Return the answer that sends a part."""
    _, headers, body = full
    part = body[chosen]
    kept = [header for header in headers if header[0] != "Content-Length" and header != ACCEPT_RANGES]
    place = f"bytes {chosen.start}-{chosen.stop - 1}/{len(body)}"
    return "206 Partial Content", [("Content-Length", str(len(part))), ("Content-Range", place), *kept], part


@lru_cache(maxsize=128)
def choose_coding(accept_encoding: str | None, available: tuple[str, ...]) -> str:
    """Decide in which content coding to answer.

    Args:
        accept_encoding: the header; None when there is none, which takes anything and here gets the plain form.
        available: the codings that there are, the best first and the plain one last.

    Raises:
        NotAcceptable: none of them is accepted.
    """
    if not accept_encoding or not accept_encoding.strip():
        return PLAIN
    accepted = parse_accept_header(accept_encoding, Accept)
    qualities = {coding: _find_quality(accepted, coding) for coding in available}
    best = max(available, key=qualities.__getitem__)
    if not qualities[best]:
        raise NotAcceptable("Accept-Encoding refuses every coding, the plain one too.")
    return best


def _find_quality(accepted: Accept, coding: str) -> float:
    """Return how welcome a coding is; the plain one is acceptable, but last, unless it is refused by name or by "*"."""
    listed = {name.lower(): quality for name, quality in accepted}
    quality = listed.get(coding, listed.get("*"))
    if coding == PLAIN:
        return 0.0001 if quality is None else quality
    return quality or 0.0


def _matches(if_none_match: str, etag: str) -> bool:
    """Tell whether the asker has this form already; weakly, as section 13.1.2 says."""
    asked = (each.strip().removeprefix("W/") for each in if_none_match.split(","))
    return any(each in {etag, "*"} for each in asked)
