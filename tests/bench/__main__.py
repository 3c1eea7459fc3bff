"""``make bench``: measure what the extension costs a page, print it beside the bars, write build/bench/page.json."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from tests.bench.dialog_time import DialogBench
from tests.bench.feed import ACCOUNTS, PAGE_BYTES, POSTS
from tests.bench.page_cost import PLATFORMS, Bench
from tests.bench.ready_time import ReadyBench
from tests.bench.update_time import UpdateBench
from tests.browser.api import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

RESULTS = ROOT / "build" / "bench" / "page.json"
MEGABYTE = 1_000_000
UPDATES = 5
READY_LOADS = 150


@dataclass(frozen=True)
class Row:
    """One thing measured; *bar* is the most that is allowed, or None where the row only informs."""

    name: str
    unit: str
    result: float
    bar: float | None

    @property
    def is_met(self) -> bool:
        """Tell whether the bar is met."""
        return self.bar is None or self.result <= self.bar


def percentile(values: list[float], share: float) -> float:
    """Return the value that *share* of the values do not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure(bench: Bench, loads: int) -> Iterator[Row]:
    """Yield one row after the other, as they are measured."""
    loading = bench.loads(loads)
    yield Row(f"page load, main thread added (median of {loads})", "ms", loading.added_ms(), 20)
    yield Row("page load, starting our scripts", "ms", loading.ours_ms(), None)
    scrolling = bench.scrolls(3)
    yield Row("scroll, calls into our scripts", "calls", scrolling.our_calls(), 0)
    yield Row("scroll, main thread added, per scroll", "ms", scrolling.added_ms(), None)
    presses = bench.presses()
    yield Row(f"one pointer event, 99th percentile of {len(presses)}", "ms", percentile(presses, 0.99), 1)
    yield Row("one pointer event, median", "ms", percentile(presses, 0.5), None)
    yield Row(f"heap added, all {ACCOUNTS} accounts on this site", "MB", bench.added_heap_bytes() / MEGABYTE, 2)
    bench.set_list(ACCOUNTS // PLATFORMS)
    yield Row(f"heap added, {ACCOUNTS} accounts on {PLATFORMS} sites", "MB", bench.added_heap_bytes() / MEGABYTE, None)


def measure_dialog(bench: DialogBench, count: int) -> Iterator[Row]:
    """Yield how long a person waits for the dialog; the service worker is stopped before each press but for one row."""
    yield Row(f"press to visible dialog, warnings here (median of {count})", "ms", bench.stored_ms(count), 50)
    waited, answered = bench.fetched_ms(count, is_asleep=False)
    yield Row("more than the API's answer, worker awake", "ms", waited - answered, 100)
    waited, answered = bench.fetched_ms(count, is_asleep=True)
    yield Row("press to visible dialog, warnings fetched first", "ms", waited, None)
    yield Row("the API's own answer, asked by the extension alone", "ms", answered, None)
    yield Row("press to visible dialog, more than the API's answer", "ms", waited - answered, 100)


def measure_ready(bench: ReadyBench) -> Iterator[Row]:
    """Yield how long a page does not know yet what is listed."""
    waits = bench.ready_ms(READY_LOADS)
    yield Row(f"list ready after document_start, 99th percentile of {READY_LOADS}", "ms", percentile(waits, 0.99), 100)
    yield Row("list ready after document_start, median", "ms", percentile(waits, 0.5), None)


def measure_updates(bench: UpdateBench) -> Iterator[Row]:
    """Yield how long an update to another release of as many accounts keeps a page, and who asks the background."""
    updates = bench.updates(UPDATES)
    yield Row(f"update, longest task of an open page (most of {UPDATES})", "ms", max(u.page_ms for u in updates), 10)
    yield Row("update, the same, median", "ms", median(u.page_ms for u in updates), None)
    yield Row("update, the same without the extension", "ms", median(u.plain_ms for u in updates), None)
    yield Row("update, longest wait for the background, median", "ms", median(u.answer_ms for u in updates), None)
    yield Row("no update, longest wait for the background, median", "ms", median(u.idle_ms for u in updates), None)


def machine() -> dict[str, Any]:
    """Return what the measuring machine is, and how busy others kept it."""
    model = [
        line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line
    ]
    return {
        "processor": model[0] if model else platform.machine(),
        "cores": os.cpu_count(),
        "load_1_min": round(os.getloadavg()[0], 1),
        "system": platform.platform(terse=True),
    }


def table_line(row: Row) -> str:
    """Return one line of the table."""
    bar = "" if row.bar is None else f"{row.bar:g}"
    verdict = "" if row.bar is None else "met" if row.is_met else "NOT MET"
    return f"{row.name:58} {row.result:9.2f} {row.unit:5} {bar:>5}  {verdict}"


def say(line: str) -> None:
    """Print a line at once: a run takes minutes."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def measure_all(loads: int) -> Iterator[Row]:
    """Yield every row; what is not measured any more does not run."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        scratch = Path(name)
        with closing(DialogBench(playwright, scratch)) as dialogs:
            yield from measure_dialog(dialogs, loads)
        with closing(ReadyBench(playwright, scratch)) as ready:
            yield from measure_ready(ready)
        with ExitStack() as stack:
            yield from measure_updates(UpdateBench(playwright, scratch, stack))
        with closing(Bench(playwright, scratch)) as bench:
            yield from measure(bench, loads)


def main() -> int:
    """Measure everything.

    Returns:
        0 when every bar is met, 1 otherwise.
    """
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--loads", type=int, default=20, help="page loads with and without the extension")
    loads = parser.parse_args().loads
    rows, before = [], machine()
    size = f"{POSTS} posts, {PAGE_BYTES / MEGABYTE:.1f} MB of HTML, {ACCOUNTS} listed accounts"
    say(f"{size}; {before}")
    say(f"{'':58} {'result':>9} {'':5} {'bar':>5}")
    for row in measure_all(loads):
        rows.append(row)
        say(table_line(row))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    table = [asdict(row) | {"is_met": row.is_met} for row in rows]
    RESULTS.write_text(json.dumps({"machine": before, "page": size, "rows": table}, indent=1) + "\n")
    return 0 if all(row.is_met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
