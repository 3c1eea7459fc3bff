"""Chromium from the system with this checkout as an unpacked extension, and the levers that tests pull on it."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.browser.api import CAMPAIGN_DAY, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, CDPSession, Page, Playwright, Route

WAIT_SECONDS = 20
# The empty tab of a new profile, and the page that tests look through.
PAGES_OF_A_NEW_PROFILE = 2
# No connection of the browser's own, and no name is resolved: only loopback answers.
QUIET_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
# Without a permission for tabs an extension does not know their addresses; the newest one has the highest id.
ASK_NEWEST_TAB = """async () => {
  const ids = (await chrome.tabs.query({})).map((tab) => tab.id);
  return chrome.tabs.sendMessage(Math.max(...ids), { type: "describe_page" }).then((page) => page.awake, () => false);
}"""


class BrowserMissingError(RuntimeError):
    """The system's browser is not installed."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not installed; on Debian: apt-get install {name}")


def browser_path(name: str) -> str:
    """Return where the system's browser *name* is.

    Raises:
        BrowserMissingError: it is not installed; a missing browser fails the tests, it never skips them.
    """
    path = shutil.which(name)
    if path is None:
        raise BrowserMissingError(name)
    return path


def wait_until(condition: Callable[[], Any], what: str, seconds: float = WAIT_SECONDS) -> Any:
    """Ask *condition* until it gives something true, and return that.

    Raises:
        AssertionError: it did not within *seconds*; the message names *what*.
    """
    deadline = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > deadline:
            message = f"not within {seconds} seconds: {what}"
            raise AssertionError(message)
        time.sleep(0.03)


@dataclass
class Chromium:
    """One browser with the extension in it; *pages* maps an address of a site to the page that it answers."""

    context: BrowserContext
    extension_id: str
    control: Page
    pages: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    opened_at_start: list[str] = field(default_factory=list)

    def extension_url(self, path: str) -> str:
        """Return the address of a page of the extension, for instance ``extension/pages/popup.html``."""
        return f"chrome-extension://{self.extension_id}/{path}"

    def stored(self, key: str) -> Any:
        """Return a value of ``chrome.storage.local``, or None."""
        return self.control.evaluate("key => chrome.storage.local.get(key).then(all => all[key] ?? null)", key)

    def store(self, **values: Any) -> None:
        """Write values into ``chrome.storage.local``."""
        self.control.evaluate("values => chrome.storage.local.set(values)", values)

    def forget(self, *keys: str) -> None:
        """Remove values from ``chrome.storage.local`` and what the session remembers of failures."""
        self.control.evaluate("keys => chrome.storage.local.remove(keys)", list(keys))
        self.control.evaluate("() => chrome.storage.session.clear()")

    def save_settings(self, **settings: Any) -> None:
        """Save the person's settings the way the welcome page does: store, then tell the background."""
        self.store(settings=settings)
        self.control.evaluate("() => chrome.runtime.sendMessage({type: 'settings_saved'})")

    def wake(self, server: str, *, today: str | None = CAMPAIGN_DAY, employment: str = "pns", **others: Any) -> None:
        """Make the extension that of a civil servant on *today*, and wait until the list of *server* is there."""
        settings = {"employment": employment, "language": "id", "server": server, "today": today, "prefetch": False}
        always_ask = {"ask_again_minutes": 0}  # so that a test may act twice; test_manner.py has the default
        self.save_settings(**(settings | always_ask | others))
        wait_until(lambda: self.is_loaded(server), f"a release of {server}; stored: {self.stored('release')}")

    def is_loaded(self, server: str) -> bool:
        """Tell whether the list of *server* is stored and guards the sites."""
        release = self.stored("release") or {}
        return release.get("server") == server and bool(release.get("made_on")) and bool(self.stored("guard.x"))

    def fetched_groups(self) -> set[str]:
        """Return the groups whose warnings are stored."""
        names = self.control.evaluate("() => chrome.storage.local.get(null).then(Object.keys)")
        return {name.split(".", 1)[1] for name in names if name.startswith("warnings.")}

    def forget_groups(self) -> None:
        """Forget all warnings, so that the next listed account needs them fetched."""
        groups = self.fetched_groups()
        self.forget(*(f"{kind}.{group}" for group in groups for kind in ("warnings", "warnings_sha256")))

    def answer(self, url: str, page: str) -> str:
        """Let *url* be answered with the HTML *page*; gives the URL back."""
        self.pages[url] = page
        return url

    def open(self, url: str, page: str | None = None) -> Page:
        """Open *url* in a new tab, answered with *page* when one is given."""
        if page is not None:
            self.answer(url, page)
        tab = self.context.new_page()
        tab.goto(url)
        return tab

    def wait_until_awake(self, page: Page) -> None:
        """Wait until the extension knows in *page*, the newest tab, what is listed; before that presses wait."""
        wait_until(lambda: self.control.evaluate(ASK_NEWEST_TAB), f"the extension to be awake on {page.url}")

    def worker_targets(self) -> list[dict[str, Any]]:
        """Return the running service workers of the extension, as the DevTools protocol tells of them."""
        targets: dict[str, Any] = self.session(self.control).send("Target.getTargets")
        return [t for t in targets["targetInfos"] if t["type"] == "service_worker" and self.extension_id in t["url"]]

    def stop_worker(self) -> None:
        """Stop the service worker, as the browser does by itself after 30 idle seconds."""
        session = self.session(self.control)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        wait_until(lambda: not self.worker_targets(), "the service worker to stop")

    def session(self, page: Page) -> CDPSession:
        """Return a new DevTools session on *page*."""
        return self.context.new_cdp_session(page)

    def close_tabs(self) -> None:
        """Close every tab but the one that tests use as their own view of the extension."""
        for tab in self.context.pages:
            if tab != self.control:
                tab.close()


def launch(playwright: Playwright, profile: Path, **options: Any) -> Chromium:
    """Start Chromium with a new profile and the extension, which sleeps until ``wake`` is called."""
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        headless=False,
        args=[*QUIET_FLAGS, f"--disable-extensions-except={ROOT}", f"--load-extension={ROOT}"],
        ignore_default_args=["--disable-extensions"],
        **(_usual_options() | options),
    )
    context.set_default_timeout(WAIT_SECONDS * 1000)
    worker = context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")
    extension_id = urlsplit(worker.url).netloc
    control = context.new_page()
    control.goto(f"chrome-extension://{extension_id}/extension/pages/options.html")
    chromium = Chromium(context, extension_id, control)
    context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", lambda route: _answer(chromium, route))
    wait_until(lambda: chromium.stored("sites"), "the extension to be set up")
    wait_until(lambda: len(context.pages) > PAGES_OF_A_NEW_PROFILE, "the extension to open a page of its own")
    chromium.opened_at_start = [page.url for page in context.pages if page != control]
    chromium.close_tabs()
    return chromium


def _usual_options() -> dict[str, Any]:
    return {
        "executable_path": browser_path("chromium"),
        "viewport": {"width": 1280, "height": 900},
        "locale": "id-ID",
    }


def _answer(chromium: Chromium, route: Route) -> None:
    """Answer with a made-up page when there is one; nothing else exists."""
    url = route.request.url
    if urlsplit(url).scheme not in {"http", "https"}:
        route.continue_()
    elif (page := chromium.pages.get(url)) is not None:
        route.fulfill(body=page, content_type="text/html; charset=utf-8")
    else:
        chromium.refused.append(url)
        route.abort()
