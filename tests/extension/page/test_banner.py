"""The profile of a listed account: a banner, what the toolbar and the popup are told; everywhere else nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import sites
from tests.extension.page.desk import ARUM, BIMA, NEIGHBOUR, PARTY, open_guarded, store

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.sites import Person

DESCRIBE = "() => browser.ask({ type: 'describe_page' })"


def visit_profile(page: Page, person: Person, **settings: Any) -> None:
    """Open a profile on X."""
    open_guarded(page, f"https://x.com/{person.handle}", sites.x_profile(person), store("x", **settings))
    page.wait_for_timeout(150)


def banner(page: Page) -> str | None:
    """Return the text of the banner; None when there is none."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    regions = [n for n in nodes if n["role"].get("value") == "region" and "netralitas" in n["name"].get("value", "")]
    if not regions:
        return None
    by_id = {node["nodeId"]: node for node in nodes}
    (region,) = regions
    paragraph = next(by_id[i] for i in region["childIds"] if by_id[i]["role"].get("value") == "paragraph")
    return " ".join(by_id[i]["name"]["value"] for i in paragraph["childIds"])


def press_in_closed_root(page: Page, text: str) -> None:
    """Press the button that says *text* where it is on the screen; locators do not see into closed roots."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    (button,) = (n for n in nodes if n["role"].get("value") == "button" and n["name"].get("value") == text)
    border = session.send("DOM.getBoxModel", {"backendNodeId": button["backendDOMNodeId"]})["model"]["border"]
    page.mouse.click((border[0] + border[4]) / 2, (border[1] + border[5]) / 2)


@pytest.mark.parametrize("person", [ARUM, BIMA], ids=lambda person: person.handle)
def test_a_listed_profile_has_a_banner(page: Page, person: Person) -> None:
    """Whose account, which contest, which phase; the toolbar is told, and nothing of the account leaves the page."""
    visit_profile(page, person)
    assert banner(page) == f"Akun {person.name}, calon Bupati. Saat ini masa kampanye Pemilihan Contoh."
    assert page.evaluate("() => browser.messages") == [{"type": "page_state", "listed": True, "level": "hold"}]


def test_another_profile_has_none(page: Page) -> None:
    """And the background is not even woken."""
    visit_profile(page, NEIGHBOUR)
    assert banner(page) is None
    assert page.evaluate("() => browser.messages") == []


def test_a_feed_has_none(page: Page) -> None:
    """The banner belongs to a profile, not to a post that is shown somewhere."""
    open_guarded(page, "https://x.com/home", sites.x_timeline(sites.x_post(ARUM)), store("x"))
    page.wait_for_timeout(150)
    assert banner(page) is None


@pytest.mark.parametrize(("day", "shown"), [("2026-11-20", True), ("2026-12-24", False)])
def test_a_party_outside_its_phases_is_left_to_the_toolbar(page: Page, day: str, shown: bool) -> None:
    """Level badge: nothing in the page."""
    visit_profile(page, PARTY, today=day)
    assert (banner(page) is not None) == shown
    level = "inform" if shown else "badge"
    assert page.evaluate("() => browser.messages") == [{"type": "page_state", "listed": True, "level": level}]


def test_a_candidate_outside_every_phase_is_not_listed(page: Page) -> None:
    """Not even in the toolbar or the popup."""
    visit_profile(page, ARUM, today="2026-12-24")
    assert banner(page) is None
    assert page.evaluate("() => browser.messages") == []
    assert page.evaluate(DESCRIBE) == {
        "awake": True, "platform": "x", "kind": "profile", "listed": False, "level": "none",
    }  # fmt: skip


def test_who_has_left_before_the_words_came_sees_no_banner(page: Page) -> None:
    """The group is fetched at the visit; the answer comes when another page is open."""
    stored = store("x")
    group = stored.pop("warnings.grup-contoh")
    page.add_init_script("globalThis.later = new Promise((resolve) => { globalThis.answer = resolve; });")
    open_guarded(page, f"https://x.com/{ARUM.handle}", sites.x_profile(ARUM), stored)
    page.evaluate("() => { browser.answers.group_needed = () => later; }")
    page.evaluate("path => history.pushState({}, '', path)", f"/{BIMA.handle}")
    page.wait_for_timeout(100)
    page.evaluate("path => history.pushState({}, '', path)", "/home")
    page.evaluate("file => answer({ file })", group)
    page.wait_for_timeout(300)
    assert banner(page) is None


def test_it_follows_the_address_without_a_new_page(page: Page) -> None:
    """Sites change the address by script: the banner goes, comes, and belongs to the right profile."""
    visit_profile(page, ARUM)
    for handle, name in ((NEIGHBOUR.handle, None), (BIMA.handle, BIMA.name), ("home", None), (ARUM.handle, ARUM.name)):
        page.evaluate("path => history.pushState({}, '', path)", f"/{handle}")
        page.wait_for_timeout(150)
        text = banner(page)
        assert (text and name in text) if name else text is None


def test_it_follows_the_address_where_the_browser_does_not_tell(page: Page) -> None:
    """Without the navigation interface the address is looked at now and then."""
    page.add_init_script("Object.defineProperty(window, 'navigation', { value: undefined })")
    visit_profile(page, ARUM)
    page.evaluate("() => history.pushState({}, '', '/home')")
    page.wait_for_timeout(1300)
    assert banner(page) is None


def test_closed_it_stays_closed_for_this_profile(page: Page) -> None:
    """Until the page is loaded again; another profile's is not affected."""
    visit_profile(page, ARUM)
    press_in_closed_root(page, "Tutup")
    assert banner(page) is None

    for handle, is_shown in ((BIMA.handle, True), (ARUM.handle, False)):
        page.evaluate("path => history.pushState({}, '', path)", f"/{handle}")
        page.wait_for_timeout(150)
        assert (banner(page) is not None) == is_shown


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (
            ARUM,
            {
                "listed": True,
                "level": "hold",
                "key": f"x:@{ARUM.handle}",
                "owner": ARUM.name,
                "contest": "Pemilihan Contoh",
                "phase": "kampanye",
            },
        ),
        (NEIGHBOUR, {"listed": False, "level": "none"}),
    ],
    ids=["listed", "not listed"],
)
def test_the_popup_is_told_about_the_page(page: Page, person: Person, expected: dict[str, Any]) -> None:
    """What the popup shows comes from the page's own knowledge."""
    visit_profile(page, person)
    assert page.evaluate(DESCRIBE) == {"awake": True, "platform": "x", "kind": "profile"} | expected


