"""The chat of a live video stands in a frame of its own: what is said there is said to the owner of the video."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.browser.sites import NEIGHBOUR, PAGES, Person, fill
from tests.browser.visits import SETTLE_MS
from tests.extension.page.desk import account, guard_entry, warnings_file

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

    from tests.browser.chromium import Chromium
    from tests.browser.dialog import Dialog

# Two invented rivals whose names YouTube allows.
ARUM = Person("arumlestari7", "Arum Lestari")
BIMA = Person("bimapratama9", "Bima Pratama")
BOTH = pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
CAMPAIGN = [["kampanye", "2024-01-01", "2024-01-31"]]
VIDEO = "https://www.youtube.com/watch?v=contoh00021"
CHAT = "https://www.youtube.com/live_chat?continuation=contoh"
ELSEWHERE = "https://koran.contoh/siaran"
WORDS = "Selamat malam"
SAID = {f"said: {WORDS}": 1}


@dataclass(frozen=True)
class ChatVisit:
    """An open chat, and the page in whose tab it stands."""

    page: Page
    chat: Frame

    def write(self) -> None:
        """Write a few words into the box, as a person does."""
        self.chat.locator("#input").click()
        self.page.keyboard.type(WORDS)
        self.chat.evaluate("() => { site.seen.length = 0; }")

    def send(self, by: str) -> None:
        """Send what is written, by the Enter key or by the button."""
        if by == "Enter":
            self.chat.locator("#input").focus()
            self.page.keyboard.press("Enter")
        else:
            self.chat.locator("#send").click()

    def ran(self) -> dict[str, int]:
        """Return how often each of the chat's own handlers has run, once everything has settled."""
        self.page.wait_for_timeout(SETTLE_MS)
        counters: dict[str, int] = self.chat.evaluate("() => site.ran")
        return counters

    def assert_untouched(self) -> None:
        """Nothing has reached the chat: no handler ran, no listener saw an event."""
        assert self.ran() == {}
        assert self.chat.evaluate("() => site.seen") == []

    def wait_for_dialog(self, person: Person, action: str) -> Dialog:
        """Return the one open warning; it is about *person*, and nothing has reached the chat."""
        dialog = wait_for_dialog(self.page)
        assert (dialog.key, dialog.action) == (f"youtube:@{person.handle}", action)
        self.assert_untouched()
        return dialog


@pytest.fixture(scope="module")
def listed(awake: Chromium) -> Chromium:
    """Give the browser of a civil servant in whose list the two invented rivals stand."""
    accounts = [account("youtube", person, "candidate", "calon_bupati") for person in (ARUM, BIMA)]
    entry = guard_entry("candidate", f"@{ARUM.handle} @{BIMA.handle}", phases=CAMPAIGN)
    values: dict[str, Any] = {
        "guard.youtube": {"entries": [entry]},
        "warnings.grup-contoh": warnings_file("youtube") | {"accounts": accounts},
    }
    awake.store(**values)
    return awake


def counters() -> str:
    """Return the script that counts what reaches a page."""
    return (PAGES / "site.js").read_text(encoding="utf-8")


def open_chat(chromium: Chromium, url: str, html: str) -> ChatVisit:
    """Open *html* at *url* with the chat in its first frame."""
    chromium.answer(CHAT, fill("youtube/chat.html", script=counters()))
    page = chromium.open(url, html)
    frame = page.locator("iframe").element_handle()
    chat = frame.content_frame() if frame else None
    assert chat is not None
    return ChatVisit(page, chat)


def open_live(chromium: Chromium, person: Person) -> ChatVisit:
    """Open a live video of *person* with its chat, the extension awake on both."""
    html = fill("youtube/watch.html", handle=person.handle, name=person.name, chat=CHAT, script=counters())
    visit = open_chat(chromium, VIDEO, html)
    chromium.wait_until_awake(visit.page)
    return visit


