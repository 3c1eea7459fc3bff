"""Two quiet hints: how to undo what passed before the list was ready, and that following is named in the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import sites
from tests.browser.dialog import find_dialog
from tests.browser.visits import Visit, home_url
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, PARTY, make_guard, open_guarded, store
from tests.extension.page.test_banner import banner, press_in_closed_root
from tests.extension.page.test_hold import notice

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.sites import Person

STORE_MS = 20_000
LIKE = "article [data-testid='like']"
UNDO = "article [data-testid='unlike']"
HINTED = "() => Object.keys(browser.session.hinted ?? {})"
TOMORROW_MS = 4_000_000_000_000


def visit_late(page: Page, person: Person, *, stored: dict[str, Any] | None = None, html: str = "") -> Visit:
    """Open a page whose store does not answer in time, on a clock that the test moves."""
    page.clock.install()
    url = f"https://x.com/{person.handle}" if html else home_url("x")
    open_guarded(page, url, html or sites.x_timeline(sites.x_post(person)), stored or store("x"), delay_ms=STORE_MS)
    return Visit(page, "x", person)


def let_the_store_answer(page: Page) -> None:
    """Twice, as it is asked twice; then let the site and the hint have their time."""
    page.clock.run_for(STORE_MS)
    page.evaluate("() => { browser.delayMs = 0; }")
    page.clock.run_for(STORE_MS)
    assert page.evaluate("() => jaga.desk.state.status") == "awake"
    for _ in range(8):
        page.clock.run_for(300)


# ---- what passed before the list was ready ----


@pytest.mark.parametrize("waits", [True, False], ids=["pressed in time", "pressed late"])
@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_who_has_liked_before_the_list_came_is_told_how_to_undo_it(page: Page, person: Person, waits: bool) -> None:
    """What happened, how to undo it, that undoing is not held; nothing is held after the fact."""
    visit = visit_late(page, person)
    if waits:
        visit.click("like")
        page.clock.run_for(3000)
    else:
        page.clock.run_for(3000)
        visit.click("like")
    assert page.evaluate("() => site.ran") == {"like": 1}
    assert notice(page) == ""

    let_the_store_answer(page)
    said = notice(page)
    assert said.startswith(f"Anda tadi menyukai unggahan {person.name}, calon Bupati. Tidak sengaja? Tekan tombol suka")
    assert said.endswith("Membatalkan tidak pernah ditahan.")
    assert find_dialog(page) is None


def test_a_follow_is_told_of_too(page: Page) -> None:
    """On a profile; the button is another then."""
    visit = visit_late(page, ARUM, html=sites.x_profile(ARUM))
    page.clock.run_for(3000)
    visit.click("follow")
    let_the_store_answer(page)
    assert notice(page).startswith(f"Anda tadi mengikuti akun {ARUM.name}, calon Bupati. Tidak sengaja?")


@pytest.mark.parametrize("person", [NEIGHBOUR, PARTY], ids=["not listed", "only informed about"])
def test_what_would_not_have_been_held_is_not_told_of(page: Page, person: Person) -> None:
    """No word on anybody else's post."""
    visit = visit_late(page, person)
    page.clock.run_for(3000)
    visit.click("like")
    let_the_store_answer(page)
    assert notice(page) == ""


def test_what_was_undone_meanwhile_is_not_told_of(page: Page) -> None:
    """The button offers it again: nothing is left to undo."""
    visit = visit_late(page, ARUM)
    page.clock.run_for(3000)
    visit.click("like")
    page.locator(UNDO).click(force=True)
    assert page.evaluate("() => site.ran") == {"like": 1, "unlike": 1}
    let_the_store_answer(page)
    assert notice(page) == ""


def test_what_the_site_did_not_do_is_not_told_of(page: Page) -> None:
    """Opening a box for a comment is no comment, and a like that the site refuses is no like."""
    visit = visit_late(page, ARUM)
    page.evaluate("like => document.querySelector(like).addEventListener('click', (e) => e.stopPropagation())", LIKE)
    page.clock.run_for(3000)
    visit.click("like")
    visit.click("comment")
    let_the_store_answer(page)
    assert notice(page) == ""


def test_what_was_liked_before_is_not_told_of(page: Page) -> None:
    """Neither what the page shows as liked, nor a press from before the account was listed."""
    html = sites.x_timeline(sites.x_post(ARUM), sites.x_post(BIMA, liked=True))
    stored = store("x")
    listed = stored["guard.x"]
    open_guarded(page, home_url("x"), html, stored | {"guard.x": make_guard()})
    Visit(page, "x", ARUM).click("like")
    page.evaluate("guard => browser.change({ 'guard.x': guard })", listed)
    page.wait_for_timeout(1300)
    assert notice(page) == ""


