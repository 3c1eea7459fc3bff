"""With the API gone: what was loaded still guards, with words that are bundled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.api import start_api
from tests.browser.dialog import wait_for_dialog
from tests.browser.sites import PAIRS, Person
from tests.browser.visits import ACTIONS, open_for

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium

FIRST = [pytest.param(s, p, a, id=f"{s}-{p.handle}-{a}") for s, ps in PAIRS.items() for p in ps for a in ACTIONS[:1]]


@pytest.fixture(scope="module")
def offline(sleeping: Chromium, tmp_path_factory: pytest.TempPathFactory) -> Chromium:
    """Give a browser whose list was loaded, whose groups were not, and whose API is gone."""
    api = start_api(tmp_path_factory.mktemp("api"))
    sleeping.wake(api.origin)
    api.stop()
    assert sleeping.fetched_groups() == set()
    return sleeping


@pytest.mark.parametrize(("site", "person", "action"), FIRST)
def test_a_listed_account_is_still_held(offline: Chromium, site: str, person: Person, action: str) -> None:
    """The dialog opens with the bundled general wording; the answers mean the same as ever."""
    visit = open_for(offline, site, person, action)

    visit.click(action)
    dialog = wait_for_dialog(visit.page)
    general = offline.stored("wording")["texts"]["id"]["general"]
    assert general["title"] in dialog.text
    assert general["body"] in dialog.text
    visit.assert_untouched()

    dialog.cancel()
    visit.assert_untouched()
    visit.click(action)
    wait_for_dialog(visit.page).go_on()
    assert visit.wait_until_ran() == {action: 1}
