"""What the server costs beside nginx, Flask and Kinto on the same core: ``make bench-server``.

Rates are answers for each second of the server's own processor time, so that a busy machine blurs them less; each round
asks all in turn, and the median over rounds of the ratio within a round counts.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from server.accounts.release_state import load_release_state
from server.accounts.static_export import export_static
from server.app import make_nginx_config
from tests.bench.served_release import publish_invented_list, publish_million
from tests.bench.server_process import ROOT, Load, Server, free_port, press, running, running_app
from tests.nginx import make_command

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

BENCH = ROOT / "build" / "bench"
RESULTS = BENCH / "server.json"
OURS, FLASK = "server.app:make_wsgi_app", "tests.bench.flask_routes:make_app"
TIMESTAMP = "/v1/release/metadata/timestamp.json"
BROTLI = ("Accept-Encoding: br",)
SPONSORBLOCK = 0.67
"""SponsorBlockServer with PostgreSQL and Redis beside a look-up in plain Flask, measured on 2026-11-20."""

CHECKS = """
local number = 0
request = function()
  number = (number + 1) % 1000
  local body = '{"url":"https://x.com/akun_' .. number .. '","action":"like"}'
  return wrk.format("POST", nil, {["Content-Type"] = "application/json"}, body)
end
"""
"""A thousand different questions in turn, the same for both."""


@dataclass(frozen=True)
class Job:
    """What is asked of which server."""

    server: Server
    path: str
    headers: tuple[str, ...] = ()
    script: Path | None = None


@dataclass(frozen=True)
class Row:
    """One line of the table; *bar* is the least or, when *is_most*, the most that is allowed."""

    name: str
    value: float
    bar: float
    is_most: bool = False
    unit: str = "x"

    @property
    def is_met(self) -> bool:
        """Tell whether the bar is met."""
        return self.value <= self.bar if self.is_most else self.value >= self.bar


@dataclass(frozen=True)
class Paths:
    """Files of the release that are asked for: the list, which is large, and one group's warnings."""

    list: str
    warnings: str


