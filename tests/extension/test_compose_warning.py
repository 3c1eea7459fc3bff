"""The page's twin of server/domain/warnings.py says the same, in the shared cases and in every combination."""

from __future__ import annotations

import json
import subprocess
from dataclasses import asdict
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from server.domain.elections import Phase
from server.domain.warnings import (
    Action,
    Employment,
    Language,
    Subject,
    WarningFacts,
    Wording,
    choose_rule,
    compose_notice,
    compose_warning,
)
from server.domain.wording_format import to_release_json
from server.warnings.rule_files import load_wording

HERE = Path(__file__).parent
SHARED = json.loads((HERE.parent / "warnings/cases.json").read_text(encoding="utf-8"))
OWNERS = {
    0: "Ani Contoh",
    1: "Abdurrahman " * 8 + "Sari",
    2: "<b onclick=\"x()\">{role} & 'Ani' $1 $& %s \\1</b>",
    -4: "",
}
"""Whose account it is, by form: an ordinary name, one of a hundred letters, one with markup, and none."""

CONTEST = {"id": "Pemilihan Contoh 2024", "en": "2024 election of Contoh"}
ROLES = {Subject.CANDIDATE: "calon_presiden", Subject.TEAM: "tim_kampanye", Subject.PARTY: "partai"}


def make_case(combination: tuple[Subject, Phase, Action, Employment], lang: Language, form: int) -> dict[str, Any]:
    """Return a case in the form of ``cases.json``; a role that nobody knows stands for the remaining subjects."""
    subject, phase, action, employment = combination
    return {
        "subject": subject,
        "phase": phase,
        "action": action,
        "employment": employment,
        "account": {
            "owner": OWNERS[form],
            "role": ROLES.get(subject, "unknown"),
            "contest_name": None if phase is Phase.NONE else CONTEST,
        },
        "lang": lang,
        "form": form,
    }


EVERY = [
    make_case(combination, lang, form)
    for combination in product(Subject, Phase, Action, Employment)
    for lang in Language
    for form in OWNERS
]


def run_in_node(wording: Wording, cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what the page's script answers to *cases*."""
    question = json.dumps({"wording": to_release_json(wording), "cases": cases})
    command = ["node", str(HERE / "compose_warning.mjs")]
    run = subprocess.run(command, input=question, capture_output=True, text=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


def answer_as_server(wording: Wording, case: dict[str, Any]) -> dict[str, Any]:
    """Return what the server answers, in the form of the script's answers."""
    lang, phase, account = case["lang"], case["phase"], case["account"]
    rule = choose_rule(wording.rules, case["subject"], phase, case["action"], case["employment"])
    contest = account["contest_name"] and account["contest_name"][lang]
    facts = WarningFacts(account["owner"], contest, phase, account["role"], case["subject"])
    warning = compose_warning(wording, rule, facts, lang, case["form"])
    notices = [compose_notice(wording, notice, lang, facts) for notice in wording.texts[lang].notices]
    plain = asdict(warning) | {"basis": list(warning.basis)} if warning else None
    return {"level": rule.level, "warning": plain, "notices": notices}


@pytest.fixture(scope="module")
def wording() -> Wording:
    """Return the project's rules and wording."""
    return load_wording()


@pytest.fixture(scope="module")
def told(wording: Wording) -> dict[str, Any]:
    """Return the script's answers to the shared cases, then to every combination; Node is started once."""
    return run_in_node(wording, SHARED + EVERY)


def test_the_page_says_what_the_cases_say(told: dict[str, Any]) -> None:
    """Word for word, level included."""
    for case, answer in zip(SHARED, told["answers"], strict=False):
        assert (case["level"], case["warning"]) == (answer["level"], answer["warning"]), case["name"]


def test_the_page_says_what_the_server_says_in_every_combination(wording: Wording, told: dict[str, Any]) -> None:
    """Every subject, phase, action, employment, language and form, and every notice."""
    answers = told["answers"][len(SHARED) :]

    assert len(answers) == len(EVERY) > 6000
    for case, answer in zip(EVERY, answers, strict=True):
        assert answer_as_server(wording, case) == answer, case


def test_a_name_is_told_whole_and_without_one_the_warning_is_general(wording: Wording, told: dict[str, Any]) -> None:
    """Neither length nor markup changes a name; where there is none, no hole is left in a sentence."""
    for case, answer in zip(EVERY, told["answers"][len(SHARED) :], strict=True):
        if answer["warning"] is not None:
            general = wording.texts[case["lang"]].general_title
            owner = case["account"]["owner"]
            assert (answer["warning"]["title"] == general) == (owner == ""), case
            assert owner in answer["warning"]["title"], case


def test_a_word_that_the_wording_does_not_know_has_no_rule(told: dict[str, Any]) -> None:
    """A newer list may use a word that an older wording lacks; the page then knows that it knows nothing."""
    assert told["unknown"] == [None, None, None, None]


def test_a_notice_without_its_facts_is_left_out(told: dict[str, Any]) -> None:
    """Rather nothing than a sentence with a hole."""
    assert told["bare"] is None
