"""How long a person waits between pressing and seeing the dialog, with the real API behind the extension."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from tests.browser.api import start_api
from tests.browser.chromium import launch
from tests.browser.dialog import wait_for_dialog
from tests.browser.sites import X_PAIRS
from tests.browser.visits import feed, home_url

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Playwright

VIEW = {"width": 1280, "height": 900}
LIKE = "article [data-testid='like']"
# The press is the page's first input: Event Timing has its time stamp although no listener of the page sees it.
# The dialog is visible when the first frame with its host has been made: a message posted in a frame arrives after
# layout and paint.
WATCH = """() => {
  const pressed = new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries()[0].startTime)).observe({ type: "first-input" });
  });
  const shown = new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      requestAnimationFrame(() => port2.postMessage(null));
    }).observe(document.documentElement, { childList: true });
  });
  globalThis.waited = Promise.all([pressed, shown]).then(([from, to]) => to - from);
}"""
# The same file asked for by the extension itself, without a page, a store or a dialog.
FETCH = """async (url) => {
  const from = performance.now();
  await fetch(url, { cache: "no-store" }).then((answer) => answer.arrayBuffer());
  return performance.now() - from;
}"""


class DialogBench:
    """A browser whose person is a civil servant in the campaign, and the API that it asks."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        """Start both."""
        (folder / "api").mkdir()
        self.api = start_api(folder / "api")
        self.guarded = launch(playwright, folder / "dialog", viewport=VIEW)
        self.guarded.wake(self.api.origin)
        self.guarded.answer(home_url("x"), feed("x", X_PAIRS[0]))

    def close(self) -> None:
        """End both."""
        self.guarded.context.close()
        self.api.stop()

    def wait_ms(self, *, is_asleep: bool = True) -> float:
        """Press like by key in a new tab, mostly with the worker stopped; a key gives no time to prepare anything."""
        page = self.guarded.open(home_url("x"))
        self.guarded.wait_until_awake(page)
        page.evaluate(WATCH)
        page.locator(LIKE).first.focus()
        if is_asleep:
            self.guarded.stop_worker()
        page.keyboard.press("Enter")
        wait_for_dialog(page)
        waited: float = page.evaluate("() => waited")
        page.close()
        return waited

    def stored_ms(self, count: int) -> float:
        """Return the median with the group's warnings on the device; the first time fetches them."""
        return statistics.median([self.wait_ms() for _ in range(count + 1)][1:])

    def fetched_ms(self, count: int, *, is_asleep: bool) -> tuple[float, float]:
        """Return the medians with the warnings fetched first, and of the API's own answer, measured in turn."""
        rows = [self._fetched_pair(is_asleep=is_asleep) for _ in range(count)]
        return statistics.median(row[0] for row in rows), statistics.median(row[1] for row in rows)

    def _fetched_pair(self, *, is_asleep: bool) -> tuple[float, float]:
        self.guarded.forget_groups()
        since = len(self.api.recorder.requests)
        waited = self.wait_ms(is_asleep=is_asleep)
        path = next(path for path in self.api.recorder.paths(since) if "/warnings/" in path)
        return waited, self.guarded.control.evaluate(FETCH, f"{self.api.origin}{path}")