def open_held(chromium: Chromium, person: Person) -> ChatVisit:
    """Open a live video of a listed *person*; a reaction, held and taken back, shows that the chat is guarded."""
    visit = open_live(chromium, person)
    visit.chat.locator("#react").click()
    visit.wait_for_dialog(person, "like").cancel()
    visit.assert_untouched()
    return visit


@BOTH
@pytest.mark.parametrize("by", ["Enter", "button"])
def test_a_message_is_held_when_it_is_sent(listed: Chromium, person: Person, by: str) -> None:
    """Writing is free; Batal: nothing is said, and the words stay; Tetap lanjut: said exactly once."""
    visit = open_held(listed, person)
    visit.write()

    visit.send(by)
    visit.wait_for_dialog(person, "comment").cancel()
    visit.assert_untouched()
    assert visit.chat.locator("#input").inner_text() == WORDS

    visit.send(by)
    visit.wait_for_dialog(person, "comment").go_on()
    visit.chat.wait_for_function("() => Object.keys(site.ran).length > 0")
    assert visit.ran() == SAID
    assert find_dialog(visit.page) is None


@BOTH
def test_a_reaction_is_a_like(listed: Chromium, person: Person) -> None:
    """The hearts that fly over the chat: held, then sent exactly once."""
    visit = open_held(listed, person)

    visit.chat.locator("#react").click()
    visit.wait_for_dialog(person, "like").go_on()
    visit.chat.wait_for_function("() => Object.keys(site.ran).length > 0")

    assert visit.ran() == {"react": 1}


def test_the_dialog_fits_into_the_chat(listed: Chromium) -> None:
    """It lies inside the frame with both answers in sight."""
    visit = open_held(listed, ARUM)
    visit.chat.locator("#react").click()
    dialog = visit.wait_for_dialog(ARUM, "like")

    frame = visit.page.locator("iframe").bounding_box()
    assert frame is not None
    for node in (dialog.node, dialog.button("Batal"), dialog.button("Tetap lanjut")):
        quad = dialog.session.send("DOM.getBoxModel", {"nodeId": node["nodeId"]})["model"]["border"]
        assert frame["x"] <= min(quad[::2]) < max(quad[::2]) <= frame["x"] + frame["width"]
        assert frame["y"] <= min(quad[1::2]) < max(quad[1::2]) <= frame["y"] + frame["height"]


def test_there_is_one_dialog_at_a_time(listed: Chromium) -> None:
    """Who presses Like beside the chat while it asks has left that question, and is asked the new one alone."""
    visit = open_held(listed, ARUM)
    visit.chat.locator("#react").click()
    visit.wait_for_dialog(ARUM, "like")

    visit.page.locator("#like").click()
    visit.chat.wait_for_function("() => document.querySelector('html > div') === null")  # our host is gone
    wait_for_dialog(visit.page).go_on()  # find_dialog refuses two

    visit.page.wait_for_function("() => site.ran.like === 1")
    visit.assert_untouched()


def assert_free(visit: ChatVisit) -> None:
    """A reaction and a message pass, as if there were no extension."""
    visit.chat.locator("#react").click()
    visit.write()
    visit.send("Enter")
    assert visit.ran() == {"react": 1, **SAID}
    assert find_dialog(visit.page) is None


def test_the_chat_of_an_unlisted_owner_is_left_alone(listed: Chromium) -> None:
    """A neighbour's live video beside nobody's list."""
    assert_free(open_live(listed, NEIGHBOUR))


def test_a_chat_in_a_window_of_its_own_is_nobodys(listed: Chromium) -> None:
    """Popped out, it names no channel: doubt is not held."""
    page = listed.open(CHAT, fill("youtube/chat.html", script=counters()))
    listed.wait_until_awake(page)
    assert_free(ChatVisit(page, page.main_frame))


def test_a_chat_inside_another_site_is_left_alone(listed: Chromium) -> None:
    """A newspaper may show the chat beside anything; whose video it is cannot be asked."""
    around = fill("youtube/watch.html", handle=ARUM.handle, name=ARUM.name, chat=CHAT, script=counters())
    assert_free(open_chat(listed, ELSEWHERE, around))
