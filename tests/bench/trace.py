"""What the main thread of a page did, from a trace of the browser's own (DevTools protocol, domain Tracing)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser.chromium import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"]
# One task of a thread; which of the names stands in a trace depends on the version of the browser.
TASKS = {"RunTask", "ThreadControllerImpl::RunTask"}
OURS = "chrome-extension://"
MICROSECONDS = 1000


@dataclass(frozen=True)
class MainThread:
    """A page's main thread over a while: milliseconds of processor time, and those inside our scripts."""

    busy_ms: float
    ours_ms: float
    our_calls: int


@dataclass
class Recording:
    """A trace that is being taken."""

    session: CDPSession
    page: Page
    done: list[dict[str, Any]] = field(default_factory=list)

    def stop(self) -> MainThread:
        """End the trace and sum it up."""
        return sum_up(self.read())

    def read(self) -> list[dict[str, Any]]:
        """End the trace and return its events."""
        self.session.send("Tracing.end")
        wait_for_events(self.page, self.done)
        stream = self.done[0]["stream"]
        parts = []
        while True:
            answer = self.session.send("IO.read", {"handle": stream, "size": 1 << 22})
            parts.append(answer["data"])
            if answer["eof"]:
                break
        self.session.send("IO.close", {"handle": stream})
        events: list[dict[str, Any]] = json.loads("".join(parts))["traceEvents"]
        return events


def wait_for_events(page: Page, events: list[dict[str, Any]]) -> None:
    """Let the browser's events come in until there is one in *events*."""

    def has_come() -> bool:
        page.wait_for_timeout(20)
        return bool(events)

    wait_until(has_come, f"an event of {page.url}")


def start_recording(page: Page) -> Recording:
    """Begin a trace of the browser that *page* stands in."""
    session = page.context.new_cdp_session(page)
    recording = Recording(session, page)
    session.on("Tracing.tracingComplete", lambda event: recording.done.append(event))  # noqa: PLW0108 - Playwright marks it
    config = {"recordMode": "recordUntilFull", "includedCategories": CATEGORIES, "excludedCategories": ["*"]}
    session.send("Tracing.start", {"transferMode": "ReturnAsStream", "traceConfig": config})
    return recording


def sum_up(events: list[dict[str, Any]]) -> MainThread:
    """Sum up the busiest main thread of a renderer; other tabs of the browser are idle."""
    mains = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    sums = [_sum_thread([e for e in events if (e["pid"], e["tid"]) == main]) for main in mains]
    return max(sums, key=lambda thread: thread.busy_ms)


def longest_task_ms(events: list[dict[str, Any]]) -> float:
    """Return the processor time of the longest task on the main thread of the page that was traced."""
    started = next(e for e in events if e["name"] == "TracingStartedInBrowser")
    process = started["args"]["data"]["frames"][0]["processId"]
    mains = {e["tid"] for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"}
    tasks = (e for e in events if e["name"] in TASKS and e["ph"] == "X" and e["pid"] == process and e["tid"] in mains)
    return max((_cpu(task) for task in tasks), default=0) / MICROSECONDS


def time_listeners(events: list[dict[str, Any]], types: frozenset[str]) -> list[float]:
    """Return how long our listeners took for each of the page's events of these *types*, in milliseconds."""
    ours = [e for e in events if e["ph"] == "X" and e["name"] == "FunctionCall" and _is_ours(e)]
    dispatches = [e for e in events if e["name"] == "EventDispatch" and e["args"]["data"]["type"] in types]
    return [sum(_cpu(e) for e in ours if _is_inside(e, dispatch)) / MICROSECONDS for dispatch in dispatches]


def _is_inside(event: dict[str, Any], other: dict[str, Any]) -> bool:
    is_same_thread = (event["pid"], event["tid"]) == (other["pid"], other["tid"])
    return is_same_thread and 0 <= event["ts"] - other["ts"] < float(other["dur"])


def _sum_thread(events: list[dict[str, Any]]) -> MainThread:
    tasks = [e for e in events if e["name"] in TASKS and e["ph"] == "X"]
    names = {e["name"] for e in tasks}
    one_name = "RunTask" if "RunTask" in names else "ThreadControllerImpl::RunTask"
    ours = _outermost([e for e in events if e["ph"] == "X" and _is_ours(e)])
    return MainThread(
        busy_ms=sum(_cpu(e) for e in tasks if e["name"] == one_name) / MICROSECONDS,
        ours_ms=sum(_cpu(e) for e in ours) / MICROSECONDS,
        our_calls=len(ours),
    )


def _cpu(event: dict[str, Any]) -> float:
    """Return the processor time of an event, in microseconds; what others ran meanwhile is not in it."""
    duration: float = event.get("tdur", event.get("dur", 0))
    return duration


def _is_ours(event: dict[str, Any]) -> bool:
    data = event.get("args", {}).get("data", {})
    return isinstance(data, dict) and str(data.get("url", "")).startswith(OURS)


def _outermost(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events that lie in no other one of them."""
    outermost: list[dict[str, Any]] = []
    ends = 0.0
    for event in sorted(events, key=lambda e: (e["ts"], -e.get("dur", 0))):
        if event["ts"] >= ends:
            outermost.append(event)
            ends = event["ts"] + event.get("dur", 0)
    return outermost
