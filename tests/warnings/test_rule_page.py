"""The rule page: it says what the rules say, all of it, in both languages, and nothing that the house forbids."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from server.domain.warnings import Language
from server.domain.wording_reader import WordingError
from server.warnings.rule_files import RULES_FILE, WORDING_DIRECTORY, WORDING_FILE, RuleRow
from server.warnings.rule_folding import fold_rows
from server.warnings.rule_page import RULE_PAGE_FILE, RulePage, Stage, load_rule_pages

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


def stages_of(page: RulePage) -> Iterator[Stage]:
    """Yield every stage that has a table."""
    yield from (stage for _, stages in page.accounts for stage in stages if stage.lines)


def test_folded_rows_say_what_the_rows_say(rows: tuple[RuleRow, ...]) -> None:
    """Each employment and action, unfolded again: its consequence, its bases, and a line with its sources."""
    for rule in {(row.rule.subjects, row.rule.phases, row.rule.level) for row in rows}:
        same = [row for row in rows if (row.rule.subjects, row.rule.phases, row.rule.level) == rule]
        items, lines = fold_rows(same)
        named = {action: item.bases for item in items for action in item.actions}
        told = sorted(
            (employment, action, line.consequence, sorted((*named[action], *people.bases)))
            for line in lines
            for people in line.people
            for employment in people.employments
            for action in people.actions or named
        )

        assert told == sorted(
            (employment, action, row.rule.consequence, sorted(row.rule.basis))
            for row in same
            if row.rule.consequence
            for employment in row.rule.employments
            for action in row.rule.actions
        )
        assert {s for line in lines for s in line.sources} == {s for row in same if lines for s in row.sources}


def test_equal_rules_are_said_once(page: RulePage) -> None:
    """No stage says a consequence twice, nor names an action in two items."""
    for stage in stages_of(page):
        assert len({line.consequence for line in stage.lines}) == len(stage.lines)
        assert len(stage.lines) <= 3
        assert len({actions for actions, _ in stage.items}) == len(stage.items)


def test_a_candidates_account_is_told_by_action_and_phase() -> None:
    """Table A before penetapan, table B from then on; sharing has an item more; a spouse differs but for follow."""
    owners, (before, after) = load_rule_pages()[Language.ID].accounts[0]

    assert owners == ("calon atau bakal calon", "tim kampanye")
    assert before.phases == ("tahap pencalonan",)
    assert after.phases == ("tahap sesudah penetapan calon sampai tahap sesudah pemungutan suara",)
    assert [(actions, [name for _, name in bases]) for actions, bases in before.items] == [
        (("semua selain membagikan",), ["SKB A.4"]),
        (("membagikan",), ["SKB A.4", "SKB A.2"]),
    ]
    spouse = "ASN yang suami/istrinya calon"
    assert [(line.who, line.consequence) for line in after.lines] == [
        ((("PNS", ()), ("PPPK", ()), (spouse, ("mengikuti",))), "Dapat dikenai hukuman disiplin."),
        (
            (("Pegawai non-ASN", ()),),
            "Pegawai non-ASN juga wajib netral dan dapat dikenai sanksi sesuai perjanjian kerja.",
        ),
        (
            ((spouse, ("semua selain mengikuti",)),),
            "Dapat dikenai hukuman disiplin, juga bila ini akun suami atau istri sendiri dan Anda sedang cuti.",
        ),
    ]


def test_every_number_and_every_basis_leads_somewhere(page: RulePage) -> None:
    """Each source is cited, each cited basis is explained."""
    lines = [line for stage in stages_of(page) for line in stage.lines]
    cited = [bases for stage in stages_of(page) for _, bases in stage.items]
    cited += [people.bases for line in lines for people in line.people]

    assert {number for line in lines for number in line.sources} <= set(range(1, len(page.sources) + 1))
    assert {name for bases in cited for name, _ in bases} == {name for name, _, _ in page.bases}
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
        pytest.param(RULE_PAGE_FILE, "{id: Tindakan, en: Action}", "{id: Tindakan}", "texts.action.en", id="language"),
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
