"""How long after its start a page knows what is listed: measured in a copy of the extension, by two scripts more."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from tests.bench.feed import feed_page, long_guard
from tests.bench.page_cost import URL, VIEW
from tests.browser.api import ROOT
from tests.browser.chromium import launch
from tests.extension.page.desk import store

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Playwright

# The first line that runs at document_start.
START = "globalThis.readyFrom = performance.now();"
# Before the last script, which asks for the state: its answer is handed to every part in the microtasks that follow.
END = """{
  const load = jaga.loadPageState;
  jaga.loadPageState = async (...given) => {
    const state = await load(...given);
    let turns = Promise.resolve();
    for (let turn = 0; turn < 5; turn += 1) {
      turns = turns.then(() => {});
    }
    turns.then(() => {
      if (jaga.desk.state.status === "awake") {
        document.documentElement.dataset.ready = String(performance.now() - readyFrom);
      }
    });
    return state;
  };
}"""


class ReadyBench:
    """A browser with the copy, awake, and 15,000 accounts on the site that is opened."""

    def __init__(self, playwright: Playwright, folder: Path) -> None:
        """Make the copy and start."""
        self._guarded = launch(playwright, folder / "ready", extension=_copy(folder / "extension"), viewport=VIEW)
        self._guarded.answer(URL, feed_page())
        self._guarded.store(**store("x"))
        self._guarded.store(**{"guard.x": long_guard()})

    def close(self) -> None:
        """End it."""
        self._guarded.context.close()

    def ready_ms(self, count: int) -> list[float]:
        """Return the milliseconds from the first line of our scripts until presses can be decided, for each load."""
        return [self._load() for _ in range(count)]

    def _load(self) -> float:
        page = self._guarded.context.new_page()
        page.goto(URL)
        page.wait_for_function("() => document.documentElement.dataset.ready")
        ready = float(page.evaluate("() => document.documentElement.dataset.ready"))
        page.close()
        return ready


def _copy(folder: Path) -> Path:
    """Copy the extension, with a script before the first and one before the last of its scripts for pages."""
    shutil.copytree(ROOT / "extension", folder / "extension")
    shutil.copytree(ROOT / "_locales", folder / "_locales")
    (folder / "start.js").write_text(START)
    (folder / "end.js").write_text(END)
    manifest = json.loads((ROOT / "manifest.json").read_text())
    for scripts in manifest["content_scripts"]:
        scripts["js"] = ["start.js", *scripts["js"][:-1], "end.js", scripts["js"][-1]]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder
