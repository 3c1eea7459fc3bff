"""The guard: what is held, what passes, and that what was held and confirmed happens exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import sites
from tests.browser.chromium import wait_until
from tests.browser.dialog import CONTINUE_WAKES_MS, find_dialog, wait_for_dialog
from tests.browser.visits import Visit, home_url
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, PARTY, open_guarded, store
from tests.extension.page.scripts import script_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.sites import Person


def visit_x(page: Page, *authors: Person, stored: dict[str, Any] | None = None, **options: Any) -> Visit:
    """Open the timeline of X with one post of each of *authors*."""
    html = sites.x_timeline(*map(sites.x_post, authors))
    open_guarded(page, home_url("x"), html, stored or store("x"), **options)
    return Visit(page, "x", authors[0])


def visit_instagram(page: Page, *authors: Person, **options: Any) -> Visit:
    """Open the feed of Instagram with one post of each of *authors*."""
    html = sites.instagram_feed(*map(sites.instagram_post, authors))
    open_guarded(page, home_url("instagram"), html, store("instagram"), **options)
    return Visit(page, "instagram", authors[0])


def notice(page: Page) -> str:
    """Return the text of the quiet notice, empty when there is none."""
    session = page.context.new_cdp_session(page)
    tree = session.send("Accessibility.getFullAXTree")["nodes"]
    status = next((node for node in tree if node["role"].get("value") == "status"), None)
    by_id = {node["nodeId"]: node for node in tree}
    words: list[str] = []
    pending = [status] if status else []
    while pending:
        node = pending.pop()
        if node["role"].get("value") == "StaticText":
            words.append(node["name"]["value"])
        pending += [by_id[child] for child in reversed(node.get("childIds", []))]
    return " ".join(words)


LATE_MS = 60_000
"""Later than any test waits: the store answers when a test calls ``browser.hurry()``."""

MIDDLE_OF_LIKE = """() => {
  const { x, y, width, height } = document.querySelector("[data-testid='like']").getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}"""

# ---- a press ----

# Fields of a form hide its members of the same name.
HIDING = (
    "matches",
    "closest",
    "querySelector",
    "querySelectorAll",
    "contains",
    "parentElement",
    "getRootNode",
    "textContent",
)


def test_a_form_that_hides_its_members_does_not_disarm_the_guard(page: Page) -> None:
    """A post inside it is held and confirmed as anywhere."""
    fields = "".join(f'<input type="hidden" name="{name}">' for name in HIDING)
    html = sites.x_timeline(f"<form>{fields}{sites.x_post(ARUM)}</form>")
    open_guarded(page, home_url("x"), html, store("x"))
    visit = Visit(page, "x", ARUM)
    page.mouse.click(*page.evaluate(MIDDLE_OF_LIKE))
    dialog = wait_for_dialog(page)
    assert dialog.key == f"x:@{ARUM.handle}"
    visit.assert_untouched()
    dialog.go_on()
    assert visit.wait_until_ran() == {"like": 1}


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_press_on_a_listed_account_is_held_and_confirmed_once(page: Page, person: Person) -> None:
    """Nothing reaches the site before the answer; after it, one click does."""
    visit = visit_x(page, person)
    visit.click("like")
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"x:@{person.handle}", "like")
    assert person.name in dialog.text
    visit.assert_untouched()

    dialog.go_on()

    assert visit.wait_until_ran() == {"like": 1}
    assert [event["type"] for event in visit.seen()] == ["click"]


def test_a_press_on_another_account_reaches_the_site_whole(page: Page) -> None:
    """Every event, trusted and unchanged."""
    visit = visit_x(page, NEIGHBOUR, ARUM)
    visit.click("like")
    visit.assert_passed("like")


def test_a_double_click_on_a_held_control_asks_once(page: Page) -> None:
    """The second click finds a dialog, not the site; confirming likes once and does not undo it."""
    visit = visit_x(page, ARUM)
    page.locator(visit.control("like")).dblclick(force=True)
    dialog = wait_for_dialog(page)
    visit.assert_untouched()

    dialog.go_on()

    assert visit.wait_until_ran() == {"like": 1}


def test_a_double_click_on_going_on_does_not_fall_through(page: Page) -> None:
    """The site below the dialog sees nothing of the second click."""
    visit = visit_x(page, *[ARUM] * 8)
    page.locator(visit.control("like")).first.click(force=True)
    dialog = wait_for_dialog(page)
    page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    model = dialog.session.send("DOM.getBoxModel", {"nodeId": dialog.button("Tetap lanjut")["nodeId"]})["model"]
    left, top, *_, bottom = model["border"]
    page.mouse.dblclick(left + 40, (top + bottom) / 2)

    assert visit.wait_until_ran() == {"like": 1}
    assert [event["type"] for event in visit.seen()] == ["click"]


def test_a_click_that_a_page_makes_is_never_ours(page: Page) -> None:
    """An untrusted click passes: a page cannot find out what is listed by clicking on what it has made up."""
    visit = visit_x(page, ARUM)
    page.evaluate("selector => document.querySelector(selector).click()", visit.control("like"))
    assert visit.wait_until_ran() == {"like": 1}
    assert find_dialog(page) is None


def test_a_tap_is_held(bare_chromium: Browser) -> None:
    """Touch: nothing of the tap reaches the site, and going on likes once."""
    context = bare_chromium.new_context(has_touch=True, viewport={"width": 412, "height": 800})
    page = context.new_page()
    visit = visit_x(page, ARUM)
    box = page.locator(visit.control("like")).bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    dialog = wait_for_dialog(page)
    visit.assert_untouched()
    dialog.go_on()
    assert visit.wait_until_ran() == {"like": 1}
    context.close()


def test_the_right_and_the_middle_button_are_nobodys_business(page: Page) -> None:
    """Only the main button presses a control."""
    visit = visit_x(page, ARUM)
    page.locator(visit.control("like")).click(force=True, button="middle")
    page.locator(visit.control("like")).click(force=True, button="right")
    assert find_dialog(page) is None


# ---- keys ----


def test_a_key_that_stays_down_asks_once_and_acts_once(page: Page) -> None:
    """Key repeats neither open a second dialog, nor confirm, nor undo what was confirmed."""
    visit = visit_x(page, ARUM)
    page.locator(visit.control("like")).focus()
    for _ in range(3):
        page.keyboard.down("Enter")
    wait_for_dialog(page)
    page.keyboard.up("Enter")
    visit.assert_untouched()

    page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    page.keyboard.press("Tab")
    for _ in range(4):
        page.keyboard.down("Enter")
    page.keyboard.up("Enter")

    assert visit.wait_until_ran() == {"like": 1}
    assert find_dialog(page) is None


@pytest.mark.parametrize("combination", ["Control+l", "Alt+l", "Meta+l", "Shift+L"])
def test_a_shortcut_with_a_modifier_is_the_browsers(page: Page, combination: str) -> None:
    """Only the bare letter is the site's shortcut."""
    visit_x(page, ARUM)
    page.locator("article").first.focus()
    page.keyboard.press(combination)
    page.wait_for_timeout(150)
    assert find_dialog(page) is None


