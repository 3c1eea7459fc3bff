"""What is never held: taking something back, and what concerns the person's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import sites
from tests.browser.dialog import find_dialog
from tests.browser.sites import INSTAGRAM_PAIRS, PAIRS, X_PAIRS, Person
from tests.browser.visits import home_url, open_feed, open_page, open_profile

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium

ALL = [pytest.param(site, person, id=f"{site}-{person.handle}") for site, people in PAIRS.items() for person in people]
UNLIKE = {"x": "article [data-testid='unlike']", "instagram": "section.xrvj5dj svg[aria-label='Batal suka']"}
UNFOLLOW = {"x": "[data-testid$='-unfollow']", "instagram": "header button:has-text('Mengikuti')"}


@pytest.mark.parametrize(("site", "person"), ALL)
def test_unlike_is_not_held(awake: Chromium, site: str, person: Person) -> None:
    """A like that was given can be taken back without a word."""
    post = sites.x_post if site == "x" else sites.instagram_post
    whole = sites.x_timeline if site == "x" else sites.instagram_feed
    visit = open_page(awake, site, person, home_url(site), whole(post(person, liked=True)))

    visit.page.locator(UNLIKE[site]).click(force=True)

    visit.assert_passed("unlike")


@pytest.mark.parametrize(("site", "person"), ALL)
def test_unfollow_is_not_held(awake: Chromium, site: str, person: Person) -> None:
    """An account that is followed can be left without a word."""
    visit = open_profile(awake, site, person, following=True)

    visit.page.locator(UNFOLLOW[site]).click(force=True)

    visit.assert_passed("unfollow")


@pytest.mark.parametrize(("site", "person"), ALL)
def test_own_posts_are_not_held(awake: Chromium, site: str, person: Person) -> None:
    """The signed-in person is the listed one: own posts are theirs."""
    visit = open_feed(awake, site, person, viewer=person.handle)

    visit.click("like")

    visit.assert_passed("like")


@pytest.mark.parametrize("person", X_PAIRS, ids=lambda person: person.handle)
def test_the_author_decides_and_not_the_one_who_reposts_or_is_quoted(awake: Chromium, person: Person) -> None:
    """Somebody else's post stays free although a listed account reposted it or is quoted in it."""
    post = sites.x_post(sites.NEIGHBOUR, reposter=person, quoted=person)
    visit = open_page(awake, "x", sites.NEIGHBOUR, home_url("x"), sites.x_timeline(post))

    visit.click("like")

    visit.assert_passed("like")


@pytest.mark.parametrize("person", INSTAGRAM_PAIRS, ids=lambda person: person.handle)
def test_a_comment_of_somebody_else_is_free(awake: Chromium, person: Person) -> None:
    """The heart beside a neighbour's comment is the neighbour's, even below a listed account's post."""
    post = sites.instagram_post(person, comments=(sites.NEIGHBOUR,))
    visit = open_page(awake, "instagram", sites.NEIGHBOUR, home_url("instagram"), sites.instagram_feed(post))

    visit.page.locator("ul li svg[aria-label='Suka']").click(force=True)

    visit.assert_passed("like")


@pytest.mark.parametrize(("site", "person"), ALL)
def test_other_controls_are_not_touched(awake: Chromium, site: str, person: Person) -> None:
    """Saving a post of a listed account for later is nobody's business."""
    visit = open_feed(awake, site, person)

    if site == "x":
        visit.page.locator("[data-testid='bookmark']").first.click(force=True)
        visit.assert_passed("bookmark")
    else:
        visit.page.locator("section.xrvj5dj svg[aria-label='Simpan']").first.click(force=True)
        visit.assert_passed("save")
    assert find_dialog(visit.page) is None
