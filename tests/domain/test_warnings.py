"""Choosing a rule and filling its texts, on a small wording of our own."""

from __future__ import annotations

import pytest

from server.domain.elections import Phase
from server.domain.warnings import (
    Action,
    Employment,
    Language,
    Level,
    Message,
    RoleName,
    Rule,
    Subject,
    Texts,
    WarningFacts,
    WarningText,
    Wording,
    choose_rule,
    compose_general_warning,
    compose_notice,
    compose_warning,
)

TEXTS = Texts(
    messages={"told": Message("{owner}, {role}", ("{contest}: {phase}", "{phase}: {contest}", "{owner} {owner}"))},
    bases={"law": "Law 1", "decree": "Decree 2"},
    consequences={"moral": "Perhaps a word."},
    allowed={"vote": "You may vote.", "read": "You may read."},
    phases={phase: f"phase {phase}" for phase in Phase},
    actions={action: str(action) for action in Action},
    roles={"mayor": RoleName("mayor-to-be", "perhaps mayor"), **{each: RoleName(each, each) for each in Subject}},
    notices={"plain": "No more than this.", "named": "{owner} in {contest}."},
    undo={action: f"undo {action}" for action in Action},
    general_title="Somebody",
    general_body="On the list.",
)
WORDING = Wording((), dict.fromkeys(Language, TEXTS))

TOLD = Rule(
    subjects=(Subject.CANDIDATE,),
    phases=(Phase.KAMPANYE,),
    actions=(Action.LIKE,),
    employments=(Employment.PNS,),
    level=Level.HOLD,
    message="told",
    basis=("decree", "law"),
    consequence="moral",
    allowed=("vote", "read"),
)
SILENT = Rule((Subject.OFFICE,), tuple(Phase), tuple(Action), tuple(Employment), Level.NONE, None, (), None, ())
FACTS = WarningFacts("Ani", "City 2024", Phase.KAMPANYE, "mayor", Subject.CANDIDATE)


def compose(facts: WarningFacts = FACTS, rule: Rule = TOLD, form: int = 0) -> WarningText:
    """Compose in Indonesian what must not be None."""
    warning = compose_warning(WORDING, rule, facts, Language.ID, form)
    assert warning is not None
    return warning


def test_the_rule_that_speaks_is_chosen() -> None:
    """All four parts of the combination have to fit."""
    rules = (SILENT, TOLD)

    assert choose_rule(rules, Subject.CANDIDATE, Phase.KAMPANYE, Action.LIKE, Employment.PNS) is TOLD
    assert choose_rule(rules, Subject.OFFICE, Phase.NONE, Action.POST, Employment.PPPK) is SILENT


@pytest.mark.parametrize(
    "combination",
    [
        (Subject.TEAM, Phase.KAMPANYE, Action.LIKE, Employment.PNS),
        (Subject.CANDIDATE, Phase.CALON, Action.LIKE, Employment.PNS),
        (Subject.CANDIDATE, Phase.KAMPANYE, Action.SHARE, Employment.PNS),
        (Subject.CANDIDATE, Phase.KAMPANYE, Action.LIKE, Employment.PPPK),
    ],
    ids=["subject", "phase", "action", "employment"],
)
def test_a_combination_without_a_rule_is_an_error(combination: tuple[Subject, Phase, Action, Employment]) -> None:
    """Silence would let an action pass that the law names."""
    with pytest.raises(LookupError, match=str(combination[0])):
        choose_rule((SILENT, TOLD), *combination)


def test_a_warning_has_all_its_parts() -> None:
    """Title and body are filled; basis, consequence and what stays allowed come from the rule, in its order."""
    expected = WarningText(
        title="Ani, mayor-to-be",
        body="City 2024: phase kampanye",
        basis=("Decree 2", "Law 1"),
        consequence="Perhaps a word.",
        allowed="You may vote. You may read.",
    )

    assert expected == compose()


@pytest.mark.parametrize(
    ("form", "body"),
    [
        (0, "City 2024: "),
        (1, "phase kampanye"),
        (2, "Ani Ani"),
        (3, "City 2024: "),
        (-1, "Ani Ani"),
        (10**20, "phase kampanye"),
    ],
)
def test_any_number_picks_a_form(form: int, body: str) -> None:
    """The caller counts on and on; forms take turns, the title stays."""
    warning = compose(form=form)

    assert warning.body.startswith(body)
    assert warning.title == "Ani, mayor-to-be"


def test_before_confirmation_the_role_is_a_prospective_one() -> None:
    """A bakal calon is not called calon."""
    facts = WarningFacts("Ani", "City 2024", Phase.BAKAL_CALON, "mayor", Subject.CANDIDATE)

    assert compose(facts).title == "Ani, perhaps mayor"


def test_an_unknown_role_is_named_by_its_subject() -> None:
    """A newer list may know a role that this wording does not."""
    facts = WarningFacts("Ani", "City 2024", Phase.KAMPANYE, "calon_kepala_desa", Subject.TEAM)

    assert compose(facts).title == "Ani, team"


def test_braces_in_a_name_stay() -> None:
    """A name is data: what stands in it is never filled again."""
    facts = WarningFacts("{role} {contest}", "{owner}", Phase.KAMPANYE, "mayor", Subject.CANDIDATE)

    assert compose(facts).title == "{role} {contest}, mayor-to-be"
    assert compose(facts).body == "{owner}: phase kampanye"


@pytest.mark.parametrize("contest", [None, ""])
def test_without_a_needed_fact_the_general_warning_stands_in(contest: str | None) -> None:
    """Rather less than a sentence with a hole; the basis stays."""
    facts = WarningFacts("Ani", contest, Phase.KAMPANYE, "mayor", Subject.CANDIDATE)

    assert compose(facts) == compose_general_warning(WORDING, TOLD, Language.ID)
    assert (compose(facts).title, compose(facts).basis) == ("Somebody", ("Decree 2", "Law 1"))
    assert compose(facts, form=2).body == "Ani Ani"


def test_where_nothing_is_done_nothing_is_said() -> None:
    """Level none has no text, neither of its own nor a general one."""
    assert compose_warning(WORDING, SILENT, FACTS, Language.EN) is None
    assert compose_general_warning(WORDING, SILENT, Language.EN) is None


def test_a_notice_needs_its_facts() -> None:
    """A line that names somebody is left out when nobody is known."""
    assert compose_notice(WORDING, "plain", Language.EN) == "No more than this."
    assert compose_notice(WORDING, "named", Language.EN, FACTS) == "Ani in City 2024."
    assert compose_notice(WORDING, "named", Language.EN) is None


def test_levels_have_an_order() -> None:
    """Of several listings the strongest level is answered."""
    assert sorted(Level, key=lambda level: level.rank) == ["none", "badge", "inform", "hold"]
