"""The practice page of the real server: invented candidates, always in season, exactly as on the real sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import wait_until
from tests.browser.dialog import find_dialog, find_words, wait_for_dialog

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

RIVALS = ("calon_contoh_a", "calon_contoh_b")
TEAMS = ("tim_contoh_a", "tim_contoh_b")
PARTIES = ("partai_contoh_a", "partai_contoh_b")
NEIGHBOUR = "toko_bunga_dahlia"
ACTIONS = ("like", "comment", "share", "follow")
SETTLE_MS = 80


@pytest.fixture(scope="module")
def practising(sleeping: Chromium, api: Api) -> Chromium:
    """Give the browser of a civil servant on the real day: no election is on, the practice contest is."""
    sleeping.wake(api.origin, today=None)
    return sleeping


def open_practice(chromium: Chromium, api: Api, path: str = "/latihan") -> Page:
    """Open the practice page that the server gives."""
    page = chromium.open(f"{api.origin}{path}")
    chromium.wait_until_awake(page)
    return page


def control(page: Page, handle: str, action: str) -> Locator:
    """Return the control for *action* of the first post of *handle*."""
    post = page.locator("article", has=page.locator(f"a[data-author][href$='@{handle}']")).first
    return post.locator(f"button[data-action='{action}']")


def state_of(page: Page, handle: str) -> Any:
    """Return what the first post of *handle* shows: the state of its controls and its words."""
    post = page.locator("article", has=page.locator(f"a[data-author][href$='@{handle}']")).first
    pressed = "buttons => buttons.map(button => button.getAttribute('aria-pressed'))"
    return post.inner_text(), post.locator("[data-action]").evaluate_all(pressed)


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("handle", RIVALS)
def test_a_rival_is_held(practising: Chromium, api: Api, handle: str, action: str) -> None:
    """Batal: the post stays as it was; Tetap lanjut: the page does what it does."""
    page = open_practice(practising, api)
    before = state_of(page, handle)

    control(page, handle, action).click()
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"latihan:@{handle}", action)
    dialog.cancel()
    page.wait_for_timeout(SETTLE_MS)
    assert state_of(page, handle) == before

    control(page, handle, action).click()
    wait_for_dialog(page).go_on()
    wait_until(lambda: state_of(page, handle) != before, f"the page to {action}")


@pytest.mark.parametrize("handle", TEAMS)
def test_a_team_is_held_like_its_candidate(practising: Chromium, api: Api, handle: str) -> None:
    """What a campaign team posts is the campaign's."""
    page = open_practice(practising, api)
    before = state_of(page, handle)

    control(page, handle, "share").click()

    assert wait_for_dialog(page).key == f"latihan:@{handle}"
    assert state_of(page, handle) == before


@pytest.mark.parametrize("handle", PARTIES)
def test_a_party_is_not_held_but_a_notice_tells(practising: Chromium, api: Api, handle: str) -> None:
    """In a phase the person is told, quietly, and the page works."""
    page = open_practice(practising, api)
    before = state_of(page, handle)

    control(page, handle, "like").click()

    wait_until(lambda: state_of(page, handle) != before, "the page to like")
    wait_until(lambda: "Partai Contoh" in (find_words(page, "status") or ""), "the notice")
    assert find_dialog(page) is None


@pytest.mark.parametrize("action", ACTIONS)
def test_a_neighbour_is_not_held(practising: Chromium, api: Api, action: str) -> None:
    """Who is no candidate is met as ever."""
    page = open_practice(practising, api)
    before = state_of(page, NEIGHBOUR)

    control(page, NEIGHBOUR, action).click()

    wait_until(lambda: state_of(page, NEIGHBOUR) != before, f"the page to {action}")
    assert find_dialog(page) is None


@pytest.mark.parametrize("handle", RIVALS)
def test_taking_a_like_back_is_not_held(practising: Chromium, api: Api, handle: str) -> None:
    """After a confirmed like, the second press is the undo."""
    page = open_practice(practising, api)
    control(page, handle, "like").click()
    wait_for_dialog(page).go_on()
    wait_until(lambda: control(page, handle, "like").get_attribute("aria-pressed") == "true", "the like")
    page.wait_for_timeout(600)

    control(page, handle, "like").click()

    wait_until(lambda: control(page, handle, "like").get_attribute("aria-pressed") == "false", "the undo")
    assert find_dialog(page) is None


@pytest.mark.parametrize("handle", RIVALS)
def test_following_from_a_profile_is_held(practising: Chromium, api: Api, handle: str) -> None:
    """The profile page of the practice feed works like a profile elsewhere."""
    page = open_practice(practising, api, f"/latihan/@{handle}")

    page.locator("button[data-action='follow']").first.click()

    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"latihan:@{handle}", "follow")
    assert page.locator("button[data-action='follow']").first.get_attribute("aria-pressed") == "false"


def test_the_practice_contest_says_that_it_is_invented(practising: Chromium, api: Api) -> None:
    """Nobody may take the practice for a real election."""
    page = open_practice(practising, api)
    control(page, RIVALS[0], "like").click()

    dialog = wait_for_dialog(page)

    assert any(word in dialog.text.lower() for word in ("latihan", "rekaan"))
