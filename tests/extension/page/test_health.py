"""Health: what is blind is noticed, and nothing else. That every example is well stands in test_recognise.py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.extension.page.examples import EXAMPLES, RECOGNITION, name_of, open_example
from tests.extension.page.scripts import guarded_platforms

if TYPE_CHECKING:
    from playwright.sync_api import Page

FIND_BLIND = """platform => {
  const recogniser = jaga.makeRecogniser(platform);
  return jaga.findBlind({ recogniser, url: location.href, opener: null });
}"""
# What a site shows that has changed all its markup: the same addresses, nothing else that is known.
CHANGED = "<!doctype html><main>{links}</main>"
X = guarded_platforms()["x"]


def find_blind(page: Page, platform: dict[str, Any]) -> list[str]:
    """Return what is blind on the open page."""
    findings: list[str] = page.evaluate(FIND_BLIND, platform)
    return sorted(findings)


def change(part: str, **members: Any) -> dict[str, Any]:
    """Return X's file as if the site had changed: every rule in *part* has other *members*."""
    return X | {"page": X["page"] | {part: [rule | members for rule in X["page"][part]]}}


def open_timeline(page: Page) -> None:
    """Open the example of X's timeline: more than three posts with their controls."""
    open_example(page, next(path for path in EXAMPLES if name_of(path) == "x-timeline"))


def test_authors_that_cannot_be_read_any_more_are_noticed(page: Page) -> None:
    """The controls are there, the names have moved: the container is named."""
    open_timeline(page)
    assert "author.post" in find_blind(page, change("containers", authors=[{"select": "b", "read": "url"}]))


def test_controls_that_are_not_known_any_more_are_noticed(page: Page) -> None:
    """The authors are there, the controls are others."""
    open_timeline(page)
    assert find_blind(page, change("controls", select="[data-other]")) == ["control.post"]


@pytest.mark.parametrize(("posts", "expected"), [(3, ["page.profile"]), (2, [])])
def test_a_profile_with_posts_and_nothing_that_is_known_is_noticed(page: Page, posts: int, expected: list[str]) -> None:
    """Addresses say that there are posts; an empty profile has none."""
    links = "".join(f"<a href='/warung_bu_sri/status/{number}'>{number}</a>" for number in range(1, posts + 1))
    page.route("**/*", lambda route: route.fulfill(body=CHANGED.format(links=links), content_type="text/html"))
    page.goto("https://x.com/warung_bu_sri")
    page.evaluate(RECOGNITION)
    assert find_blind(page, X) == expected


def test_what_the_release_has_switched_off_is_not_blind(page: Page) -> None:
    """It has its own sentence in the popup."""
    open_timeline(page)
    off = [{"rule": "post", "reason": {"id": "Sedang diperbaiki.", "en": "Being mended."}}]
    assert find_blind(page, X | {"page": X["page"] | {"off": off}}) == []
