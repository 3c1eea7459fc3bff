"""Fold rules that say the same, so that the rule page says it once: pure, and in ids; ``rule_page.py`` names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from server.domain.warnings import Action, Employment
from server.warnings.rule_files import RuleRow, RuleSource

_Value = TypeVar("_Value")
_Cells = Mapping[tuple[Employment, Action], RuleRow]


@dataclass(frozen=True, slots=True)
class Item:
    """What is cited for these actions, whoever the person is."""

    actions: tuple[Action, ...]
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Whom a line means, and what is cited for them beside the item; ``actions`` is empty when all are meant."""

    employments: tuple[Employment, ...]
    actions: tuple[Action, ...]
    bases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What may follow, for whom, and where it was read.

    Attributes:
        who: each employment with the actions that are meant, none when all are.
        people: the same by what is cited.
    """

    consequence: str
    who: tuple[tuple[Employment, tuple[Action, ...]], ...]
    people: tuple[People, ...]
    sources: tuple[RuleSource, ...]


def fold_rows(rows: Iterable[RuleRow]) -> tuple[tuple[Item, ...], tuple[Line, ...]]:
    """Return the items and lines of rows that differ in action and employment only.

    Args:
        rows: of the same subjects, phases and level; those that say nothing are left out.
    """
    cells = _spread(rows)
    common = {action: _find_common(cells, action) for _, action in cells}
    consequences = collect(row.rule.consequence for row in cells.values())
    return (
        tuple(Item(actions, bases) for bases, actions in _invert(common)),
        tuple(_fold_line(consequence, cells, common) for consequence in consequences),
    )


def collect(values: Iterable[_Value]) -> tuple[_Value, ...]:
    """Return each value once, in the order in which they come."""
    return tuple(dict.fromkeys(values))


def _spread(rows: Iterable[RuleRow]) -> _Cells:
    """Return the row that speaks of each employment and action."""
    spoken = [row for row in rows if row.rule.consequence]
    return {
        (employment, action): row
        for employment in Employment
        for action in Action
        for row in spoken
        if employment in row.rule.employments and action in row.rule.actions
    }


def _find_common(cells: _Cells, action: Action) -> tuple[str, ...]:
    cited = [row.rule.basis for (_, each), row in cells.items() if each is action]
    return tuple(name for name in cited[0] if all(name in bases for bases in cited))


def _fold_line(consequence: str | None, cells: _Cells, common: Mapping[Action, tuple[str, ...]]) -> Line:
    own: dict[Employment, dict[Action, tuple[str, ...]]] = {}
    for (employment, action), row in cells.items():
        if row.rule.consequence == consequence:
            own.setdefault(employment, {})[action] = tuple(n for n in row.rule.basis if n not in common[action])
    groups: dict[tuple[tuple[Action, ...], tuple[str, ...]], list[Employment]] = {}
    for employment, cited in own.items():
        for bases, actions in _invert(cited):
            meant = () if len(actions) == len(common) else actions
            groups.setdefault((meant, bases), []).append(employment)
    return Line(
        consequence=consequence or "",
        who=tuple((each, () if len(cited) == len(common) else tuple(cited)) for each, cited in own.items()),
        people=tuple(People(tuple(who), *group) for group, who in groups.items()),
        sources=collect(s for row in cells.values() if row.rule.consequence == consequence for s in row.sources),
    )


def _invert(values: Mapping[Action, _Value]) -> tuple[tuple[_Value, tuple[Action, ...]], ...]:
    """Return each value with the actions that have it."""
    return tuple(
        (value, tuple(action for action in values if values[action] == value)) for value in collect(values.values())
    )
