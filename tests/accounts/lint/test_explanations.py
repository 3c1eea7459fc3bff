"""Every code that lint can give is explained, in both languages, and no other."""

from __future__ import annotations

import re

import pytest

from server.accounts.lint.explanations import LANGUAGES, Explanation, load_explanations
from tests.accounts.lint.golden import find_mistakes
from tests.accounts.list_samples import ROOT

EXPLANATIONS = load_explanations()


def test_every_code_is_explained() -> None:
    """The explanations are those of the codes that the checks give, in their order."""
    assert list(EXPLANATIONS) == sorted({mistake.code for mistake in find_mistakes()})


@pytest.mark.parametrize("explanation", EXPLANATIONS.values(), ids=EXPLANATIONS)
def test_an_explanation_is_whole(explanation: Explanation) -> None:
    """It says what, why and how in each language, in whole sentences that differ, and gives an example."""
    texts = [
        text
        for language in LANGUAGES
        for words in [explanation.words[language]]
        for text in (words.means, words.why, words.mend)
    ]

    assert len(set(texts)) == len(texts)
    assert all(re.fullmatch(r"[A-Z\"].+\.", text) for text in texts)
    assert explanation.example


def test_the_schema_names_every_code() -> None:
    """The table of SCHEMA.md holds every code, alone or inside a range."""
    schema = (ROOT / "candidate_accounts" / "SCHEMA.md").read_text(encoding="utf-8")
    named = set()
    for first, last in re.findall(r"\bL(\d{3})(?:-L(\d{3}))?", schema.partition("## What lint checks")[2]):
        named |= {f"L{number:03}" for number in range(int(first), int(last or first) + 1)}

    assert set(EXPLANATIONS) <= named
