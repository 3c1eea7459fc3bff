"""Take the pictures: ``make gallery`` writes build/gallery/*.png; with ``--readme``, the picture that the README shows.

Only invented candidates of the practice election are shown, both rivals alike.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser.api import ROOT, start_api
from tests.browser.chromium import launch, wait_until
from tests.browser.content_world import POLICY, SHOW_POLICY, evaluate_inside, show_policy
from tests.browser.dialog import find_words, wait_for_dialog

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

GALLERY = ROOT / "build" / "gallery"
README_PICTURE = ROOT / "docs" / "images" / "dialog.png"
RIVALS = ("calon_contoh_a", "calon_contoh_b")
ACTIONS = ("like", "comment", "share", "follow")
WIDTHS = (360, 1280)
LANGUAGES = ("id", "en")
SCHEMES = ("light", "dark")
HEIGHT = 800
OWN_PAGES = ("welcome", "popup", "options", "report", "sent")
MANAGED_PAGES = ("welcome", "popup", "options")
FOLLOWED = "() => document.querySelector('[data-profile] [data-action=follow]').setAttribute('aria-pressed', 'true')"


def main() -> None:
    """Parse the arguments and take the pictures."""
    parser = argparse.ArgumentParser(prog="make gallery")
    parser.add_argument("--readme", action="store_true", help="only the picture in docs/images")
    only_readme = parser.parse_args().readme
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        state = Path(scratch) / "api"
        state.mkdir()
        api = start_api(state)
        try:
            chromium = launch(playwright, Path(scratch) / "profile")
            take_readme_picture(chromium, api) if only_readme else take_all(chromium, api)
            chromium.context.close()
        finally:
            api.stop()


def take_readme_picture(chromium: Chromium, api: Api) -> None:
    """Take the dialog over the practice page."""
    chromium.wake(api.origin, today=None)
    page = open_page(chromium, f"{api.origin}/latihan", 900, "light")
    press(page, RIVALS[0], "like")
    README_PICTURE.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=README_PICTURE, clip={"x": 0, "y": 0, "width": 900, "height": 700})


def take_all(chromium: Chromium, api: Api) -> None:
    """Take every screen in both languages, light and dark, narrow and wide."""
    GALLERY.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        chromium.wake(api.origin, today=None, language=language)
        for scheme in SCHEMES:
            for width in WIDTHS:
                take_screens(chromium, api, f"{language}-{scheme}-{width}", width, scheme)


def take_screens(chromium: Chromium, api: Api, suffix: str, width: int, scheme: str) -> None:
    """Take one set: our own pages, the rules, the practice page with its banner, the dialog for rivals and actions."""
    for name in OWN_PAGES:
        address = chromium.extension_url(f"extension/pages/{name}.html")
        save(open_page(chromium, address, width, scheme), f"{name}-{suffix}", whole=True)
    rules = chromium.extension_url(f"extension/bundled/rules.{suffix[:2]}.html")
    save(open_page(chromium, rules, width, scheme), f"rules-{suffix}", whole=True)
    save(open_page(chromium, f"{api.origin}/latihan/@{RIVALS[0]}", width, scheme), f"banner-{suffix}")
    for handle in RIVALS:
        for action in ACTIONS:
            page = open_page(chromium, f"{api.origin}/latihan", width, scheme)
            press(page, handle, action)
            save(page, f"dialog-{action}-{handle}-{suffix}")
    take_hints(chromium, api, suffix, width, scheme)
    take_managed(chromium, api, suffix, width, scheme)
    chromium.close_tabs()


def take_hints(chromium: Chromium, api: Api, suffix: str, width: int, scheme: str) -> None:
    """Take the two quiet hints: what passed before the list was ready, and a profile that is followed already."""
    page = open_page(chromium, f"{api.origin}/latihan", width, scheme)
    evaluate_inside(page, "() => jaga.desk.setState({ status: 'late' })")
    click(page, RIVALS[0], "like")
    evaluate_inside(page, "() => jaga.desk.reload()")
    wait_until(lambda: find_words(page, "status"), "the notice of what has passed")
    save(page, f"notice-passed-{suffix}")
    chromium.control.evaluate("() => chrome.storage.session.clear()")
    page = open_page(chromium, f"{api.origin}/latihan/@{RIVALS[0]}", width, scheme)
    page.evaluate(FOLLOWED)
    way = {"id": "berhenti mengikuti", "en": "stop following"}[suffix[:2]]
    wait_until(lambda: way in (find_words(page, "region") or ""), "the hint in the banner")
    save(page, f"banner-following-{suffix}")


def take_managed(chromium: Chromium, api: Api, suffix: str, width: int, scheme: str) -> None:
    """Take what an agency's policy changes: our own pages, a dialog with its sentence, one that it does not allow."""
    policy = POLICY | {"settings": POLICY["settings"] | {"language": suffix[:2]}}
    for name in MANAGED_PAGES:
        address = chromium.extension_url(f"extension/pages/{name}.html")
        script = f"({SHOW_POLICY})({json.dumps(policy)})"
        save(open_page(chromium, address, width, scheme, script), f"managed-{name}-{suffix}", whole=True)
    for name, levels in (("sentence", {}), ("blocked", policy["levels"])):
        page = open_page(chromium, f"{api.origin}/latihan", width, scheme)
        show_policy(page, policy | {"levels": levels})
        press(page, RIVALS[0], "like")
        save(page, f"dialog-{name}-{suffix}")


def open_page(chromium: Chromium, address: str, width: int, scheme: str, script: str = "") -> Page:
    """Open a page in a window of this width, after *script* has run in it."""
    page = chromium.context.new_page()
    page.add_init_script(script)
    page.goto(address)
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.wait_for_timeout(300)
    return page


def click(page: Page, handle: str, action: str) -> None:
    """Press a control on the first post of *handle*."""
    post = page.locator("article", has=page.locator(f"a[data-author][href$='@{handle}']")).first
    post.locator(f"button[data-action='{action}']").click()


def press(page: Page, handle: str, action: str) -> None:
    """Press a control on the first post of *handle* and wait for the dialog."""
    click(page, handle, action)
    wait_for_dialog(page)
    page.wait_for_timeout(900)


def save(page: Page, name: str, *, whole: bool = False) -> None:
    """Write a picture."""
    page.screenshot(path=GALLERY / f"{name}.png", full_page=whole)


if __name__ == "__main__":
    main()