def test_in_a_pause_nothing_is_told(page: Page) -> None:
    """The person has asked for silence."""
    visit = visit_late(page, ARUM, stored=store("x", paused_until=TOMORROW_MS))
    page.clock.run_for(3000)
    visit.click("like")
    let_the_store_answer(page)
    assert notice(page) == ""


# ---- the profile that is followed already ----


def visit_followed(page: Page, person: Person, *, following: bool = True, **settings: Any) -> None:
    """Open a profile on a clock that the test moves, and give the hint its time."""
    page.clock.install()
    html = sites.x_profile(person, following=following)
    open_guarded(page, f"https://x.com/{person.handle}", html, store("x", **settings))
    let_the_hint_come(page)


def let_the_hint_come(page: Page) -> None:
    """Two looks; each of what is asked in between is answered."""
    for _ in range(8):
        page.clock.run_for(500)
        page.evaluate("() => Promise.resolve()")


def small_print(page: Page) -> str:
    """Return what stands in small letters in the banner."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    texts = [node["name"]["value"] for node in nodes if node["role"].get("value") == "StaticText"]
    return next((text for text in texts if "tidak pernah ditahan" in text), "")


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_listed_profile_that_is_followed_says_so_and_how_to_stop(page: Page, person: Person) -> None:
    """In the banner that is there anyway; the same for every side."""
    visit_followed(page, person)
    assert banner(page) == f"Anda mengikuti akun {person.name}, calon Bupati."
    assert "mengikuti (follow) akun calon" in small_print(page).replace("Mengikuti", "mengikuti")
    assert "berhenti mengikuti lewat tombol di profil ini" in small_print(page)
    assert page.evaluate(HINTED) == [f"follow x:@{person.handle}"]


def test_of_a_party_it_says_what_the_rule_says(page: Page) -> None:
    """The decree does not name parties' accounts."""
    visit_followed(page, PARTY)
    assert banner(page) == f"Anda mengikuti akun {PARTY.name}, partai politik."
    assert "tidak menyebut akun partai" in small_print(page)


@pytest.mark.parametrize(
    ("person", "settings"),
    [(PARTY, {"today": "2026-12-24"}), (ARUM, {"paused_until": TOMORROW_MS}), (NEIGHBOUR, {})],
    ids=["outside every phase", "in a pause", "not listed"],
)
def test_where_the_rules_say_nothing_of_following_there_is_none(
    page: Page, person: Person, settings: dict[str, Any]
) -> None:
    """No banner, no hint, nothing remembered."""
    visit_followed(page, person, **settings)
    assert banner(page) is None
    assert page.evaluate(HINTED) == []


def test_a_profile_that_is_not_followed_has_the_usual_banner(page: Page) -> None:
    """Also with the name of somebody who is followed beside it."""
    visit_followed(page, ARUM, following=False)
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", sites.x_profile(BIMA, following=True))
    for _ in range(3):
        let_the_hint_come(page)
    assert str(banner(page)).startswith(f"Akun {ARUM.name}")
    assert small_print(page) == ""


def test_it_says_it_once_a_day(page: Page) -> None:
    """On the next visit of the day the banner is the usual one."""
    page.clock.install()
    html = sites.x_profile(ARUM, following=True)
    open_guarded(page, f"https://x.com/{ARUM.handle}", html, store("x"))
    page.evaluate("name => { browser.session.hinted = { [name]: 4e12 }; }", f"follow x:@{ARUM.handle}")
    page.evaluate("() => browser.change({ settings: browser.stored.settings })")
    let_the_hint_come(page)
    assert str(banner(page)).startswith(f"Akun {ARUM.name}")


def test_closed_it_stays_closed(page: Page) -> None:
    """The button of the banner closes both."""
    visit_followed(page, ARUM)
    press_in_closed_root(page, "Tutup")
    let_the_hint_come(page)
    assert banner(page) is None


def test_who_stops_following_is_told_no_more(page: Page) -> None:
    """The site's own button is not held, and the banner is the usual one again."""
    visit_followed(page, ARUM)
    page.locator("[data-testid$='-unfollow']").click(force=True)
    let_the_hint_come(page)
    assert find_dialog(page) is None
    assert str(banner(page)).startswith(f"Akun {ARUM.name}")
    assert small_print(page) == ""


def test_the_button_of_the_profile_before_says_nothing(page: Page) -> None:
    """The address is another already, the page still the old one: the name on the button decides."""
    visit_followed(page, ARUM)
    page.evaluate("path => history.pushState({}, '', path)", f"/{BIMA.handle}")
    let_the_hint_come(page)
    assert str(banner(page)).startswith(f"Akun {BIMA.name}")
    assert small_print(page) == ""
