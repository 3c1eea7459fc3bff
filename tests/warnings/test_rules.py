"""The rules against the law: what holds for whom, on what basis. Source: docs/legal-doubts.md, rules.yaml's sources."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from server.domain.elections import Phase
from server.domain.warnings import Action, Employment, Language, Level, Rule, Subject, Wording, choose_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.warnings.rule_files import RuleRow

RULES = Path(__file__).parents[2] / "server/warnings/rules.yaml"
COMBINATIONS = list(product(Subject, Phase, Action, Employment))
PHASES: list[Phase] = [phase for phase in Phase if phase is not Phase.NONE]
TABLE_B_PHASES = PHASES[1:]

# Subject -> level inside every phase, level outside.
LEVELS = {
    Subject.CANDIDATE: (Level.HOLD, Level.NONE),
    Subject.TEAM: (Level.HOLD, Level.NONE),
    Subject.PARTY: (Level.INFORM, Level.BADGE),
    Subject.VOLUNTEER: (Level.INFORM, Level.NONE),
    Subject.INCUMBENT: (Level.INFORM, Level.NONE),
    Subject.OFFICE: (Level.NONE, Level.NONE),
}

# How an article reads in a row, by the basis that the person sees.
ARTICLES = {
    "skb-a2": "A.2",
    "skb-a4": "A.4",
    "skb-b2": "B.2",
    "skb-b6": "B.6",
    "pp-42-2004": "PP 42/2004 Pasal 11 huruf c, Pasal 15",
    "pp-94-2021": "PP 94/2021 Pasal 5 huruf n angka 5, Pasal 14 huruf i",
    "uu-20-2023-9": "UU 20/2023 Pasal 9 ayat (2)",
    "uu-20-2023-24": "Pasal 24 ayat (1) huruf d",
    "pppk-contract": "UU 20/2023 Pasal 24 ayat (1) huruf d dan perjanjian kerja",
    "se-01-2023": "SE MenPANRB 01/2023",
    "se-18-2023": "SE MenPANRB 18/2023",
}


def rules_of(
    wording: Wording, subjects: set[Subject], phases: list[Phase], employment: Employment
) -> Iterator[tuple[Action, Rule]]:
    """Yield the rule of every combination of these, with its action."""
    for subject, phase, action in product(sorted(subjects), phases, Action):
        yield action, choose_rule(wording.rules, subject, phase, action, employment)


def test_exactly_one_row_speaks_of_each_combination() -> None:
    """No gap and no conflict, counted on the file itself and not by the code that reads it."""
    rows = yaml.safe_load(RULES.read_text(encoding="utf-8"))["rows"]
    for combination in COMBINATIONS:
        named = zip(("subjects", "phases", "actions", "employments"), combination, strict=True)
        members = [(member, str(word)) for member, word in named]

        found = [row for row in rows if all(word in row[member] for member, word in members)]

        assert len(found) == 1, combination


@pytest.mark.parametrize("subject", Subject)
def test_levels_follow_the_owner(wording: Wording, subject: Subject) -> None:
    """Candidates and teams are held in every phase, parties and incumbents softer, offices never."""
    inside, outside = LEVELS[subject]
    for phase, action, employment in product(Phase, Action, Employment):
        level = choose_rule(wording.rules, subject, phase, action, employment).level

        assert level is (outside if phase is Phase.NONE else inside), (phase, action, employment)


def test_candidates_and_teams_are_told_the_same(wording: Wording) -> None:
    """The decree names "akun pemenangan" and "akun calon" in one breath."""
    for phase, action, employment in product(Phase, Action, Employment):
        rules = {
            choose_rule(wording.rules, each, phase, action, employment) for each in (Subject.CANDIDATE, Subject.TEAM)
        }

        assert len(rules) == 1, (phase, action, employment)


@pytest.mark.parametrize("employment", Employment)
def test_table_a_before_confirmation_and_table_b_after(wording: Wording, employment: Employment) -> None:
    """The switch from ethics to discipline is penetapan, phase "calon", not the start of the campaign."""
    subjects = {Subject.CANDIDATE, Subject.TEAM, Subject.INCUMBENT}
    before = [rule for _, rule in rules_of(wording, subjects, [Phase.BAKAL_CALON], employment)]
    after = [rule for _, rule in rules_of(wording, subjects, TABLE_B_PHASES, employment)]

    assert all("skb-a4" in rule.basis and not {"skb-b2", "skb-b6", "pp-94-2021"} & {*rule.basis} for rule in before)
    assert all("skb-b6" in rule.basis and not {"skb-a2", "skb-a4", "pp-42-2004"} & {*rule.basis} for rule in after)
    assert not any("discipline" in (rule.consequence or "") for rule in before)
    assert not any("moral" in (rule.consequence or "") for rule in after)


@pytest.mark.parametrize("employment", Employment)
def test_only_sharing_counts_as_online_campaigning(wording: Wording, employment: Employment) -> None:
    """Items A.2 and B.2 are cited for a share, beside A.4 and B.6, and for nothing else."""
    for action, rule in rules_of(wording, {Subject.CANDIDATE, Subject.TEAM}, PHASES, employment):
        assert bool({"skb-a2", "skb-b2"} & {*rule.basis}) == (action is Action.SHARE)


def test_each_employment_has_its_own_basis(wording: Wording) -> None:
    """PP 42/2004 and PP 94/2021 bind PNS; PPPK, non-ASN staff and spouses are told what binds them."""
    subjects = {Subject.CANDIDATE, Subject.TEAM, Subject.INCUMBENT}
    cited = {
        employment: [{*rule.basis} for _, rule in rules_of(wording, subjects, PHASES, employment)]
        for employment in Employment
    }

    assert all(basis & {"pp-42-2004", "pp-94-2021"} for basis in cited[Employment.PNS])
    assert all("pppk-contract" in basis for basis in cited[Employment.PPPK])
    assert all("se-01-2023" in basis for basis in cited[Employment.NON_ASN])
    for employment in (Employment.PPPK, Employment.NON_ASN, Employment.SPOUSE):
        assert not any(basis & {"pp-42-2004", "pp-94-2021"} for basis in cited[employment])
    for employment in (Employment.PNS, Employment.PPPK, Employment.SPOUSE):
        assert not any("se-01-2023" in basis for basis in cited[employment])


@pytest.mark.parametrize("language", Language)
def test_what_is_uncertain_is_told_as_a_condition(wording: Wording, language: Language) -> None:
    """At an incumbent's or a volunteers' account a consequence begins with "if", whatever the person's employment."""
    for employment in Employment:
        for _, rule in rules_of(wording, {Subject.INCUMBENT, Subject.VOLUNTEER}, PHASES, employment):
            consequence = wording.texts[language].consequences[rule.consequence or ""]

            assert consequence.startswith(("Bila ", "If ")), (employment, consequence)


