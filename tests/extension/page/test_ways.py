"""Every way to act, and every way in which a site may take our release: the page has the manners a test wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.chromium import wait_until
from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.extension.page.desk import ARUM, NEIGHBOUR, open_guarded, store
from tests.extension.page.test_hold import notice

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

    from tests.browser.sites import Person

DATA: dict[str, Any] = {
    "labels": {},
    "containers": [
        {"name": "post", "select": "article", "authors": [{"select": "h2 a", "read": "url"}]},
        {"name": "menu", "select": "#menu", "authors": [{"read": "opener"}]},
    ],
    "controls": [
        {"action": "like", "select": ".like:not(.done)", "in": ["post"]},
        {"action": "share", "select": ".share", "in": ["post"], "flow": "start"},
        {"action": "share", "select": "#menu button", "in": ["menu"], "flow": "end"},
        {"action": "comment", "on": "enter", "select": "textarea", "in": ["post"]},
    ],
}
# What the site does: `on` an event of `trusted` origin or of any, at once or `later`; liking marks the button as done.
SITE = """
<style>
  body { margin: 0; height: 5000px } article { padding: 1em; touch-action: pan-y } button { width: 6em; height: 4em }
  textarea { display: block; width: 20em; height: 3em }
</style>
<script>
  ran = []; seen = []; active = [];
  const chain = ["pointerdown", "mousedown", "touchstart", "pointerup", "mouseup", "touchend", "pointercancel",
    "touchcancel", "click"];
  for (const type of chain) {
    addEventListener(type, (event) => { if (event.target.closest?.("button")) seen.push(type); }, true);
  }
  const site = { on: "click", trusted: false, later: 0 };
  const menu = () => document.querySelector("#menu");
  const act = {
    like(button) { button.classList.add("done"); },
    share() { menu().hidden = false; },
    item() { menu().hidden = true; },
  };
  const take = (event) => {
    const button = event.target.closest?.("button");
    if (!button || event.type !== site.on || (site.trusted && !event.isTrusted)) return;
    const name = button.classList[0];
    active.push(navigator.userActivation.isActive);
    setTimeout(() => { ran.push(button.classList.contains("done") ? "undo" : name); act[name](button); }, site.later);
  };
  ["click", "mousedown"].forEach((type) => addEventListener(type, take));
  addEventListener("keydown", ({ key, target }) => {
    if (key === "Enter" && target.matches("textarea")) ran.push("sent");
  });
