"""What opens without a click, and shortcuts that do not follow the focus: whose post it is, on small pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, open_guarded, store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.sites import Person

DATA: dict[str, Any] = {
    "labels": {},
    "containers": [
        {"name": "post", "select": "article", "authors": [{"select": "h2 a", "read": "url"}]},
        {"name": "flyout", "select": "#flyout", "authors": [{"read": "opener", "by": "hover"}]},
        {"name": "menu", "select": "#menu", "authors": [{"read": "opener"}]},
    ],
    "controls": [
        {"on": "hover", "select": ".like", "in": ["post"]},
        {"select": ".more", "in": ["post"]},
        {"action": "like", "select": "#flyout button", "in": ["flyout"]},
        {"action": "share", "select": "#menu button", "in": ["menu"]},
    ],
    "keys": [{"key": "l", "action": "like", "at": "middle", "in": ["post"], "control": ".like"}],
}
STYLE = """<style>
  body { margin: 0 } article { height: 80vh; background: #eee } h2 { margin: 0 }
  #flyout, #menu { position: fixed; right: 0; top: 0 } #menu { top: 3em }
</style>"""


def post(person: Person | None) -> str:
    """Return a post; its author cannot be read when there is no *person*."""
    author = f'<a href="/{person.handle}">{person.name}</a>' if person else "Seseorang"
    buttons = "<button class=like>Suka</button><button class=more>Lagi</button>"
    return f"<article tabindex=0><h2>{author}</h2>{buttons}</article>"


def visit(page: Page, *people: Person | None) -> None:
    """Open a page of posts whose reactions and menu lie outside of them."""
    stored = store("x")
    stored["platform.x"] = stored["platform.x"] | {"page": DATA}
    body = "".join(map(post, people))
    portals = "<div id=flyout><button>Cinta</button></div><div id=menu><button>Bagikan</button></div>"
    html = f"<!doctype html>{STYLE}<body>{body}{portals}"
    count = "document.addEventListener('click', ({ target }) => clicked.push(target.textContent))"
    script = (
        f"<script>clicked = []; {count}; keys = []; addEventListener('keydown', ({{ key }}) => keys.push(key))</script>"
    )
    open_guarded(page, "https://x.com/home", html + script, stored)


def press_flyout(page: Page) -> None:
    """Press a reaction without touching a post on the way."""
    page.locator("#flyout button").dispatch_event("noop")
    page.mouse.move(1270, 890)
    page.locator("#flyout button").click()


def test_resting_on_a_control_says_whose_reactions_open(page: Page) -> None:
    """The reactions lie at the end of the page; the pointer was on a listed account's button last."""
    visit(page, NEIGHBOUR, ARUM)
    page.locator(".like").nth(1).hover()
    press_flyout(page)
    dialog = wait_for_dialog(page)
    assert (dialog.key, dialog.action) == (f"x:@{ARUM.handle}", "like")
    dialog.go_on()
    page.wait_for_function("() => clicked.length === 1")


def test_the_focus_counts_like_the_pointer(page: Page) -> None:
    """Who works with the keyboard opens the reactions by the focus."""
    visit(page, BIMA)
    page.locator(".like").focus()
    press_flyout(page)
    assert wait_for_dialog(page).key == f"x:@{BIMA.handle}"


def test_holding_a_control_down_counts_too(page: Page) -> None:
    """A long press opens the reactions where there is no hovering: the press alone says whose they are."""
    visit(page, ARUM)
    page.evaluate("() => jaga.desk.guard.openers.stop()")
    page.locator(".like").hover()
    page.mouse.down()
    page.mouse.up()
    press_flyout(page)
    assert wait_for_dialog(page).key == f"x:@{ARUM.handle}"


@pytest.mark.parametrize("last", [NEIGHBOUR, None], ids=["somebody else's", "an unreadable one"])
def test_the_last_opener_counts(page: Page, last: Person | None) -> None:
    """A later opener takes the place of the one before, also when nobody knows whose it is."""
    visit(page, ARUM, last)
    page.locator(".like").nth(0).hover()
    page.locator(".like").nth(1).hover()
    press_flyout(page)
    page.wait_for_function("() => clicked.length === 1")
    assert find_dialog(page) is None


def test_a_menu_that_was_opened_by_a_press_is_not_changed_on_the_way_to_it(page: Page) -> None:
    """The pointer crosses other posts' buttons; the menu still belongs to the post where it was pressed."""
    visit(page, NEIGHBOUR, ARUM)
    page.locator(".more").nth(0).click()
    page.locator(".like").nth(1).hover()
    page.locator("#menu button").click()
    page.wait_for_function("() => clicked.length === 2")
    assert find_dialog(page) is None


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_key_acts_on_the_post_in_the_middle(page: Page, person: Person) -> None:
    """Wherever the focus has stayed: here on the neighbour's post further up."""
    visit(page, NEIGHBOUR, person, NEIGHBOUR)
    page.locator("article").first.focus()
    page.evaluate("() => document.querySelectorAll('article')[1].scrollIntoView({ block: 'center' })")
    page.keyboard.press("l")
    assert wait_for_dialog(page).key == f"x:@{person.handle}"
    assert page.evaluate("() => keys") == []


@pytest.mark.parametrize("case", ["between two", "covered", "somebody else's"])
def test_a_key_in_doubt_is_not_held(page: Page, case: str) -> None:
    """Two posts share the window, a layer lies above, or the post in the middle is not a listed account's."""
    visit(page, NEIGHBOUR, ARUM, ARUM)
    page.evaluate("() => document.querySelectorAll('article')[1].scrollIntoView({ block: 'center' })")
    if case == "between two":
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(200)
    elif case == "covered":
        layer = "<div style='position: fixed; inset: 0; background: #fff'></div>"
        page.evaluate("layer => document.body.insertAdjacentHTML('beforeend', layer)", layer)
    else:
        page.evaluate("() => scrollTo(0, 0)")
    page.keyboard.press("l")
    page.wait_for_function("() => keys.length === 1")
    assert find_dialog(page) is None
