"""Our web pages in Chromium: nobody stumbles, nothing is wider than a phone, the practice buttons work."""

from __future__ import annotations

import threading
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.axe import find_barriers
from tests.browser.chromium import browser_path
from tests.http.samples import make_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page, Playwright

pytestmark = pytest.mark.browser

POST = "/latihan/@calon_contoh_a/post/taman-bermain"
PAGES = ("/", "/latihan", "/latihan/@calon_contoh_b", POST, "/aturan", "/problems", "/problems/invalid-request")


class QuietHandler(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    """Give the address of the API with the sample release."""
    server = make_server("127.0.0.1", 0, make_app(), threaded=True, request_handler=QuietHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Give Chromium without the extension."""
    started = playwright.chromium.launch(executable_path=browser_path("chromium"))
    yield started
    started.close()


def open_page(browser: Browser, address: str, width: int = 1280, **options: Any) -> Page:
    """Open a page in a window of its own; a mistake on it is a failure."""
    page = browser.new_context(viewport={"width": width, "height": 740}, **options).new_page()
    mistakes: list[str] = []
    page.on("pageerror", lambda error: mistakes.append(str(error)))
    page.on("console", lambda message: mistakes.append(message.text))
    page.goto(address)
    assert mistakes == []
    return page


@pytest.mark.parametrize("path", PAGES)
def test_nobody_stumbles(browser: Browser, origin: str, path: str) -> None:
    """Axe finds nothing, in light and dark; the test alone may look past the page's policy."""
    page = open_page(browser, origin + path, bypass_csp=True)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert find_barriers(page) == [], scheme


def test_a_page_fits_a_phone(browser: Browser, origin: str) -> None:
    """At 360 pixels nothing has to be pushed sideways, in both languages."""
    page = open_page(browser, origin, width=360)
    for path, lang in product(PAGES, ("id", "en")):
        page.goto(f"{origin}{path}?lang={lang}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, (path, lang)


def reached(page: Page) -> dict[str, str]:
    """Return what the tally counts."""
    numbers = page.locator("[data-reached]")
    return {str(each.get_attribute("data-reached")): each.inner_text() for each in numbers.all()}


def control(page: Page, action: str) -> Locator:
    """Return a control of the first post."""
    return page.locator("article").first.locator(f"button[data-action='{action}']")


def test_without_the_extension_buttons_work_at_once(browser: Browser, origin: str) -> None:
    """Each action is done, shown on the button, and counted once; the tally says what it was."""
    page = open_page(browser, f"{origin}/latihan")

    for action in ("like", "comment", "share", "follow"):
        control(page, action).click()

    assert reached(page) == {"like": "1", "comment": "1", "share": "1", "follow": "1"}
    assert [control(page, action).inner_text() for action in ("like", "share", "follow")] == [
        "Disukai 13",
        "Dibagikan 3",
        "Mengikuti",
    ]
    assert page.locator("[data-last]").inner_text() == "Ikuti Calon Contoh A sampai ke halaman."


def test_taking_back_is_not_counted(browser: Browser, origin: str) -> None:
    """The button is as before, and the tally says that it was taken back."""
    page = open_page(browser, f"{origin}/latihan?lang=en")

    control(page, "like").click()
    control(page, "like").click()

    assert control(page, "like").inner_text() == "Like 12"
    assert control(page, "like").get_attribute("aria-pressed") == "false"
    assert reached(page)["like"] == "1"
    assert page.locator("[data-last]").inner_text() == "Taken back: Like, Calon Contoh A."


def test_a_comment_stands_below_the_post(browser: Browser, origin: str) -> None:
    """As text, whatever was written; the address of the page stays."""
    page = open_page(browser, f"{origin}/latihan")
    control(page, "comment").click()

    page.keyboard.type("<b>Halo</b>")
    page.keyboard.press("Enter")

    assert page.locator("article").first.locator(".comments li").inner_text() == "Anda\n<b>Halo</b>"
    assert control(page, "comment").inner_text() == "Komentar 4"
    assert page.url == f"{origin}/latihan"


def test_following_holds_for_the_account(browser: Browser, origin: str) -> None:
    """On a profile both buttons follow the same account."""
    page = open_page(browser, f"{origin}/latihan/@calon_contoh_a")
    buttons = page.locator("button[data-action='follow']")

    buttons.first.click()

    assert buttons.count() == 2
    assert {each.get_attribute("aria-pressed") for each in buttons.all()} == {"true"}
    assert reached(page)["follow"] == "1"


def test_nothing_is_sent_while_practising(browser: Browser, origin: str) -> None:
    """The page asks for nothing after it was loaded."""
    page = open_page(browser, f"{origin}/latihan")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for action in ("like", "comment", "share", "follow"):
        control(page, action).click()
    page.wait_for_timeout(200)

    assert asked == []
