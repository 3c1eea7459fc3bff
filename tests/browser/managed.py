"""Browsers on a managed device: each sees a folder of policies of its own, and no other browser of this machine does.

The folder is bound over the real one in a private mount namespace, so nothing of the machine changes: a list of forced
extensions in /etc/chromium would reach every other test's browser.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from server.app import create_app
from server.ops.settings import Settings
from tests.browser.chromium import QUIET_FLAGS, WAIT_SECONDS, browser_path
from tests.http.samples import make_services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Playwright

CHROMIUM_PLACE = "/etc/chromium"
FIREFOX_PLACE = "/usr/lib/firefox-esr/distribution"
NO_UPDATES = "--disable-background-networking"
"""With this flag, which Playwright adds too, Chromium looks for no update. No name is resolved all the same."""


class NoPrivateMountError(RuntimeError):
    """This machine allows no private mount namespace; the test fails then, it never skips."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"unshare cannot bind a folder over {place} ({reason.strip()}): run the tests as root, or allow"
            " unprivileged user namespaces; the folder comes with the browser's system package"
        )


class _QuietHandler(WSGIRequestHandler):
    """Writes no line per request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing."""


@contextmanager
def serve_updates(state: Path) -> Iterator[str]:
    """Serve the packages of a state folder on loopback; gives the server's address."""
    app = create_app(Settings(state_dir=state), make_services())
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_QuietHandler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def launch_managed(playwright: Playwright, folder: Path, policies: Path) -> Iterator[BrowserContext]:
    """Start Chromium with a new profile below *folder* and with *policies* in the place of /etc/chromium."""
    context = playwright.chromium.launch_persistent_context(
        str(folder / "profile"),
        executable_path=write_starter(folder / "chromium", policies, CHROMIUM_PLACE),
        headless=False,
        args=[flag for flag in QUIET_FLAGS if flag != NO_UPDATES],
        ignore_default_args=["--disable-extensions", NO_UPDATES],
    )
    context.set_default_timeout(WAIT_SECONDS * 1000)
    try:
        yield context
    finally:
        context.close()


def write_starter(path: Path, folder: Path, place: str) -> Path:
    """Write a program, named as the browser that it starts, which sees *folder* at *place*; return its path.

    Raises:
        NoPrivateMountError: the machine does not allow it.
        BrowserMissingError: the browser is not installed.
    """
    enter = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    bind = f"mount --bind {shlex.quote(str(folder))} {place}"
    tried = subprocess.run([*enter, "sh", "-c", bind], capture_output=True, text=True, check=False)
    if tried.returncode:
        raise NoPrivateMountError(place, tried.stderr)
    start = f'{bind} && exec {shlex.quote(browser_path(path.name))} "$@"'
    path.write_text(f'#!/bin/sh\nexec {shlex.join([*enter, "sh", "-c", start, "sh"])} "$@"\n')
    path.chmod(0o755)
    return path
