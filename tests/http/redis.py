"""Starts a Redis of the tests' own: nothing on disk, on a Unix socket alone, ended by its process id."""

from __future__ import annotations

import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS = 20


@contextmanager
def run_redis() -> Iterator[str]:
    """Start a server, give its address as a setting holds it, and end it."""
    with tempfile.TemporaryDirectory(prefix="jaga-redis-") as folder:
        socket = Path(folder) / "redis.sock"
        command = ["redis-server", "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", folder]
        with (Path(folder) / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait_until_it_answers(socket)
            yield f"redis+unix://{socket}"
        finally:
            process.terminate()
            process.wait(START_SECONDS)


def _wait_until_it_answers(socket: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            with Redis(unix_socket_path=str(socket)) as client:
                client.ping()
            return
        except RedisConnectionError:
            assert time.monotonic() < deadline, "Redis does not start"
            time.sleep(0.05)
