"""A hostile page tries to find, hide, cover, restyle, click, forge, steal the focus of and detect the dialog: all fail.

The answer is the person's alone. What a page undoes again and again, or takes away, counts as *Batal*; what it only
covers goes on answering.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import hostile, sites
from tests.browser.chromium import wait_until
from tests.browser.dialog import CONTINUE_WAKES_MS, find_dialog, wait_for_dialog
from tests.browser.visits import feed, home_url, open_page

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium
    from tests.browser.dialog import Dialog
    from tests.browser.visits import Visit

PERSON = sites.X_PAIRS[0]
WAKE_MS = CONTINUE_WAKES_MS + 300
RESTYLE = (sites.PAGES / "hostile" / "restyle.css").read_text(encoding="utf-8")
STRICT = "script-src 'unsafe-inline'; style-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
HARSH_HEAD = f'<meta http-equiv="Content-Security-Policy" content="{STRICT}">'


def open_asked(awake: Chromium, head: str = "") -> tuple[Visit, Dialog]:
    """Open a feed with *head* in it and like the post of a listed account."""
    html = feed("x", PERSON).replace("</head>", f"{head}</head>")
    visit = open_page(awake, "x", PERSON, home_url("x"), html)
    visit.page.evaluate(hostile.LISTEN)
    visit.page.locator(visit.control("like")).first.dispatch_event("focus")
    visit.page.keyboard.press("Tab")
    visit.page.evaluate("selector => document.querySelector(selector).focus()", visit.control("like"))
    visit.page.keyboard.press("Enter")
    return visit, wait_for_dialog(visit.page)


def attack(visit: Visit, script: str) -> None:
    """Run *script* in the page."""
    visit.page.evaluate(f"() => {{ {hostile.FIND_HOST} {script} }}")


def is_on_top(dialog: Dialog, words: str) -> bool:
    """Tell whether a click in the middle of the button that says *words* reaches it, and it has a size to be read."""
    wanted = dialog.button(words)
    model = dialog.session.send("DOM.getBoxModel", {"nodeId": wanted["nodeId"]})["model"]
    x, y = (model["border"][0] + model["border"][4]) / 2, (model["border"][1] + model["border"][5]) / 2
    place = {"x": round(x), "y": round(y), "includeUserAgentShadowDOM": False, "ignorePointerEventsNone": True}
    hit = dialog.session.send("DOM.getNodeForLocation", place)["backendNodeId"]
    ours = {wanted["backendNodeId"], *(child["backendNodeId"] for child in wanted["children"])}
    return hit in ours and model["height"] > 30


def stands(visit: Visit) -> bool:
    """Tell whether the dialog is open with all its buttons on top."""
    dialog = find_dialog(visit.page)
    return dialog is not None and all(is_on_top(dialog, words) for words in ("Batal", "Tetap lanjut"))


def is_going_on_awake(visit: Visit) -> bool:
    """Tell whether "Tetap lanjut" can be pressed."""
    return "aria-disabled" not in wait_for_dialog(visit.page).button("Tetap lanjut")["attributes"]


@pytest.mark.parametrize("name", hostile.UNDONE)
def test_what_a_page_does_to_the_dialog_is_undone(awake: Chromium, name: str) -> None:
    """It stands on top again, Batal keeps the focus, and the person alone answers."""
    visit, _ = open_asked(awake)
    attack(visit, hostile.UNDONE[name])
    visit.page.wait_for_timeout(150)
    wait_until(lambda: stands(visit), f"the dialog to be on top after {name}", 5)
    wait_until(lambda: is_going_on_awake(visit), "waking", 5)
    assert visit.page.evaluate("() => site.ran") == {}
    visit.page.keyboard.press("Enter")
    wait_until(lambda: find_dialog(visit.page) is None, "Enter to press Batal, which has the focus", 5)
    assert visit.page.evaluate("() => site.ran") == {}


def test_what_covers_the_dialog_for_ever_locks_nobody_out(awake: Chromium) -> None:
    """It stays below and answers: the cover may be a mistake of ours, or another extension's."""
    visit, _ = open_asked(awake)
    attack(visit, hostile.COVER_FOR_EVER)
    wait_until(lambda: is_going_on_awake(visit), "waking, when it no longer comes back", 10)
    assert visit.ran() == {}
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    assert visit.wait_until_ran() == {"like": 1}


@pytest.mark.parametrize("name", hostile.GIVEN_UP)
def test_a_page_that_does_not_let_the_dialog_be_gets_a_no(awake: Chromium, name: str) -> None:
    """The dialog goes, nothing is released."""
    visit, _ = open_asked(awake)
    attack(visit, hostile.GIVEN_UP[name])
    wait_until(lambda: find_dialog(visit.page) is None, f"the dialog to be given up after {name}", 10)
    assert visit.page.evaluate("() => site.ran") == {}


def test_a_page_that_is_written_anew_is_guarded(awake: Chromium) -> None:
    """``document.open`` erases every listener of the window, ours too."""
    visit = open_page(awake, "x", PERSON, home_url("x"), feed("x", PERSON))
    write = "html => { document.open(); document.write(html); document.close(); }"
    visit.page.evaluate(write, feed("x", PERSON))
    visit.click("like")
    assert wait_for_dialog(visit.page)


def test_nobody_but_the_person_can_answer(awake: Chromium) -> None:
    """Forged events everywhere, trusted clicks through a label too, while "Tetap lanjut" is awake and focused."""
    visit, _ = open_asked(awake)
    visit.page.keyboard.press("Tab")
    visit.page.wait_for_timeout(WAKE_MS)
    visit.page.evaluate(hostile.FORGE)
    assert stands(visit)
    assert visit.ran() == {}
    visit.page.keyboard.press("Enter")
    assert visit.wait_until_ran() == {"like": 1}


def test_a_page_sees_the_bare_host_and_nothing_else(awake: Chromium) -> None:
    """Neither by styles, events, timings, selections, reports, addresses nor globals; with a strict policy on top."""
    visit, _ = open_asked(awake, HARSH_HEAD)
    visit.page.mouse.move(640, 450, steps=5)
    visit.page.mouse.click(640, 300)
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Tab")
    visit.page.mouse.wheel(0, 100)
    visit.page.wait_for_timeout(300)
    assert visit.page.evaluate(hostile.PROBE, awake.extension_id) == hostile.NOTHING_SEEN
    wait_for_dialog(visit.page).cancel()
    assert visit.page.evaluate("() => document.documentElement.children.length") == 2


def picture(visit: Visit, dialog: Dialog) -> bytes:
    """Take a picture of the inside of the dialog, once it has come and woken."""
    visit.page.wait_for_timeout(WAKE_MS)
    border = dialog.session.send("DOM.getBoxModel", {"nodeId": dialog.node["nodeId"]})["model"]["border"]
    left, top, right, bottom = border[0] + 20, border[1] + 20, border[4] - 20, border[5] - 20
    return visit.page.screenshot(clip={"x": left, "y": top, "width": right - left, "height": bottom - top})


def test_no_style_of_a_page_reaches_the_dialog(awake: Chromium) -> None:
    """Not one pixel differs under a style sheet that says everything a page can say."""
    calm = picture(*open_asked(awake))
    awake.close_tabs()
    visit, dialog = open_asked(awake)
    visit.page.add_style_tag(content=RESTYLE)
    assert picture(visit, dialog) == calm
    dialog.cancel()
