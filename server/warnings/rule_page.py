"""What the rule page says: the law in plain words, and the rules themselves by account, stage and action.

For ``/aturan`` and the copy that the extension carries. The rules, what may follow, what stays allowed and the sources
come from ``rules.yaml`` and ``wording.yaml``; only headings and explanations stand in ``rule_page.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from server.domain.elections import Phase
from server.domain.warnings import Employment, Language, Level, Subject
from server.domain.wording_reader import WordingError, read_list, read_object, read_plain, read_table
from server.warnings.rule_files import WORDING_DIRECTORY, Mark, load_checked_on, load_rule_rows, load_wording
from server.warnings.rule_folding import collect, fold_rows
from server.warnings.strict_yaml import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from pathlib import Path

    from server.domain.warnings import Action, Texts, Wording
    from server.warnings.rule_files import RuleRow, RuleSource
    from server.warnings.rule_folding import Line

RULE_PAGE_FILE = "rule_page.yaml"

PHASES_IN_SHORT = 3
"""From so many on, phases that follow one another are named by the first and the last."""

_TABLES = ("texts", "marks", "levels", "subjects", "employments", "short_bases", "bases")


_Bases = tuple[tuple[str, str], ...]
"""Id and short name of each."""


@dataclass(frozen=True, slots=True)
class PeopleNames:
    """For these people, at these actions or at all when there are none: what is cited beside the item."""

    employments: tuple[str, ...]
    actions: tuple[str, ...]
    bases: _Bases


@dataclass(frozen=True, slots=True)
class LineText:
    """What may follow, for whom, and the numbers in ``RulePage.sources``.

    Attributes:
        who: each employment, with the names of the actions that are meant, none when all are.
        people: the same by what is cited.
    """

    consequence: str
    who: tuple[tuple[str, tuple[str, ...]], ...]
    people: tuple[PeopleNames, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """What holds in some phases at some kinds of account, equal rules said once.

    Attributes:
        phases: their names.
        level: what the tool does.
        items: names of actions and what is cited for all of them, whoever the person is.
        lines: what may follow; empty when nothing is said, as are the items.
    """

    phases: tuple[str, ...]
    level: str
    items: tuple[tuple[tuple[str, ...], _Bases], ...]
    lines: tuple[LineText, ...]


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
        return collect(row.rule.subjects for row in self._rows)

    def _stages(self, subjects: tuple[Subject, ...]) -> tuple[Stage, ...]:
        rows = [row for row in self._rows if row.rule.subjects == subjects]
        spans = collect((row.rule.phases, row.rule.level) for row in rows)
        return tuple(
            self._stage(phases, level, [row for row in rows if (row.rule.phases, row.rule.level) == (phases, level)])
            for phases, level in spans
        )

    def _stage(self, phases: tuple[Phase, ...], level: Level, rows: list[RuleRow]) -> Stage:
        items, lines = fold_rows(rows)
        return Stage(
            phases=self._name_phases(phases),
            level=self._content["levels"][level],
            items=tuple((self._name_actions(item.actions), self._cite(item.bases)) for item in items),
            lines=tuple(self._line(line) for line in lines),
        )

    def _line(self, line: Line) -> LineText:
        return LineText(
            consequence=self._says.consequences[line.consequence],
            who=tuple(
                (self._content["employments"][employment], self._name_actions(actions))
                for employment, actions in line.who
            ),
            people=tuple(
                PeopleNames(
                    self._name("employments", people.employments),
                    self._name_actions(people.actions),
                    self._cite(people.bases),
                )
                for people in line.people
            ),
            sources=tuple(sorted(self._sources.index(source) + 1 for source in line.sources)),
        )

    def _name_phases(self, phases: tuple[Phase, ...]) -> tuple[str, ...]:
        """Name phases that follow one another by the first and the last."""
        names = [self._says.phases[phase] for phase in phases if phase is not Phase.NONE]
        outside = [self._says.phases[phase] for phase in phases if phase is Phase.NONE]
        if len(names) >= PHASES_IN_SHORT and "".join(phases) in "".join(Phase):
            names = [f"{names[0]} {self._content['texts']['until']} {names[-1]}"]
        return (*names, *outside)

    def _name_actions(self, actions: Iterable[Action]) -> tuple[str, ...]:
        """Name actions; all of them, and all but one, in short."""
        texts, names = self._content["texts"], tuple(self._says.actions[action] for action in actions)
        missing = [name for name in self._says.actions.values() if name not in names]
        if not missing:
            return (texts["all_actions"],)
        return (f"{texts['all_but']} {missing[0]}",) if len(missing) == 1 else names

    def _cite(self, bases: Iterable[str]) -> _Bases:
        return tuple((name, self._content["short_bases"][name]) for name in bases)

    def _name(self, table: str, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(self._content[table][name] for name in names)


def _choose(table: Mapping[str, Mapping[str, str]], language: Language) -> dict[str, str]:
    return {name: sentence[language] for name, sentence in table.items()}
