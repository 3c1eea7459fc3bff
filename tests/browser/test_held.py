"""A click on an account of each of the three pairs is held, and the person's answer is what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.dialog import find_dialog, wait_for_dialog
from tests.browser.sites import PAIRS, Person
from tests.browser.visits import ACTIONS, open_for

if TYPE_CHECKING:
    from tests.browser.chromium import Chromium

CASES = [
    pytest.param(site, person, action, id=f"{site}-{person.handle}-{action}")
    for site, people in PAIRS.items()
    for person in people
    for action in ACTIONS
]


@pytest.mark.parametrize(("site", "person", "action"), CASES)
def test_a_click_is_held_until_the_person_answers(awake: Chromium, site: str, person: Person, action: str) -> None:
    """The dialog opens and nothing reaches the site; Batal and Escape: never; Tetap lanjut: exactly once."""
    visit = open_for(awake, site, person, action)

    visit.click(action)
    dialog = wait_for_dialog(visit.page)
    assert dialog.key in visit.keys
    assert dialog.action == action
    visit.assert_untouched()

    dialog.cancel()
    visit.assert_untouched()

    visit.click(action)
    wait_for_dialog(visit.page).escape()
    visit.assert_untouched()

    visit.click(action)
    wait_for_dialog(visit.page).go_on()
    assert visit.wait_until_ran() == {action: 1}
    assert find_dialog(visit.page) is None


@pytest.mark.parametrize(
    ("site", "person"), [pytest.param(s, p, id=f"{s}-{p.handle}") for s in PAIRS for p in PAIRS[s]]
)
def test_the_dialog_says_whose_account_it_is(awake: Chromium, site: str, person: Person) -> None:
    """It names the owner, the contest and the phase, what may follow and on which basis, and offers two answers."""
    visit = open_for(awake, site, person, "like")
    visit.click("like")

    dialog = wait_for_dialog(visit.page)

    assert dialog.attributes["aria-modal"] == "true"
    assert dialog.part("aria-labelledby")
    assert dialog.part("aria-describedby")
    for words in (person.owner, "Pemilihan Presiden 2024", "masa kampanye", "SKB", "PP 94/2021"):
        assert words in dialog.text
    assert dialog.button("Batal")
    assert dialog.button("Tetap lanjut")
