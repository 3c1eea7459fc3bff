"""How a release writes names, days, phases and accounts: the same in list.json and in the warnings, there and back.

docs/api.md describes the formats.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from server.domain.elections import Phase, PhasePeriod
from server.domain.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.domain.account_list import Account, AccountList
    from server.domain.elections import BilingualName, Contest
    from server.domain.listings import Listing

FILE_FORMAT = 2
"""Of list.json and warnings/<group>.json."""

_OPEN = ".."
"""A window without a first or last day, as ISO 8601-2 writes it."""


def write_name(name: BilingualName) -> dict[str, str]:
    """Return a name in both languages."""
    return {"id": name.id, "en": name.en}


def write_days(window: Window) -> str:
    """Return ``<first day>/<last day>``, each ``..`` where the window is open."""
    return "/".join(_OPEN if day is None else day.isoformat() for day in (window.starts, window.ends))


def read_days(text: str) -> Window:
    """Return the window that ``write_days`` has written."""
    starts, ends = (None if day == _OPEN else date.fromisoformat(day) for day in text.split("/"))
    return Window(starts, ends)


def write_head(listing: Listing) -> str:
    """Return the name of the entry in which a listing stands: ``<subject> <days>``."""
    return f"{listing.subject} {write_days(listing.window)}"


def write_phases(phases: Iterable[PhasePeriod]) -> list[list[str]]:
    """Return each phase with its first and its last day."""
    return [[period.phase.value, period.starts.isoformat(), period.ends.isoformat()] for period in phases]


def read_phases(rows: Iterable[list[str]]) -> tuple[PhasePeriod, ...]:
    """Return the phases that ``write_phases`` has written."""
    return tuple(
        PhasePeriod(Phase(phase), date.fromisoformat(starts), date.fromisoformat(ends)) for phase, starts, ends in rows
    )


def name_calendar(account_list: AccountList, contest: Contest) -> str:
    """Return the name under which a contest's phases are written: its election's unless it has others."""
    election = account_list.elections[contest.election_id]
    return election.id if write_phases(election.phases) == write_phases(contest.phases) else contest.id


def write_calendars(account_list: AccountList, contests: Iterable[Contest]) -> dict[str, list[list[str]]]:
    """Return the phases of contests, each once by its name."""
    return {name_calendar(account_list, contest): write_phases(contest.phases) for contest in contests}


def write_token(account: Account) -> str:
    """Return ``@handle``, ``@handle#id`` or ``#id``."""
    return "".join(key.value for key in account.keys)


def write_keys(accounts: Iterable[Account]) -> dict[str, str]:
    """Return platform -> tokens, sorted, between blanks."""
    tokens: dict[str, set[str]] = {}
    for account in accounts:
        tokens.setdefault(account.platform, set()).add(write_token(account))
    return {platform: " ".join(sorted(found)) for platform, found in tokens.items()}


def digest_listing(head: str, platform: str, token: str) -> str:
    """Return the digest of a listing of list.json, by whose first digits a group's file names it.

    Args:
        head: ``<subject> <days>``, the name of the entry.
        platform: of the account.
        token: ``@handle``, ``@handle#id`` or ``#id``.
    """
    return sha256(f"{head} {platform}:{token}".encode()).hexdigest()
