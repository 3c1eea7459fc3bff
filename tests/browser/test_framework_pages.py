"""Pages that run what the sites run: the extension is before React, react-native-web, Lit and Lexical, and lets go."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.browser.frameworks.bundle import bundle
from tests.browser.sites import NEIGHBOUR, PAGES, Person
from tests.browser.visits import Visit
from tests.extension.page.desk import account, guard_entry, make_guard, warnings_file

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from tests.browser.chromium import Chromium

# Two invented rivals whose names every site allows.
ARUM = Person("arumlestari7", "Arum Lestari", "70000007")
BIMA = Person("bimapratama9", "Bima Pratama", "90000009")
CAMPAIGN = [["kampanye", "2024-01-01", "2024-01-31"]]
HOMES = {
    "x": "https://x.com/home",
    "instagram": "https://www.instagram.com/",
    "youtube": "https://www.youtube.com/watch?v=contoh00001",
    "threads": "https://www.threads.com/",
    "facebook": "https://www.facebook.com/",
}
BUTTON = "[role='button']"
X_CONTROLS = {
    "like": "[data-testid='like']",
    "comment": "[data-testid='reply']",
    "share": "[data-testid='retweet']",
    "follow": "[data-testid$='-follow']",
}
CONTROLS = {
    "x_root": X_CONTROLS,
    "x_native": X_CONTROLS,
    "instagram": {
        "like": f"{BUTTON}:has(svg[aria-label='Suka'])",
        "comment": f"{BUTTON}:has(svg[aria-label='Komentari'])",
        "share": f"{BUTTON}:has(svg[aria-label='Bagikan'])",
        "follow": f"header {BUTTON}",
    },
    "youtube": {
        "like": "like-button-view-model button",
        "share": "yt-button-view-model button",
        "follow": "yt-subscribe-button-view-model button",
    },
    "threads": {
        "like": f"{BUTTON}:has(svg[aria-label='Suka'])",
        "comment": f"{BUTTON}:has(svg[aria-label='Balas'])",
        "share": f"{BUTTON}:has(svg[aria-label='Posting ulang'])",
    },
    "facebook": {
        "like": "[aria-label='Suka']",
        "comment": "[aria-label='Beri komentar']",
        "share": "[aria-label^='Kirim ini']",
    },
}
APPS = (
    *(("x_root", react) for react in ("17", "18", "19")),
    *(("x_native", react) for react in ("18", "19")),
    *(("instagram", react) for react in ("17", "18", "19")),
    ("youtube", "19"),
    ("threads", "19"),
    ("facebook", "18"),
)
CASES = [
    pytest.param(app, react, action, id=f"{app}-{react}-{action}") for app, react in APPS for action in CONTROLS[app]
]


@dataclass(frozen=True)
class FrameworkVisit(Visit):
    """An open page of a framework, first of all the post of one person."""

    app: str

    def find(self, action: str) -> Locator:
        """Return the person's control for *action*."""
        return self.page.locator(f"#from-{self.person.handle} {CONTROLS[self.app][action]}").first

    def press(self, action: str, by: str) -> None:
        """Press a control with the mouse or, focused, with a key."""
        if by == "mouse":
            self.find(action).click(force=True)
        else:
            self.find(action).focus()
            self.page.keyboard.press(by)


def listed_on(platform: str) -> dict[str, Any]:
    """Return what the store holds when both rivals are listed on *platform*."""
    mark = "@{0.handle}#{0.id}" if platform == "x" else "@{0.handle}"
    entry = guard_entry("candidate", " ".join(mark.format(person) for person in (ARUM, BIMA)), phases=CAMPAIGN)
    return {f"guard.{platform}": make_guard(entry)}


@pytest.fixture(scope="module")
def listed(awake: Chromium) -> Chromium:
    """Give the browser of a civil servant in whose list the two invented rivals stand, on every platform."""
    accounts = [account(p, person, "candidate", "calon_bupati") for p in HOMES for person in (ARUM, BIMA)]
    values: dict[str, Any] = {"warnings.grup-contoh": warnings_file("x") | {"accounts": accounts}}
    for platform in HOMES:
        values |= listed_on(platform)
    awake.store(**values)
    return awake


