"""What ``jaga lint`` and ``jaga release`` cost on a large list, beside the bare parse of its YAML: ``make bench-list``.

Each is measured in a process of its own, which gives its peak memory, and several times; the smallest processor time
counts, because other programs on the machine can only add to it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from server.accounts.lint import inspect_account_list
from server.accounts.platform_files import load_platforms
from server.cli.publishing import Choices, publish_release
from server.ops.settings import Settings
from tests.bench.invented_list import ACCOUNTS, write_invented_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "build" / "bench" / "list.json"
MEGABYTE = 1_000_000
CAMPAIGN_DAY = date(2025, 10, 1)
"""In season, when the checks have most to do: every entry of the invented list is due on this day."""

LINT_BAR = 3
RELEASE_BAR = 5


@dataclass(frozen=True)
class Cost:
    """What one run took: processor and wall time in seconds, peak memory in bytes."""

    cpu_seconds: float
    wall_seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class Row:
    """One thing measured, beside the parse; *bar* is how many times as long it may take."""

    name: str
    cost: Cost
    ratio: float
    bar: float | None

    @property
    def is_met(self) -> bool:
        """Tell whether the bar is met."""
        return self.bar is None or self.ratio <= self.bar


def parse(directory: Path) -> None:
    """Parse every file with the C loader, and keep nothing."""
    for path in sorted(directory.rglob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 (texts, lists and maps only)


def lint(directory: Path) -> None:
    """Check the list as ``jaga lint`` does."""
    inspect_account_list(directory, load_platforms(ROOT / "extension" / "platforms"), CAMPAIGN_DAY)


def release(directory: Path) -> None:
    """Publish the list into a new folder as ``jaga release`` does."""
    with tempfile.TemporaryDirectory() as state:
        publish_release(Settings.from_env({"JAGA_LIST_DIR": str(directory), "JAGA_STATE_DIR": state}), Choices())


PARTS: Mapping[str, Callable[[Path], None]] = {"parse": parse, "lint": lint, "release": release}
BARS: Mapping[str, float | None] = {"parse": None, "lint": LINT_BAR, "release": RELEASE_BAR}


def run_part(name: str, directory: Path) -> None:
    """Measure one part in this process and print its cost."""
    cpu, wall = time.process_time(), time.perf_counter()
    PARTS[name](directory)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    cost = Cost(time.process_time() - cpu, time.perf_counter() - wall, peak)
    sys.stdout.write(json.dumps(asdict(cost)))


def measure(directory: Path, runs: int) -> Iterator[Row]:
    """Yield one row after the other: the parse, and what is measured against it."""
    costs: dict[str, list[Cost]] = {name: [] for name in PARTS}
    for _ in range(runs):  # in turn, so that a busy minute does not fall on one part alone
        for name, found in costs.items():
            found.append(_measure_part(name, directory))
    best = {name: min(found, key=lambda cost: cost.cpu_seconds) for name, found in costs.items()}
    for name, cost in best.items():
        yield Row(name, cost, cost.cpu_seconds / best["parse"].cpu_seconds, BARS[name])


def _measure_part(name: str, directory: Path) -> Cost:
    command = [sys.executable, "-m", "tests.bench.list_cost", "--part", name, str(directory)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout))


def main() -> int:
    """Measure everything.

    Returns:
        0 when every bar is met, 1 otherwise.
    """
    parser = argparse.ArgumentParser(prog="make bench-list")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured")
    parser.add_argument("--part", nargs=2, metavar=("PART", "LIST"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        run_part(arguments.part[0], Path(arguments.part[1]))
        return 0
    load = round(os.getloadavg()[0], 1)
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(scratch) / "list"
        files = write_invented_list(directory)
        sys.stdout.write(f"{ACCOUNTS} accounts in {files} files, load {load}, best of {arguments.runs}\n")
        sys.stdout.flush()
        rows = list(measure(directory, arguments.runs))
    for row in rows:
        sys.stdout.write(_table_line(row))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    table = [asdict(row) | {"is_met": row.is_met} for row in rows]
    RESULTS.write_text(json.dumps({"load_1_min": load, "accounts": ACCOUNTS, "files": files, "rows": table}, indent=1))
    return 0 if all(row.is_met for row in rows) else 1


def _table_line(row: Row) -> str:
    cost, bar = row.cost, "" if row.bar is None else f"bar {row.bar:g}x {'met' if row.is_met else 'NOT MET'}"
    times = f"{cost.cpu_seconds:6.2f} s cpu {cost.wall_seconds:6.2f} s wall {cost.peak_bytes / MEGABYTE:5.0f} MB"
    return f"{row.name:8} {times} {row.ratio:5.2f}x {bar}\n"


if __name__ == "__main__":
    sys.exit(main())