</script>"""


def visit(page: Page, person: Person = ARUM, **site: Any) -> None:
    """Open a post of *person* on a site with the manners in *site*."""
    stored = store("x")
    stored["platform.x"] = stored["platform.x"] | {"page": DATA}
    html = f"""<!doctype html><body><article><h2><a href="/{person.handle}">{person.name}</a></h2>
      <form onsubmit="return false"><input><button class=like>Suka</button></form>
      <button class=share>Bagikan</button><textarea></textarea></article>
      <div id=menu role=menu hidden><button class=item>Bagikan sekarang</button></div>{SITE}"""
    open_guarded(page, "https://x.com/home", html, stored)
    page.evaluate("manners => { Object.assign(site, manners); }", site)


def ran(page: Page, *, after_ms: int = 120) -> list[str]:
    """Return what the site has done."""
    page.wait_for_timeout(after_ms)
    done: list[str] = page.evaluate("() => ran")
    return done


def middle(page: Page, selector: str) -> tuple[float, float]:
    """Return the place of a control."""
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def wait_for_notice(page: Page) -> None:
    """Wait until the person is asked to do it once more."""
    wait_until(lambda: "sekali lagi" in notice(page), "the request to repeat")


# ---- a site that takes nothing but a person's own press ----


@pytest.mark.parametrize("name", ["like", "share"])
def test_where_our_press_does_nothing_the_next_one_passes(page: Page, name: str) -> None:
    """Nothing has changed after our press: the person is told, exactly the next press passes, the one after is held."""
    visit(page, trusted=True)
    page.click(f".{name}")
    wait_for_dialog(page).go_on()
    assert ran(page) == []
    wait_for_notice(page)

    page.click(f".{name}")
    assert ran(page) == [name]
    assert find_dialog(page) is None

    page.evaluate("() => document.querySelector('.like').classList.remove('done')")
    page.click(f".{name}")
    assert wait_for_dialog(page)
    assert ran(page) == [name]


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_repeat_may_come_from_the_keyboard(page: Page, key: str) -> None:
    """A key and the click that the browser makes of it are one press; the key that follows is held."""
    visit(page, trusted=True)
    page.focus(".like")
    page.keyboard.press(key)
    wait_for_dialog(page).go_on()
    wait_for_notice(page)

    page.focus(".like")
    page.keyboard.press(key)
    assert ran(page) == ["like"]
    assert find_dialog(page) is None

    page.evaluate("() => document.querySelector('.like').classList.remove('done')")
    page.keyboard.press(key)
    assert wait_for_dialog(page)


def test_the_repeat_is_another_accounts_no_more(page: Page) -> None:
    """What may pass once is this action on this account, within ten seconds."""
    page.clock.install()
    visit(page, trusted=True)
    page.click(".like")
    dialog = wait_for_dialog(page)
    page.clock.run_for(1000)
    dialog.press("Tetap lanjut")
    page.clock.run_for(1100)
    page.click(".share")
    wait_for_dialog(page).cancel()
    page.clock.run_for(10_000)
    page.click(".like")
    assert wait_for_dialog(page)


@pytest.mark.parametrize("later", [0, 300])
@pytest.mark.parametrize("name", ["like", "share"])
def test_where_our_press_works_nobody_is_asked_to_repeat_it(page: Page, name: str, later: int) -> None:
    """Also when the site shows it a little later; the site has the person's activation, so that it may open windows."""
    visit(page, later=later)
    page.click(f".{name}")
    wait_for_dialog(page).go_on()
    assert ran(page, after_ms=1500) == [name]
    assert notice(page) == ""
    assert page.evaluate("() => active") == [True]


def test_a_site_that_acts_on_the_way_down_gets_one_press(page: Page) -> None:
    """The press that passes is used up although the control is another at its end."""
    visit(page, on="mousedown")
    page.click(".like")
    wait_for_dialog(page).go_on()
    wait_for_notice(page)
    page.click(".like")
    assert ran(page) == ["like"]

    page.evaluate("() => document.querySelector('.like').classList.remove('done')")
    page.click(".like")
    assert wait_for_dialog(page)
    assert ran(page) == ["like"]


def test_the_end_of_a_flow_works_with_the_keyboard(page: Page) -> None:
    """The item of a menu that was opened after the dialog: Enter passes, and so does the click that comes of it."""
    visit(page)
    page.click(".share")
    wait_for_dialog(page).go_on()
    page.focus(".item")
    page.keyboard.press("Enter")
    assert ran(page) == ["share", "item"]
    assert find_dialog(page) is None


# ---- presses of other kinds ----


def test_a_click_without_a_press_is_held(page: Page) -> None:
    """What a screen reader sets off, or Enter in a form's field: a trusted click and nothing before it."""
    visit(page)
    page.press("input", "Enter")
    wait_for_dialog(page)
    assert ran(page) == []
    assert page.evaluate("() => seen") == []


def test_a_pen_is_held(page: Page) -> None:
    """A stylus is a pointer like any other."""
    visit(page)
    x, y = middle(page, ".like")
    session = page.context.new_cdp_session(page)
    for kind in ("mousePressed", "mouseReleased"):
        session.send(
            "Input.dispatchMouseEvent",
            {"type": kind, "x": x, "y": y, "button": "left", "clickCount": 1, "pointerType": "pen"},
        )
    wait_for_dialog(page)
    assert page.evaluate("() => seen") == []


@pytest.mark.parametrize("button", ["middle", "right"])
def test_other_buttons_reach_the_site_whole(page: Page, button: Any) -> None:
    """Also after a press that was held and slid off."""
    visit(page)
    x, y = middle(page, ".like")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 300)
    page.mouse.up()
    page.click(".like", button=button)
    assert page.evaluate("() => seen") == ["pointerdown", "mousedown", "pointerup", "mouseup"]
    assert find_dialog(page) is None


