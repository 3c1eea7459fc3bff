"""The browser stops an idle service worker; the decision in the page does not need it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.dialog import wait_for_dialog
from tests.browser.sites import PAIRS, Person
from tests.browser.visits import open_feed

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium


@pytest.mark.parametrize(
    ("site", "person"), [pytest.param(s, p, id=f"{s}-{p.handle}") for s in PAIRS for p in PAIRS[s]]
)
@pytest.mark.parametrize("has_group", [True, False], ids=["warnings here", "warnings missing"])
def test_a_click_is_held_although_the_worker_was_stopped(
    awake: Chromium, site: str, person: Person, has_group: bool
) -> None:
    """Stopped between load and click: held all the same, with the words of the group."""
    if not has_group:
        awake.forget_groups()
    visit = open_feed(awake, site, person)
    visit.page.wait_for_timeout(300)
    awake.stop_worker()

    visit.click("like")

    dialog = wait_for_dialog(visit.page)
    assert dialog.key in visit.keys
    assert "Presiden" in dialog.text
    visit.assert_untouched()
