"""Runs the commands of ``tests/tuf/client`` against a repository on loopback, as the conformance suite does."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tuf.node_lines import Ask
    from tests.tuf.repository import Repository


class Client:
    """A client's folders, and the program that fills them.

    ``refresh`` and ``download`` return "ok", or the code of the problem that the program names.
    """

    def __init__(self, folder: Path, address: str, repository: Repository, ask: Ask) -> None:
        self.metadata = folder / "metadata"
        self.targets = folder / "targets"
        self.metadata.mkdir()
        self.targets.mkdir()
        self._address = address
        self._repository = repository
        self._ask = ask

    def begin(self, root: bytes | None = None) -> None:
        """Lay down the first root: the repository's first, when none is given."""
        (self.metadata / "root.json").write_bytes(root or self._repository.files["/metadata/1.root.json"])

    def init(self, root: Path) -> str:
        """Let the program lay it down."""
        return self._run(0, "init", str(root))

    def refresh(self, *, days_later: float = 0) -> str:
        """Bring the metadata up to date."""
        return self._run(days_later, "--metadata-url", f"{self._address}/metadata", "refresh")

    def download(self, name: str, *, days_later: float = 0) -> str:
        """Fetch a target."""
        places = ["--metadata-url", f"{self._address}/metadata/", "--target-base-url", f"{self._address}/targets/"]
        return self._run(days_later, *places, "--target-dir", str(self.targets), "--target-name", name, "download")

    def _run(self, days_later: float, *arguments: str) -> str:
        problem = self._ask([["--metadata-dir", str(self.metadata), *arguments], days_later])
        if problem is None:
            return "ok"
        code, colon, _ = str(problem).partition(": ")
        assert colon, problem
        assert code.replace("_", "").islower(), problem
        return code

    def versions(self) -> dict[str, int]:
        """Return role -> version of what the client trusts; whatever stands in the folder is a whole file."""
        return {
            unquote(path.stem): json.loads(path.read_bytes())["signed"]["version"] for path in self.metadata.iterdir()
        }

    def downloaded(self) -> list[bytes]:
        """Return the content of what was downloaded, the oldest first."""
        return [path.read_bytes() for path in sorted(self.targets.iterdir(), key=lambda path: path.stat().st_mtime_ns)]


class _Handler(BaseHTTPRequestHandler):
    """Answers with the files of a repository; writes down what was asked for."""

    repository: ClassVar[Repository]

    def do_GET(self) -> None:
        """Answer one request."""
        self.repository.requests.append(self.path)
        body = self.repository.files.get(self.path)
        if body is None:
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(repository: Repository) -> Iterator[str]:
    """Serve a repository on a loopback port; give its address."""
    handler = type("Handler", (_Handler,), {"repository": repository})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
