"""The web pages of the server: no barrier, no console error, nothing from elsewhere, on a phone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import find_barriers

if TYPE_CHECKING:
    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

# A phone at night and a desk by day, in CSS pixels.
SCREENS = [pytest.param(360, "dark", id="phone"), pytest.param(1280, "light", id="desk")]
PAGES = ("/", "/problems", "/aturan", "/latihan", "/latihan/@calon_contoh_a", "/latihan/@calon_contoh_b")


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_nobody_stumbles_on_a_page(sleeping: Chromium, api: Api, path: str, lang: str, width: int, scheme: Any) -> None:
    """axe finds nothing, nothing is wider than the screen, everything comes from this server and without an error."""
    page = sleeping.context.new_page()
    complaints: list[str] = []
    hosts: set[str | None] = set()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    answer = page.goto(f"{api.origin}{path}?lang={lang}")

    assert answer is not None
    assert answer.status == 200
    assert page.evaluate("() => document.documentElement.lang") == lang
    assert find_barriers(page) == []
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
    assert hosts == {urlsplit(api.origin).netloc}
