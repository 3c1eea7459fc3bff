"""The page that is measured: a long feed, and a list as long as a nation's candidates could make it."""

from __future__ import annotations

from typing import Any

from tests.browser.sites import NEIGHBOUR, Person, x_post, x_timeline
from tests.extension.page.desk import guard_entry, make_guard

POSTS = 500
PAGE_BYTES = 3_000_000
ACCOUNTS = 15_000
# A contest has about so many accounts: a few sides, some people each, some accounts each.
ACCOUNTS_PER_CONTEST = 30
# As many as a real contest has.
PHASES = [
    ["bakal_calon", "2026-08-01", "2026-09-21"],
    ["calon", "2026-09-22", "2026-10-31"],
    ["kampanye", "2026-11-01", "2026-11-30"],
    ["masa_tenang", "2026-12-01", "2026-12-03"],
    ["pemungutan", "2026-12-04", "2026-12-04"],
    ["pasca", "2026-12-05", "2027-01-15"],
]
# One post in fifty is a listed account's.
LISTED_EVERY = 50


def person(number: int) -> Person:
    """Return an invented candidate by number."""
    return Person(f"calon_{number:05d}", f"Calon {number}", str(10**9 + number))


def feed_page() -> str:
    """Return a feed of x.com with ``POSTS`` posts and about ``PAGE_BYTES`` bytes."""
    posts = [x_post(person(n) if n % LISTED_EVERY == 0 else _neighbour(n)) for n in range(POSTS)]
    missing = PAGE_BYTES - sum(map(len, posts))
    filling = _filling(missing // POSTS)
    return x_timeline(*(post.replace("</article>", f"{filling}</article>") for post in posts))


def _neighbour(number: int) -> Person:
    return Person(f"{NEIGHBOUR.handle[:9]}{number}", f"Warung {number}", str(4 * 10**9 + number))


def _filling(size: int) -> str:
    """Return elements with hashed classes, nested as on the sites, of about *size* bytes."""
    part = (
        '<div class="css-175oi2r r-18u37iz r-1h0z5md"><div class="css-146c3p1 r-bcqeeo">'
        '<span class="r-qvutc0">kata</span></div></div>'
    )
    return part * (size // len(part))


def long_guard(accounts: int = ACCOUNTS) -> dict[str, Any]:
    """Return ``guard.x`` with *accounts* candidates in campaign, each with handle and permanent id."""
    numbers = range(0, accounts, ACCOUNTS_PER_CONTEST)
    return make_guard(*(_contest(first, accounts) for first in numbers))


def _contest(first: int, accounts: int) -> dict[str, Any]:
    people = [person(n) for n in range(first, min(first + ACCOUNTS_PER_CONTEST, accounts))]
    keys = " ".join(f"@{p.handle}#{p.id}" for p in people)
    return guard_entry("candidate", keys, contest=f"contoh-{first}", phases=PHASES)
