"""Without a mouse: Enter and Space on a focused control, the shortcuts of X, and the dialog itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.browser import sites
from tests.browser.dialog import CONTINUE_WAKES_MS, find_dialog, wait_for_dialog
from tests.browser.sites import PAIRS, X_PAIRS, Person
from tests.browser.visits import Visit, open_feed

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium

ALL = [pytest.param(site, person, id=f"{site}-{person.handle}") for site, people in PAIRS.items() for person in people]
REFLEX_TRIES = 10
FOCUSABLE_LIKE = {"x": "article [data-testid='like']", "instagram": "section.xrvj5dj span:first-child [role='button']"}


def focus_like(visit: Visit) -> None:
    """Put the keyboard focus on the like control of the first post."""
    visit.page.locator(FOCUSABLE_LIKE[visit.site]).first.focus()


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize(("site", "person"), ALL)
def test_enter_and_space_on_the_like_control_are_held(awake: Chromium, site: str, person: Person, key: str) -> None:
    """The key is held like a click; Escape drops it, Tetap lanjut lets it through once."""
    visit = open_feed(awake, site, person)
    focus_like(visit)

    visit.page.keyboard.press(key)
    assert wait_for_dialog(visit.page).action == "like"
    visit.assert_untouched()
    wait_for_dialog(visit.page).escape()
    visit.assert_untouched()

    visit.page.keyboard.press(key)
    wait_for_dialog(visit.page).go_on()
    assert visit.wait_until_ran() == {"like": 1}


@pytest.mark.parametrize(("key", "action"), [("l", "like"), ("t", "share"), ("r", "comment")])
@pytest.mark.parametrize("person", X_PAIRS, ids=lambda person: person.handle)
def test_shortcuts_of_x_on_the_focused_post_are_held(awake: Chromium, person: Person, key: str, action: str) -> None:
    """The one-letter shortcuts of X act on the focused post, and are held there."""
    visit = open_feed(awake, "x", person)
    visit.page.locator("article").first.focus()

    visit.page.keyboard.press(key)
    dialog = wait_for_dialog(visit.page)
    assert (dialog.action, dialog.key in visit.keys) == (action, True)
    visit.assert_untouched()
    dialog.cancel()
    visit.assert_untouched()

    visit.page.locator("article").first.focus()
    visit.page.keyboard.press(key)
    wait_for_dialog(visit.page).go_on()
    assert visit.wait_until_ran() == {action: 1}


@pytest.mark.parametrize("key", ["l", "t", "r"])
def test_shortcuts_on_a_neighbours_post_pass(awake: Chromium, key: str) -> None:
    """On a post that is not listed a shortcut does what it always does."""
    visit = open_feed(awake, "x", sites.FRIEND)
    visit.page.locator("article").first.focus()

    visit.page.keyboard.press(key)

    assert sum(visit.wait_until_ran().values()) == 1
    assert find_dialog(visit.page) is None


@pytest.mark.parametrize(("site", "person"), ALL)
def test_typing_a_shortcut_letter_into_a_text_is_typing(awake: Chromium, site: str, person: Person) -> None:
    """Letters belong to the text that has the focus."""
    visit = open_feed(awake, site, person)
    visit.page.evaluate("() => document.querySelector('article').insertAdjacentHTML('beforeend', '<input id=note>')")
    visit.page.locator("#note").focus()

    visit.page.keyboard.type("lt r")

    assert visit.page.locator("#note").input_value() == "lt r"
    assert find_dialog(visit.page) is None


@pytest.mark.parametrize(("site", "person"), ALL)
def test_the_dialog_takes_and_returns_the_focus(awake: Chromium, site: str, person: Person) -> None:
    """Batal has the focus, Enter on it cancels, and the control gets its focus back."""
    visit = open_feed(awake, site, person)
    focus_like(visit)
    before = visit.page.evaluate("() => document.activeElement.outerHTML")
    visit.page.keyboard.press("Enter")
    wait_for_dialog(visit.page)

    visit.page.wait_for_timeout(CONTINUE_WAKES_MS)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(100)

    assert find_dialog(visit.page) is None
    assert visit.page.evaluate("() => document.activeElement.outerHTML") == before
    visit.assert_untouched()


def test_going_on_by_reflex_is_not_possible(awake: Chromium) -> None:
    """A press on "Tetap lanjut" before it is awake does nothing; the dialog stays."""
    visit = open_feed(awake, "x", X_PAIRS[0])
    for _ in range(REFLEX_TRIES):
        began = time.monotonic()
        visit.click("like")
        dialog = wait_for_dialog(visit.page)
        dialog.press("Tetap lanjut")
        if time.monotonic() - began < CONTINUE_WAKES_MS / 1000:
            break
        visit.page.reload()  # this machine was too busy for a reflex: the button had woken
        awake.wait_until_awake(visit.page)
    else:
        pytest.fail(f"in {REFLEX_TRIES} tries no press came within {CONTINUE_WAKES_MS} ms")

    assert visit.ran() == {}
    assert find_dialog(visit.page) is not None


def test_the_site_cannot_press_the_buttons(awake: Chromium) -> None:
    """Events that the page makes by itself are no answer: a script can neither see nor press the dialog."""
    visit = open_feed(awake, "x", X_PAIRS[1])
    visit.click("like")
    wait_for_dialog(visit.page)
    visit.page.wait_for_timeout(CONTINUE_WAKES_MS)

    visit.page.evaluate(
        """() => {
          for (const node of document.querySelectorAll("*")) {
            if (node.shadowRoot) throw new Error("an open shadow root");
          }
          for (const key of ["Tab", "Enter", "Escape", " "]) {
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
          }
        }"""
    )

    assert find_dialog(visit.page) is not None
    assert visit.ran() == {}
