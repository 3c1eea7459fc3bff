"""Manner: who has gone on is only reminded for a while, a pause holds nothing, and there is never more than one box."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import sites
from tests.browser.chromium import wait_until
from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.browser.visits import Visit, home_url
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, open_guarded, store
from tests.extension.page.test_banner import banner, press_in_closed_root, visit_profile
from tests.extension.page.test_hold import notice

if TYPE_CHECKING:
    from playwright.sync_api import FloatRect, Page

NOON = "2026-11-20T05:00:00Z"  # in Jakarta
MIDNIGHT_MS = 1_795_194_000_000  # 2026-11-20T17:00:00Z: the day ends in Jakarta
MINUTE_MS = 60_000
CONTINUED = f"like x:@{ARUM.handle}"
REMEMBERED = "() => browser.session.continued ?? {}"


def visit_at_noon(page: Page, *, continued: dict[str, int] | None = None, **settings: Any) -> Visit:
    """Open a timeline of both rivals at noon; *continued* is what the browser remembers."""
    html = sites.x_timeline(sites.x_post(ARUM), sites.x_post(BIMA))
    page.add_init_script("Date.now = () => globalThis.instant;")
    set_time(page, NOON)
    open_guarded(page, home_url("x"), html, store("x", **({"ask_again_minutes": None} | settings)))
    if continued:
        page.evaluate("continued => { browser.session = { continued }; return jaga.desk.continued.load(); }", continued)
    return Visit(page, "x", ARUM)


def set_time(page: Page, instant: str) -> None:
    """Let it be this instant on the page's clock, also when the page opens."""
    page.add_init_script(f"globalThis.instant = Date.parse('{instant}');")
    page.evaluate(f"() => {{ globalThis.instant = Date.parse('{instant}'); }}")


def go_on(visit: Visit) -> None:
    """Like the first post, and go on."""
    visit.click("like")
    wait_for_dialog(visit.page).go_on()
    visit.wait_until_ran()


def is_asked(visit: Visit) -> bool:
    """Like the first post; tell whether the dialog opens."""
    visit.click("like")
    visit.page.wait_for_timeout(200)
    return find_dialog(visit.page) is not None


def like_again(visit: Visit) -> None:
    """Let the post be as before, so that it can be liked once more."""
    visit.page.evaluate("""() => {
      document.querySelector("[data-testid='unlike']").dataset.testid = "like";
      Object.assign(site, { ran: {}, seen: [] });
    }""")


def test_who_has_gone_on_is_only_reminded(page: Page) -> None:
    """The same account and action: one press, whole and trusted, and a notice; only the end of the day is kept."""
    visit = visit_at_noon(page)
    go_on(visit)
    assert page.evaluate(REMEMBERED) == {CONTINUED: MIDNIGHT_MS}

    like_again(visit)
    assert not is_asked(visit)

    visit.assert_passed("like")
    assert ARUM.name in notice(page)
    assert "tidak ditahan" in notice(page)


def test_another_action_and_another_account_are_asked_about(page: Page) -> None:
    """What was gone on with is this account and this action."""
    visit = visit_at_noon(page, continued={CONTINUED: MIDNIGHT_MS})
    visit.click("comment")
    assert wait_for_dialog(page).action == "comment"
    page.keyboard.press("Escape")
    page.locator(visit.control("like")).nth(1).click(force=True)
    assert wait_for_dialog(page).key == f"x:@{BIMA.handle}"


def test_what_was_cancelled_is_asked_again(page: Page) -> None:
    """Nothing is remembered of it."""
    visit = visit_at_noon(page)
    visit.click("like")
    wait_for_dialog(page).cancel()
    assert page.evaluate(REMEMBERED) == {}
    assert is_asked(visit)
    visit.assert_untouched()


@pytest.mark.parametrize(
    ("minutes", "kept"),
    [
        (None, {CONTINUED: MIDNIGHT_MS}),
        (60, {CONTINUED: MIDNIGHT_MS - 240 * MINUTE_MS}),
        (15, {CONTINUED: MIDNIGHT_MS - 285 * MINUTE_MS}),
        (0, {}),
    ],
    ids=["rest of the day", "an hour", "a quarter", "always ask"],
)
def test_the_person_says_for_how_long(page: Page, minutes: int | None, kept: dict[str, int]) -> None:
    """From seven in the evening, whatever the browser's own time zone."""
    visit = visit_at_noon(page, ask_again_minutes=minutes)
    set_time(page, "2026-11-20T12:00:00Z")
    go_on(visit)
    assert page.evaluate(REMEMBERED) == kept


