"""In frames: on guard inside its own site alone, and only the page in the tab speaks for the tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.extension.page.desk import open_guarded, store

if TYPE_CHECKING:
    from playwright.sync_api import Page

SITE = "https://x.com/home"
INNER = "<!doctype html><body>Chat"


@pytest.mark.parametrize(
    ("inner", "is_on_guard"), [("https://x.com/chat", True), ("https://koran.contoh/", False)], ids=["own", "another"]
)
def test_a_frame_is_guarded_inside_its_own_site_alone(page: Page, inner: str, is_on_guard: bool) -> None:
    """Inside another site nothing of ours runs; the page itself is guarded beside it."""
    page.route(inner, lambda route: route.fulfill(body=INNER, content_type="text/html"))

    open_guarded(page, SITE, f'<!doctype html><body><iframe src="{inner}"></iframe>', store("x"))

    (frame,) = page.main_frame.child_frames
    assert page.evaluate("() => jaga.desk !== undefined")
    assert frame.evaluate("() => jaga.desk !== undefined") is is_on_guard


def test_the_page_alone_answers_the_popup(page: Page) -> None:
    """A frame has no answer, no mark in the toolbar and no banner: the tab is what its page is."""
    inner = "https://x.com/arum_lestari_7"  # on top it would be a listed profile
    page.route(inner, lambda route: route.fulfill(body=INNER, content_type="text/html"))

    open_guarded(page, SITE, f'<!doctype html><body><iframe src="{inner}"></iframe>', store("x"))

    (frame,) = page.main_frame.child_frames
    frame.wait_for_function("() => jaga.desk.state.status === 'awake'")
    assert page.evaluate("() => browser.ask({ type: 'describe_page' })")["awake"] is True
    assert frame.evaluate("() => browser.ask({ type: 'describe_page' })") is None
    assert frame.evaluate("() => browser.messages") == []
