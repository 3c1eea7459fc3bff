"""Answers that send a file of the release: everything ready before the first request, one choice per request.

For the release middleware and for ``GET /v1/warnings/<group>``. Strong ETags, one per content coding; 304; HEAD.

Source: RFC 9110, sections 8.8 (validators), 12.5.3 (Accept-Encoding), 13 (conditional requests); RFC 9111; RFC 8246.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from werkzeug.datastructures import Accept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

from server.http.security_headers import FILE_HEADERS

if TYPE_CHECKING:
    from server.accounts.release_state import ReleaseFile

Headers = list[tuple[str, str]]

IMMUTABLE = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=60"
"""For what changes with a release: how old an answer may be that a shared cache gives."""

PLAIN = "identity"


class FileAnswer(NamedTuple):
    """Status line, headers and body, as WSGI wants them."""

    status: str
    headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class _Form:
    """One coding of the file with its ready-made headers."""

    body: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]
    headers_304: tuple[tuple[str, str], ...]


class PreparedFile:
    """A file of the release with the headers of every answer that it can be sent in."""

    def __init__(self, file: ReleaseFile, cache_control: str | None = None) -> None:
        chosen = cache_control or (IMMUTABLE if file.is_immutable else BRIEFLY)
        bodies = {**file.compressed, PLAIN: file.body}
        self._codings = tuple(bodies)
        self._forms = {name: _make_form(name, body, file.sha256, chosen) for name, body in bodies.items()}

    def answer(self, method: str, accept_encoding: str | None, if_none_match: str | None) -> FileAnswer:
        """Answer a reading request.

        Args:
            method: GET or HEAD.
            accept_encoding: the header; None when it was not sent.
            if_none_match: the same.

        Raises:
            NotAcceptable: the request refuses every coding, the plain one too.
        """
        form = self._forms[choose_coding(accept_encoding, self._codings)]
        if if_none_match is not None and _matches(if_none_match, form.etag):
            return FileAnswer("304 Not Modified", list(form.headers_304), b"")
        return FileAnswer("200 OK", list(form.headers), b"" if method == "HEAD" else form.body)


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


def _make_form(coding: str, body: bytes, digest: str, cache_control: str) -> _Form:
    etag = f'"{digest[:32]}"' if coding == PLAIN else f'"{digest[:32]}-{coding}"'
    cached = (("ETag", etag), ("Cache-Control", cache_control), ("Vary", "Accept-Encoding, Origin"), *FILE_HEADERS)
    content = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    if coding != PLAIN:
        content.append(("Content-Encoding", coding))
    return _Form(body, etag, (*content, *cached), cached)


def _matches(if_none_match: str, etag: str) -> bool:
    """Tell whether the asker has this form already; weakly, as section 13.1.2 says."""
    asked = (each.strip().removeprefix("W/") for each in if_none_match.split(","))
    return any(each in {etag, "*"} for each in asked)
