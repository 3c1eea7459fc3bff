"""Quoting on X with real pointers: asked once, at the first step or at the last; a menu belongs to where it opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, open_guarded, store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.sites import Person

SITE = """<style>button, [role] { display: block; min-height: 1em }</style><script>
  clicked = [];
  addEventListener("click", ({ target }) => clicked.push(target.closest("[id]").id));
</script>"""


def avatar(person: Person) -> str:
    """Return the picture beside a post."""
    name = person.handle
    return f"""<div data-testid="Tweet-User-Avatar"><div data-testid="UserAvatar-Container-{name}">
      <a href="/{name}">{person.name}</a></div></div>"""


def post(person: Person, state: str) -> str:
    """Return a post; *state* is the test id of its repost button."""
    name = person.handle
    return f"""<article data-testid="tweet">{avatar(person)}
      <button id="repost-{name}" data-testid="{state}" aria-haspopup="menu">Posting ulang</button>
      <button id="share-{name}" aria-haspopup="menu">Bagikan</button></article>"""


def open_timeline(page: Page, *people: Person, state: str = "retweet") -> None:
    """Open posts of *people*, the menus, and the box in which the first one's post is quoted."""
    menu = """<div id="layers"><div role="menu"><div id="send" role="menuitem">Kirim lewat Direct Message</div>
      <a id="quote" role="menuitem" href="/compose/post" onclick="event.preventDefault()">Kutipan</a></div>"""
    box = f"""<div role="dialog"><div><div data-testid="tweetTextarea_0" contenteditable="true" id="box"></div></div>
      <div>{avatar(people[0])}</div><button id="post" data-testid="tweetButton">Posting</button></div></div>"""
    posts = "".join(post(person, state) for person in people)
    open_guarded(page, "https://x.com/home", f"<!doctype html><body>{posts}{menu}{box}{SITE}", store("x"))


def press(page: Page, element: str) -> None:
    """Press an element by its id."""
    page.locator(f"#{element}").click()


def wait_for_click(page: Page, element: str) -> None:
    """Wait until the site has seen exactly one click on an element."""
    page.wait_for_function("id => clicked.filter((one) => one === id).length === 1", arg=element)


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_who_went_on_at_the_repost_button_is_not_asked_again(page: Page, person: Person) -> None:
    """The question comes at the first step; entry and box of the quote are the same sharing."""
    open_timeline(page, person)
    press(page, f"repost-{person.handle}")
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"x:@{person.handle}", "share")
    dialog.go_on()
    for element in (f"repost-{person.handle}", "quote", "post"):
        if element != f"repost-{person.handle}":
            press(page, element)
        wait_for_click(page, element)
        assert find_dialog(page) is None


@pytest.mark.parametrize("way", ["press", "key"])
@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_quote_that_began_elsewhere_is_held_when_it_is_posted(page: Page, person: Person, way: str) -> None:
    """Through the menu of a post that was reposted before, nothing was asked yet."""
    open_timeline(page, person, state="unretweet")
    press(page, f"repost-{person.handle}")
    press(page, "quote")
    wait_for_click(page, "quote")
    if way == "press":
        press(page, "post")
    else:
        page.locator("#box").click()
        page.keyboard.press("Control+Enter")
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"x:@{person.handle}", "share")
    assert "post" not in page.evaluate("() => clicked")
    dialog.go_on()
    wait_for_click(page, "post")


def test_quoting_a_neighbour_is_not_held(page: Page) -> None:
    """The card in the box is somebody else's, whoever is listed on the page."""
    open_timeline(page, NEIGHBOUR, ARUM)
    press(page, "post")
    wait_for_click(page, "post")
    assert find_dialog(page) is None


@pytest.mark.parametrize("opener", ["share", "repost"])
def test_a_menu_belongs_to_the_post_where_it_was_opened_last(page: Page, opener: str) -> None:
    """Whatever its button says and whether the post was reposted before."""
    open_timeline(page, NEIGHBOUR, ARUM, state="unretweet")
    press(page, f"share-{ARUM.handle}")
    press(page, f"{opener}-{NEIGHBOUR.handle}")
    press(page, "send")
    wait_for_click(page, "send")
    assert find_dialog(page) is None
    press(page, f"{opener}-{ARUM.handle}")
    press(page, "send")
    assert wait_for_dialog(page).key == f"x:@{ARUM.handle}"
