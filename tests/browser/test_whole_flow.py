"""The whole way of a person, from the first question to erasing everything: with keys alone, with a finger alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import launch, wait_until
from tests.browser.dialog import CONTINUE_WAKES_MS, find_dialog, find_words, wait_for_dialog
from tests.browser.hands import Finger, Keyboard, wait_until_answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Locator, Page, Playwright

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium
    from tests.browser.hands import Hand

CANDIDATE = "calon_contoh_b"
# Two presses on one control that come faster than this may be one that bounced.
BETWEEN_PRESSES_MS = 600


@pytest.fixture(scope="module")
def sleeping(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """Give a browser on a small screen that can be touched, just after the extension was installed."""
    chromium = launch(
        playwright, tmp_path_factory.mktemp("profile"), has_touch=True, viewport={"width": 412, "height": 915}
    )
    yield chromium
    chromium.context.close()


@pytest.mark.parametrize("hand", [pytest.param(Keyboard(), id="keyboard"), pytest.param(Finger(), id="finger")])
def test_the_whole_way_without_a_mouse(sleeping: Chromium, api: Api, hand: Hand) -> None:
    """Answer, practise, be held, read, cancel, go on, be reminded, pause, guard again, erase."""
    sleeping.forget()
    sleeping.save_settings(server=api.origin, employment=None)

    practice = answer_and_practise(sleeping, api, hand)
    like = like_of(practice)
    be_held_and_cancel(sleeping, hand, practice, like)
    go_on_and_be_reminded(hand, practice, like)
    options = pause_and_guard_again(sleeping, hand)
    erase(sleeping, hand, options)


def answer_and_practise(chromium: Chromium, api: Api, hand: Hand) -> Page:
    """Answer the question of the welcome page, and open the practice page that it offers."""
    welcome = open_own_page(chromium, "welcome")
    hand.press(welcome, welcome.locator("input[value='pns']"))
    hand.press(welcome, welcome.get_by_role("button", name="Simpan jawaban"))
    welcome.get_by_role("heading", name="Jaga Jempol berjaga.").wait_for()
    wait_until(lambda: chromium.is_loaded(api.origin), "the list after the answer")
    with chromium.context.expect_page() as opened:
        hand.press(welcome, welcome.get_by_role("link", name="Coba di halaman latihan"))
    opened.value.wait_for_load_state()
    chromium.wait_until_awake(opened.value)
    return opened.value


def like_of(practice: Page) -> Locator:
    """Return the like button of the candidate's first post."""
    post = practice.locator("article", has=practice.locator(f"a[data-author][href$='@{CANDIDATE}']")).first
    return post.locator("button[data-action='like']")


def be_held_and_cancel(chromium: Chromium, hand: Hand, practice: Page, like: Locator) -> None:
    """Read the warning and the rules behind it, and cancel: nothing has been liked."""
    hand.press(practice, like)
    dialog = wait_for_dialog(practice)
    assert dialog.key == f"latihan:@{CANDIDATE}"
    with chromium.context.expect_page() as opened:
        hand.answer(dialog, "Pelajari aturannya")
    opened.value.get_by_role("heading", level=1).wait_for()
    opened.value.close()
    practice.bring_to_front()

    hand.answer(wait_for_dialog(practice), "Batal")
    wait_until_answered(practice)
    assert like.get_attribute("aria-pressed") == "false"


def go_on_and_be_reminded(hand: Hand, practice: Page, like: Locator) -> None:
    """Go on all the same; taken back and done again, it is only said."""
    hand.press(practice, like)
    dialog = wait_for_dialog(practice)
    practice.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    hand.answer(dialog, "Tetap lanjut")
    wait_until(lambda: like.get_attribute("aria-pressed") == "true", "the like")
    for state in ("false", "true"):
        practice.wait_for_timeout(BETWEEN_PRESSES_MS)
        hand.press(practice, like)
        like.and_(practice.locator(f"[aria-pressed='{state}']")).wait_for()
    wait_until(lambda: find_words(practice, "status"), "the reminder")
    assert find_dialog(practice) is None


def pause_and_guard_again(chromium: Chromium, hand: Hand) -> Page:
    """Pause in the popup, end the pause, and go on to the settings."""
    popup = open_own_page(chromium, "popup")
    hand.press(popup, popup.get_by_role("button", name="Jeda 15 menit"))
    popup.get_by_role("heading", name="Jeda").wait_for()
    assert chromium.stored("settings")["paused_until"]
    hand.press(popup, popup.get_by_role("button", name="Berjaga lagi"))
    popup.get_by_role("heading", name="Berjaga").wait_for()
    with chromium.context.expect_page() as opened:
        hand.press(popup, popup.get_by_role("link", name="Pengaturan"))
    opened.value.locator("[data-text='name']").get_by_text("Jaga Jempol").wait_for()
    return opened.value


def erase(chromium: Chromium, hand: Hand, options: Page) -> None:
    """Erase everything, after the question whether it is meant."""
    hand.press(options, options.get_by_role("button", name="Hapus semua"))
    hand.press(options, options.get_by_role("button", name="Hapus", exact=True))
    options.get_by_text("Semua sudah dihapus.").wait_for()
    assert [chromium.stored(name) for name in ("settings", "sent")] == [None, None]


def open_own_page(chromium: Chromium, name: str) -> Page:
    """Open a page of the extension and wait until its texts are there."""
    page = chromium.open(chromium.extension_url(f"extension/pages/{name}.html"))
    page.locator("[data-text='name']").get_by_text("Jaga Jempol").wait_for()
    return page
