"""What the rule page says: the law in plain words, and the rules themselves by account, stage and action.

For ``/aturan`` and the copy that the extension carries. The rules, what may follow, what stays allowed and the sources
come from ``rules.yaml`` and ``wording.yaml``; only headings and explanations stand in ``rule_page.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from server.domain.warnings import Action, Employment, Language, Level, Subject
from server.domain.wording_reader import WordingError, read_list, read_object, read_plain, read_table
from server.warnings.rule_files import WORDING_DIRECTORY, Mark, load_checked_on, load_rule_rows, load_wording
from server.warnings.strict_yaml import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from server.domain.elections import Phase
    from server.domain.warnings import Texts, Wording
    from server.warnings.rule_files import RuleRow, RuleSource

_Value = TypeVar("_Value")

RULE_PAGE_FILE = "rule_page.yaml"

_TABLES = ("texts", "marks", "levels", "subjects", "employments", "short_bases", "bases")


@dataclass(frozen=True, slots=True)
class Line:
    """For these people: what may follow, on what basis, read where.

    Attributes:
        employments: their names.
        consequence: what may follow.
        bases: id and short name of each.
        sources: numbers in ``RulePage.sources``.
    """

    employments: tuple[str, ...]
    consequence: str
    bases: tuple[tuple[str, str], ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What holds in some phases at some kinds of account.

    Attributes:
        phases: their names.
        level: what the tool does.
        groups: names of actions and what holds for them; empty when nothing is said.
    """

    phases: tuple[str, ...]
    level: str
    groups: tuple[tuple[tuple[str, ...], tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class RulePage:
    """The page in one language.

    Attributes:
        texts: headings and sentences by name.
        points: the lists of sentences by section.
        accounts: names of the kinds of account, and their stages.
        bases: id, name and plain words of each basis that a rule cites.
        allowed: what stays allowed.
        sources: each source and how sure it is.
        checked_on: when the sources were last read.
    """

    texts: Mapping[str, str]
    points: Mapping[str, tuple[str, ...]]
    accounts: tuple[tuple[tuple[str, ...], tuple[Stage, ...]], ...]
    bases: tuple[tuple[str, str, str], ...]
    allowed: tuple[str, ...]
    sources: tuple[tuple[RuleSource, str], ...]
    checked_on: date


@cache
def load_rule_pages(directory: Path = WORDING_DIRECTORY) -> dict[Language, RulePage]:
    """Load the page in every language, once.

    Args:
        directory: holds ``rules.yaml``, ``wording.yaml`` and ``rule_page.yaml``.

    Raises:
        WordingError: as ``load_wording``, and when something that a rule names is not explained.
    """
    rows, wording = load_rule_rows(directory), load_wording(directory)
    content = _read_content(load_yaml(directory / RULE_PAGE_FILE), wording)
    checked_on = load_checked_on(directory)
    return {each: _Maker(each, rows, wording, content).make(checked_on) for each in Language}


def _read_content(value: object, wording: Wording) -> dict[str, Any]:
    """Return the parsed file; every word that the tables need must be in it, and no other."""
    top = read_object(value, RULE_PAGE_FILE, (*_TABLES, "points"))
    names: dict[str, Iterable[str]] = {
        "marks": Mark,
        "levels": Level,
        "subjects": Subject,
        "employments": Employment,
        "short_bases": wording.texts[Language.ID].bases,
        "bases": wording.texts[Language.ID].bases,
    }
    tables = {table: read_table(top[table], f"{RULE_PAGE_FILE} {table}", _read_sentence) for table in _TABLES}
    for table, expected in names.items():
        if set(tables[table]) != set(expected):
            raise WordingError(f"{RULE_PAGE_FILE} {table}", sorted(tables[table]), f"exactly {sorted(expected)}")
    return {**tables, "points": read_table(top["points"], f"{RULE_PAGE_FILE} points", _read_sentences)}


def _read_sentence(value: object, place: str) -> dict[str, str]:
    return {name: read_plain(text, f"{place}.{name}") for name, text in read_object(value, place, (*Language,)).items()}


def _read_sentences(value: object, place: str) -> tuple[dict[str, str], ...]:
    return tuple(_read_sentence(each, f"{place}[{index}]") for index, each in enumerate(read_list(value, place)))


class _Maker:
    """Puts the page of one language together."""

    def __init__(
        self, language: Language, rows: tuple[RuleRow, ...], wording: Wording, content: dict[str, Any]
    ) -> None:
        self._rows = rows
        self._says: Texts = wording.texts[language]
        self._content = {name: _choose(table, language) for name, table in content.items() if name != "points"}
        self._points = {name: tuple(each[language] for each in lines) for name, lines in content["points"].items()}
        self._sources = tuple(dict.fromkeys(source for row in rows for source in row.sources))

    def make(self, checked_on: date) -> RulePage:
        """Return the page."""
        cited = {name for row in self._rows for name in (*row.rule.basis, *row.rule.allowed)}
        return RulePage(
            texts=self._content["texts"],
            points=self._points,
            accounts=tuple((self._name("subjects", subjects), self._stages(subjects)) for subjects in self._subjects()),
            bases=tuple(
                (name, self._says.bases[name], self._content["bases"][name])
                for name in self._says.bases
                if name in cited
            ),
            allowed=tuple(self._says.allowed[name] for name in self._says.allowed if name in cited),
            sources=tuple((source, self._content["marks"][source.mark]) for source in self._sources),
            checked_on=checked_on,
        )

    def _subjects(self) -> tuple[tuple[Subject, ...], ...]:
        return _collect(row.rule.subjects for row in self._rows)

    def _stages(self, subjects: tuple[Subject, ...]) -> tuple[Stage, ...]:
        rows = [row for row in self._rows if row.rule.subjects == subjects]
        spans = _collect((row.rule.phases, row.rule.level) for row in rows)
        return tuple(
            self._stage(phases, level, [row for row in rows if (row.rule.phases, row.rule.level) == (phases, level)])
            for phases, level in spans
        )

    def _stage(self, phases: tuple[Phase, ...], level: Level, rows: list[RuleRow]) -> Stage:
        """Group the actions for which the same holds."""
        groups: dict[tuple[Line, ...], list[str]] = {}
        for action in Action:
            lines = tuple(self._line(row) for row in rows if action in row.rule.actions and row.rule.consequence)
            if lines:
                groups.setdefault(lines, []).append(self._says.actions[action])
        return Stage(
            phases=tuple(self._says.phases[phase] for phase in phases),
            level=self._content["levels"][level],
            groups=tuple((tuple(actions), lines) for lines, actions in groups.items()),
        )

    def _line(self, row: RuleRow) -> Line:
        return Line(
            employments=self._name("employments", row.rule.employments),
            consequence=self._says.consequences[row.rule.consequence or ""],
            bases=tuple((name, self._content["short_bases"][name]) for name in row.rule.basis),
            sources=tuple(self._sources.index(source) + 1 for source in row.sources),
        )

    def _name(self, table: str, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._content[table][name] for name in names)


def _choose(table: Mapping[str, Mapping[str, str]], language: Language) -> dict[str, str]:
    return {name: sentence[language] for name, sentence in table.items()}


def _collect(values: Iterable[_Value]) -> tuple[_Value, ...]:
    """Return each value once, in the order in which they come."""
    return tuple(dict.fromkeys(values))
