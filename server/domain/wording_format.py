"""The wire form of rules and wording: ``wording.json`` of a release, read strictly and written.

``parse_wording`` takes what ``to_release_json`` gives and refuses everything else: an unknown or missing member, a
text that one language lacks, a rule that names no text, two rules for one combination or none.

Source: docs/architecture.md, "A warning, from the list to the click".
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Any

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
    Wording,
    find_placeholders,
)
from server.domain.wording_reader import (
    WordingError,
    read_list,
    read_object,
    read_plain,
    read_table,
    read_template,
    read_text_or_none,
    read_texts,
    read_word,
    read_words,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = 1

RULE_MEMBERS = ("subjects", "phases", "actions", "employments", "level", "message", "basis", "consequence", "allowed")
PLAIN_SECTIONS = ("bases", "consequences", "allowed", "phases", "actions", "undo")
_SECTIONS = (*PLAIN_SECTIONS, "messages", "roles", "notices", "general")


def parse_wording(data: object) -> Wording:
    """Read the wire form.

    Args:
        data: parsed JSON of ``wording.json``.

    Raises:
        WordingError: anything is missing, unknown, of another type, or contradicts something else.
    """
    top = read_object(data, "wording", ("format", "rules", "texts"))
    if top["format"] != FORMAT:
        raise WordingError("format", top["format"], str(FORMAT))
    rules = tuple(parse_rule(rule, f"rules[{index}]") for index, rule in enumerate(read_list(top["rules"], "rules")))
    languages = read_object(top["texts"], "texts", tuple(Language))
    texts = {language: _parse_texts(languages[language], f"texts.{language}") for language in Language}
    _check_languages_agree(texts)
    _check_combinations(rules)
    for index, rule in enumerate(rules):
        _check_names(rule, texts[Language.ID], f"rules[{index}]")
    return Wording(rules, texts)


def to_release_json(wording: Wording) -> dict[str, Any]:
    """Write the wire form, ready for ``json.dumps``."""
    return {
        "format": FORMAT,
        "rules": [rule_to_json(rule) for rule in wording.rules],
        "texts": {str(language): _texts_to_json(texts) for language, texts in wording.texts.items()},
    }


def parse_rule(data: object, place: str) -> Rule:
    """Read one rule.

    Raises:
        WordingError: a member is missing, unknown or wrong, or a level and its texts do not go together.
    """
    row = read_object(data, place, RULE_MEMBERS)
    rule = Rule(
        subjects=read_words(row["subjects"], f"{place}.subjects", Subject),
        phases=read_words(row["phases"], f"{place}.phases", Phase),
        actions=read_words(row["actions"], f"{place}.actions", Action),
        employments=read_words(row["employments"], f"{place}.employments", Employment),
        level=read_word(row["level"], f"{place}.level", Level),
        message=read_text_or_none(row["message"], f"{place}.message"),
        basis=read_texts(row["basis"], f"{place}.basis"),
        consequence=read_text_or_none(row["consequence"], f"{place}.consequence"),
        allowed=read_texts(row["allowed"], f"{place}.allowed"),
    )
    _check_level(rule, place)
    return rule


def _check_level(rule: Rule, place: str) -> None:
    """Level ``none`` says nothing at all; every other level says everything."""
    parts = (rule.message, rule.basis, rule.consequence, rule.allowed)
    is_complete = all(parts) if rule.level is not Level.NONE else not any(parts)
    if not is_complete:
        expected = "no text" if rule.level is Level.NONE else "a message, a basis, a consequence and what stays allowed"
        raise WordingError(place, parts, f"{expected} at level {rule.level}")


def _check_combinations(rules: tuple[Rule, ...]) -> None:
    """Exactly one rule speaks of each combination."""
    spoken_of = Counter(
        combination
        for rule in rules
        for combination in product(rule.subjects, rule.phases, rule.actions, rule.employments)
    )
    for combination in product(Subject, Phase, Action, Employment):
        if spoken_of[combination] != 1:
            raise WordingError("rules", spoken_of[combination], f"one rule for {' '.join(combination)}")


def _check_names(rule: Rule, texts: Texts, place: str) -> None:
    """Every text that a rule names exists, and outside the phases none needs a contest or a phase."""
    named = [(texts.bases, base) for base in rule.basis] + [(texts.allowed, each) for each in rule.allowed]
    if rule.consequence:
        named.append((texts.consequences, rule.consequence))
    for table, name in named:
        if name not in table:
            raise WordingError(place, name, "the id of a text")
    if rule.message:
        _check_message(rule, texts, place)


def _check_message(rule: Rule, texts: Texts, place: str) -> None:
    message = texts.messages.get(rule.message or "")
    if message is None:
        raise WordingError(place, rule.message, "the id of a message")
    needed = {name for text in (message.title, *message.bodies) for name in find_placeholders(text)}
    if Phase.NONE in rule.phases and needed & {"contest", "phase"}:
        raise WordingError(place, rule.message, "a message without {contest} and {phase}, as there are none")


def _check_languages_agree(texts: Mapping[Language, Texts]) -> None:
    """Both languages have the same texts, and each message as many bodies in both."""
    for section in (*PLAIN_SECTIONS, "messages", "roles", "notices"):
        ids = {language: set(getattr(texts[language], section)) for language in Language}
        for language in Language:
            for name in sorted(set.union(*ids.values()) - ids[language]):
                raise WordingError(f"texts.{language}.{section}.{name}", None, "a text, as the other language has one")
    for name, message in texts[Language.ID].messages.items():
        _check_bodies_agree(message, texts[Language.EN].messages[name], f"texts.en.messages.{name}")


def _check_bodies_agree(message: Message, other: Message, place: str) -> None:
    """As many bodies in both languages, and each leaves the same open in both."""
    if len(message.bodies) != len(other.bodies):
        raise WordingError(
            f"{place}.bodies", len(other.bodies), f"{len(message.bodies)} bodies, as in the other language"
        )
    for one, two in zip((message.title, *message.bodies), (other.title, *other.bodies), strict=True):
        names = set(find_placeholders(one))
        if names != set(find_placeholders(two)):
            raise WordingError(place, two, f"the same braces as in the other language: {', '.join(sorted(names))}")


def _parse_texts(data: object, place: str) -> Texts:
    sections = read_object(data, place, _SECTIONS)
    general = read_object(sections["general"], f"{place}.general", ("title", "body"))
    texts = Texts(
        **{name: read_table(sections[name], f"{place}.{name}", read_plain) for name in PLAIN_SECTIONS},
        messages=read_table(sections["messages"], f"{place}.messages", _read_message),
        roles=read_table(sections["roles"], f"{place}.roles", _read_role),
        notices=read_table(sections["notices"], f"{place}.notices", read_template),
        general_title=read_plain(general["title"], f"{place}.general.title"),
        general_body=read_plain(general["body"], f"{place}.general.body"),
    )
    _check_words_have_texts(texts, place)
    return texts


def _check_words_have_texts(texts: Texts, place: str) -> None:
    """Each phase and action has its words and each subject its name, for a role that is not known here."""
    for section, words in (("phases", Phase), ("actions", Action), ("undo", Action), ("roles", Subject)):
        for word in words:
            if word not in getattr(texts, section):
                raise WordingError(f"{place}.{section}", None, f"a text for {str(word)!r}")


def _read_message(value: object, place: str) -> Message:
    message = read_object(value, place, ("title", "bodies"))
    bodies = read_list(message["bodies"], f"{place}.bodies")
    if not bodies:
        raise WordingError(f"{place}.bodies", bodies, "at least one body")
    return Message(
        title=read_template(message["title"], f"{place}.title"),
        bodies=tuple(read_template(body, f"{place}.bodies[{index}]") for index, body in enumerate(bodies)),
    )


def _read_role(value: object, place: str) -> RoleName:
    role = read_object(value, place, ("usual", "prospective"))
    return RoleName(**{name: read_plain(role[name], f"{place}.{name}") for name in ("usual", "prospective")})


def rule_to_json(rule: Rule) -> dict[str, Any]:
    """Return the members as JSON knows them: words as text, rows as lists."""
    members = {name: getattr(rule, name) for name in RULE_MEMBERS}
    rows = {name: [*map(str, value)] for name, value in members.items() if isinstance(value, tuple)}
    return members | rows | {"level": str(rule.level)}


def _texts_to_json(texts: Texts) -> dict[str, Any]:
    return {
        **{name: dict(getattr(texts, name)) for name in (*PLAIN_SECTIONS, "notices")},
        "messages": {
            name: {"title": message.title, "bodies": list(message.bodies)} for name, message in texts.messages.items()
        },
        "roles": {name: {"usual": role.usual, "prospective": role.prospective} for name, role in texts.roles.items()},
        "general": {"title": texts.general_title, "body": texts.general_body},
    }
