"""Servers for a bench, each alone on one core, and wrk on the other core.

A server is a process of its own in a session of its own, so that it ends with all its workers.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from server.cli.serve import make_server
from server.ops.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[2]
SERVER_CORE, CLIENT_CORE = "0", "1"
START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[bytes]
    origin: str

    def read_cpu_seconds(self) -> float:
        """Return the processor time that all its processes have taken."""
        ticks = (
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in _find_group(self.process.pid)
        )
        return sum(int(fields[11]) + int(fields[12]) for fields in ticks) / os.sysconf("SC_CLK_TCK")

    def count_private_bytes(self) -> int:
        """Return the private memory of the process with the most of it: the worker, not the one that watches it."""
        return max(_count_private_bytes(pid) for pid in _find_group(self.process.pid))


def free_port() -> int:
    """Return a loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str | Path], port: int, path: str, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a server on one core until the block ends; *path* answers once it is ready."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("JAGA_")}
    process = subprocess.Popen(
        ["taskset", "-c", SERVER_CORE, *command],
        cwd=ROOT,
        env={**clean, **(env or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        origin = f"http://127.0.0.1:{port}"
        wait_for(origin + path, process)
        yield Server(process, origin)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


@contextmanager
def running_app(target: str, state: Path, path: str) -> Iterator[Server]:
    """Run an application on our server, with the release below *state*."""
    port = free_port()
    env = {"JAGA_STATE_DIR": str(state), "JAGA_PORT": str(port)}
    with running([sys.executable, "-m", "tests.bench.server_process", target], port, path, env) as server:
        yield server


def wait_for(url: str, process: subprocess.Popen[bytes]) -> float:
    """Wait for a good answer and return how many seconds it took."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < START_SECONDS and process.poll() is None:
        with suppress(urllib.error.URLError, ConnectionError), urllib.request.urlopen(url, timeout=60):  # noqa: S310 - loopback
            return time.perf_counter() - begin
        time.sleep(0.005)
    message = f"{url} never answered"
    raise RuntimeError(message)


@dataclass(frozen=True)
class Load:
    """What wrk has measured.

    Attributes:
        per_second: good answers.
        per_cpu_second: good answers for each second of processor time of the server, whatever else the machine does.
        p99_ms: 99th percentile of the time to an answer.
    """

    per_second: float
    per_cpu_second: float
    p99_ms: float


def press(server: Server, path: str, seconds: int, headers: Sequence[str] = (), script: Path | None = None) -> Load:
    """Ask with 32 connections from the other core.

    Raises:
        RuntimeError: an answer was not good.
    """
    told = [part for header in headers for part in ("-H", header)]
    extra = ["-s", str(script)] if script else []
    command = [
        "taskset",
        "-c",
        CLIENT_CORE,
        "wrk",
        "-t1",
        "-c32",
        f"-d{seconds}s",
        "--latency",
        *told,
        *extra,
        server.origin + path,
    ]
    before = server.read_cpu_seconds()
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    cpu_seconds = server.read_cpu_seconds() - before
    if "Non-2xx" in text or "Socket errors" in text:
        raise RuntimeError(text)
    answers = int(_find(r"(\d+) requests in", text)[0])
    per_second = float(_find(r"Requests/sec:\s+([\d.]+)", text)[0])
    return Load(per_second, answers / cpu_seconds, _read_ms(*_find(r"99%\s+([\d.]+)(us|ms|s)", text)))


def _find(pattern: str, text: str) -> tuple[str, ...]:
    found = re.search(pattern, text)
    if found is None:
        raise RuntimeError(text)
    return found.groups()


def _read_ms(number: str, unit: str) -> float:
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def _find_group(leader: int) -> list[int]:
    """Return the processes of a session."""
    found = subprocess.run(["ps", "-o", "pid=", "-s", str(leader)], check=True, capture_output=True, text=True).stdout
    return [int(pid) for pid in found.split()]


def _count_private_bytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) * 1024


def main() -> None:
    """Serve the application that is named, on the port of the environment."""
    make_server(sys.argv[1], Settings.from_env(os.environ)).serve()


if __name__ == "__main__":
    main()
