"""What an agency says in a warning: a blocked action, its sentence and contact; always text, never markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import sites
from tests.browser.chromium import wait_until
from tests.browser.dialog import Dialog, find_dialog, find_words, wait_for_dialog
from tests.browser.visits import Visit, home_url
from tests.extension.page.desk import ARUM, BIMA, PARTY, open_guarded, store
from tests.extension.page.test_dialog import RULES, SCREENS, SPY, find_faults, focused_name, rectangle
from tests.extension.page.test_hold import notice

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.sites import Person

REPORT = "Daftar ini salah?"
ASK = "Hubungi instansi"
HEADING = "BKD Contoh tidak mengizinkan tindakan ini di perangkat ini"
REASON = "Perangkat ini dipakai untuk pelayanan."
SENTENCE = "Ragu? Tanyakan dahulu <b>di sini</b>."
POLICY: dict[str, Any] = {
    "agency": "BKD Contoh", "from": "device", "settings": {}, "levels": {},
    "block_reason": {"id": REASON, "en": "This device serves the public."},
    "sentence": {"id": SENTENCE, "en": "In doubt? Ask first."},
    "contact": "mailto:tanya@bkd.contoh.example?subject=jaga", "onboarding_skipped": False, "counts_allowed": None,
}  # fmt: skip
BLOCKING = POLICY | {"levels": {"like": "block"}}


def visit(page: Page, *people: Person, policy: dict[str, Any] = POLICY, **settings: Any) -> Visit:
    """Open a timeline with a post of each of *people*, under *policy*."""
    html = sites.x_timeline(*map(sites.x_post, people))
    open_guarded(page, home_url("x"), html, store("x", **settings) | {"policy": policy})
    return Visit(page, "x", people[0])


def visit_blocked(
    page: Page, person: Person = ARUM, *, policy: dict[str, Any] = BLOCKING, **settings: Any
) -> tuple[Visit, Dialog]:
    """Like a post where the agency does not allow it."""
    visited = visit(page, person, policy=policy, **settings)
    page.evaluate(SPY)
    visited.click("like")
    return visited, wait_for_dialog(page)


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_blocked_action_says_who_why_and_how_to_object(page: Page, person: Person) -> None:
    """The agency by name, its reason, the account, the rule and the contact; the same for every side."""
    _, dialog = visit_blocked(page, person)
    assert dialog.part("aria-labelledby") == HEADING
    described = dialog.part("aria-describedby")
    assert person.name in described
    assert f"Alasannya: {REASON} Batas ini dari BKD Contoh, sama untuk semua akun dalam daftar." in described
    for words in ("Tidak setuju? Sampaikan kepada BKD Contoh: tanya@bkd.contoh.example ", "Dasar: ", "SKB netralitas"):
        assert words in dialog.text
    assert f"BKD Contoh: {SENTENCE}" in dialog.text, "text, not markup"
    assert "Yang dapat terjadi" not in dialog.text, "it cannot be done"


def test_a_blocked_action_cannot_be_gone_on_with(page: Page) -> None:
    """No button for it, Tutup has the focus, every answer is no, and nothing is remembered or reaches the site."""
    visited, dialog = visit_blocked(page, ask_again_minutes=None)
    names = [focused_name(dialog)]
    for _ in range(4):
        page.keyboard.press("Tab")
        names.append(focused_name(dialog))
    assert names == ["Tutup", RULES, REPORT, ASK, "Tutup"]
    page.wait_for_timeout(800)
    page.keyboard.press("Enter")
    assert find_dialog(page) is None
    visited.click("like")
    wait_for_dialog(page).press("Tutup")
    visited.click("like")
    wait_for_dialog(page).escape()
    visited.assert_untouched()
    assert page.evaluate("() => [seen, browser.session.continued ?? {}]") == [[], {}]


def test_the_contact_opens_beside_the_page_which_sees_nothing(page: Page) -> None:
    """The background opens it; a page script names no address, and the dialog waits."""
    visited, dialog = visit_blocked(page)
    dialog.press(ASK)
    asked = "() => browser.messages.find(({ type }) => type === 'open_agency')"
    assert page.wait_for_function(asked).json_value() == {"type": "open_agency"}
    assert find_dialog(page) is not None
    assert page.evaluate("() => seen") == []
    visited.assert_untouched()


def test_it_speaks_english_by_choice(page: Page) -> None:
    """Reason and all in the reader's language."""
    _, dialog = visit_blocked(page, language="en")
    assert dialog.part("aria-labelledby") == "BKD Contoh does not allow this action on this device"
    assert "The reason: This device serves the public." in dialog.text
    assert dialog.button("Close")
    assert dialog.button("Ask the agency")


@pytest.mark.parametrize("name", ["phone", "400 %"])
def test_long_words_of_an_agency_fit_a_small_screen(bare_chromium: Browser, name: str) -> None:
    """As long as a policy may be, wrapped: in the window, nothing cut, every button in reach."""
    context = bare_chromium.new_context(**SCREENS[name])
    page = context.new_page()
    long = {"id": "Pelayananpublikyangtidakmemihaksiapapun " * 7, "en": "x" * 280}
    policy = BLOCKING | {"agency": "Badan" + "x" * 115, "block_reason": long, "sentence": long}
    visited, dialog = visit_blocked(page, policy=policy)
    assert rectangle(dialog, "Tutup")[3] < SCREENS[name]["viewport"]["height"] or name == "400 %"
    assert find_faults(page, "alertdialog") == []
    dialog.escape()
    page.evaluate("agency => jaga.showNotice('id', 'Judul', 'Isi', agency)", {"name": "Badan", "sentence": long["id"]})
    wait_until(lambda: long["id"].strip() in (find_words(page, "status") or ""), "the sentence in the notice")
    assert find_faults(page, "status") == []
    visited.assert_untouched()
    context.close()


def test_a_warning_ends_with_the_sentence_and_the_contact(page: Page) -> None:
    """Below a dialog that can be gone on with, and below a notice; of every account."""
    visited = visit(page, ARUM, PARTY)
    visited.click("like")
    dialog = wait_for_dialog(page)
    said = f"BKD Contoh: {SENTENCE} Kontak: tanya@bkd.contoh.example"
    assert said in dialog.text
    dialog.go_on()
    page.locator(visited.control("like")).last.click(force=True)
    wait_until(lambda: said in " ".join(notice(page).split()), "the sentence in the notice")


def test_without_words_of_an_agency_a_warning_is_as_ever(page: Page) -> None:
    """Neither a name nor a button; when the policy changes, what is said follows."""
    visited = visit(page, ARUM, policy=POLICY | {"sentence": None, "contact": None})
    visited.click("like")
    dialog = wait_for_dialog(page)
    assert "BKD Contoh" not in dialog.text
    assert ASK not in dialog.text
    dialog.cancel()
    page.evaluate("policy => browser.change({ policy })", POLICY)
    visited.click("like")
    assert ASK in wait_for_dialog(page).text
