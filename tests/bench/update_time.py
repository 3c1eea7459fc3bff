"""How long an update to another release of 15,000 accounts makes an event wait: in an open page, and in the worker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_repository import ReleaseRepository
from server.cli.publishing import build_content, load_good_list
from server.ops.settings import Settings
from tests.bench.feed import feed_page
from tests.bench.invented_list import write_invented_list
from tests.bench.page_cost import URL, VIEW, launch_plain
from tests.bench.server_process import running_app
from tests.bench.trace import longest_task_ms, start_recording
from tests.browser.chromium import launch, wait_until

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import ExitStack
    from pathlib import Path

    from playwright.sync_api import Page, Playwright

APP, TIMESTAMP = "server.app:make_wsgi_app", "/v1/release/metadata/timestamp.json"
TODAY = "2025-10-01"
SETTLE_MS = 1500
QUIET_PAGE = "extension/icons/mark-128.png"
GROUPS_SECONDS = 120
# A message as a page sends it, again and again while an update runs: how long each answer takes.
ASK_WHILE = """async (update) => {
  const ask = async () => {
    const from = performance.now();
    await chrome.runtime.sendMessage({ type: "group_needed", group: "no-such-group" });
    return performance.now() - from;
  };
  let isOver = false;
  const over = update ? chrome.runtime.sendMessage({ type: "update_now" }) : new Promise((end) => setTimeout(end, 500));
  void over.finally(() => { isOver = true; });
  const waits = [];
  while (!isOver) {
    waits.push(await ask());
  }
  return { release: await over, waits };
}"""
FETCH_GROUPS = "() => chrome.alarms.create('prefetch_warnings', { when: Date.now() })"
COUNT_MISSING = """async () => {
  const { release } = await chrome.storage.local.get("release");
  const groups = Object.keys(release.targets).filter((name) => name.startsWith("warnings/"));
  const keys = groups.map((name) => `warnings_sha256.${name.slice("warnings/".length, -".json".length)}`);
  return groups.length - Object.keys(await chrome.storage.local.get(keys)).length;
}"""


@dataclass(frozen=True)
class Update:
    """The longest task of each page's main thread, by its processor time, and the longest wait for an answer."""

    page_ms: float
    plain_ms: float
    answer_ms: float
    idle_ms: float


class UpdateBench:
    """An open feed, and a server that offers one of two lists in turn in which no account is the same."""

    def __init__(self, playwright: Playwright, folder: Path, stack: ExitStack) -> None:
        """Publish the first list, start the server and two browsers, and fetch everything."""
        self._contents = [_build(folder / "first", 2025), _build(folder / "second", 2026)]
        state = folder / "served"
        self._repository = ReleaseRepository(state / "release", load_dev_keys(state / "keys", is_production=False))
        self._publish(0)
        self._server = stack.enter_context(running_app(APP, state, TIMESTAMP))
        html = feed_page()
        self._guarded = launch(playwright, folder / "updated", viewport=VIEW)
        stack.callback(self._guarded.context.close)
        self._guarded.wake(self._server.origin, today=TODAY, prefetch=True)
        # Not the settings page: it shows everything that is stored, and reads 12 MB with each change.
        self._guarded.control.goto(self._guarded.extension_url(QUIET_PAGE))
        self._page = self._guarded.open(URL, html)
        self._guarded.wait_until_awake(self._page)
        plain = launch_plain(playwright, folder / "not-updated", html)
        stack.callback(plain.close)
        self._plain = plain.new_page()
        self._plain.goto(URL)

    def updates(self, count: int) -> list[Update]:
        """Update so often, each time with the warnings of all groups on the device; the first time warms up."""
        return [self._update(number) for number in range(1, count + 2)][1:]

    def _publish(self, number: int) -> None:
        self._repository.publish(self._contents[number % 2], datetime.now(UTC))

    def _update(self, number: int) -> Update:
        self._fetch_groups()
        self._publish(number)
        idle = self._ask_while(is_updating=False)
        plain = _trace(self._plain, lambda: self._plain.wait_for_timeout(SETTLE_MS))
        answers: list[float] = []
        busy = _trace(self._page, lambda: answers.extend(self._ask_while(is_updating=True)))
        return Update(busy, plain, max(answers), max(idle))

    def _fetch_groups(self) -> None:
        control = self._guarded.control
        control.evaluate(FETCH_GROUPS)
        wait_until(lambda: control.evaluate(COUNT_MISSING) == 0, "the warnings of all groups", GROUPS_SECONDS)

    def _ask_while(self, *, is_updating: bool) -> list[float]:
        before = self._guarded.stored("release")
        told: dict[str, Any] = self._guarded.control.evaluate(ASK_WHILE, is_updating)
        if is_updating and (told["release"]["problem"] or told["release"]["targets"] == before["targets"]):
            raise RuntimeError(f"no update: {told['release']['problem']}")
        waits: list[float] = told["waits"]
        return waits


def _trace(page: Page, act: Any) -> float:
    recording = start_recording(page)
    act()
    page.wait_for_timeout(SETTLE_MS)
    return longest_task_ms(recording.read())


def _build(folder: Path, seed: int) -> Mapping[str, bytes]:
    """Return the files of a release of the invented list."""
    write_invented_list(folder, seed)
    settings = Settings.from_env({"JAGA_LIST_DIR": str(folder), "JAGA_STATE_DIR": str(folder / "state")})
    account_list, _ = load_good_list(settings)
    return build_content(settings, account_list).files
