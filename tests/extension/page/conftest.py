"""Fixtures for the page scripts: a real Chromium without the extension, the scripts brought in by the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import QUIET_FLAGS, browser_path
from tests.extension.page.scripts import open_tab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Playwright


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything below this folder as a browser test."""
    for item in items:
        if "tests/extension/page/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def bare_chromium(playwright: Playwright) -> Iterator[Browser]:
    """Give a Chromium that knows nothing of the extension."""
    browser = playwright.chromium.launch(
        executable_path=browser_path("chromium"), headless=False, args=list(QUIET_FLAGS)
    )
    yield browser
    browser.close()


@pytest.fixture
def page(bare_chromium: Browser) -> Iterator[Page]:
    """Give an empty tab of its own; nothing but what a test answers can be reached."""
    with open_tab(bare_chromium) as tab:
        yield tab