def test_after_that_time_the_dialog_is_back(page: Page) -> None:
    """The day has ended where the contest is."""
    visit = visit_at_noon(page, continued={CONTINUED: MIDNIGHT_MS})
    set_time(page, "2026-11-20T16:59:00Z")
    assert not is_asked(visit)
    set_time(page, "2026-11-20T17:00:00Z")
    assert is_asked(visit)


def test_a_flow_that_was_gone_on_with_reminds_once(page: Page) -> None:
    """Where opening the menu is held, ending it is not said again."""
    visit = visit_at_noon(page, continued={f"share x:@{ARUM.handle}": MIDNIGHT_MS})
    visit.click("share")
    page.wait_for_timeout(200)
    assert "tidak ditahan" in notice(page)
    step = {"key": f"x:@{ARUM.handle}", "action": "share"}
    assert page.evaluate("step => jaga.desk.guard.trail.isFlowConfirmed(step)", step)


def test_where_the_browser_keeps_its_memory_from_pages_the_page_remembers(page: Page) -> None:
    """As Firefox does; a setting that changes forgets it."""
    visit = visit_at_noon(page)
    page.evaluate("() => { jaga.desk.continued.session = undefined; }")
    go_on(visit)
    like_again(visit)
    assert not is_asked(visit)
    page.evaluate("() => browser.change({ settings: { ...browser.stored.settings, language: 'en' } })")
    page.wait_for_timeout(100)
    assert is_asked(visit)


def test_in_a_pause_nothing_is_held_or_said(page: Page) -> None:
    """The press passes whole; after the end it is held again, without anybody telling the page."""
    visit = visit_at_noon(page, paused_until=MIDNIGHT_MS - 60 * MINUTE_MS)
    assert not is_asked(visit)
    visit.assert_passed("like")
    assert notice(page) == ""
    set_time(page, "2026-11-20T16:00:00Z")
    assert is_asked(visit)


def test_in_a_pause_a_listed_profile_is_only_marked(page: Page) -> None:
    """No banner; the toolbar keeps its dot, and says nothing of being held."""
    visit_profile(page, ARUM, paused_until=4_000_000_000_000)
    assert banner(page) is None
    assert page.evaluate("() => browser.messages") == [{"type": "page_state", "listed": True, "level": "none"}]


def test_a_dialog_of_the_site_does_not_hide_the_notice(page: Page) -> None:
    """What is opened above it later is below it a moment later."""
    visit_profile(page, NEIGHBOUR)
    page.evaluate("() => jaga.showNotice('id', 'Judul', 'Isi')")
    page.wait_for_timeout(150)
    place: FloatRect = {"x": 1080, "y": 20, "width": 150, "height": 40}
    calm = page.screenshot(clip=place)
    page.evaluate(
        """() => {
          const cover = document.createElement("dialog");
          cover.style = "width: 100vw; height: 100vh; max-width: none; max-height: none; margin: 0; background: #fc0";
          document.body.append(cover);
          cover.showModal();
        }"""
    )
    wait_until(lambda: page.screenshot(clip=place) == calm, "the notice to come back above the dialog")


def test_never_two_boxes_at_once(page: Page) -> None:
    """The dialog goes before the notice, the notice before the banner; what waits comes back."""
    visit_profile(page, ARUM)
    shown = banner(page)
    assert shown
    page.evaluate("() => jaga.showNotice('id', 'Judul', 'Isi')")
    page.wait_for_timeout(150)
    assert (notice(page), banner(page)) == ("Judul Isi", None)

    page.locator("[data-testid$='-follow']").first.click(force=True)
    dialog = wait_for_dialog(page)
    assert (notice(page), banner(page)) == ("", None)

    dialog.cancel()
    assert (notice(page), banner(page)) == ("Judul Isi", None)
    press_in_closed_root(page, "Tutup")
    assert (notice(page), banner(page)) == ("", shown)
