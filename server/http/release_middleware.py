"""The release tree below ``/v1/release/``, served from memory in front of Flask.

A thin WSGI layer: one look into a table, one choice of content coding, ready-made headers. No path is ever opened, so
none can lead out of the tree. Everything else goes on to Flask.

Source: docs/decisions/0002; measured 2026-11-20 at seven times a plain Flask route.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.exceptions import MethodNotAllowed

from server.http.extension_origins import make_cors_headers
from server.http.file_answers import BRIEFLY, FileAnswer, PreparedFile
from server.http.problems import INTERNAL_ERROR, PROBLEM_MEDIA_TYPE, make_problem
from server.http.request_errors import FileNotFoundInReleaseError
from server.http.security_headers import FILE_HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from server.accounts.release_state import ReleaseState
    from server.accounts.served_release import ServedRelease

PREFIX = "/v1/release/"
METHODS = ("GET", "HEAD", "OPTIONS")

_UNCACHED = (("Cache-Control", "no-store"), ("Vary", "Origin"), *FILE_HEADERS)
_NOT_FOUND_CACHED = (("Cache-Control", BRIEFLY), ("Vary", "Origin"), *FILE_HEADERS)

_log = logging.getLogger(__name__)


class ReleaseMiddleware:
    """Serves the release's files and hands everything else on."""

    def __init__(self, app: WSGIApplication, release: ServedRelease) -> None:
        self._app = app
        self._release = release
        # The state and what was prepared from it change together: one object, swapped in one step.
        self._prepared: tuple[ReleaseState | None, Mapping[str, PreparedFile]] = (None, {})

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return self._app(environ, start_response)
        status, headers, body = self._answer(environ, path[len(PREFIX) :])
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None:
            headers += make_cors_headers(origin, is_preflight=environ["REQUEST_METHOD"] == "OPTIONS")
        start_response(status, headers)
        return (body,) if body else ()

    def _answer(self, environ: WSGIEnvironment, path: str) -> FileAnswer:
        method = environ["REQUEST_METHOD"]
        if method == "OPTIONS":
            return FileAnswer("204 No Content", [("Allow", ", ".join(METHODS)), *_UNCACHED], b"")
        if method not in METHODS:
            return _answer_problem(MethodNotAllowed(METHODS), method)
        try:
            file = self._find_file(path)
            return file.answer(method, environ.get("HTTP_ACCEPT_ENCODING"), environ.get("HTTP_IF_NONE_MATCH"))
        except Exception as error:  # noqa: BLE001 - nothing stands before this layer that could answer instead
            return _answer_problem(error, method)

    def _find_file(self, path: str) -> PreparedFile:
        state = self._release.get_state()
        known, prepared = self._prepared
        if known is not state:
            prepared = {name: PreparedFile(file) for name, file in state.files.items()}
            self._prepared = (state, prepared)
        file = prepared.get(path)
        if file is None:
            raise FileNotFoundInReleaseError(path)
        return file


def _answer_problem(error: Exception, method: str) -> FileAnswer:
    problem = make_problem(error)
    if problem.type is INTERNAL_ERROR:
        _log.error("request failed", exc_info=error, extra={"route": PREFIX, "method": method})
    status = HTTPStatus(problem.type.status)
    # Clients ask for the next root each time, and mostly there is none: caches may say so for a while.
    caching = _NOT_FOUND_CACHED if status is HTTPStatus.NOT_FOUND else _UNCACHED
    content = (("Content-Type", PROBLEM_MEDIA_TYPE), ("Content-Length", str(len(problem.body))))
    headers = [*content, *caching, *problem.headers.items()]
    return FileAnswer(f"{status.value} {status.phrase}", headers, b"" if method == "HEAD" else problem.body)
