"""The server's own record: a loopback proxy before the real API that writes down every request whole.

Tests about privacy read this record: what is not in it never reached the server.
"""

from __future__ import annotations

import http.client
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import urlsplit

ANSWER_TIMEOUT_SECONDS = 20
# Between two neighbours only (RFC 9110, 7.6.1), so not handed on.
HOP_HEADERS = {"connection", "keep-alive", "transfer-encoding", "te", "trailer", "upgrade", "proxy-connection"}


@dataclass(frozen=True)
class RecordedRequest:
    """One request exactly as it arrived."""

    method: str
    path: str
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def whole(self) -> str:
        """Return everything that the request said, as one lower-case text to search in."""
        headers = "\n".join(f"{name}: {value}" for name, value in self.headers)
        return f"{self.method} {self.path}?{self.query}\n{headers}\n\n{self.body.decode(errors='replace')}".lower()

    def header(self, name: str) -> str | None:
        """Return the value of a header, or None when it was not sent."""
        return next((value for sent, value in self.headers if sent.lower() == name.lower()), None)


@dataclass
class Recorder:
    """Listen on a free loopback port and pass everything on to *upstream_port*, keeping a record."""

    upstream_port: int
    requests: list[RecordedRequest] = field(default_factory=list)

    def __post_init__(self) -> None:
        handler = type("Handler", (_ProxyHandler,), {"recorder": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def origin(self) -> str:
        """Return the address that the extension is told to use, without a trailing slash."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def paths(self, since: int = 0) -> list[str]:
        """Return the paths asked for, from request number *since* on."""
        return [request.path for request in self.requests[since:]]

    def stop(self) -> None:
        """Stop listening: from now on a connection is refused, as when the API is down."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _ProxyHandler(BaseHTTPRequestHandler):
    """Hand one request to the API and its answer back, without a change."""

    recorder: ClassVar[Recorder]
    protocol_version = "HTTP/1.1"

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        headers = tuple(self.headers.items())
        self.recorder.requests.append(RecordedRequest(self.command, parts.path, parts.query, headers, body))
        upstream = http.client.HTTPConnection("127.0.0.1", self.recorder.upstream_port, timeout=ANSWER_TIMEOUT_SECONDS)
        try:
            passed = {name: value for name, value in headers if name.lower() not in HOP_HEADERS}
            upstream.request(self.command, self.path, body=body or None, headers=passed)
            self._answer(upstream.getresponse())
        except OSError:
            self.close_connection = True
        finally:
            upstream.close()

    def _answer(self, response: http.client.HTTPResponse) -> None:
        body = response.read()
        self.send_response_only(response.status, response.reason)
        for name, value in response.getheaders():
            if name.lower() not in HOP_HEADERS | {"content-length"}:
                self.send_header(name, value)
        if response.status not in {204, 304}:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = _pass_on  # noqa: N815 - http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        """Say nothing: the record is what tests read."""
