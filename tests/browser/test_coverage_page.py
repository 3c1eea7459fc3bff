"""The coverage page in a browser: nothing in anybody's way, and no wider than a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.axe import find_barriers
from tests.browser.chromium import browser_path
from tests.cli.samples import run

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Playwright

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_barriers(
    playwright: Playwright, tmp_path: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    """Axe finds nothing; wide tables scroll in their own box."""
    run("coverage", "--html", str(tmp_path / "page.html"))
    browser = playwright.chromium.launch(executable_path=browser_path("chromium"))
    # The page forbids scripts; axe is one.
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page.goto((tmp_path / "page.html").as_uri())

    assert find_barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator(".map .tile").count() == 2
    browser.close()
