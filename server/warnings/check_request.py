"""What is asked of a check, read strictly: the body of ``POST /v1/check`` or the arguments of ``jaga check``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from server.domain.account_key import AccountKey
from server.domain.errors import RequestError
from server.domain.warnings import Action, Employment, Language

URL_MAX_CHARACTERS = 2048
"""Longer addresses are of no profile or post; browsers and servers cut near this length."""

KEY_MAX_CHARACTERS = 256
"""Far above the longest handle or id of any platform."""

MEMBERS = ("url", "key", "action", "lang", "employment", "on")

_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """One question; either *url* or *key* is given.

    Attributes:
        url: any text that may be an address.
        key: as parsed; its handle need not be canonical yet.
        on: the day to look at, or ``None`` for today in the contest's own time zone.
    """

    url: str | None = None
    key: AccountKey | None = None
    action: Action = Action.LIKE
    lang: Language = Language.ID
    employment: Employment = Employment.PNS
    on: date | None = None


def parse_check_request(data: object) -> CheckRequest:
    """Read a request.

    Args:
        data: parsed JSON: an object with ``url`` or ``key``, and whichever of the other ``MEMBERS`` are wanted.

    Raises:
        RequestError: an unknown member, a wrong type or word, an address that is too long, a key or a day that is none,
            or not exactly one of ``url`` and ``key``.
    """
    if not isinstance(data, Mapping):
        raise RequestError("", type(data).__name__, "an object")
    for name in data:
        if name not in MEMBERS:
            raise RequestError(str(name), data[name], f"no field but {', '.join(MEMBERS)}")
    _check_one_target(data)
    return CheckRequest(
        url=_read_text(data, "url", URL_MAX_CHARACTERS) if "url" in data else None,
        key=AccountKey.parse(_read_text(data, "key", KEY_MAX_CHARACTERS)) if "key" in data else None,
        action=_read_word(data, "action", Action.LIKE),
        lang=_read_word(data, "lang", Language.ID),
        employment=_read_word(data, "employment", Employment.PNS),
        on=_read_day(data) if "on" in data else None,
    )


def _check_one_target(data: Mapping[str, Any]) -> None:
    if "url" in data and "key" in data:
        raise RequestError("key", data["key"], "no key beside a url")
    if "url" not in data and "key" not in data:
        raise RequestError("url", None, "a url or a key")


def _read_text(data: Mapping[str, Any], field: str, max_characters: int) -> str:
    value = data[field]
    if not isinstance(value, str) or not value.strip():
        raise RequestError(field, value, "a text that is not empty")
    if len(value) > max_characters:
        raise RequestError(field, f"{len(value)} characters", f"at most {max_characters} characters")
    return value


def _read_word(data: Mapping[str, Any], field: str, usual: _Word) -> _Word:
    """Return one of the words of *usual*'s kind, or *usual* when the member is left out."""
    if field not in data:
        return usual
    words, value = type(usual), data[field]
    try:
        return words(value)
    except ValueError:
        raise RequestError(field, value, f"one of {', '.join(words)}") from None


def _read_day(data: Mapping[str, Any]) -> date:
    """Return a day that is written YYYY-MM-DD; the standard library would take other forms of ISO 8601 too."""
    value = data["on"]
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        raise RequestError("on", value, "a day as YYYY-MM-DD")
    return day
