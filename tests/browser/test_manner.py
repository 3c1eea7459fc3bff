"""Manner in a real browser: a reminder instead of a second dialog, and a pause that the popup begins and ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import wait_until
from tests.browser.dialog import find_dialog, find_words, wait_for_dialog
from tests.browser.sites import PAIRS
from tests.browser.visits import open_feed, open_profile

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

PERSON = PAIRS["x"][0]
ALL_STORED = "async () => JSON.stringify(await chrome.storage.local.get(null))"
CONTINUED = "async () => (await chrome.storage.session.get('continued')).continued ?? {}"
TITLE = "() => chrome.action.getTitle({})"
ON_X = "const [tab] = await chrome.tabs.query({ url: 'https://x.com/*' });"
MARK = f"async () => {{ {ON_X} return chrome.action.getBadgeText({{ tabId: tab.id }}); }}"
DESCRIBE = f"async () => {{ {ON_X} return chrome.tabs.sendMessage(tab.id, {{ type: 'describe_page' }}); }}"
SWITCHED_OFF = {"awake": False, "platform": "x", "kind": None, "listed": False, "level": "none", "switched_off": True}
POPUP = "() => chrome.extension.getViews({ type: 'popup' }).map((view) => view.document.body.innerText)[0] ?? ''"


@pytest.fixture
def campaign(awake: Chromium, api: Api) -> Chromium:
    """Give the browser of a civil servant in the campaign, with the settings as they are at first."""
    awake.wake(api.origin, ask_again_minutes=None)
    awake.control.evaluate("() => chrome.storage.session.remove('continued')")
    return awake


def open_own_page(chromium: Chromium, name: str) -> Page:
    """Open a page of the extension."""
    page = chromium.open(chromium.extension_url(f"extension/pages/{name}.html"))
    page.locator("[data-text='name']").get_by_text("Jaga Jempol").wait_for()
    return page


def test_who_has_gone_on_is_only_reminded_until_erased(campaign: Chromium, api: Api) -> None:
    """On another page too, worker asleep; never on disk, told to nobody; erasing brings the dialog back."""
    visit = open_feed(campaign, "x", PERSON)
    visit.click("like")
    wait_for_dialog(visit.page).go_on()
    visit.wait_until_ran()
    (name,) = campaign.control.evaluate(CONTINUED)
    assert name == f"like x:@{PERSON.handle}"
    before = len(api.recorder.requests)
    campaign.stop_worker()

    again = open_feed(campaign, "x", PERSON)
    again.click("like")
    again.assert_passed("like")
    wait_until(lambda: PERSON.owner in (find_words(again.page, "status") or ""), "the reminder")
    assert name not in campaign.control.evaluate(ALL_STORED)
    assert api.recorder.paths(before) == []

    options = open_own_page(campaign, "options")
    options.get_by_role("button", name="Hapus semua").click()
    options.get_by_role("button", name="Hapus", exact=True).click()
    wait_until(lambda: campaign.control.evaluate(CONTINUED) == {}, "the memory to be erased")
    campaign.wake(api.origin, ask_again_minutes=None)
    last = open_feed(campaign, "x", PERSON)
    last.click("like")
    wait_for_dialog(last.page)
    last.assert_untouched()


def test_always_ask(campaign: Chromium) -> None:
    """The choice counts at once, also for what was gone on with before."""
    visit = open_feed(campaign, "x", PERSON)
    visit.click("like")
    wait_for_dialog(visit.page).go_on()
    visit.wait_until_ran()

    options = open_own_page(campaign, "options")
    options.get_by_label("Kapan ditanya lagi").select_option("Selalu tanya")
    options.get_by_text("Tersimpan.").wait_for()
    assert campaign.stored("settings")["ask_again_minutes"] == 0

    for _ in range(2):
        visit = open_feed(campaign, "x", PERSON)
        visit.click("like")
        wait_for_dialog(visit.page).go_on()
        visit.wait_until_ran()


def test_a_pause_holds_nothing_until_it_is_ended(campaign: Chromium) -> None:
    """The popup begins it, says until when, and ends it with one press; the worker's sleep changes nothing."""
    visit = open_feed(campaign, "x", PERSON)
    popup = open_own_page(campaign, "popup")
    popup.get_by_role("button", name="Jeda 15 menit").click()
    popup.get_by_text("Tidak ada yang ditahan sampai").wait_for()
    wait_until(lambda: "jeda" in campaign.control.evaluate(TITLE), "the toolbar to say so")
    assert campaign.control.evaluate("() => chrome.alarms.get('end_pause')")
    campaign.stop_worker()

    visit.page.bring_to_front()
    visit.click("like")
    visit.assert_passed("like")
    assert find_words(visit.page, "status") is None

    popup.bring_to_front()
    popup.get_by_role("button", name="Berjaga lagi").click()
    popup.get_by_role("heading", name="Berjaga").wait_for()
    wait_until(lambda: "berjaga" in campaign.control.evaluate(TITLE), "the toolbar to say so")
    visit = open_feed(campaign, "x", PERSON)
    visit.click("like")
    assert wait_for_dialog(visit.page)


def test_a_pause_ends_by_itself(campaign: Chromium, api: Api) -> None:
    """With its alarm, in pages, popup and toolbar."""
    campaign.wake(api.origin, paused_until=campaign.control.evaluate("() => Date.now() + 3000"))
    visit = open_feed(campaign, "x", PERSON)
    wait_until(lambda: campaign.stored("settings")["paused_until"] is None, "the pause to end", seconds=90)
    wait_until(lambda: "berjaga" in campaign.control.evaluate(TITLE), "the toolbar to say so")
    assert find_dialog(visit.page) is None
    visit.click("like")
    assert wait_for_dialog(visit.page)


def test_a_platform_switched_off_is_left_alone_until_it_is_on_again(campaign: Chromium) -> None:
    """In the page that is open, at once, with the keyboard; mark and popup follow, and other platforms stay guarded."""
    visit = open_profile(campaign, "x", PERSON)
    wait_until(lambda: campaign.control.evaluate(MARK) != "", "the mark")
    options = open_own_page(campaign, "options")
    switch = options.get_by_role("checkbox", name="X Dijaga, 6 situs")
    switch.press("Space")
    options.get_by_text("Dimatikan oleh Anda, 6 situs").wait_for()
    options.get_by_text("Tersimpan.").wait_for()
    assert campaign.stored("settings")["platforms_off"] == ["x"]

    wait_until(lambda: campaign.control.evaluate(DESCRIBE) == SWITCHED_OFF, "the page to let go")
    wait_until(lambda: campaign.control.evaluate(MARK) == "", "the mark to go")
    visit.page.bring_to_front()
    visit.click("like")
    visit.assert_passed("like")
    assert find_words(visit.page, "status") is None
    campaign.control.evaluate("() => chrome.action.openPopup()")
    wait_until(lambda: "Dimatikan oleh Anda di X." in campaign.control.evaluate(POPUP), "the popup to say so")
    other = open_feed(campaign, "instagram", PAIRS["instagram"][0])
    other.click("like")
    assert wait_for_dialog(other.page)

    options.bring_to_front()
    options.get_by_role("checkbox", name="X Dimatikan oleh Anda").press("Space")
    options.get_by_role("checkbox", name="X Dijaga").wait_for()
    visit = open_feed(campaign, "x", PERSON)
    visit.click("like")
    assert wait_for_dialog(visit.page)
