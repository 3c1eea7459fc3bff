"""The URL examples beside the platform files (``extension/platforms/<name>.examples/urls.json``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.extension.resolver import PLATFORMS

MEMBERS = {"url", "base", "platform", "kind", "account", "opaque", "why"}


@dataclass(frozen=True)
class UrlExample:
    """One address and what it says.

    Attributes:
        home: the platform in whose folder it stands.
        expected: platform, kind, account, opaque.
    """

    home: str
    url: str
    base: str | None
    expected: tuple[str | None, str | None, str | None, bool]
    why: str

    def __str__(self) -> str:
        return f"{self.home}: {self.why}: {self.url!r}"


def make_example(home: str, row: dict[str, Any]) -> UrlExample:
    """Make an example of a row; without a member "platform" it is the folder's."""
    assert set(row) <= MEMBERS, row
    expected = (row.get("platform", home), row["kind"], row["account"], row.get("opaque", False))
    return UrlExample(home, row["url"], row.get("base"), expected, row["why"])


@cache
def platform_names() -> tuple[str, ...]:
    """Return the names of all platforms."""
    return tuple(sorted(path.stem for path in PLATFORMS.glob("*.json")))


@cache
def url_examples(home: str) -> tuple[UrlExample, ...]:
    """Return the examples of one platform."""
    path = PLATFORMS / f"{home}.examples" / "urls.json"
    return tuple(make_example(home, row) for row in json.loads(path.read_text(encoding="utf-8")))


@cache
def all_examples() -> tuple[UrlExample, ...]:
    """Return the examples of every platform."""
    return tuple(example for name in platform_names() for example in url_examples(name))
