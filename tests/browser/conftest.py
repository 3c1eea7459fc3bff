"""Fixtures of the browser tests: one API per test process, one browser per module, one clean slate per test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.api import start_api
from tests.browser.chromium import launch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Playwright

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium


@pytest.fixture(scope="session")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Give a running API whose day is in the campaign of Pemilu 2024."""
    running = start_api(tmp_path_factory.mktemp("api"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def sleeping(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Give a browser just after the extension was installed: nobody has said who they are."""
    chromium = launch(playwright, tmp_path_factory.mktemp("profile"))
    yield chromium
    chromium.context.close()


@pytest.fixture(scope="module")
def awake(sleeping: Chromium, api: Api) -> Chromium:
    """Give the browser of a civil servant (PNS) on a day of the campaign, the list loaded."""
    sleeping.wake(api.origin)
    return sleeping


@pytest.fixture(autouse=True)
def _clean_slate(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close the tabs of a test when it is over."""
    yield
    if "sleeping" in request.fixturenames or "awake" in request.fixturenames:
        request.getfixturevalue("sleeping").close_tabs()
