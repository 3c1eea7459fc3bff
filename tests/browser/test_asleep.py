"""Times at which nothing is held: before somebody said that they are a civil servant, and outside every phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.dialog import find_dialog
from tests.browser.sites import PAIRS, Person
from tests.browser.visits import ACTIONS, open_for

if TYPE_CHECKING:
    from tests.browser.api import Api
    from tests.browser.chromium import Chromium

ALL = [
    pytest.param(site, person, action, id=f"{site}-{person.handle}-{action}")
    for site, people in PAIRS.items()
    for person, action in zip(people, (ACTIONS[0], ACTIONS[2], ACTIONS[3]), strict=True)
]


@pytest.mark.parametrize(("site", "person", "action"), ALL)
def test_asleep_nothing_is_held_and_nothing_sent(
    sleeping: Chromium, api: Api, site: str, person: Person, action: str
) -> None:
    """Without an employment the extension is as if it were not there."""
    before = len(api.recorder.requests)
    settings = {"employment": None, "language": "id", "server": api.origin, "today": "2024-01-15", "prefetch": False}
    sleeping.save_settings(**settings)

    visit = open_for(sleeping, site, person, action)
    visit.click(action)

    visit.assert_passed(action)
    assert api.recorder.paths(before) == []


@pytest.mark.parametrize("today", [None, "2025-06-01"], ids=["today", "a year later"])
@pytest.mark.parametrize(("site", "person", "action"), ALL)
def test_after_the_election_nothing_is_held(
    awake: Chromium, api: Api, site: str, person: Person, action: str, today: str | None
) -> None:
    """The list is there, but the windows of the six candidates are over."""
    awake.wake(api.origin, today=today)

    visit = open_for(awake, site, person, action)
    visit.click(action)

    visit.assert_passed(action)
    assert find_dialog(visit.page) is None