def test_enter_that_ends_a_composition_is_writing(page: Page) -> None:
    """Whoever picks a word in an input method has sent nothing; the Enter after it is held."""
    visit(page)
    page.focus("textarea")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "halo", "selectionStart": 4, "selectionEnd": 4})
    page.keyboard.press("Enter")
    assert ran(page) == ["sent"]
    assert find_dialog(page) is None
    session.send("Input.insertText", {"text": "halo"})
    page.keyboard.press("Enter")
    assert wait_for_dialog(page).action == "comment"
    assert ran(page) == ["sent"]


# ---- touch ----


@pytest.fixture
def phone(bare_chromium: Browser) -> Any:
    """Give a tab with a touch screen."""
    context = bare_chromium.new_context(has_touch=True, viewport={"width": 412, "height": 800})
    yield context.new_page()
    context.close()


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    """Put fingers on the screen, move or lift them."""
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})


def test_scrolling_that_begins_on_a_control_is_scrolling(phone: Page) -> None:
    """The finger moves away: the page scrolls, nothing is asked, and of the press the site sees nothing."""
    visit(phone)
    x, y = middle(phone, ".like")
    session = phone.context.new_cdp_session(phone)
    touch(session, "touchStart", (x, y))
    for step in range(1, 10):
        touch(session, "touchMove", (x, y - 8 * step))
    wait_until(lambda: phone.evaluate("() => scrollY > 0"), "the page to scroll")
    phone.wait_for_timeout(500)  # a finger that rests before it leaves flings nothing: a tap would only stop the fling
    touch(session, "touchEnd")
    assert phone.evaluate("() => seen") == []
    assert find_dialog(phone) is None
    phone.evaluate("() => scrollTo(0, 0)")
    phone.tap(".like")
    assert wait_for_dialog(phone).action == "like"


def rest_on(page: Page, selector: str) -> None:
    """Rest a finger on a control until it is a long press, and lift it; no click comes of it."""
    x, y = middle(page, selector)
    gesture = {"x": x, "y": y, "duration": 1000, "gestureSourceType": "touch"}
    page.context.new_cdp_session(page).send("Input.synthesizeTapGesture", gesture)


def test_a_long_press_is_asked_about_too(phone: Page) -> None:
    """No click follows a finger that rests on a control; sites open reactions on it. Going on presses the control."""
    visit(phone)
    rest_on(phone, ".like")
    dialog = wait_for_dialog(phone)
    assert ran(phone) == []
    assert phone.evaluate("() => seen") == []
    dialog.go_on()
    assert ran(phone) == ["like"]


def test_the_browsers_own_menu_ends_a_long_press(phone: Page) -> None:
    """Where a menu opens under the resting finger, no way up follows: it is asked about there."""
    visit(phone)
    session = phone.context.new_cdp_session(phone)
    touch(session, "touchStart", middle(phone, ".like"))
    phone.wait_for_timeout(500)
    phone.focus(".like")
    phone.keyboard.press("ContextMenu")
    assert wait_for_dialog(phone).action == "like"
    touch(session, "touchEnd")
    assert phone.evaluate("() => seen") == []


def test_a_long_press_on_a_neighbours_control_reaches_the_site(phone: Page) -> None:
    """Whole, and nothing is asked."""
    visit(phone, NEIGHBOUR)
    rest_on(phone, ".like")
    assert phone.evaluate("() => seen")[:4] == ["pointerdown", "touchstart", "pointerup", "touchend"]
    assert find_dialog(phone) is None


def test_a_double_tap_asks_once(phone: Page) -> None:
    """Two quick taps on a control are one question, and going on acts once."""
    visit(phone)
    x, y = middle(phone, ".like")
    phone.touchscreen.tap(x, y)
    phone.touchscreen.tap(x, y)
    dialog = wait_for_dialog(phone)
    assert ran(phone) == []
    dialog.go_on()
    assert ran(phone) == ["like"]