def test_a_shortcut_on_a_liked_post_is_an_undo(page: Page) -> None:
    """The key l on a liked post takes the like back: never held."""
    open_guarded(page, home_url("x"), sites.x_timeline(sites.x_post(ARUM, liked=True)), store("x"))
    page.locator("article").first.focus()
    page.keyboard.press("l")
    assert Visit(page, "x", ARUM).wait_until_ran() == {"unlike": 1}


# ---- releasing ----


def test_a_control_that_has_left_the_page_may_be_pressed_once_more(page: Page) -> None:
    """The person is told to repeat it; the next press passes, the one after it is held again."""
    visit = visit_x(page, ARUM)
    visit.click("like")
    dialog = wait_for_dialog(page)
    page.evaluate("() => { const post = document.querySelector('article'); post.replaceWith(post.cloneNode(true)); }")
    dialog.go_on()
    assert visit.ran() == {}
    assert "sekali lagi" in notice(page)

    visit.click("like")
    assert visit.wait_until_ran() == {"like": 1}
    page.locator("[data-testid='unlike']").click(force=True)
    visit.click("like")
    assert wait_for_dialog(page)
    assert visit.ran() == {"like": 1, "unlike": 1}


def test_a_control_that_now_belongs_to_another_post_is_not_pressed(page: Page) -> None:
    """Sites re-use elements while scrolling; what was confirmed for one account never lands on another."""
    visit = visit_x(page, ARUM)
    visit.click("like")
    dialog = wait_for_dialog(page)
    page.evaluate(
        """handle => { for (const link of document.querySelectorAll("article a[href]")) link.href = `/${handle}`; }""",
        NEIGHBOUR.handle,
    )
    dialog.go_on()
    assert visit.ran() == {}


