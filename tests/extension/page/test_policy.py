"""What an agency has set, in a page: the level of each action, a block that nothing eases, a person who never chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import sites
from tests.browser.dialog import wait_for_dialog
from tests.browser.visits import Visit, home_url
from tests.extension.page.desk import ARUM, BIMA, PARTY, open_guarded, store
from tests.extension.page.test_hold import notice
from tests.extension.page.test_manner import CONTINUED, MIDNIGHT_MS, MINUTE_MS, NOON, set_time

if TYPE_CHECKING:
    from playwright.sync_api import Page

POLICY: dict[str, Any] = {
    "agency": "BKD Contoh", "from": "device", "settings": {}, "levels": {}, "block_reason": None, "sentence": None,
    "contact": None, "onboarding_skipped": False, "counts_allowed": None,
}  # fmt: skip
JUDGE = """selector => {
  const { state, guard } = jaga.desk;
  const path = jaga.makePath(document.querySelector(selector));
  const verdict = jaga.judgeWay(state, guard.trail, "press", path);
  return [verdict.level, verdict.isBlocked === true, verdict.waived];
}"""
LEVELS = """handle => {
  const { state } = jaga.desk;
  const listings = jaga.findListings(state.guard, { handle, id: null }, state.settings.today, Date.now());
  return Object.fromEntries(["like", "comment", "share", "follow"].map((action) => {
    const { level, isBlocked } = jaga.chooseListing(jaga.readLevels(state), listings, action);
    return [action, isBlocked ? "block" : level];
  }));
}"""


def visit_ruled(page: Page, levels: dict[str, str], *, settings: dict[str, Any] | None = None) -> Visit:
    """Open a timeline at noon under a policy with these levels; *settings* are the person's, None: never chosen."""
    stored = store("x", **({"ask_again_minutes": None} | (settings or {})))
    chosen = stored.pop("settings")
    ruled = POLICY | {"levels": levels}
    if settings is None:
        ruled |= {"settings": {"employment": "pns", "today": chosen["today"]}}
    else:
        stored["settings"] = chosen
    page.add_init_script("Date.now = () => globalThis.instant;")
    set_time(page, NOON)
    html = sites.x_timeline(sites.x_post(ARUM), sites.x_post(BIMA), sites.x_post(PARTY))
    open_guarded(page, home_url("x"), html, stored | {"policy": ruled})
    return Visit(page, "x", ARUM)


def test_each_action_has_the_level_of_the_policy_for_every_held_account(page: Page) -> None:
    """In the place of hold alone: what the rules only inform about stays so. The person has never chosen anything."""
    levels = {"like": "inform", "comment": "badge", "follow": "block"}
    visit_ruled(page, levels)

    assert page.evaluate(LEVELS, ARUM.handle) == page.evaluate(LEVELS, BIMA.handle) == {**levels, "share": "hold"}
    assert set(page.evaluate(LEVELS, PARTY.handle).values()) == {"inform"}


def test_where_the_agency_only_informs_the_press_passes_with_a_notice(page: Page) -> None:
    """In the person's language, and by a policy that comes while the page is open."""
    visit = visit_ruled(page, {}, settings={"language": "en"})
    page.evaluate("policy => browser.change({ policy })", POLICY | {"levels": {"like": "inform"}})
    page.wait_for_timeout(100)
    visit.click("like")
    page.wait_for_timeout(200)

    visit.assert_passed("like")
    assert "not held" in notice(page)


@pytest.mark.parametrize(
    ("level", "settings", "verdict"),
    [
        ("hold", {}, ["inform", False, "continued"]),
        ("block", {}, ["hold", True, None]),
        ("hold", {"paused_until": MIDNIGHT_MS - 60 * MINUTE_MS}, ["none", False, None]),
        ("block", {"paused_until": MIDNIGHT_MS - 60 * MINUTE_MS}, ["hold", True, None]),
    ],
    ids=["held", "blocked", "held, in a pause", "blocked, in a pause"],
)
def test_a_block_is_neither_continued_nor_paused(
    page: Page, level: str, settings: dict[str, Any], verdict: list[Any]
) -> None:
    """What the person went on with before, and their pause, ease what is theirs to decide."""
    visit = visit_ruled(page, {"like": level}, settings=settings)
    remembered = {CONTINUED: MIDNIGHT_MS}
    page.evaluate("continued => { browser.session = { continued }; return jaga.desk.continued.load(); }", remembered)

    assert page.evaluate(JUDGE, visit.control("like")) == verdict


@pytest.mark.parametrize("wording", [None, {"rules": [], "texts": {}}], ids=["nothing to read", "no rule"])
def test_a_block_holds_where_nothing_can_be_said(page: Page, wording: Any) -> None:
    """Of a hold we let go when we cannot ask; of a block the person at least hears who does not allow it."""
    visit = visit_ruled(page, {"like": "block"})
    page.evaluate("wording => browser.change({ wording })", wording)
    visit.click("like")
    page.wait_for_timeout(200)

    visit.assert_untouched()
    assert "BKD Contoh tidak mengizinkan" in notice(page)


def test_a_blocked_press_does_not_reach_the_site(page: Page) -> None:
    """The dialog opens, as for a hold."""
    visit = visit_ruled(page, {"like": "block"})
    visit.click("like")

    assert wait_for_dialog(page).action == "like"
    visit.assert_untouched()
