"""Read the golden cases of the lint codes: what each finds, and the near miss that it does not find.

A case file is named for its code. It holds blocks: ``found FILE`` or ``near FILE``, then the change to the sample list
between ``<<<``, ``===`` and ``>>>``, and after ``found`` the findings that follow, as the text report writes them.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import server.accounts
from server.accounts.findings import Mistake

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = Path(__file__).parent / "cases"
SEASON = Path(__file__).parent / "season"
"""A second part of the sample list: an election that is on at the day of these tests."""


@dataclass(frozen=True, slots=True)
class Case:
    """One change to the sample list, and what lint says then."""

    code: str
    number: int
    is_found: bool
    file: str
    old: str
    new: str
    expected: tuple[str, ...]

    def __str__(self) -> str:
        """Return the name of the case in pytest's output."""
        return f"{self.code}-{self.number}-{'found' if self.is_found else 'near'}"


def read_cases() -> Iterator[Case]:
    """Read every case of every file."""
    for path in sorted(CASES.glob("*.txt")):
        for number, block in enumerate(_split(path.read_text(encoding="utf-8")), start=1):
            yield _read_case(path.stem, number, block)


def _split(text: str) -> list[str]:
    blocks: list[str] = []
    for line in text.splitlines():
        if line.startswith(("found ", "near ")):
            blocks.append(line)
        else:
            blocks[-1] += "\n" + line
    return blocks


def _read_case(code: str, number: int, block: str) -> Case:
    head, _, rest = block.partition("\n<<<\n")
    kind, _, file = head.partition(" ")
    old, _, rest = rest.partition("\n===\n")
    new, _, expected = ("\n" + rest).partition("\n>>>")
    lines = tuple(line for line in expected.splitlines() if line)
    return Case(code, number, kind == "found", file, old, new.removeprefix("\n"), lines)


def find_mistakes() -> list[Mistake]:
    """Find every mistake that some module of the list knows."""
    names = [module.name for module in pkgutil.walk_packages(server.accounts.__path__, "server.accounts.")]
    modules = [importlib.import_module(name) for name in names]
    return [value for module in modules for value in vars(module).values() if isinstance(value, Mistake)]
