"""Days as the list writes them, ``YYYY-MM-DD``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from server.accounts.edits.edit_errors import RefusedEditError

if TYPE_CHECKING:
    from server.accounts.list_documents import Entry


def day_before(day: str) -> str:
    """Return the day before, as the list writes it."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def refuse_ended(entry: Entry, day: str) -> None:
    """Refuse a change from a day on which an entry is over, or has not begun.

    Raises:
        RefusedEditError: it is, or has not.
    """
    entry_id = entry.get("id") or entry.get("person")
    if entry.get("to", day) < day:
        raise RefusedEditError(
            f"{entry_id} sudah berakhir pada {entry['to']}", f"{entry_id} ended on {entry['to']} already"
        )
    if entry.get("from", day) > day:
        raise RefusedEditError(
            f"{entry_id} baru mulai pada {entry['from']}", f"{entry_id} only begins on {entry['from']}"
        )