def test_a_like_that_was_given_meanwhile_is_not_undone(page: Page) -> None:
    """The control has become the undo: pressing it would take the like back."""
    visit = visit_x(page, ARUM)
    visit.click("like")
    dialog = wait_for_dialog(page)
    page.evaluate("() => { document.querySelector(\"[data-testid='like']\").dataset.testid = 'unlike'; }")
    dialog.go_on()
    assert visit.ran() == {}


# ---- flows ----


def test_the_repost_menu_is_not_asked_twice(page: Page) -> None:
    """Repost button -> menu item is one decision; the next repost is another."""
    visit = visit_x(page, ARUM)
    visit.click("share")
    wait_for_dialog(page).go_on()
    page.locator("[data-testid='retweetConfirm']").click()
    assert visit.wait_until_ran() == {"share": 1, "reposted": 1}
    page.locator("[data-testid='unretweet']").click(force=True)

    visit.click("share")
    assert wait_for_dialog(page).action == "share"


def test_a_menu_belongs_to_the_post_where_it_was_opened(page: Page) -> None:
    """The menu of a neighbour's post stays free although a listed post is on the page and was asked about before."""
    visit = visit_x(page, ARUM, NEIGHBOUR)
    visit.click("share")
    wait_for_dialog(page).cancel()
    page.locator(visit.control("share")).nth(1).click(force=True)
    page.locator("[data-testid='retweetConfirm']").click()
    assert visit.wait_until_ran()["reposted"] == 1
    assert find_dialog(page) is None


def test_a_menu_that_was_confirmed_too_long_ago_is_held_at_its_item(page: Page) -> None:
    """The post where it was opened is still known, the confirmation has run out."""
    visit = visit_x(page, ARUM)
    visit.click("share")
    wait_for_dialog(page).go_on()
    page.evaluate("() => jaga.desk.guard.trail.endFlow()")
    page.locator("[data-testid='retweetConfirm']").click()
    dialog = wait_for_dialog(page)
    assert (dialog.action, dialog.key) == ("share", f"x:@{ARUM.handle}")
    assert "reposted" not in visit.ran()


def test_a_comment_is_asked_at_its_icon_and_then_sent(page: Page) -> None:
    """Instagram: the icon is asked, Enter in the box is not asked again; a second comment is asked at Enter."""
    visit = visit_instagram(page, ARUM)
    visit.click("comment")
    wait_for_dialog(page).go_on()
    box = page.locator("article textarea")
    box.fill("Halo")
    box.press("Enter")
    assert visit.wait_until_ran() == {"comment": 1, "comment_sent": 1}

    box.fill("Halo lagi")
    box.press("Enter")
    assert wait_for_dialog(page).action == "comment"
    assert visit.ran() == {"comment": 1, "comment_sent": 1}


@pytest.mark.parametrize("send", ["Enter", "Kirim"])
def test_a_comment_typed_straight_into_the_box_is_held_at_send(page: Page, send: str) -> None:
    """Enter or the button: held, the text stays, going on sends once."""
    visit = visit_instagram(page, ARUM)
    box = page.locator("article textarea")
    box.fill("Halo")
    if send == "Enter":
        box.press("Enter")
    else:
        page.locator("article form [role='button']").click(force=True)
    dialog = wait_for_dialog(page)
    assert dialog.action == "comment"
    assert visit.ran() == {}
    assert box.input_value() == "Halo"
    dialog.go_on()
    assert visit.wait_until_ran() == {"comment_sent": 1}


def test_shift_enter_is_a_new_line(page: Page) -> None:
    """Writing is never held, only sending."""
    visit_instagram(page, ARUM)
    page.locator("article textarea").press("Shift+Enter")
    page.wait_for_timeout(150)
    assert find_dialog(page) is None


def test_a_double_click_on_the_picture_is_a_like(page: Page) -> None:
    """Held at its second press; going on presses the heart, which likes once."""
    visit = visit_instagram(page, ARUM)
    page.locator("article img[data-media]").dblclick(force=True)
    dialog = wait_for_dialog(page)
    assert dialog.action == "like"
    assert visit.ran() == {}
    dialog.go_on()
    assert visit.wait_until_ran() == {"like": 1}


