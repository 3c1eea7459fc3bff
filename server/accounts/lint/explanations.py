"""What each code means, why it matters and how to mend it, in two languages, from ``explanations.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

_FILE = Path(__file__).with_name("explanations.yaml")

LANGUAGES = ("id", "en")
"""Indonesian first."""


@dataclass(frozen=True, slots=True)
class Words:
    """An explanation in one language: what the code means, why that matters, and how to mend it."""

    means: str
    why: str
    mend: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is to be said about a code.

    Attributes:
        words: language -> words; every language of ``LANGUAGES``.
        example: how it looks when it is right, or a case that happened.
    """

    code: str
    words: Mapping[str, Words]
    example: str


@cache
def load_explanations() -> Mapping[str, Explanation]:
    """Return the explanation of every code, in the order of the codes."""
    content = yaml.load(_FILE.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 (texts and maps only)
    return {
        code: Explanation(code, {each: Words(**entry[each]) for each in LANGUAGES}, entry["example"])
        for code, entry in content.items()
    }