def test_a_spouse_is_told_of_the_circular_where_it_speaks(wording: Wording) -> None:
    """SE 18/2023, as BKN tells it, names posting, comment, share and like, not follow."""
    subjects = {Subject.CANDIDATE, Subject.TEAM, Subject.INCUMBENT}
    for action, rule in rules_of(wording, subjects, PHASES, Employment.SPOUSE):
        assert ("se-18-2023" in rule.basis) == (action is not Action.FOLLOW)
        assert "accompany" in rule.allowed


def test_non_asn_staff_are_never_told_that_the_law_on_asn_binds_them(wording: Wording) -> None:
    """UU 20/2023 speaks of Pegawai ASN; SE 01/2023 speaks of the others."""
    for _, rule in rules_of(wording, {*Subject}, list(Phase), Employment.NON_ASN):
        assert not [base for base in rule.basis if base.startswith("uu-20-2023") or base == "pppk-contract"]


def test_parties_are_not_charged_with_items_that_do_not_name_them(wording: Wording) -> None:
    """A.4 and B.6 speak of candidates and campaigns; a party's own account rests on the statute."""
    for employment in Employment:
        for _, rule in rules_of(wording, {Subject.PARTY, Subject.VOLUNTEER}, list(Phase), employment):
            assert not [base for base in rule.basis if base.startswith("skb-")]


def test_every_warning_says_what_stays_allowed(wording: Wording) -> None:
    """Voting is named and nobody is reported, in each of them; reading programmes whenever a contest is on."""
    for combination in COMBINATIONS:
        rule = choose_rule(wording.rules, *combination)
        if rule.level is not Level.NONE:
            assert {"vote", "not_reported"} <= {*rule.allowed}, combination
            assert combination[1] is Phase.NONE or {"read_programme", "read_without_follow"} & {*rule.allowed}


def test_each_row_names_the_articles_that_it_shows(rows: tuple[RuleRow, ...]) -> None:
    """What the person reads as basis stands in the row's article, in the law's own numbering."""
    for row in rows:
        missing = [base for base in row.rule.basis if ARTICLES[base] not in row.article]

        assert missing == [], row.article


def test_nothing_is_written_that_no_row_uses(wording: Wording) -> None:
    """A text that no rule names would rot unseen."""
    texts = wording.texts[next(iter(wording.texts))]

    assert {rule.message for rule in wording.rules} - {None} == {*texts.messages}
    assert {base for rule in wording.rules for base in rule.basis} == {*texts.bases}
    assert {rule.consequence for rule in wording.rules} - {None} == {*texts.consequences}
    assert {each for rule in wording.rules for each in rule.allowed} == {*texts.allowed}


def test_every_source_is_used() -> None:
    """A source that no row cites is a leftover."""
    data = yaml.safe_load(RULES.read_text(encoding="utf-8"))

    assert {name for row in data["rows"] for name in row["sources"]} == {*data["sources"]}
