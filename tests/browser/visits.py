"""Visits to a site: open a page where a person acts, act with a trusted pointer, see what reached the site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.browser import sites
from tests.browser.chromium import wait_until
from tests.browser.dialog import find_dialog

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.chromium import Chromium
    from tests.browser.sites import Person

ACTIONS = ("like", "comment", "share", "follow")
CONTROLS = {
    "x": {
        "like": "article [data-testid='like']",
        "comment": "article [data-testid='reply']",
        "share": "article [data-testid='retweet']",
        "follow": "[data-testid$='-follow']",
    },
    "instagram": {
        "like": "section.xrvj5dj svg[aria-label='Suka']",
        "comment": "section.xrvj5dj svg[aria-label='Komentari']",
        "share": "section.xrvj5dj svg[aria-label='Repost']",
        "follow": "header button:has-text('Ikuti')",
    },
}
# What a page sees of one trusted click on a control.
CLICK_CHAIN = ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]
# Long enough for anything that was let through to have run.
SETTLE_MS = 80


@dataclass(frozen=True)
class Visit:
    """An open page of a site and the person whose page or post it shows."""

    page: Page
    site: str
    person: Person

    @property
    def keys(self) -> set[str]:
        """Return the keys that name the person's account on this site."""
        keys = {f"{self.site}:@{self.person.handle}"}
        return keys | {f"x:#{self.person.id}"} if self.site == "x" else keys

    def control(self, action: str) -> str:
        """Return the selector of the control for *action*."""
        return CONTROLS[self.site][action]

    def click(self, action: str) -> None:
        """Click the control for *action* with the mouse, without asking whether the page is ready."""
        self.page.locator(self.control(action)).first.click(force=True)

    def ran(self) -> dict[str, int]:
        """Return how often each of the site's own handlers has run, once everything has settled."""
        self.page.wait_for_timeout(SETTLE_MS)
        counters: dict[str, int] = self.page.evaluate("() => site.ran")
        return counters

    def seen(self) -> list[dict[str, Any]]:
        """Return the events that have reached the site."""
        events: list[dict[str, Any]] = self.page.evaluate("() => site.seen")
        return events

    def wait_until_ran(self) -> dict[str, int]:
        """Return the counters once one of the site's handlers has run."""
        wait_until(lambda: self.page.evaluate("() => Object.keys(site.ran).length"), f"a handler of {self.page.url}")
        return self.ran()

    def assert_untouched(self) -> None:
        """Nothing has reached the site: no handler ran, no listener saw an event."""
        assert self.ran() == {}
        assert self.seen() == []

    def assert_passed(self, action: str) -> None:
        """One click has reached the site as if there were no extension: whole, trusted, unchanged, no dialog."""
        assert self.wait_until_ran() == {action: 1}
        assert [event["type"] for event in self.seen()] == CLICK_CHAIN
        assert all(event["trusted"] and not event["prevented"] for event in self.seen())
        assert find_dialog(self.page) is None


def home_url(site: str) -> str:
    """Return the address of the feed."""
    return {"x": f"{sites.X_SITE}/home", "instagram": f"{sites.INSTAGRAM_SITE}/"}[site]


def profile_url(site: str, person: Person) -> str:
    """Return the address of a profile."""
    return {"x": f"{sites.X_SITE}/{person.handle}", "instagram": f"{sites.INSTAGRAM_SITE}/{person.handle}/"}[site]


def feed(site: str, *people: Person, viewer: str = sites.VIEWER) -> str:
    """Return a feed with one post of each of *people*, in this order."""
    if site == "x":
        return sites.x_timeline(*map(sites.x_post, people), viewer=viewer)
    return sites.instagram_feed(*map(sites.instagram_post, people), viewer=viewer)


def profile(site: str, person: Person, *, following: bool = False, viewer: str = sites.VIEWER) -> str:
    """Return the profile page of *person*."""
    make = sites.x_profile if site == "x" else sites.instagram_profile
    return make(person, following=following, viewer=viewer)


def open_page(chromium: Chromium, site: str, person: Person, url: str, html: str) -> Visit:
    """Open a page of a site and wait until the extension knows what is listed, unless it sleeps."""
    page = chromium.open(url, html)
    if (chromium.stored("settings") or {}).get("employment"):
        chromium.wait_until_awake(page)
    return Visit(page, site, person)


def open_feed(chromium: Chromium, site: str, person: Person, **options: Any) -> Visit:
    """Open a feed whose first post is *person*'s, with a neighbour's below."""
    return open_page(chromium, site, person, home_url(site), feed(site, person, sites.NEIGHBOUR, **options))


def open_profile(chromium: Chromium, site: str, person: Person, **options: Any) -> Visit:
    """Open the profile of *person*."""
    return open_page(chromium, site, person, profile_url(site, person), profile(site, person, **options))


def open_for(chromium: Chromium, site: str, person: Person, action: str, **options: Any) -> Visit:
    """Open the page where *action* towards *person* is done: the profile for a follow, the feed for the others."""
    opener = open_profile if action == "follow" else open_feed
    return opener(chromium, site, person, **options)