def test_a_double_click_on_a_neighbours_picture_likes(page: Page) -> None:
    """And a single click on a listed one's picture does whatever the site does."""
    visit = visit_instagram(page, NEIGHBOUR, ARUM)
    page.locator("article img[data-media]").first.dblclick(force=True)
    assert visit.wait_until_ran() == {"like": 1}
    page.locator("article img[data-media]").nth(1).click(force=True)
    page.wait_for_timeout(150)
    assert find_dialog(page) is None


# ---- levels, phases, sleep ----


def test_a_party_is_not_held_but_told_of(page: Page) -> None:
    """Level inform: the action passes, a quiet notice says what to think of."""
    visit = visit_x(page, PARTY)
    visit.click("like")
    visit.assert_passed("like")
    page.wait_for_timeout(150)
    assert PARTY.name in notice(page)


@pytest.mark.parametrize("day", ["2026-10-31", "2026-12-01"])
def test_outside_every_phase_nothing_happens(page: Page, day: str) -> None:
    """A candidate is not listed then; a party is, and only the toolbar shows it."""
    visit = visit_x(page, ARUM, PARTY, stored=store("x", today=day))
    visit.click("like")
    page.locator("[data-testid='like']").first.click(force=True)
    assert visit.wait_until_ran() == {"like": 2}
    assert find_dialog(page) is None
    assert notice(page) == ""


def test_the_day_is_that_of_the_contest(page: Page) -> None:
    """Half past midnight of 1 November in Jakarta is still October in UTC: the campaign has begun."""
    page.clock.set_fixed_time("2026-10-31T17:30:00Z")
    visit = visit_x(page, ARUM, stored=store("x", today=None))
    visit.click("like")
    assert wait_for_dialog(page)


def test_without_employment_everything_passes(page: Page) -> None:
    """Asleep: nothing is held, nothing is told to the background."""
    visit = visit_x(page, ARUM, stored=store("x", employment=None))
    visit.click("like")
    visit.assert_passed("like")
    assert page.evaluate("() => browser.messages") == []


def test_waking_up_needs_no_new_page(page: Page) -> None:
    """Settings that change are followed at once, both ways."""
    visit = visit_x(page, ARUM, stored=store("x", employment=None))
    page.evaluate("settings => browser.change({ settings })", store("x")["settings"])
    page.wait_for_function("() => jaga.desk.state.status === 'awake'")
    visit.click("like")
    wait_for_dialog(page).cancel()
    page.evaluate("settings => browser.change({ settings })", store("x", employment=None)["settings"])
    page.wait_for_function("() => jaga.desk.state.status === 'asleep'")
    visit.click("like")
    assert visit.wait_until_ran() == {"like": 1}


def test_a_page_that_comes_back_reads_the_store_anew(page: Page) -> None:
    """No message reaches a page that the browser keeps for going back; an event of the site's own changes nothing."""
    visit = visit_x(page, ARUM, stored=store("x", employment=None))
    page.evaluate("settings => Object.assign(browser.stored, { settings })", store("x")["settings"])
    page.evaluate("() => { dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })); }")
    page.wait_for_timeout(100)
    assert page.evaluate("() => jaga.desk.state.status") == "asleep"
    page.evaluate("() => jaga.desk.onShown({ isTrusted: true, persisted: true })")
    page.wait_for_function("() => jaga.desk.state.status === 'awake'")
    visit.click("like")
    assert wait_for_dialog(page).action == "like"


# ---- before the data is there ----


def test_a_click_before_the_data_waits_and_then_passes_once(page: Page) -> None:
    """Nobody listed: what was pressed meanwhile goes on, once."""
    visit = visit_x(page, NEIGHBOUR, delay_ms=LATE_MS)
    visit.click("like")
    visit.click("like")
    assert visit.ran() == {}
    page.evaluate("() => browser.hurry()")
    assert visit.wait_until_ran() == {"like": 1}


