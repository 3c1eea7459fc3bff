"""What is said without holding anything: the banner of a listed profile, the dot in the toolbar, a party's notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import sites
from tests.browser.chromium import wait_until
from tests.browser.content_world import evaluate_inside
from tests.browser.dialog import find_words
from tests.browser.sites import PAIRS, X_PARTIES, Person
from tests.browser.visits import Visit, home_url, open_feed, open_profile

if TYPE_CHECKING:
    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

ALL = [pytest.param(site, person, id=f"{site}-{person.handle}") for site, people in PAIRS.items() for person in people]
BADGE_OF_NEWEST_TAB = """async () => {
  const tabId = Math.max(...(await chrome.tabs.query({})).map((tab) => tab.id));
  return chrome.action.getBadgeText({ tabId });
}"""


@pytest.fixture
def campaign(awake: Chromium, api: Api) -> Chromium:
    """Give the browser of a civil servant in the campaign."""
    awake.wake(api.origin)
    return awake


@pytest.fixture
def off_season(awake: Chromium, api: Api) -> Chromium:
    """Give the same browser on the real day, on which no election is on."""
    awake.wake(api.origin, today=None)
    return awake


def banner(visit: Visit) -> str:
    """Return the words of the banner, or nothing."""
    return find_words(visit.page, "region") or ""


def badge(chromium: Chromium) -> str:
    """Return the mark on the toolbar button for the newest tab."""
    text: str = chromium.control.evaluate(BADGE_OF_NEWEST_TAB)
    return text


@pytest.mark.parametrize(("site", "person"), ALL)
def test_a_listed_profile_has_a_banner_and_a_dot(campaign: Chromium, site: str, person: Person) -> None:
    """Whose it is and in which phase; nothing of it reaches the site."""
    visit = open_profile(campaign, site, person)

    wait_until(lambda: person.owner in banner(visit), "the banner")
    assert "masa kampanye" in banner(visit)
    wait_until(lambda: badge(campaign), "the dot in the toolbar")
    visit.assert_untouched()


@pytest.mark.parametrize(("site", "person"), [(site, people[0]) for site, people in PAIRS.items()])
def test_a_listed_profile_that_is_followed_says_how_to_stop(campaign: Chromium, site: str, person: Person) -> None:
    """In the banner, on both sites; told of once a day, in the memory of the browser alone."""
    visit = open_profile(campaign, site, person, following=True)
    wait_until(lambda: "berhenti mengikuti" in (find_words(visit.page, "region") or ""), "the hint")
    hinted = campaign.control.evaluate("async () => Object.keys((await chrome.storage.session.get('hinted')).hinted)")
    assert f"follow {site}:@{person.handle}" in hinted


@pytest.mark.parametrize(("site", "person"), ALL)
def test_after_the_election_there_is_neither(off_season: Chromium, site: str, person: Person) -> None:
    """The listing has ended by itself."""
    visit = open_profile(off_season, site, person)

    visit.page.wait_for_timeout(300)

    assert banner(visit) == ""
    assert badge(off_season) == ""


@pytest.mark.parametrize("site", PAIRS)
def test_an_unlisted_profile_has_neither(campaign: Chromium, site: str) -> None:
    """Somebody who is not on the list."""
    visit = open_profile(campaign, site, sites.FRIEND)

    visit.page.wait_for_timeout(300)

    assert banner(visit) == ""
    assert badge(campaign) == ""


@pytest.mark.parametrize(("site", "person"), ALL)
def test_the_banner_goes_with_the_profile(campaign: Chromium, site: str, person: Person) -> None:
    """Sites change the page without loading it; on the feed the banner and the dot are gone."""
    visit = open_profile(campaign, site, person)
    wait_until(lambda: banner(visit), "the banner")

    visit.page.evaluate("url => history.pushState({}, '', url)", home_url(site))

    wait_until(lambda: banner(visit) == "", "the banner to go")
    wait_until(lambda: badge(campaign) == "", "the dot to go")


@pytest.mark.parametrize("party", X_PARTIES, ids=lambda party: party.handle)
def test_a_party_is_not_held_but_a_notice_tells(campaign: Chromium, party: Person) -> None:
    """A like at a party goes through unchanged; a quiet notice names the party."""
    visit = open_feed(campaign, "x", party)

    visit.click("like")

    visit.assert_passed("like")
    wait_until(lambda: party.owner in (find_words(visit.page, "status") or ""), "the notice")


def test_a_like_that_passed_before_the_list_was_ready_is_told_how_to_undo(campaign: Chromium) -> None:
    """The store is late; when it has answered, a notice says what happened and how to undo it."""
    person = PAIRS["x"][0]
    visit = open_feed(campaign, "x", person)
    evaluate_inside(visit.page, "() => jaga.desk.setState({ status: 'late' })")
    visit.click("like")
    visit.assert_passed("like")

    evaluate_inside(visit.page, "() => jaga.desk.reload()")

    said = wait_until(lambda: find_words(visit.page, "status"), "the notice")
    assert said.startswith(f"Anda tadi menyukai unggahan {person.owner}")
    assert "Membatalkan tidak pernah ditahan." in said


@pytest.mark.parametrize("party", X_PARTIES, ids=lambda party: party.handle)
def test_outside_every_phase_a_party_has_a_dot_and_no_notice(off_season: Chromium, party: Person) -> None:
    """The profile is marked in the toolbar; acting there says nothing."""
    visit = open_profile(off_season, "x", party)
    wait_until(lambda: badge(off_season), "the dot in the toolbar")

    visit.click("like")

    visit.assert_passed("like")
    assert find_words(visit.page, "status") is None
