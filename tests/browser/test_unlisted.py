"""Accounts that are not listed: the page works as without the extension, and the server never hears of the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import sites
from tests.browser.sites import PAIRS
from tests.browser.visits import ACTIONS, feed, home_url, open_for, open_page, open_profile

if TYPE_CHECKING:
    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

# A request that followed the visit would have been sent by then.
LATE_REQUEST_MS = 300


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("site", PAIRS)
def test_the_click_reaches_the_page_unchanged(awake: Chromium, api: Api, site: str, action: str) -> None:
    """Every event of the click arrives, trusted and unprevented, once; the API sees no request for the visit."""
    before = len(api.recorder.requests)

    visit = open_for(awake, site, sites.FRIEND, action)
    visit.click(action)

    visit.assert_passed(action)
    visit.page.wait_for_timeout(LATE_REQUEST_MS)
    assert api.recorder.paths(before) == []


@pytest.mark.parametrize("site", PAIRS)
def test_a_neighbour_in_the_same_feed_is_free(awake: Chromium, site: str) -> None:
    """Between posts of all three pairs, the post of somebody else is not touched."""
    first, second, third = PAIRS[site]
    html = feed(site, first, second, sites.NEIGHBOUR, third)
    visit = open_page(awake, site, sites.NEIGHBOUR, home_url(site), html)

    visit.page.locator("article").nth(2).locator(visit.control("like").split(" ", 1)[1]).click(force=True)

    visit.assert_passed("like")


@pytest.mark.parametrize("site", PAIRS)
def test_looking_at_an_unlisted_profile_sends_nothing(awake: Chromium, api: Api, site: str) -> None:
    """Opening a profile, reading and leaving: no request."""
    before = len(api.recorder.requests)

    visit = open_profile(awake, site, sites.NEIGHBOUR)
    visit.page.wait_for_timeout(1000)
    visit.page.close()

    assert api.recorder.paths(before) == []


@pytest.mark.parametrize("person", sites.X_PAIRS, ids=lambda person: person.handle)
def test_a_handle_that_only_resembles_a_listed_one_is_free(awake: Chromium, person: sites.Person) -> None:
    """A listed handle with a letter more is somebody else."""
    twin = sites.Person(f"{person.handle}_", f"{person.name} ", "2200000077")
    visit = open_for(awake, "x", twin, "like")

    visit.click("like")

    visit.assert_passed("like")
