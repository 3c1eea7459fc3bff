"""The release tree below ``/v1/release/``, served in front of Flask.

A thin WSGI layer: one look into a table, one choice of content coding, ready-made answers. A name that is not in the
table is looked for on disk only when it has the form of a release file, so that none can lead out of the tree.
Everything else goes on to Flask.

Source: docs/decisions/0002; measured 2026-11-21, docs/performance.md.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from werkzeug.exceptions import MethodNotAllowed

from server.accounts.release_errors import ReleaseDamagedError
from server.http.extension_origins import make_cors_headers
from server.http.file_answers import BRIEFLY, FileAnswer, PreparedFile
from server.http.file_bodies import FileBodies
from server.http.problems import INTERNAL_ERROR, PROBLEM_MEDIA_TYPE, make_problem
from server.http.request_errors import FileNotFoundInReleaseError
from server.http.security_headers import FILE_HEADERS

if TYPE_CHECKING:
    from collections.abc import Iterable
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
        self._files = _PreparedFiles(release)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        if not path.startswith(PREFIX):
            return self._app(environ, start_response)
        status, headers, body = self._answer(environ, path[len(PREFIX) :])
        origin = environ.get("HTTP_ORIGIN")
        if origin is not None:
            headers = headers + make_cors_headers(origin, is_preflight=environ["REQUEST_METHOD"] == "OPTIONS")
        start_response(status, headers)
        return [body]  # a list: granian sends it in one piece and keeps no thread waiting for a slow reader

    def _answer(self, environ: WSGIEnvironment, path: str) -> FileAnswer:
        method = environ["REQUEST_METHOD"]
        if method == "OPTIONS":
            return "204 No Content", [("Allow", ", ".join(METHODS)), *_UNCACHED], b""
        if method not in METHODS:
            return _answer_problem(MethodNotAllowed(METHODS), method)
        try:
            return self._files.answer(path, method, environ)
        except Exception as error:  # noqa: BLE001 - nothing stands before this layer that could answer instead
            return _answer_problem(error, method)


class _PreparedFiles:
    """The files that have been asked for, with their ready answers."""

    def __init__(self, release: ServedRelease) -> None:
        self._release = release
        self._bodies = FileBodies()
        # The state and what was prepared from it change together: one object, swapped in one step.
        self._prepared: tuple[ReleaseState | None, dict[str, PreparedFile]] = (None, {})
        self._told: set[str] = set()

    def answer(self, path: str, method: str, environ: WSGIEnvironment) -> FileAnswer:
        """Answer from a file.

        Raises:
            FileNotFoundInReleaseError: there is none.
            ReleaseDamagedError: it is not what it was named; it is looked for anew when somebody asks again.
            ReleaseNotLoadedError: there has been no release so far.
            HTTPException: the request asks for what is not to be had.
        """
        state = self._release.get_state()
        known, prepared = self._prepared
        if known is not state:
            prepared = self._follow(state)
        file = prepared.get(path)
        try:
            if file is None:
                file = prepared[path] = self._prepare(state, path)
            return file.answer(method, environ)
        except ReleaseDamagedError as error:
            prepared.pop(path, None)
            self._tell_once(str(error))
            raise

    def _follow(self, state: ReleaseState) -> dict[str, PreparedFile]:
        """Begin a table for a new release with what did not change."""
        kept = {path: file for path, file in self._prepared[1].items() if _is_same(state, path)}
        self._prepared = (state, kept)
        self._told.clear()
        return kept

    def _prepare(self, state: ReleaseState, path: str) -> PreparedFile:
        file = state.find_file(path)
        if file is None:
            raise FileNotFoundInReleaseError(path)
        return PreparedFile(file, self._bodies)

    def _tell_once(self, reason: str) -> None:
        if reason not in self._told:
            self._told.add(reason)
            _log.error("a file of the release is damaged and not served", extra={"reason": reason})


def _is_same(state: ReleaseState, path: str) -> bool:
    """Tell whether the path holds what it held before."""
    file = state.files.get(path)
    return file is not None and file.is_immutable


def _answer_problem(error: Exception, method: str) -> FileAnswer:
    problem = make_problem(error)
    if problem.type is INTERNAL_ERROR:
        _log.error("request failed", exc_info=error, extra={"route": PREFIX, "method": method})
    status = HTTPStatus(problem.type.status)
    # Clients ask for the next root each time, and mostly there is none: caches may say so for a while.
    caching = _NOT_FOUND_CACHED if status is HTTPStatus.NOT_FOUND else _UNCACHED
    content = (("Content-Type", PROBLEM_MEDIA_TYPE), ("Content-Length", str(len(problem.body))))
    headers = [*content, *caching, *problem.headers.items()]
    return f"{status.value} {status.phrase}", headers, b"" if method == "HEAD" else problem.body
