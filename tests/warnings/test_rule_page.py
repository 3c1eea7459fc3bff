"""The rule page: it says what the rules say, all of it, in both languages, and nothing that the house forbids."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from server.domain.warnings import Language
from server.domain.wording_reader import WordingError
from server.warnings.rule_files import RULES_FILE, WORDING_DIRECTORY, WORDING_FILE, RuleRow
from server.warnings.rule_page import RULE_PAGE_FILE, Line, RulePage, load_rule_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The page may name KASN, to say that its task has passed on, and what a circular does not allow.
FORBIDDEN = re.compile(
    r"\b(pasti|penjara|pidana|kurungan|denda|dipecat|berat|certain(ly)?|prison|jail|criminal|fined?|dismiss\w*)\b",
    re.IGNORECASE,
)
SENTENCE_WORDS_MAX = 30


@pytest.fixture(params=[*Language])
def page(request: pytest.FixtureRequest) -> RulePage:
    """Return the page in each language."""
    return load_rule_pages()[request.param]


def lines_of(page: RulePage) -> Iterator[tuple[str, Line]]:
    """Yield every line of the tables with its action."""
    for _, stages in page.accounts:
        for stage in stages:
            for actions, lines in stage.groups:
                for action in actions:
                    yield from ((action, line) for line in lines)


def test_every_row_of_the_rules_is_told_once_for_each_action(rows: tuple[RuleRow, ...], page: RulePage) -> None:
    """With its basis; rows that say nothing have a stage without a table."""
    told = sorted(tuple(name for name, _ in line.bases) for _, line in lines_of(page))
    expected = [row.rule.basis for row in rows if row.rule.consequence for _ in row.rule.actions]

    assert told == sorted(expected)
    assert [stage.level for _, stages in page.accounts for stage in stages if not stage.groups]


def test_like_names_what_its_rule_says() -> None:
    """For a PNS at a candidate's account: table A before penetapan, table B from then on."""
    owners, stages = load_rule_pages()[Language.ID].accounts[0]
    first = [(stage.phases[0], stage.groups[0][0][0], stage.groups[0][1][0]) for stage in stages]

    assert owners == ("calon atau bakal calon", "tim kampanye")
    assert [(phase, action) for phase, action, _ in first] == [
        ("tahap pencalonan", "menyukai"),
        ("tahap sesudah penetapan calon", "menyukai"),
    ]
    assert [(line.employments, line.consequence, line.bases[0]) for *_, line in first] == [
        (("PNS",), "Dapat dikenai sanksi moral.", ("skb-a4", "SKB A.4")),
        (("PNS",), "Dapat dikenai hukuman disiplin.", ("skb-b6", "SKB B.6")),
    ]


def test_every_number_and_every_basis_leads_somewhere(page: RulePage) -> None:
    """Each source is cited, each cited basis is explained."""
    lines = [line for _, line in lines_of(page)]

    assert {number for line in lines for number in line.sources} <= set(range(1, len(page.sources) + 1))
    assert {name for line in lines for name, _ in line.bases} == {name for name, _, _ in page.bases}
    assert page.checked_on.isoformat() == "2026-11-20"


def sentences_of(page: RulePage) -> list[str]:
    """Return everything that the file of the page itself says."""
    return [
        *page.texts.values(),
        *(each for some in page.points.values() for each in some),
        *(x for *_, x in page.bases),
    ]


def test_the_page_keeps_the_rules_of_the_house(page: RulePage) -> None:
    """No certainty, no prison, no threat, as in the warnings; short sentences."""
    for text in sentences_of(page):
        assert not FORBIDDEN.search(text), text
        longest = max(len(sentence.split()) for sentence in text.split(". "))
        assert longest <= SENTENCE_WORDS_MAX, text


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        pytest.param(RULE_PAGE_FILE, "  skb-b6:\n    id", "  skb-b7:\n    id", "bases", id="basis"),
        pytest.param(RULE_PAGE_FILE, "  pppk: {id: PPPK, en: PPPK}\n", "", "employments", id="employment"),
        pytest.param(RULE_PAGE_FILE, "{id: Tahap, en: Stage}", "{id: Tahap}", "texts.stage.en", id="language"),
        pytest.param(RULES_FILE, "checked_on: 2026-11-20", "checked_on: lately", "checked_on", id="day"),
    ],
)
def test_a_gap_is_named(tmp_path: Path, file: str, old: str, new: str, place: str) -> None:
    """What a rule names and the page does not explain stops the start."""
    for name in (RULES_FILE, WORDING_FILE, RULE_PAGE_FILE):
        shutil.copy(WORDING_DIRECTORY / name, tmp_path)
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(WordingError) as raised:
        load_rule_pages(tmp_path)

    assert raised.value.place == f"{file} {place}"
