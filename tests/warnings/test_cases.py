"""The shared cases: what the server says, word for word. The extension says the same (tests/extension)."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from server.domain.elections import Phase
from server.domain.warnings import (
    Action,
    Employment,
    Language,
    Subject,
    WarningFacts,
    choose_rule,
    compose_general_warning,
    compose_warning,
)

if TYPE_CHECKING:
    from server.domain.warnings import Wording
    from server.warnings.rule_files import RuleRow

CASES = json.loads((Path(__file__).parent / "cases.json").read_text(encoding="utf-8"))


def test_the_cases_reach_every_row(wording: Wording, rows: tuple[RuleRow, ...]) -> None:
    """No row of rules.yaml without a case, nor a phase or a language."""
    members = ("subject", "phase", "action", "employment")
    reached = {choose_rule(wording.rules, *(case[member] for member in members)) for case in CASES}

    assert [row.article for row in rows if row.rule not in reached] == []
    assert {case["phase"] for case in CASES} == {*Phase}
    assert {case["lang"] for case in CASES} == {*Language}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_server_says_what_the_case_says(wording: Wording, case: dict[str, Any]) -> None:
    """Level and every part of the warning, in the language and form of the case."""
    subject, phase, lang = Subject(case["subject"]), Phase(case["phase"]), Language(case["lang"])
    rule = choose_rule(wording.rules, subject, phase, Action(case["action"]), Employment(case["employment"]))

    if account := case["account"]:
        contest = account["contest_name"] and account["contest_name"][lang]
        facts = WarningFacts(account["owner"], contest, phase, account["role"], subject)
        warning = compose_warning(wording, rule, facts, lang, case["form"])
    else:
        warning = compose_general_warning(wording, rule, lang)

    assert case["level"] == rule.level
    assert case["warning"] == (asdict(warning) | {"basis": list(warning.basis)} if warning else None)
