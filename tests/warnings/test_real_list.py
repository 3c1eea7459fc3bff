"""The wording meets the list: everybody who is listed gets a whole warning, and rivals get the same one."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from server.accounts.list_fields import ROLES
from server.accounts.list_reader import load_account_list
from server.accounts.platform_files import load_platforms
from server.domain.elections import Phase
from server.domain.listings import Listing, ListingIndex
from server.domain.warnings import (
    Action,
    Employment,
    Language,
    Level,
    WarningFacts,
    WarningText,
    choose_rule,
    compose_warning,
)

if TYPE_CHECKING:
    from server.domain.warnings import Wording

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def listings() -> tuple[Listing, ...]:
    """Return every listing of the project's list."""
    platforms = load_platforms(ROOT / "extension/platforms")
    return ListingIndex.from_list(load_account_list(ROOT / "candidate_accounts", platforms)).listings


def compose(
    wording: Wording, listing: Listing, phase: Phase, action: Action, employment: Employment, lang: Language
) -> WarningText | None:
    """Compose a listing's warning in a phase, whatever its days are."""
    rule = choose_rule(wording.rules, listing.subject, phase, action, employment)
    name = listing.contest.name
    contest = None if phase is Phase.NONE else {Language.ID: name.id, Language.EN: name.en}[lang]
    facts = WarningFacts(listing.owner_name, contest, phase, listing.role, listing.subject)
    warning = compose_warning(wording, rule, facts, lang)
    assert (warning is None) == (rule.level is Level.NONE)
    return warning


def test_every_role_of_the_list_has_a_name(wording: Wording, listings: tuple[Listing, ...]) -> None:
    """The roles that the list may use, and those that it does use, are worded in both languages."""
    used = {listing.role for listing in listings}

    assert used
    for texts in wording.texts.values():
        assert (used | {*ROLES}) - {*texts.roles} == set()


@pytest.mark.parametrize("lang", Language)
def test_everybody_on_the_list_gets_a_whole_warning(
    wording: Wording, listings: tuple[Listing, ...], lang: Language
) -> None:
    """Nobody falls back on the general text, in no phase."""
    general = wording.texts[lang].general_title
    for listing, phase, action in product(listings, Phase, Action):
        warning = compose(wording, listing, phase, action, Employment.PNS, lang)
        if warning is not None:
            assert listing.owner_name in warning.title, listing.account.id
            assert warning.title != general
            assert "{" not in warning.title + warning.body


@pytest.mark.parametrize("lang", Language)
def test_rivals_get_the_same_warning(wording: Wording, listings: tuple[Listing, ...], lang: Language) -> None:
    """In one contest and role, warnings differ in nothing but the owner's name."""
    for phase, action, employment in product(Phase, Action, Employment):
        told: dict[tuple[str, str, str], set[str]] = {}
        for listing in listings:
            text = str(compose(wording, listing, phase, action, employment, lang))
            peers = told.setdefault((listing.contest.id, listing.subject, listing.role), set())
            peers.add(text.replace(listing.owner_name, "…"))

        assert [peers for peers, texts in told.items() if len(texts) > 1] == [], (phase, action, employment)
