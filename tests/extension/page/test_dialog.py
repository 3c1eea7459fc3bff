"""The dialog: what it says, how it is answered, and that the page around it neither sees nor disturbs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import sites
from tests.browser.chromium import wait_until
from tests.browser.dialog import CONTINUE_WAKES_MS, Dialog, find_dialog, find_shadow_root, find_words, wait_for_dialog
from tests.browser.visits import Visit, home_url
from tests.extension.page.desk import ARUM, open_guarded, store

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

RULES = "Pelajari aturannya"
REPORT = "Daftar ini salah?"
# Listeners of the page for everything, on window and document, capturing; what they see stands in `seen`.
SPY = """
() => {
  globalThis.seen = [];
  const presses = ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "dblclick"];
  for (const type of [...presses, "keydown", "keypress", "keyup", "submit"]) {
    for (const target of [window, document]) {
      target.addEventListener(type, (event) => seen.push(`${type} ${event.key ?? ""}`), true);
    }
  }
}
"""


def open_dialog(page: Page, **settings: Any) -> tuple[Visit, Dialog]:
    """Open the dialog on a like of a listed account."""
    open_guarded(page, home_url("x"), sites.x_timeline(sites.x_post(ARUM)), store("x", **settings))
    visit = Visit(page, "x", ARUM)
    page.evaluate(SPY)
    visit.click("like")
    return visit, wait_for_dialog(page)


def open_again(page: Page, visit: Visit) -> None:
    """Open the dialog by key and return at once, well before "Tetap lanjut" is awake, however slow the machine."""
    page.locator(visit.control("like")).focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => jaga.isDialogOpen()")


def focused_name(dialog: Dialog) -> str:
    """Return the name of the button that has the focus, as a screen reader says it."""
    nodes = dialog.session.send("Accessibility.getFullAXTree")["nodes"]
    focused = [
        node["name"]["value"]
        for node in nodes
        if node["role"].get("value") == "button"
        and any(p["name"] == "focused" and p["value"]["value"] for p in node["properties"])
    ]
    assert len(focused) == 1
    return str(focused[0])


def rectangle(dialog: Dialog, text: str | None = None) -> tuple[float, float, float, float]:
    """Return left, top, right, bottom of the dialog, or of the button that says *text*."""
    node = dialog.node if text is None else dialog.button(text)
    border = dialog.session.send("DOM.getBoxModel", {"nodeId": node["nodeId"]})["model"]["border"]
    return border[0], border[1], border[4], border[5]


# ---- what it says ----


def test_it_says_whose_account_it_is_and_why(page: Page) -> None:
    """Owner, contest, phase, what may follow, what stays allowed, the basis; for people and for screen readers."""
    _, dialog = open_dialog(page)
    assert dialog.attributes["aria-modal"] == "true"
    assert dialog.attributes["lang"] == "id"
    assert ARUM.name in dialog.part("aria-labelledby")
    assert "Pemilihan Contoh · masa kampanye" in dialog.part("aria-describedby")
    for words in ("Yang dapat terjadi: Dapat dikenai", "Tetap boleh: Anda tetap berhak memilih", "Dasar: "):
        assert words in dialog.text


def test_it_speaks_english_by_choice(page: Page) -> None:
    """The person's language, not the browser's."""
    _, dialog = open_dialog(page, language="en")
    assert dialog.attributes["lang"] == "en"
    assert dialog.button("Cancel")
    assert dialog.button("Continue anyway")
    assert dialog.button("Learn the rules")
    assert dialog.button("Is this list wrong?")
    assert "Sample Election" in dialog.text


@pytest.mark.parametrize("employment", ["pns", "pppk", "non_asn"])
def test_it_speaks_to_the_persons_employment(page: Page, employment: str) -> None:
    """PP 94/2021 binds PNS; PPPK and non-ASN staff are told their own basis."""
    _, dialog = open_dialog(page, employment=employment)
    assert ("PP 94/2021" in dialog.text) == (employment == "pns")


# ---- how it is answered ----


def test_batal_has_the_focus_and_tab_goes_round(page: Page) -> None:
    """Four buttons, both ways round; the focus never leaves the dialog."""
    _, dialog = open_dialog(page)
    names = [focused_name(dialog)]
    for key in ("Tab", "Tab", "Tab", "Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        names.append(focused_name(dialog))
    assert names == ["Batal", "Tetap lanjut", RULES, REPORT, "Batal", REPORT, RULES]


def press_by_mouse(_: Page, dialog: Dialog, button: str) -> None:
    """Press where the button is."""
    dialog.press(button)


def press_by_key(page: Page, dialog: Dialog, button: str) -> None:
    """Go back to the button and press Enter."""
    while focused_name(dialog) != button:
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("press", [press_by_mouse, press_by_key])
@pytest.mark.parametrize(
    ("button", "message"),
    [
        (RULES, {"type": "open_rules"}),
        (REPORT, {"type": "open_report", "key": f"x:@{ARUM.handle}", "action": "like"}),
    ],
)
def test_a_page_of_our_own_is_shown_and_the_dialog_waits(
    page: Page, button: str, message: dict[str, str], press: Callable[[Page, Dialog, str], None]
) -> None:
    """The background is asked for the page; nothing is answered, and the site sees nothing."""
    visit, dialog = open_dialog(page)

    press(page, dialog, button)

    asked = "(type) => browser.messages.find((each) => each.type === type)"
    assert page.wait_for_function(asked, arg=message["type"]).json_value() == message
    assert visit.ran() == {}
    assert page.evaluate("() => seen") == []
    wait_for_dialog(page).go_on()
    assert visit.wait_until_ran() == {"like": 1}


@pytest.mark.parametrize("key", ["Escape", "Enter", "Space"])
def test_keys_that_cancel(page: Page, key: str) -> None:
    """Escape, and Enter or Space on Batal."""
    visit, _ = open_dialog(page)
    page.keyboard.press(key)
    assert find_dialog(page) is None
    assert visit.ran() == {}


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_going_on_by_key(page: Page, key: str) -> None:
    """Tab, then Enter or Space, once it is awake."""
    visit, dialog = open_dialog(page)
    dialog.escape()
    open_again(page, visit)
    page.keyboard.press("Tab")
    page.keyboard.press(key)
    assert find_dialog(page) is not None, "not awake yet"
    page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    page.keyboard.press(key)
    assert visit.wait_until_ran() == {"like": 1}


def test_going_on_wakes_and_says_so(page: Page) -> None:
    """Asleep for 700 ms, also for screen readers."""
    _, dialog = open_dialog(page)
    assert "aria-disabled" in dialog.button("Tetap lanjut")["attributes"]
    page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    assert "aria-disabled" not in wait_for_dialog(page).button("Tetap lanjut")["attributes"]


def test_a_press_begun_before_it_woke_does_not_count(page: Page) -> None:
    """Down at once, up after a second: no answer."""
    visit, dialog = open_dialog(page)
    left, top, right, bottom = rectangle(dialog, "Tetap lanjut")
    dialog.escape()
    page.mouse.move((left + right) / 2, (top + bottom) / 2)
    open_again(page, visit)
    page.mouse.down()
    page.wait_for_timeout(CONTINUE_WAKES_MS + 200)
    page.mouse.up()
    assert find_dialog(page) is not None


def test_a_press_that_slides_onto_the_button_does_not_count(page: Page) -> None:
    """A click must begin and end on the same button."""
    _, dialog = open_dialog(page)
    page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    left, top, *_ = rectangle(dialog, "Batal")
    page.mouse.move(left + 5, top + 5)
    page.mouse.down()
    left, top, *_ = rectangle(dialog, "Tetap lanjut")
    page.mouse.move(left + 20, top + 20)
    page.mouse.up()
    assert find_dialog(page) is not None


def test_a_click_beside_it_changes_nothing(page: Page) -> None:
    """Neither an answer, nor is the focus lost."""
    visit, dialog = open_dialog(page)
    page.mouse.click(5, 5)
    assert focused_name(dialog) == "Batal"
    assert visit.ran() == {}


def test_the_focus_comes_back(page: Page) -> None:
    """To the control that had it when the key was held."""
    visit, dialog = open_dialog(page)
    dialog.cancel()
    page.locator(visit.control("like")).focus()
    page.keyboard.press("Enter")
    wait_for_dialog(page).escape()
    assert page.evaluate("() => document.activeElement.dataset.testid") == "like"


# ---- the page around it ----


def test_the_page_sees_no_key_and_no_click(page: Page) -> None:
    """Shortcuts of the site stay quiet whatever is typed or clicked in the dialog."""
    _, dialog = open_dialog(page)
    page.keyboard.type("ltr?/j")
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    left, top, right, _ = rectangle(dialog)
    page.mouse.dblclick((left + right) / 2, top + 60)
    page.mouse.click(3, 3)
    page.keyboard.press("Escape")
    assert find_dialog(page) is None
    assert page.evaluate("() => seen") == []


def test_the_page_finds_a_bare_element_and_nothing_in_it(page: Page) -> None:
    """No open shadow root, no attribute but a style, no text; afterwards nothing at all."""
    _, dialog = open_dialog(page)
    hosts = page.evaluate(
        """() => [...document.documentElement.children].filter((element) => !["HEAD", "BODY"].includes(element.tagName))
          .map((element) => [element.tagName, element.shadowRoot, element.getAttributeNames(), element.innerHTML])"""
    )
    assert hosts == [["DIV", None, ["style"], ""]]
    dialog.escape()
    assert page.evaluate("() => document.documentElement.children.length") == 2


def test_a_page_that_takes_it_away_gets_no_action(page: Page) -> None:
    """Removed from the page, it counts as Batal, and the guard goes on."""
    visit, _ = open_dialog(page)
    page.evaluate("() => document.documentElement.lastElementChild.remove()")
    page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    page.keyboard.press("Enter")
    assert visit.ran() == {}
    visit.click("like")
    assert wait_for_dialog(page)


def test_a_page_cannot_restyle_or_hide_it(page: Page) -> None:
    """Rules for everything, important ones too, stop at the element."""
    open_guarded(page, home_url("x"), sites.x_timeline(sites.x_post(ARUM)), store("x"))
    page.add_style_tag(content="* { display: none !important; color: red !important; font-size: 3px !important }")
    page.add_style_tag(content="html, body, body * { display: block !important }")
    page.locator("article [data-testid='like']").first.click(force=True)
    dialog = wait_for_dialog(page)
    left, top, right, bottom = rectangle(dialog)
    assert right - left > 350
    assert bottom - top > 250
    page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
    dialog.press("Batal")
    assert find_dialog(page) is None


def test_it_lies_above_the_sites_own_dialog(page: Page) -> None:
    """A modal dialog of the site does not make ours inert."""
    open_guarded(page, home_url("x"), sites.x_timeline(), store("x"))
    page.evaluate(
        """post => {
          const dialog = document.createElement("dialog");
          dialog.innerHTML = post;
          document.body.append(dialog);
          dialog.showModal();
        }""",
        sites.x_post(ARUM),
    )
    page.locator("dialog [data-testid='like']").click(force=True)
    wait_for_dialog(page).go_on()
    assert Visit(page, "x", ARUM).wait_until_ran() == {"like": 1}


# ---- where it is shown ----


# What a person has before them; 640 x 400 with two pixels to one is 1280 x 800 at 200 % zoom.
SCREENS: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 640}, "has_touch": True},
    "phone on its side": {"viewport": {"width": 780, "height": 360}, "has_touch": True},
    "200 %": {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    "400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "forced colours": {
        "viewport": {"width": 800, "height": 700},
        "forced_colors": "active",
        "reduced_motion": "reduce",
    },
}
FIND_FAULTS = Path(__file__).with_name("faults.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCREENS)
def test_every_box_fits_every_screen(bare_chromium: Browser, name: str) -> None:
    """Dialog, notice and banner: in the window, nothing cut, every control in reach and large enough."""
    context = bare_chromium.new_context(**SCREENS[name])
    page = context.new_page()
    _, dialog = open_dialog(page)
    *_, bottom = rectangle(dialog, "Batal")
    assert bottom < SCREENS[name]["viewport"]["height"] or name == "400 %", "it has the focus: in sight at once"
    assert find_faults(page, "alertdialog") == []
    dialog.escape()
    long = "ASN dilarang menyukai, mengomentari, membagikan atau mengikuti akun peserta pemilu. " * 2
    page.evaluate("text => jaga.showNotice('id', 'Akun ini milik partai peserta pemilu', text)", long)
    wait_until(lambda: find_words(page, "status"), "the words of the notice")
    assert find_faults(page, "status") == []
    page.evaluate(
        "text => { jaga.hideNotice(); jaga.showBanner('x:@a', 'id', text); jaga.sayInBanner('x:@a', text, text); }",
        long,
    )
    assert find_faults(page, "region") == []
    context.close()


def find_faults(page: Page, role: str) -> list[str]:
    """Return what hurts our box with this role, as sentences."""
    session, root = page.context.new_cdp_session(page), find_shadow_root(page, role)
    assert root is not None
    session.send("DOM.getDocument", {"depth": -1, "pierce": True})
    box = session.send("DOM.resolveNode", {"backendNodeId": root["children"][-1]["backendNodeId"]})["object"][
        "objectId"
    ]
    call = {"objectId": box, "functionDeclaration": FIND_FAULTS, "returnByValue": True}
    faults: list[str] = session.send("Runtime.callFunctionOn", call)["result"]["value"]
    return faults


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_mark_and_the_buttons_follow_the_scheme(bare_chromium: Browser, scheme: str) -> None:
    """Ink on paper by day, paper on ink by night."""
    context = bare_chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    _, dialog = open_dialog(page)
    dialog.session.send("DOM.enable")
    dialog.session.send("CSS.enable")
    style = dialog.session.send("CSS.getComputedStyleForNode", {"nodeId": dialog.node["nodeId"]})["computedStyle"]
    paper = next(entry["value"] for entry in style if entry["name"] == "background-color")
    lightness = sum(map(int, paper.removeprefix("rgb(").removesuffix(")").split(",")))
    assert (lightness > 600) == (scheme == "light")
    context.close()
