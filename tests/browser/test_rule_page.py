"""The rule page that the package carries: opened from the dialog, without a server, for everybody to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.axe import find_barriers
from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.browser.sites import PAIRS
from tests.browser.visits import open_feed

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium

NAMES = {"id": "Pelajari aturannya", "en": "Learn the rules"}


@pytest.mark.parametrize("language", [*NAMES])
def test_the_dialog_leads_to_the_rules(awake: Chromium, language: str) -> None:
    """In a tab of its own and the person's language; the held action waits."""
    awake.save_settings(**awake.stored("settings") | {"language": language})
    visit = open_feed(awake, "x", PAIRS["x"][0])
    visit.click("like")
    dialog = wait_for_dialog(visit.page)

    with awake.context.expect_page() as opened:
        dialog.press(NAMES[language])

    opened.value.wait_for_url(awake.extension_url(f"extension/bundled/rules.{language}.html"))
    assert find_dialog(visit.page) is not None
    visit.assert_untouched()


def test_nobody_stumbles_on_the_bundled_page(sleeping: Chromium) -> None:
    """In both languages, light and dark, on a phone; each leads to the other, and all comes from the package."""
    page = sleeping.context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(sleeping.extension_url("extension/bundled/rules.id.html"))
    for language, other in (("id", "en"), ("en", "id")):
        assert page.evaluate("() => document.documentElement.lang") == language
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            assert find_barriers(page) == [], (language, scheme)
        page.locator(f"a[hreflang='{other}']").click()
        page.wait_for_url(f"**/rules.{other}.html")
    assert complaints == []
    assert {url.removeprefix(sleeping.extension_url("")).split("/")[0] for url in asked} == {"extension"}