def find_paths(state: Path) -> Paths:
    """Return the list and a group of ordinary size."""
    targets = load_release_state(state / "release").targets
    groups = sorted((file for name, file in targets.items() if name.startswith("warnings/")), key=lambda f: len(f.body))
    return Paths(*(f"/v1/release/{file.path}" for file in (targets["list.json"], groups[len(groups) // 2])))


def start_all(stack: ExitStack, state: Path, scratch: Path) -> dict[str, Job]:
    """Start every server on the same core, and say what is asked of each."""
    paths, script = find_paths(state), scratch / "checks.lua"
    script.write_text(CHECKS)
    ours = stack.enter_context(running_app(OURS, state, TIMESTAMP))
    flask = stack.enter_context(running_app(FLASK, state, "/bare"))
    nginx = stack.enter_context(run_nginx(state, scratch))
    port = free_port()
    command: list[str | Path] = [make_kinto(), ROOT / "tests" / "bench" / "kinto_app.py", str(port)]
    kinto = stack.enter_context(running(command, port, "/v1/"))
    return {
        "ours, timestamp": Job(ours, TIMESTAMP, BROTLI),
        "nginx, timestamp": Job(nginx, TIMESTAMP, BROTLI),
        "ours, warnings": Job(ours, paths.warnings, BROTLI),
        "nginx, warnings": Job(nginx, paths.warnings, BROTLI),
        "ours, list": Job(ours, paths.list, BROTLI),
        "nginx, list": Job(nginx, paths.list, BROTLI),
        "Flask, constant": Job(flask, "/bare"),
        "Flask, look-up": Job(flask, "/account/00042"),
        "Kinto, record": Job(kinto, "/v1/buckets/b/collections/c/records/00042"),
        "ours, check": Job(ours, "/v1/check", script=script),
        "Flask, parse": Job(flask, "/parse", script=script),
    }


def run_nginx(state: Path, scratch: Path) -> AbstractContextManager[Server]:
    """Run nginx with the same release."""
    port, export = free_port(), scratch / "export"
    export_static(state / "release", export, make_nginx_config(export, f"127.0.0.1:{port}", None))
    return running(make_command(export / "nginx.conf", scratch / "nginx", is_caching=True), port, TIMESTAMP)


def make_kinto() -> Path:
    """Return the Python of a venv with Kinto; made on first use, and nowhere else known."""
    python = BENCH / "kinto" / "bin" / "python"
    if not (python.parent / "kinto").exists():
        subprocess.run([sys.executable, "-m", "venv", BENCH / "kinto"], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "kinto", "granian"], check=True)
    return python


def measure_rates(jobs: Mapping[str, Job], rounds: int, seconds: int) -> dict[str, list[Load]]:
    """Press each in turn, round after round."""
    found: dict[str, list[Load]] = {name: [] for name in jobs}
    for job in jobs.values():
        press(job.server, job.path, 1, job.headers, job.script)
    for _ in range(rounds):
        for name, job in jobs.items():
            found[name].append(press(job.server, job.path, seconds, job.headers, job.script))
    return found


def judge_rates(found: Mapping[str, list[Load]]) -> Iterator[Row]:
    """Yield the ratios that have bars."""

    def rate(one: str, other: str) -> float:
        return median(a.per_cpu_second / b.per_cpu_second for a, b in zip(found[one], found[other], strict=True))

    for name in ("timestamp", "warnings"):
        yield Row(f"{name}, beside a constant from Flask", rate(f"ours, {name}", "Flask, constant"), 4)
    for name in ("timestamp", "warnings", "list"):
        yield Row(f"{name}, beside nginx", rate(f"ours, {name}", f"nginx, {name}"), 0.5)
        slow = median(a.p99_ms / b.p99_ms for a, b in zip(found[f"ours, {name}"], found[f"nginx, {name}"], strict=True))
        yield Row(f"{name}, p99 beside nginx", slow, 4, is_most=True)
    yield Row("warnings, beside a record of Kinto", rate("ours, warnings", "Kinto, record"), 30)
    yield Row("warnings, beside SponsorBlockServer", rate("ours, warnings", "Flask, look-up") / SPONSORBLOCK, 6)
    yield Row("check, beside Flask parsing the same", rate("ours, check", "Flask, parse"), 0.6)


def measure_start(target: str, state: Path, path: str, runs: int) -> float:
    """Return the processor seconds until the first good answer, the least of several starts."""
    taken = []
    for _ in range(runs):
        with running_app(target, state, path) as server:
            taken.append(server.read_cpu_seconds())
    return min(taken)


def measure_memory(state: Path) -> float:
    """Return the private megabytes of a worker after it sent the list in every form, 2,000 groups, and checked."""
    targets = load_release_state(state / "release").targets
    groups = [file.path for name, file in targets.items() if name.startswith("warnings/")][:2000]
    with running_app(OURS, state, TIMESTAMP) as server:
        for coding in ("br", "gzip", "zstd", "identity"):
            fetch(server, f"/v1/release/{targets['list.json'].path}", coding)
        for path in groups:
            fetch(server, f"/v1/release/{path}", "br")
        for number in range(200):
            body = json.dumps({"key": f"x:@akun_{number * 5000}"}).encode()
            asked = urllib.request.Request(f"{server.origin}/v1/check", body, {"Content-Type": "application/json"})  # noqa: S310
            with urllib.request.urlopen(asked, timeout=60) as response:  # noqa: S310 - loopback
                response.read()
        time.sleep(1)
        return server.count_private_bytes() / 1e6


def fetch(server: Server, path: str, coding: str) -> None:
    """Read a file."""
    asked = urllib.request.Request(server.origin + path, headers={"Accept-Encoding": coding})  # noqa: S310 - loopback
    with urllib.request.urlopen(asked, timeout=60) as response:  # noqa: S310 - the same
        response.read()


def judge_size(small: Path, million: Path, runs: int) -> Iterator[Row]:
    """Yield what a start and a worker cost."""
    flask = measure_start(FLASK, small, "/bare", runs)
    yield Row(
        "start, 15,000 accounts", measure_start(OURS, small, TIMESTAMP, runs) - flask, 0.3, is_most=True, unit="s"
    )
    yield Row(
        "start, a million accounts", measure_start(OURS, million, TIMESTAMP, runs) - flask, 1, is_most=True, unit="s"
    )
    yield Row("memory, 15,000 accounts", measure_memory(small), 80, is_most=True, unit="MB")
    yield Row("memory, a million accounts", measure_memory(million), 80, is_most=True, unit="MB")


def main() -> int:
    """Measure everything.

    Returns:
        0 when every bar is met, 1 otherwise.
    """
    parser = argparse.ArgumentParser(prog="make bench-server")
    parser.add_argument("--rounds", type=int, default=5, help="how often each is pressed")
    parser.add_argument("--seconds", type=int, default=3, help="how long each time")
    parser.add_argument("--state", type=Path, help="keep the releases here, and take those that are there")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        scratch = Path(folder)
        small, million = make_releases(arguments.state or scratch)
        load = round(os.getloadavg()[0], 1)
        rates = measure_rates(start_all(stack, small, scratch), arguments.rounds, arguments.seconds)
        stack.close()
        rows = [*judge_rates(rates), *judge_size(small, million, arguments.rounds)]
    for name, loads in rates.items():
        print_line(name, f"{median(load.per_cpu_second for load in loads):10,.0f} /cpu s", loads)
    for row in rows:
        limit = f"bar {'at most' if row.is_most else 'at least'} {row.bar:g}"
        sys.stdout.write(f"{row.name:40} {row.value:8.2f} {row.unit:3} {limit} {'met' if row.is_met else 'NOT MET'}\n")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    table = {"load_1_min": load, "rows": [asdict(row) | {"is_met": row.is_met} for row in rows]}
    table["rates"] = {name: [asdict(each) for each in loads] for name, loads in rates.items()}
    RESULTS.write_text(json.dumps(table, indent=1))
    return 0 if all(row.is_met for row in rows) else 1


def make_releases(state: Path) -> tuple[Path, Path]:
    """Return the folders of the two releases; a release that is there is taken as it is."""
    for name, publish in (("s15", publish_invented_list), ("s1m", publish_million)):
        if not (state / name / "release" / "metadata" / "timestamp.json").exists():
            publish(state / name)
    return state / "s15", state / "s1m"


def print_line(name: str, rate: str, loads: list[Load]) -> None:
    """Print one server's figures."""
    wall, p99 = median(load.per_second for load in loads), median(load.p99_ms for load in loads)
    sys.stdout.write(f"{name:20} {rate} {wall:9,.0f} /s  p99 {p99:7.1f} ms\n")


if __name__ == "__main__":
    sys.exit(main())