def test_asleep_the_popup_is_told_so(page: Page) -> None:
    """An answer all the same: the background asks whether a tab is guarded."""
    visit_profile(page, ARUM, employment=None)
    assert page.evaluate(DESCRIBE) == {"awake": False, "platform": None, "kind": None, "listed": False, "level": "none"}


@pytest.mark.parametrize(
    ("known", "counted"),
    [(False, {"health": {"x.page.profile": 5, "x.author.post": 2}}), (True, None)],
    ids=["unknown", "known"],
)
def test_a_page_on_which_nothing_is_recognised_is_said_so(page: Page, known: bool, counted: Any) -> None:
    """After two looks toolbar and popup are told and a number here grows; a page that is recognised says nothing."""
    page.clock.install()
    links = "".join(f"<a href='/{NEIGHBOUR.handle}/status/{number}'>Serba baru</a>" for number in range(1, 4))
    html = sites.x_profile(NEIGHBOUR) if known else f"<!doctype html><main>{links}</main>"
    open_guarded(
        page,
        f"https://x.com/{NEIGHBOUR.handle}",
        html,
        store("x") | {"health": {"x.page.profile": 4, "x.author.post": 2}},
    )
    page.evaluate("() => { chrome.storage.local.set = async (items) => { globalThis.counted = items; }; }")
    page.clock.run_for(3100)
    assert page.evaluate("() => browser.messages") == []
    page.clock.run_for(11_000)
    page.clock.run_for(100)
    assert page.evaluate("() => globalThis.counted ?? null") == counted
    messages = [{"type": "page_state", "listed": False, "level": "none", "unknown": True}]
    assert page.evaluate("() => browser.messages") == ([] if known else messages)
    assert page.evaluate(DESCRIBE).get("unknown") == (None if known else "page")
