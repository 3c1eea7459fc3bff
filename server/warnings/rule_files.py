"""Read ``rules.yaml`` and ``wording.yaml`` strictly into one ``Wording``.

For whoever starts the API, checks on the command line or builds a release. The files say more than a release does:
rules name their article and sources, texts carry a note for the lawyer. Here it is made sure that nothing is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.domain.warnings import Language, Rule, Wording
from server.domain.wording_format import FORMAT, PLAIN_SECTIONS, RULE_MEMBERS, parse_rule, parse_wording, rule_to_json
from server.domain.wording_reader import (
    WordingError,
    read_list,
    read_object,
    read_plain,
    read_table,
    read_text,
    read_text_or_none,
    read_texts,
    read_word,
)
from server.warnings.strict_yaml import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

WORDING_DIRECTORY = Path(__file__).parent
"""Where the project's own rules and wording stand."""

RULES_FILE = "rules.yaml"
WORDING_FILE = "wording.yaml"

_TEXT_SECTIONS = (*PLAIN_SECTIONS, "messages", "roles", "notices")


class Mark(StrEnum):
    """How sure a source is: ``V`` two sources or an official page, ``S`` one secondary source."""

    V = "V"
    S = "S"


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule was read."""

    title: str
    url: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with what it rests on.

    Attributes:
        article: the law's own numbering.
        sources: where it was read, at least one.
        why: the reason for a level other than ``hold``; may be ``None`` at ``hold``.
    """

    rule: Rule
    article: str
    sources: tuple[RuleSource, ...]
    why: str | None


def load_wording(directory: Path = WORDING_DIRECTORY) -> Wording:
    """Load rules and texts.

    Args:
        directory: holds ``rules.yaml`` and ``wording.yaml``.

    Raises:
        WordingError: a file is missing, is no YAML, or anything in it is missing, unknown or contradictory; its
            ``place`` begins with the file's name.
    """
    rows = load_rule_rows(directory)
    texts = _load_texts(directory)
    rules = [rule_to_json(row.rule) for row in rows]
    try:
        return parse_wording({"format": FORMAT, "rules": rules, "texts": texts})
    except WordingError as error:
        raise WordingError(_name_file(error.place), error.found, error.expected) from error


def load_rule_rows(directory: Path = WORDING_DIRECTORY) -> tuple[RuleRow, ...]:
    """Load the rules with their articles, sources and reasons, in the order of the file.

    Raises:
        WordingError: as ``load_wording``, for ``rules.yaml``.
    """
    top = _load_rules(directory)
    sources = read_table(top["sources"], f"{RULES_FILE} sources", _read_source)
    rows = read_list(top["rows"], f"{RULES_FILE} rows")
    return tuple(_read_row(row, f"{RULES_FILE} rows[{index}]", sources) for index, row in enumerate(rows))


def load_checked_on(directory: Path = WORDING_DIRECTORY) -> date:
    """Load the day on which the sources of the rules were last read.

    Raises:
        WordingError: as ``load_wording``, for ``rules.yaml``.
    """
    checked_on = _load_rules(directory)["checked_on"]
    if type(checked_on) is not date:  # a datetime is a date too
        raise WordingError(f"{RULES_FILE} checked_on", checked_on, "a date")
    return checked_on


def _load_rules(directory: Path) -> Mapping[str, Any]:
    return read_object(load_yaml(directory / RULES_FILE), RULES_FILE, ("checked_on", "sources", "rows"))


def _read_row(value: object, place: str, sources: dict[str, RuleSource]) -> RuleRow:
    row = {"why": None, **value} if isinstance(value, dict) else value
    members = read_object(row, place, (*RULE_MEMBERS, "article", "sources", "why"))
    rule = parse_rule({name: members[name] for name in RULE_MEMBERS}, place)
    names = read_texts(members["sources"], f"{place}.sources")
    if unknown := [name for name in names if name not in sources]:
        raise WordingError(f"{place}.sources", unknown[0], "the id of a source")
    if not names or (rule.level != "hold" and not members["why"]):
        raise WordingError(place, members["why"], "a source, and a why at every level but hold")
    return RuleRow(
        rule=rule,
        article=read_text(members["article"], f"{place}.article"),
        sources=tuple(sources[name] for name in names),
        why=read_text_or_none(members["why"], f"{place}.why"),
    )


def _read_source(value: object, place: str) -> RuleSource:
    source = read_object(value, place, ("title", "url", "mark"))
    url = read_text(source["url"], f"{place}.url")
    if not url.startswith("https://"):
        raise WordingError(f"{place}.url", url, "an https address")
    return RuleSource(
        read_text(source["title"], f"{place}.title"), url, read_word(source["mark"], f"{place}.mark", Mark)
    )


def _load_texts(directory: Path) -> dict[str, dict[str, Any]]:
    """Return the texts as the wire has them, by language first."""
    top = read_object(load_yaml(directory / WORDING_FILE), WORDING_FILE, (*_TEXT_SECTIONS, "general"))
    general = _read_entry(top["general"], f"{WORDING_FILE} general")
    texts: dict[str, dict[str, Any]] = {str(language): {"general": general[language]} for language in Language}
    for section in _TEXT_SECTIONS:
        entries = read_table(top[section], f"{WORDING_FILE} {section}", _read_entry)
        for language in Language:
            texts[language][section] = {name: entry[language] for name, entry in entries.items()}
    return texts


def _read_entry(value: object, place: str) -> dict[str, Any]:
    """Return what an entry says in each language; it must have a note and every language."""
    entry = read_object(value, place, ("note", *Language))
    read_plain(entry["note"], f"{place}.note")
    return {str(language): entry[language] for language in Language}


def _name_file(place: str) -> str:
    """Turn a place of the wire form into one of the files: ``texts.id.bases.x`` -> ``wording.yaml bases.x.id``."""
    if not place.startswith("texts."):
        return f"{RULES_FILE} {place.replace('rules', 'rows', 1)}"
    _, language, section, *tail = place.split(".")
    return f"{WORDING_FILE} {'.'.join([section, *tail[:1], language, *tail[1:]])}"
