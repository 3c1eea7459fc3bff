"""Measure one page with and without the extension, in turn, in the same run."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.bench.feed import ACCOUNTS, feed_page, long_guard
from tests.bench.trace import MainThread, start_recording, wait_for_events
from tests.browser.chromium import QUIET_FLAGS, browser_path, launch
from tests.extension.page.desk import store

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright

    from tests.browser.chromium import Chromium

URL = "https://x.com/home"
VIEW = {"width": 1280, "height": 900}
# After the load event: long enough for the list to be read and everything to have settled.
SETTLE_MS = 700
# The page scripts set one timer at their start; scrolling begins when it is over.
START_TIMERS_MS = 3000
SCROLLS = 40
SCROLL_PX = 800
PRESSES = 300
# What Runtime.getHeapUsage tells: buffers of typed arrays lie outside the JavaScript heap, and count as well.
HEAP_PARTS = ("usedSize", "embedderHeapUsedSize", "backingStorageSize")
# The sites share a nation's accounts; the busiest page is where all of them stand on one.
PLATFORMS = 6

# Runs in the extension's own world: times the guard's listener around every real event.
TIME_LISTENER = """
globalThis.times = [];
jaga.desk.guard.handleEvent = function (event) {
  const start = performance.now();
  Object.getPrototypeOf(this).handleEvent.call(this, event);
  if (event.type === "pointerdown" || event.type === "click") times.push(performance.now() - start);
};
"""
# Presses on listed posts would open the dialog: for them the judging itself is timed.
JUDGE_LISTED = """
[...document.querySelectorAll("article:has([href^='/calon_'])")].flatMap((article) =>
  [...article.querySelectorAll("button")].map((button) => {
    const path = jaga.makePath(button.querySelector("path"));
    const start = performance.now();
    jaga.judgeWay(jaga.desk.state, jaga.desk.guard.trail, "press", path);
    return performance.now() - start;
  }))
"""

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
        self.plain = _launch_plain(playwright, folder / "plain", self.html)

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
        """Press controls all over the feed; milliseconds that our listener took for each press and click."""
        page = self.open(self.guarded.context)
        session, context_id = find_our_world(page, self.guarded.extension_id)
        evaluate(session, context_id, TIME_LISTENER)
        for number in range(PRESSES):
            _press_unlisted(page, number)
        times: list[float] = evaluate(session, context_id, "times")
        times += evaluate(session, context_id, JUDGE_LISTED)
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


def _launch_plain(playwright: Playwright, profile: Path, html: str) -> BrowserContext:
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


def _press_unlisted(page: Page, number: int) -> None:
    """Press one of the controls of a post whose author is not listed."""
    page.evaluate(
        """(number) => {
          const buttons = [...document.querySelectorAll("article button")];
          const free = buttons.filter((button) => !button.closest("article").querySelector("[href^='/calon_']"));
          globalThis.chosen = free[(number * 37) % free.length];
          chosen.scrollIntoView({ block: "center" });
        }""",
        number,
    )
    box = page.evaluate(READ_CHOSEN_MIDDLE)
    page.mouse.click(*box)
    page.evaluate("() => { document.querySelector('#layers').innerHTML = ''; }")


def find_our_world(page: Page, extension_id: str) -> tuple[CDPSession, int]:
    """Return a session on *page* and the number of the extension's own world in it."""
    session = page.context.new_cdp_session(page)
    worlds: list[dict[str, Any]] = []

    def see(event: dict[str, Any]) -> None:
        if extension_id in event["context"]["origin"]:
            worlds.append(event["context"])

    session.on("Runtime.executionContextCreated", see)
    session.send("Runtime.enable")
    wait_for_events(page, worlds)
    number: int = worlds[0]["id"]
    return session, number


def evaluate(session: CDPSession, context_id: int, script: str) -> Any:
    """Return what *script* gives in a world of the page."""
    answer = session.send("Runtime.evaluate", {"expression": script, "contextId": context_id, "returnByValue": True})
    if "exceptionDetails" in answer:
        raise RuntimeError(str(answer["exceptionDetails"]))
    return answer["result"].get("value")