@pytest.mark.parametrize("key", [None, "Enter", "Space"])
def test_a_press_before_the_data_is_decided_when_it_is_there(page: Page, key: str | None) -> None:
    """Listed: it is held after all."""
    visit = visit_x(page, ARUM, delay_ms=LATE_MS)
    if key:
        page.locator(visit.control("like")).focus()
        page.keyboard.press(key)
    else:
        visit.click("like")
    page.evaluate("() => browser.hurry()")
    assert wait_for_dialog(page).action == "like"
    assert visit.ran() == {}


def test_a_press_before_the_data_that_is_only_told_of_passes_and_is_told_of(page: Page) -> None:
    """A party's account: the press goes on once, and the notice comes."""
    visit = visit_x(page, PARTY, delay_ms=LATE_MS)
    visit.click("like")
    page.evaluate("() => browser.hurry()")
    assert visit.wait_until_ran() == {"like": 1}
    wait_until(lambda: PARTY.name in notice(page), "the notice")


def test_a_store_that_does_not_answer_does_not_keep_the_site(page: Page) -> None:
    """After three seconds the guard sleeps, and what has waited goes on."""
    visit = visit_x(page, ARUM, delay_ms=LATE_MS)
    visit.click("like")
    assert visit.ran() == {}
    page.wait_for_timeout(3000)
    assert visit.ran() == {"like": 1}


# ---- words that are not here yet ----


def test_a_missing_group_is_asked_for_and_then_used(page: Page) -> None:
    """The background is told the group's name, never the account; its answer fills the dialog."""
    stored = store("x")
    group = stored.pop("warnings.grup-contoh")
    visit = visit_x(page, ARUM, stored=stored)
    page.evaluate("file => { browser.answers.group_needed = () => ({ file }); }", group)
    visit.click("like")
    assert ARUM.name in wait_for_dialog(page).text
    assert page.evaluate("() => browser.messages") == [{"type": "group_needed", "group": "grup-contoh"}]


@pytest.mark.parametrize("answer", ["() => ({ file: null })", "() => new Promise(() => {})"], ids=["at once", "never"])
def test_without_the_group_the_general_wording_holds(page: Page, answer: str) -> None:
    """The server is down or slow: still held, within two seconds, naming nobody, whatever timers the page clears."""
    stored = store("x")
    del stored["warnings.grup-contoh"]
    visit = visit_x(page, ARUM, stored=stored)
    page.evaluate(f"() => {{ browser.answers.group_needed = {answer}; }}")
    visit.click("like")
    page.wait_for_function("() => browser.messages.length > 0")
    page.evaluate("() => { for (let id = 0; id < 9999; id += 1) clearTimeout(id); }")
    dialog = wait_for_dialog(page)
    assert ARUM.name not in dialog.text
    assert dialog.part("aria-labelledby")
    visit.assert_untouched()


def test_what_is_pressed_while_the_words_are_awaited_opens_nothing_more(page: Page) -> None:
    """Two held actions, one question: the first; the second is held and forgotten."""
    stored = store("x")
    del stored["warnings.grup-contoh"]
    visit = visit_x(page, ARUM, stored=stored)
    page.evaluate("() => { browser.answers.group_needed = () => new Promise(() => {}); }")
    visit.click("like")
    visit.click("share")
    dialog = wait_for_dialog(page)
    assert dialog.action == "like"
    dialog.cancel()
    visit.assert_untouched()
    assert find_dialog(page) is None


# ---- life and death ----


def test_a_newer_copy_takes_over(page: Page) -> None:
    """Brought into the page once more, one guard is left: one dialog, one action."""
    visit = visit_x(page, ARUM)
    page.evaluate(script_source())
    page.wait_for_function("() => jaga.desk.state.status === 'awake'")
    visit.click("like")
    wait_for_dialog(page).go_on()
    assert visit.wait_until_ran() == {"like": 1}


def test_without_its_extension_a_page_goes_on(page: Page) -> None:
    """The extension was removed or updated: the old copy leaves, and the site notices nothing."""
    visit = visit_x(page, ARUM)
    page.evaluate("() => { delete chrome.runtime.id; }")
    visit.click("like")
    visit.assert_passed("like")


def test_an_extension_that_goes_while_asking_lets_the_action_go(page: Page) -> None:
    """We cannot ask any more, so we do not hold."""
    visit = visit_x(page, ARUM)
    page.evaluate("() => { chrome.storage.local.get = () => { throw new Error('Extension context invalidated.'); }; }")
    visit.click("like")
    assert visit.wait_until_ran() == {"like": 1}
