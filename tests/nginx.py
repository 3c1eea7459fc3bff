"""A real nginx on loopback, with what ``jaga export-static`` wrote or another configuration; never the system's own."""

from __future__ import annotations

import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TOOLS = Path(__file__).resolve().parents[1] / "build" / "tools" / "usr"
"""Where scripts/system_tools.sh unpacks Debian's nginx and its brotli module."""

START_SECONDS = 20

_MAIN = """
load_module {modules}/ngx_http_brotli_static_module.so;
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
    uwsgi_temp_path {folder}; scgi_temp_path {folder};
    sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache {cache};
    include {config};
}}
"""


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def make_command(config: Path, folder: Path, *, is_caching: bool = False) -> list[str]:
    """Return the command that serves *config*, which is for the ``http`` block, as the one of an export is.

    *folder* takes what nginx writes, *is_caching* keeps files open.
    """
    cache = "max=1000 inactive=60s" if is_caching else "off"
    folder.mkdir(parents=True, exist_ok=True)
    main = folder / "main.conf"
    main.write_text(_MAIN.format(modules=TOOLS / "lib/nginx/modules", folder=folder, config=config, cache=cache))
    return [str(TOOLS / "sbin/nginx"), "-p", str(folder), "-c", str(main), "-e", str(folder / "error.log")]


@contextmanager
def serve_export(export: Path, port: int, folder: Path) -> Iterator[str]:
    """Serve an export that was written for *port*; give its origin.

    Raises:
        RuntimeError: see ``serve_config``.
    """
    with serve_config(export / "nginx.conf", port, folder):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def serve_config(config: Path, port: int, folder: Path) -> Iterator[None]:
    """Serve a configuration that was written for *port*.

    Raises:
        RuntimeError: nginx did not come up; the message ends with what it said.
    """
    process = subprocess.Popen(make_command(config, folder), stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + START_SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.02)
        if process.poll() is not None:
            raise RuntimeError((process.stderr.read() if process.stderr else b"").decode())
        yield
    finally:
        process.terminate()
        process.communicate(timeout=10)
