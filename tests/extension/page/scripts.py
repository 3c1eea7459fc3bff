"""The page scripts and the platform files, as the tests bring them into a page."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[3]
PLATFORMS = ROOT / "extension" / "platforms"


@cache
def script_paths() -> tuple[str, ...]:
    """Return the page scripts in the order of the manifest."""
    manifest = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    pages, _frames = manifest["content_scripts"]
    return tuple(pages["js"])


def script_source(*, but: tuple[str, ...] = ()) -> str:
    """Return all page scripts as one, in order, without those named in *but*."""
    chosen = [path for path in script_paths() if Path(path).name not in but]
    return "\n".join((ROOT / path).read_text(encoding="utf-8") for path in chosen)


@cache
def guarded_platforms() -> dict[str, dict[str, Any]]:
    """Return the platform files that have a recogniser of pages, by name."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(PLATFORMS.glob("*.json"))]
    return {file["platform"]: file for file in files if "page" in file}


def open_page(page: Page, url: str, html: str, *, scripts: str) -> None:
    """Open *html* at *url* with *scripts* already in it when it begins to load."""
    page.route(url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.add_init_script(scripts)
    page.goto(url)


@contextmanager
def open_tab(browser: Browser) -> Iterator[Page]:
    """Open an empty tab of its own; nothing but what a test answers can be reached."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="id-ID")
    context.set_default_timeout(10_000)
    context.route("**/*", lambda route: route.abort())
    yield context.new_page()
    context.close()
