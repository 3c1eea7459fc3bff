"""Measure one page with and without the extension, in turn, in the same run."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.bench.feed import ACCOUNTS, feed_page, long_guard
from tests.bench.trace import MainThread, start_recording, time_listeners
from tests.browser.chromium import QUIET_FLAGS, browser_path, launch
from tests.extension.page.desk import store

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Page, Playwright

    from tests.browser.chromium import Chromium

URL = "https://x.com/home"
VIEW = {"width": 1280, "height": 900}
# After the load event: long enough for the list to be read and everything to have settled.
SETTLE_MS = 700
# The page scripts set one timer at their start; scrolling begins when it is over.
START_TIMERS_MS = 3000
SCROLLS = 40
SCROLL_PX = 800
PRESSES = 350
PRESSES_PER_TRACE = 50
LISTED_PRESS_EVERY = 7
# Whatever a listener of ours does with the way down and with the click of a press.
PRESS_EVENTS = frozenset({"pointerdown", "click"})
# What Runtime.getHeapUsage tells: buffers of typed arrays lie outside the JavaScript heap, and count as well.
HEAP_PARTS = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
# The sites share a nation's accounts; the busiest page is where all of them stand on one.
PLATFORMS = 6

# Chooses what to press next: a control of a listed author, which is held, or any of another author's.
CHOOSE = """([isListed, number]) => {
  const kinds = isListed ? "[data-testid='like'], [data-testid='retweet'], [data-testid='reply']" : "button";
  const buttons = [...document.querySelectorAll("article")].flatMap((article) => [...article.querySelectorAll(kinds)]);
  const isOf = (button) => button.closest("article").querySelector("[href^='/calon_']") !== null;
  const possible = buttons.filter((button) => isOf(button) === isListed);
  globalThis.chosen = possible[(number * 37) % possible.length];
  chosen.scrollIntoView({ block: "center" });
}"""
# A dialog is the one element that stands beside the body.
IS_DIALOG_OPEN = "() => document.body.nextElementSibling !== null"
IS_DIALOG_CLOSED = "() => document.body.nextElementSibling === null"

READ_CHOSEN_MIDDLE = """() => {
  const { x, y, width, height } = chosen.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""


@dataclass(frozen=True)
class Pair:
    """The same thing measured with the extension and without it."""

    with_it: list[MainThread]
    without: list[MainThread]

    def added_ms(self) -> float:
        """Return how much longer the main thread was busy, by the medians."""
        return statistics.median(m.busy_ms for m in self.with_it) - statistics.median(m.busy_ms for m in self.without)

    def ours_ms(self) -> float:
        """Return the median of the time inside our own scripts."""
        return statistics.median(m.ours_ms for m in self.with_it)

    def our_calls(self) -> int:
        """Return how often the browser called into our scripts at most."""
        return max(m.our_calls for m in self.with_it)


class Bench:
    """Two browsers side by side: one with the extension awake and a long list, one without it."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        """Start both."""
        self.html = feed_page()
        self.guarded: Chromium = launch(playwright, folder / "guarded", viewport=VIEW)
        self.guarded.answer(URL, self.html)
        self.guarded.store(**store("x"))
        self.set_list(ACCOUNTS)
        self.plain = launch_plain(playwright, folder / "plain", self.html)

    def close(self) -> None:
        """End both."""
        self.guarded.context.close()
        self.plain.close()

    def set_list(self, accounts: int) -> None:
        """Let so many accounts be listed on the page's platform."""
        self.guarded.store(**{"guard.x": long_guard(accounts)})

    def open(self, context: BrowserContext) -> Page:
        """Open the feed and wait until everything has settled."""
        page = context.new_page()
        page.goto(URL)
        if context is self.guarded.context:
            self.guarded.wait_until_awake(page)
        page.wait_for_timeout(SETTLE_MS)
        return page

    def load(self, context: BrowserContext) -> MainThread:
        """Load the feed once in a new tab and trace it."""
        page = context.new_page()
        recording = start_recording(page)
        page.goto(URL)
        page.wait_for_timeout(SETTLE_MS)
        measured = recording.stop()
        page.close()
        return measured

    def loads(self, count: int) -> Pair:
        """Load the feed so often in each browser, in turn; the first of each warms it up."""
        rows = [(self.load(self.guarded.context), self.load(self.plain)) for _ in range(count + 1)]
        return Pair([row[0] for row in rows[1:]], [row[1] for row in rows[1:]])

    def scroll(self, context: BrowserContext) -> MainThread:
        """Scroll the feed with the wheel and trace it; times are per scroll."""
        page = self.open(context)
        page.mouse.move(640, 400)
        page.wait_for_timeout(START_TIMERS_MS)
        recording = start_recording(page)
        for _ in range(SCROLLS):
            page.mouse.wheel(0, SCROLL_PX)
            page.wait_for_timeout(25)
        measured = recording.stop()
        page.close()
        return MainThread(measured.busy_ms / SCROLLS, measured.ours_ms / SCROLLS, measured.our_calls)

    def scrolls(self, count: int) -> Pair:
        """Scroll so often in each browser, in turn."""
        rows = [(self.scroll(self.guarded.context), self.scroll(self.plain)) for _ in range(count)]
        return Pair([row[0] for row in rows], [row[1] for row in rows])

    def presses(self) -> list[float]:
        """Press controls all over the feed; milliseconds of processor time of our listeners for each press's events."""
        page = self.open(self.guarded.context)
        times: list[float] = []
        for first in range(0, PRESSES, PRESSES_PER_TRACE):
            recording = start_recording(page)
            for number in range(first, first + PRESSES_PER_TRACE):
                _press(page, number, is_listed=number % LISTED_PRESS_EVERY == 0)
            times += time_listeners(recording.read(), PRESS_EVENTS)
        page.close()
        return times

    def heap_bytes(self, context: BrowserContext) -> float:
        """Return the memory of a tab with the feed after a collection: JavaScript heap, DOM heap, buffers of arrays."""
        page = self.open(context)
        session = page.context.new_cdp_session(page)
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        usage: dict[str, float] = session.send("Runtime.getHeapUsage")
        page.close()
        return sum(usage[part] for part in HEAP_PARTS)

    def added_heap_bytes(self, count: int = 3) -> float:
        """Return how much larger the heap is with the extension, by the medians."""
        sizes = [(self.heap_bytes(self.guarded.context), self.heap_bytes(self.plain)) for _ in range(count)]
        return statistics.median(s[0] for s in sizes) - statistics.median(s[1] for s in sizes)


def launch_plain(playwright: Playwright, profile: Path, html: str) -> BrowserContext:
    """Start a Chromium with the same switches and no extension."""
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=browser_path("chromium"),
        headless=False,
        args=list(QUIET_FLAGS),
        viewport={"width": VIEW["width"], "height": VIEW["height"]},
        locale="id-ID",
    )
    context.route(URL, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    return context


def _press(page: Page, number: int, *, is_listed: bool) -> None:
    """Press one of the controls of the feed, and close what opens."""
    page.evaluate(CHOOSE, [is_listed, number])
    page.mouse.click(*page.evaluate(READ_CHOSEN_MIDDLE))
    if is_listed:
        page.wait_for_function(IS_DIALOG_OPEN)
        page.keyboard.press("Escape")
        page.wait_for_function(IS_DIALOG_CLOSED)
    page.evaluate("() => { document.querySelector('#layers').innerHTML = ''; }")
