"""The warning as a person meets it: found inside its closed shadow root, read, and answered with a real pointer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from tests.browser.chromium import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import CDPSession, Page

# The button "Tetap lanjut" wakes after this time (design: 700 ms), so that nobody goes on by reflex.
CONTINUE_WAKES_MS = 700
TEXT_NODE = 3
COPY = """function () {
  const sheets = [...this.adoptedStyleSheets].flatMap((sheet) => [...sheet.cssRules]).map((rule) => rule.cssText);
  return { html: this.innerHTML, css: sheets.join("\\n") };
}"""
_sessions: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()


def _session(page: Page) -> CDPSession:
    """Return the one DevTools session that looks into *page*."""
    if page not in _sessions:
        _sessions[page] = page.context.new_cdp_session(page)
    return _sessions[page]


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk a node of ``DOM.getDocument``, through shadow roots and frames."""
    yield node
    for part in ("children", "shadowRoots"):
        for child in node.get(part, []):
            yield from _nodes(child)
    if "contentDocument" in node:
        yield from _nodes(node["contentDocument"])


def _attributes(node: dict[str, Any]) -> dict[str, str]:
    flat = node.get("attributes", [])
    return dict(zip(flat[::2], flat[1::2], strict=True))


def _text(node: dict[str, Any]) -> str:
    words = [n["nodeValue"] for n in _nodes(node) if n["nodeType"] == TEXT_NODE]
    return " ".join(" ".join(words).split())


@dataclass(frozen=True)
class Dialog:
    """An open warning: the ``alertdialog`` of a page and its attributes."""

    page: Page
    session: CDPSession
    node: dict[str, Any]

    @property
    def attributes(self) -> dict[str, str]:
        """Return the attributes of the dialog element."""
        return _attributes(self.node)

    @property
    def key(self) -> str:
        """Return the key of the account that the dialog warns of."""
        return self.attributes["data-key"]

    @property
    def action(self) -> str:
        """Return the action that is held."""
        return self.attributes["data-action"]

    @property
    def text(self) -> str:
        """Return everything that the dialog says."""
        return _text(self.node)

    def part(self, name: str) -> str:
        """Return the text that ``aria-labelledby`` or ``aria-describedby`` (*name*) points at."""
        ids = self.attributes[name].split()
        by_id = {_attributes(n).get("id"): n for n in _nodes(self.node)}
        return " ".join(_text(by_id[i]) for i in ids)

    def shadow_root(self) -> dict[str, Any]:
        """Return the shadow root that the dialog stands in."""
        root = find_shadow_root(self.page, "alertdialog")
        assert root is not None
        return root

    def button(self, text: str) -> dict[str, Any]:
        """Return the button that says *text*."""
        buttons = [n for n in _nodes(self.node) if n["nodeName"] == "BUTTON" and _text(n) == text]
        assert len(buttons) == 1, f"{len(buttons)} buttons say {text!r} in: {self.text}"
        return buttons[0]

    def press(self, text: str) -> None:
        """Press a button with the mouse, where it is on the screen."""
        box = self.session.send("DOM.getBoxModel", {"nodeId": self.button(text)["nodeId"]})["model"]["border"]
        self.page.mouse.click((box[0] + box[4]) / 2, (box[1] + box[5]) / 2)

    def cancel(self) -> None:
        """Press "Batal", and see the dialog go."""
        self.press("Batal")
        wait_until(lambda: find_dialog(self.page) is None, "the dialog to close after Batal")

    def go_on(self) -> None:
        """Wait until "Tetap lanjut" is awake, press it, and see the dialog go."""
        self.page.wait_for_timeout(CONTINUE_WAKES_MS + 100)
        self.press("Tetap lanjut")
        wait_until(lambda: find_dialog(self.page) is None, "the dialog to close after Tetap lanjut")

    def escape(self) -> None:
        """Press the Escape key, and see the dialog go."""
        self.page.keyboard.press("Escape")
        wait_until(lambda: find_dialog(self.page) is None, "the dialog to close after Escape")


def find_dialog(page: Page) -> Dialog | None:
    """Return the open warning on *page*, or None when there is none."""
    session = _session(page)
    document = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    found = [n for n in _nodes(document) if _attributes(n).get("role") == "alertdialog" and "open" in _attributes(n)]
    assert len(found) <= 1, "two warnings are open at once"
    return Dialog(page, session, found[0]) if found else None


def find_shadow_root(page: Page, role: str) -> dict[str, Any] | None:
    """Return the shadow root of our box with this role on *page*, or None."""
    document = _session(page).send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    roots = [root for n in _nodes(document) for root in n.get("shadowRoots", []) if root["shadowRootType"] == "closed"]
    return next((r for r in roots if any(_attributes(n).get("role") == role for n in _nodes(r))), None)


def copy_box(page: Page, role: str) -> dict[str, str]:
    """Return what our box with this role on *page* is made of: its ``html`` and its ``css``."""
    session, root = _session(page), wait_until(lambda: find_shadow_root(page, role), f"a box with role {role}")
    told = session.send("DOM.resolveNode", {"nodeId": root["nodeId"]})
    call = {"objectId": told["object"]["objectId"], "functionDeclaration": COPY, "returnByValue": True}
    copy: dict[str, str] = session.send("Runtime.callFunctionOn", call)["result"]["value"]
    return copy


def find_words(page: Page, role: str) -> str | None:
    """Return what our box of a role (``region``: the banner, ``status``: the notice) says on *page*, or None."""
    document = _session(page).send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    roots = [root for n in _nodes(document) for root in n.get("shadowRoots", []) if root["shadowRootType"] == "closed"]
    boxes = [n for root in roots for n in _nodes(root) if _attributes(n).get("role") == role]
    return _text(boxes[0]) if boxes else None


def wait_for_dialog(page: Page) -> Dialog:
    """Return the warning as soon as it is open on *page*."""
    dialog: Dialog = wait_until(lambda: find_dialog(page), f"a warning on {page.url}")
    return dialog
