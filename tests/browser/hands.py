"""Two ways to use a screen without a mouse: the keyboard alone, and a finger alone. Nothing is focused by a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from tests.browser.chromium import wait_until
from tests.browser.dialog import find_dialog

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.dialog import Dialog

# More stops than any of our screens has; after them an element counts as out of reach.
MOST_STOPS = 80
HAS_FOCUS = "element => element === document.activeElement"
FOCUSED_WORDS = "function () { return this.activeElement ? this.activeElement.textContent : ''; }"


class Hand(Protocol):
    """What a person does with a screen."""

    def press(self, page: Page, target: Locator) -> None:
        """Press *target* on *page*."""

    def answer(self, dialog: Dialog, words: str) -> None:
        """Press the button of the warning that says *words*."""


class Keyboard:
    """Tab to it, then Enter; a radio button takes Space."""

    def press(self, page: Page, target: Locator) -> None:
        """Go on from where the focus is until it is on *target*, and press."""
        for _ in range(MOST_STOPS):
            if target.evaluate(HAS_FOCUS):
                page.keyboard.press("Space" if target.get_attribute("type") == "radio" else "Enter")
                return
            page.keyboard.press("Tab")
        message = f"the keyboard does not reach {target}"
        raise AssertionError(message)

    def answer(self, dialog: Dialog, words: str) -> None:
        """Go round inside the warning until the button is reached, and press."""
        told = dialog.session.send("DOM.resolveNode", {"nodeId": dialog.shadow_root()["nodeId"]})
        call = {"objectId": told["object"]["objectId"], "functionDeclaration": FOCUSED_WORDS, "returnByValue": True}
        stops: list[str] = []
        while len(stops) < MOST_STOPS:
            stops.append(dialog.session.send("Runtime.callFunctionOn", call)["result"]["value"])
            if stops[-1] == words:
                dialog.page.keyboard.press("Enter")
                return
            dialog.page.keyboard.press("Tab")
        message = f"the keyboard does not reach {words!r}, only {set(stops)}"
        raise AssertionError(message)


class Finger:
    """Touch the middle of it, where it is on the screen."""

    def press(self, page: Page, target: Locator) -> None:
        """Scroll to *target* and touch it; a radio button is touched on its label."""
        place = target.locator("xpath=ancestor-or-self::*[self::label or not(ancestor::label)][1]")
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box is not None
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def answer(self, dialog: Dialog, words: str) -> None:
        """Touch the button."""
        box = dialog.session.send("DOM.getBoxModel", {"nodeId": dialog.button(words)["nodeId"]})["model"]["border"]
        dialog.page.touchscreen.tap((box[0] + box[4]) / 2, (box[1] + box[5]) / 2)


def wait_until_answered(page: Page) -> None:
    """Wait until the warning on *page* is gone."""
    wait_until(lambda: find_dialog(page) is None, "the warning to close")