def open_app(chromium: Chromium, app: str, react: str, *people: Person) -> FrameworkVisit:
    """Open the page of *app* with one post of each of *people*, and wait until the extension knows what is listed."""
    platform = app.partition("_")[0]
    facts = json.dumps([asdict(person) for person in people])
    page = chromium.open(
        HOMES[platform],
        '<!doctype html><html lang="id"><meta charset="utf-8"><title>Contoh</title><body><div id="root"></div>'
        f'<script type="application/json" id="people">{facts}</script>'
        f"<script>{(PAGES / 'site.js').read_text(encoding='utf-8')}</script><script>{bundle(app, react)}</script>",
    )
    page.wait_for_selector(f"#from-{people[0].handle} button, #from-{people[0].handle} {BUTTON}")
    chromium.wait_until_awake(page)
    return FrameworkVisit(page, platform, people[0], app)


@pytest.mark.parametrize(("app", "react", "action"), CASES)
def test_a_press_is_held_before_the_framework_sees_it(listed: Chromium, app: str, react: str, action: str) -> None:
    """Mouse, Enter and Space; Batal: no handler ever; Tetap lanjut: the framework's own handler runs exactly once."""
    visit = open_app(listed, app, react, BIMA if react == "18" else ARUM, NEIGHBOUR)

    for by in ("mouse", "Enter"):
        visit.press(action, by)
        dialog = wait_for_dialog(visit.page)
        assert dialog.key in visit.keys
        assert dialog.action == action
        visit.assert_untouched()
        dialog.cancel()
        visit.assert_untouched()

    visit.press(action, "Space")
    wait_for_dialog(visit.page).go_on()
    assert visit.wait_until_ran() == {action: 1}
    assert find_dialog(visit.page) is None


@pytest.mark.parametrize(("app", "react", "action"), CASES)
def test_an_unlisted_neighbour_is_left_alone(listed: Chromium, app: str, react: str, action: str) -> None:
    """The whole click arrives, trusted, and the framework's handler runs; no dialog."""
    visit = open_app(listed, app, react, NEIGHBOUR, ARUM)

    visit.press(action, "mouse")

    visit.assert_passed(action)


@pytest.mark.parametrize(("app", "react"), [pytest.param(*app, id="-".join(app)) for app in APPS])
def test_the_undo_passes(listed: Chromium, app: str, react: str) -> None:
    """What was liked with a warning is taken back without one."""
    visit = open_app(listed, app, react, ARUM, NEIGHBOUR)
    visit.press("like", "mouse")
    control = visit.find("like").element_handle()
    wait_for_dialog(visit.page).go_on()
    visit.wait_until_ran()

    assert control is not None
    control.click(force=True)

    assert visit.ran() == {"like": 1, "unlike": 1}
    assert find_dialog(visit.page) is None


def write_comment(visit: FrameworkVisit) -> None:
    """Write a few words into the first box of the page, as a person does."""
    visit.page.locator("[contenteditable='true'], textarea").first.click()
    visit.page.keyboard.type("Selamat")
    visit.page.evaluate("() => { site.seen.length = 0; }")


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
@pytest.mark.parametrize(("app", "react"), [("facebook", "18"), ("instagram", "18")])
def test_a_comment_is_held_at_enter(listed: Chromium, app: str, react: str, person: Person) -> None:
    """Typing is free; Enter is held before the editor has it, and after Tetap lanjut the comment goes once."""
    visit = open_app(listed, app, react, person, NEIGHBOUR)
    write_comment(visit)

    visit.page.keyboard.press("Enter")
    dialog = wait_for_dialog(visit.page)
    assert dialog.action == "comment"
    visit.assert_untouched()
    dialog.cancel()
    visit.assert_untouched()

    visit.page.keyboard.press("Enter")
    wait_for_dialog(visit.page).go_on()
    assert visit.wait_until_ran() == {"comment_sent": 1}


def test_a_lexical_box_keeps_its_text_while_the_answer_is_held(listed: Chromium) -> None:
    """Threads: the arrow beside the box sends; held, the words stay; Tetap lanjut sends once."""
    visit = open_app(listed, "threads", "19", ARUM, NEIGHBOUR)
    write_comment(visit)
    arrow = visit.page.locator(f"#send {BUTTON}")

    arrow.click(force=True)
    wait_for_dialog(visit.page).cancel()
    visit.assert_untouched()
    assert visit.page.evaluate("() => readBox()") == "Selamat"

    arrow.click(force=True)
    wait_for_dialog(visit.page).go_on()
    assert visit.wait_until_ran() == {"comment_sent": 1}


def test_an_unlisted_comment_is_written_and_sent_untouched(listed: Chromium) -> None:
    """Lexical gets every key; Enter sends at once."""
    visit = open_app(listed, "facebook", "18", NEIGHBOUR, ARUM)
    write_comment(visit)

    visit.page.keyboard.press("Enter")

    assert visit.wait_until_ran() == {"comment_sent": 1}
    assert find_dialog(visit.page) is None
