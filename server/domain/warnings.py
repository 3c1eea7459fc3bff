"""Warnings: which rule speaks of an action, and what a person is told.

For ``POST /v1/check``, ``jaga check`` and the release. ``extension/page/compose_warning.js`` is the same in
JavaScript; ``tests/warnings/cases.json`` proves that both say the same. How the data look on the wire stands in
``wording_format.py``.

Source: server/warnings/rules.yaml and wording.yaml, which cite the law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from server.domain.elections import Phase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLACEHOLDERS = frozenset({"owner", "contest", "phase", "role"})
"""What a text may leave open; everything else in braces is a mistake."""

_PLACEHOLDER = re.compile(r"\{([a-z]+)\}")


class Level(StrEnum):
    """How much is done, from nothing to the dialog."""

    NONE = "none"
    BADGE = "badge"
    INFORM = "inform"
    HOLD = "hold"

    @property
    def rank(self) -> int:
        """The place in the order above; a higher one is stronger."""
        return list(Level).index(self)


class Action(StrEnum):
    """What the person is about to do; ``POST`` is to write on the account's own page or in its group."""

    LIKE = "like"
    COMMENT = "comment"
    SHARE = "share"
    FOLLOW = "follow"
    POST = "post"


class Employment(StrEnum):
    """Which rule the person is bound by; ``SPOUSE`` is a PNS or PPPK whose husband or wife is a candidate."""

    PNS = "pns"
    PPPK = "pppk"
    NON_ASN = "non_asn"
    SPOUSE = "spouse"


class Subject(StrEnum):
    """What sort of owner a rule speaks of."""

    CANDIDATE = "candidate"
    TEAM = "team"
    PARTY = "party"
    VOLUNTEER = "volunteer"
    INCUMBENT = "incumbent"
    OFFICE = "office"


class Language(StrEnum):
    """The languages in which everything can be said; Indonesian is the usual one."""

    ID = "id"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rules: for these combinations, this level and these texts (by id).

    Attributes:
        message: what is said, or ``None`` when nothing is (level ``none``).
        basis: what is cited, the closest first; empty only at level ``none``.
        consequence: what may follow; ``None`` only at level ``none``.
        allowed: what stays allowed; empty only at level ``none``.
    """

    subjects: tuple[Subject, ...]
    phases: tuple[Phase, ...]
    actions: tuple[Action, ...]
    employments: tuple[Employment, ...]
    level: Level
    message: str | None
    basis: tuple[str, ...]
    consequence: str | None
    allowed: tuple[str, ...]

    def matches(self, subject: Subject, phase: Phase, action: Action, employment: Employment) -> bool:
        """Tell whether the rule speaks of this combination."""
        return (
            subject in self.subjects
            and phase in self.phases
            and action in self.actions
            and employment in self.employments
        )


@dataclass(frozen=True, slots=True)
class Message:
    """A heading and equivalent bodies: the form varies, the meaning never."""

    title: str
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleName:
    """What somebody is called: as a rule, and before the candidates have been confirmed."""

    usual: str
    prospective: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything that is said in one language, each text by its id."""

    messages: Mapping[str, Message]
    bases: Mapping[str, str]
    consequences: Mapping[str, str]
    allowed: Mapping[str, str]
    phases: Mapping[str, str]
    actions: Mapping[str, str]
    roles: Mapping[str, RoleName]
    notices: Mapping[str, str]
    undo: Mapping[str, str]
    general_title: str
    general_body: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The rules and the texts that they name, in every language."""

    rules: tuple[Rule, ...]
    texts: Mapping[Language, Texts]


@dataclass(frozen=True, slots=True)
class WarningFacts:
    """What a warning says of one listing.

    Attributes:
        owner: the owner's name.
        contest: the contest's name in the warning's language; ``None`` outside every contest.
        role: a role's id such as ``calon_presiden``; one that the wording does not know is named by its subject.
    """

    owner: str
    contest: str | None
    phase: Phase
    role: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class WarningText:
    """A warning as a person reads it."""

    title: str
    body: str
    basis: tuple[str, ...]
    consequence: str
    allowed: str


def choose_rule(rules: Iterable[Rule], subject: Subject, phase: Phase, action: Action, employment: Employment) -> Rule:
    """Return the rule that speaks of a combination; in a parsed wording there is exactly one.

    Raises:
        LookupError: no rule speaks of it; cannot happen with a parsed wording.
    """
    for rule in rules:
        if rule.matches(subject, phase, action, employment):
            return rule
    raise LookupError(f"no rule for {subject} {phase} {action} {employment}")


def compose_warning(
    wording: Wording, rule: Rule, facts: WarningFacts, lang: Language, form: int = 0
) -> WarningText | None:
    """Say what *rule* says, of this listing, in this language.

    *form* is any whole number; it picks one of the message's equivalent bodies, the first for 0.

    Returns:
        The warning; the general one when a fact that the text needs is missing; None at level ``none``.
    """
    texts = wording.texts[lang]
    message = texts.messages[rule.message] if rule.message else None
    if message is None:
        return None
    values = _name_facts(texts, facts)
    title = _fill(message.title, values)
    body = _fill(message.bodies[form % len(message.bodies)], values)
    if title is None or body is None:
        return compose_general_warning(wording, rule, lang)
    return _surround(texts, rule, title, body)


def compose_general_warning(wording: Wording, rule: Rule, lang: Language) -> WarningText | None:
    """Say what *rule* says without a word on whose account it is, for when that is not known here.

    Returns:
        The warning, or None at level ``none``.
    """
    texts = wording.texts[lang]
    return _surround(texts, rule, texts.general_title, texts.general_body) if rule.message else None


def compose_notice(wording: Wording, notice: str, lang: Language, facts: WarningFacts | None = None) -> str | None:
    """Return one of the short notices, or None when a fact that it needs is missing."""
    texts = wording.texts[lang]
    return _fill(texts.notices[notice], _name_facts(texts, facts) if facts else {})


def find_placeholders(text: str) -> list[str]:
    """Return the names in braces, in the order of the text."""
    return _PLACEHOLDER.findall(text)


def _surround(texts: Texts, rule: Rule, title: str, body: str) -> WarningText:
    """Add what the rule cites, what may follow and what stays allowed."""
    return WarningText(
        title=title,
        body=body,
        basis=tuple(texts.bases[base] for base in rule.basis),
        consequence=texts.consequences[rule.consequence or ""],
        allowed=" ".join(texts.allowed[each] for each in rule.allowed),
    )


def _name_facts(texts: Texts, facts: WarningFacts) -> dict[str, str | None]:
    role = texts.roles.get(facts.role) or texts.roles[facts.subject]
    return {
        "owner": facts.owner,
        "contest": facts.contest,
        "phase": texts.phases[facts.phase],
        "role": role.prospective if facts.phase is Phase.BAKAL_CALON else role.usual,
    }


def _fill(template: str, values: Mapping[str, str | None]) -> str | None:
    """Put the values in, in one pass: a brace inside a value stays as it is. None when one is missing."""
    if not all(values.get(name) for name in find_placeholders(template)):
        return None
    return _PLACEHOLDER.sub(lambda found: values[found[1]] or "", template)
