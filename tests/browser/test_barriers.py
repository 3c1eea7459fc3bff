"""axe finds nothing on any screen of the extension, in both languages, light and dark; nothing is too wide."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.axe import find_barriers
from tests.browser.chromium import wait_until
from tests.browser.content_world import POLICY, SHOW_POLICY, show_policy
from tests.browser.dialog import copy_box, find_words
from tests.browser.sites import X_PAIRS, X_PARTIES
from tests.browser.visits import open_feed, open_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

LANGUAGES = ("id", "en")
# A desk by day and a phone at night, in CSS pixels.
LOOKS: tuple[tuple[Any, int], ...] = (("light", 1280), ("dark", 360))
NOBODY = "http://127.0.0.1:9"
LISTED = {"awake": True, "platform": "x", "kind": "profile", "listed": True, "level": "hold"}
LISTED |= {"owner": "Calon Contoh", "contest": "Pemilihan Contoh", "phase": "kampanye"}
UNKNOWN = {"awake": True, "listed": False, "kind": "profile", "unknown": "page", "off": ["X: Suka"]}
# The popup asks the tab behind it; in a tab of its own it is told what a content script would answer.
BEHIND = "answer => { chrome.tabs.sendMessage = async () => answer; }"


def asleep(chromium: Chromium, _api: Api) -> None:
    """Nobody has answered."""
    chromium.store(settings={"employment": None, "server": NOBODY})


def never_loaded(chromium: Chromium, _api: Api) -> None:
    """No list, because the server cannot be reached."""
    chromium.forget("release")
    chromium.store(settings={"employment": "pns", "server": NOBODY, "prefetch": False})
    wait_until(lambda: (chromium.stored("release") or {}).get("problem"), "the server not to be reached")


def in_season(chromium: Chromium, api: Api) -> None:
    """A day of the campaign."""
    chromium.wake(api.origin)


def off_season(chromium: Chromium, api: Api) -> None:
    """The real day."""
    chromium.wake(api.origin, today=None)


def paused(chromium: Chromium, api: Api) -> None:
    """The person has paused the guarding."""
    chromium.wake(api.origin, paused_until=chromium.control.evaluate("() => Date.now() + 3_600_000"))


SCREENS: list[tuple[str, Callable[[Chromium, Api], None], Any]] = [
    ("welcome", asleep, None),
    ("options", asleep, None),
    ("popup", asleep, None),
    ("popup", never_loaded, None),
    ("popup", off_season, None),
    ("popup", paused, None),
    ("popup", in_season, None),
    ("popup", in_season, LISTED),
    ("popup", in_season, UNKNOWN),
    ("welcome", in_season, None),
    ("options", in_season, None),
    ("sent", in_season, None),
    ("report", in_season, None),
]


def open_screen(chromium: Chromium, path: str, behind: Any = None) -> Page:
    """Open a page of the extension."""
    page = chromium.context.new_page()
    if behind is not None:
        page.add_init_script(f"({BEHIND})({json.dumps(behind)})")
    page.goto(chromium.extension_url(path))
    return page


def look_at(page: Page, where: str) -> list[str]:
    """Return every barrier of *page* in every look."""
    found = []
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{where} {scheme} {width}: {line}" for line in find_barriers(page)]
        if not page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"):
            found.append(f"{where} {scheme} {width}: wider than the screen")
    return found


@pytest.mark.parametrize(("name", "arrange", "behind"), SCREENS)
def test_a_page_has_no_barrier(
    sleeping: Chromium, api: Api, name: str, arrange: Callable[[Chromium, Api], None], behind: Any
) -> None:
    """Popup, welcome, options, what was sent and the objection, in every state."""
    arrange(sleeping, api)
    page = open_screen(sleeping, f"extension/pages/{name}.html", behind)
    for language in LANGUAGES:
        sleeping.store(settings={**sleeping.stored("settings"), "language": language})
        page.locator(f"html[lang={language}] [data-text='name']").get_by_text("Jaga Jempol").wait_for()
        assert look_at(page, f"{name} {language}") == []


@pytest.mark.parametrize("name", ["welcome", "options", "popup"])
def test_a_page_under_a_policy_has_no_barrier(sleeping: Chromium, api: Api, name: str) -> None:
    """Everything that an agency may set is set, the language too: locked, and marked with its name."""
    for language in LANGUAGES:
        sleeping.wake(api.origin, language=language, platforms_off=["youtube"], ask_again_minutes=45)
        policy = POLICY | {"settings": POLICY["settings"] | {"language": language}}
        page = sleeping.context.new_page()
        page.add_init_script(f"({SHOW_POLICY})({json.dumps(policy)})")
        page.goto(sleeping.extension_url(f"extension/pages/{name}.html"))
        page.get_by_text("BKD Contoh").first.wait_for()
        assert look_at(page, f"{name} {language}") == []
        assert page.get_by_role("button", name="English").is_disabled()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bundled_rules_have_no_barrier(sleeping: Chromium, language: str) -> None:
    """The page that opens without a server."""
    assert look_at(open_screen(sleeping, f"extension/bundled/rules.{language}.html"), language) == []


# Boxes stand in a closed shadow root, where axe cannot look; so tree and look are shown again in the open.
SHOW_COPY = """({ html, css }) => {
  const root = document.querySelector("main").appendChild(document.createElement("div")).attachShadow({ mode: "open" });
  root.innerHTML = html;
  root.append(Object.assign(document.createElement("style"), { textContent: css }));
  root.querySelector("[popover]")?.showPopover();
  const dialog = root.querySelector("dialog");
  dialog?.removeAttribute("open");
  dialog?.showModal();
}"""
FRAME = '<!doctype html><html lang="id"><title>Situs</title><body><main><h1>Situs</h1></main></body></html>'


def show_copy(chromium: Chromium, page: Page, role: str) -> Page:
    """Show our box on *page* in a page of its own, as it is, in an open shadow root."""
    copy = copy_box(page, role)
    shown = chromium.open("https://copy.example/", FRAME)
    shown.evaluate(SHOW_COPY, copy)
    return shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_boxes_have_no_barrier(sleeping: Chromium, api: Api, language: str) -> None:
    """Dialog, free and blocked, banner and notice; the dialog fits a small screen, and every button is in sight."""
    sleeping.wake(api.origin, language=language)
    visit = open_feed(sleeping, "x", X_PAIRS[0])
    visit.click("like")
    shown = show_copy(sleeping, visit.page, "alertdialog")
    assert look_at(shown, "dialog") == []
    shown.set_viewport_size({"width": 360, "height": 780})
    box = shown.locator("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= shown.evaluate("() => innerWidth")
    assert all(button.is_visible() for button in shown.locator("dialog button").all())

    visit = open_feed(sleeping, "x", X_PAIRS[0])
    show_policy(visit.page, POLICY | {"settings": {"language": language}})
    visit.click("like")
    shown = show_copy(sleeping, visit.page, "alertdialog")
    assert shown.locator("dialog .choice button").count() == 1
    assert look_at(shown, "blocked") == []

    visit = open_profile(sleeping, "x", X_PAIRS[0])
    assert look_at(show_copy(sleeping, visit.page, "region"), "banner") == []

    visit = open_feed(sleeping, "x", X_PARTIES[0])
    visit.click("like")
    wait_until(lambda: find_words(visit.page, "status"), "the words of the notice")
    assert look_at(show_copy(sleeping, visit.page, "status"), "notice") == []
