"""Find the entry that a maintainer means, by id, or an owner also by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.edit_errors import RefusedEditError, UnknownEntryError
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from server.accounts.list_documents import Entry, EntryPlace, ListDocuments

OWNERS = ("people", "parties", "teams")
_NAMES = ("name", "short_name")


def find_entry(documents: ListDocuments, section: str, entry_id: str) -> tuple[EntryPlace, Entry]:
    """Return where an entry of a section stands, and a copy of it; ``sides`` are a section here.

    Raises:
        RefusedEditError: the id was merged into another, or removed.
        UnknownEntryError: no entry of the section has the id.
    """
    known = {str(entry.get("id")): place for place, entry in documents.iterate(section)}
    if entry_id in known:
        return known[entry_id], documents.get(known[entry_id])
    _refuse_gone(documents, entry_id)
    raise UnknownEntryError("id", entry_id, known)


def find_owner(documents: ListDocuments, text: str) -> tuple[EntryPlace, Entry]:
    """Return the person, party or team that an id or a part of a name means.

    Raises:
        RefusedEditError: the id was merged into another, or removed.
        RequestError: nobody is meant, or several are.
    """
    owners = [found for section in OWNERS for found in documents.iterate(section)]
    by_id = [place for place, entry in owners if entry.get("id") == text]
    exact = [place for place, entry in owners if text.casefold() in _names(entry)]
    partly = [place for place, entry in owners if any(text.casefold() in name for name in _names(entry))]
    chosen = by_id or exact or partly
    if len(chosen) > 1:
        shown = ", ".join(describe_owner(documents.get(place)) for place in chosen[:8])
        raise RequestError("--owner", text, f"satu dari / one of: {shown}")
    if not chosen:
        _refuse_gone(documents, text)
        raise UnknownEntryError("--owner", text, [str(entry.get(key)) for _, entry in owners for key in ("id", "name")])
    return chosen[0], documents.get(chosen[0])


def describe_owner(entry: Entry) -> str:
    """Return an owner as a person tells it from others: id, name, and what the name needs."""
    more = f"; {entry['disambiguation']}" if "disambiguation" in entry else ""
    return f"{entry.get('id')} ({entry.get('name')}{more})"


def describe_account(entry: Entry) -> str:
    """Return an account as a person recognises it: id, key."""
    name = f"@{entry['handle']}" if "handle" in entry else f"#{entry.get('platform_id')}"
    return f"{entry.get('id')} ({entry.get('platform')}:{name})"


def _names(entry: Entry) -> list[str]:
    return [str(entry[key]).casefold() for key in _NAMES if key in entry]


def _refuse_gone(documents: ListDocuments, entry_id: str) -> None:
    for _, redirect in documents.iterate("redirects"):
        if redirect.get("from") == entry_id:
            target = redirect.get("to")
            raise RefusedEditError(
                f"{entry_id} sudah digabung ke {target}, pakai {target}",
                f"{entry_id} was merged into {target}, use that",
            )
    for _, removal in documents.iterate("removals"):
        if removal.get("id") == entry_id:
            day = removal.get("removed_on")
            raise RefusedEditError(f"{entry_id} sudah dihapus pada {day}", f"{entry_id} was removed on {day}")
