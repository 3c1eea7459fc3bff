"""Merge two people who are one, and undo it: the redirect remembers everything that undoing needs.

Only the second signature of accounts that moved is lost: it confirmed another owner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.change_account import change_entry
from server.accounts.edits.cite_sources import fill
from server.accounts.edits.edit_errors import RefusedEditError, UnknownEntryError
from server.accounts.edits.find_entry import find_entry
from server.accounts.edits.remove_account import DECISIONS_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import Entry, EntryPlace, ListDocuments

_OWNED = ("accounts", "domains", "searches")


def merge_people(documents: ListDocuments, gone_id: str, kept_id: str, signature: Signature) -> ListDocuments:
    """Give everything of one person to another, and lead the one id to the other.

    Args:
        documents: the list.
        gone_id: whose entry goes.
        kept_id: whose entry stays.
        signature: who merges, and when.

    Raises:
        RefusedEditError: it is one id, or both stand on one side.
    """
    place, gone = find_entry(documents, "people", gone_id)
    find_entry(documents, "people", kept_id)
    if gone_id == kept_id:
        raise RefusedEditError("dua id yang sama", "one id twice; give two")
    _refuse_partners(documents, gone_id, kept_id)
    moved = {place: (name, entry) for place, name, entry in _belongings(documents, gone_id)}
    redirect = {
        "from": gone_id,
        "to": kept_id,
        "name": gone["name"],
        "disambiguation": gone.get("disambiguation"),
        "moved": [name for name, _ in moved.values()],
        "merged_on": signature.on,
        "merged_by": signature.by,
    }
    changed = {place: _hand_over(place, entry, gone_id, kept_id) for place, (_, entry) in moved.items()}
    return documents.replace_all(changed).remove(place).add(DECISIONS_FILE, "redirects", fill(redirect))


def unmerge_people(documents: ListDocuments, gone_id: str) -> ListDocuments:
    """Bring a merged person back with everything that was theirs and is still the other's.

    Raises:
        UnknownEntryError: no such person was merged.
    """
    redirects = {str(entry.get("from")): (place, entry) for place, entry in documents.iterate("redirects")}
    if gone_id not in redirects:
        raise UnknownEntryError("id", gone_id, redirects)
    place, redirect = redirects[gone_id]
    kept_id, moved = str(redirect["to"]), set(redirect.get("moved", ()))
    back = {place: entry for place, name, entry in _belongings(documents, kept_id) if name in moved}
    person = {"id": gone_id, "name": redirect["name"], "disambiguation": redirect.get("disambiguation")}
    files = [each.file for each in back if each.file != DECISIONS_FILE]
    file = files[0] if files else find_entry(documents, "people", kept_id)[0].file
    changed = {place: _hand_over(place, entry, kept_id, gone_id) for place, entry in back.items()}
    return documents.replace_all(changed).remove(place).add(file, "people", fill(person))


def _refuse_partners(documents: ListDocuments, gone_id: str, kept_id: str) -> None:
    for _, side in documents.iterate("sides"):
        if {gone_id, kept_id} <= {each.get("person") for each in side.get("people", ())}:
            raise RefusedEditError(
                f"keduanya ada di {side['id']}, jadi dua orang", f"both stand on {side['id']}: they are two people"
            )


def _belongings(documents: ListDocuments, person_id: str) -> Iterator[tuple[EntryPlace, str, Entry]]:
    """Yield what names a person, with the name under which a redirect remembers it."""
    for section in _OWNED:
        for place, entry in documents.iterate(section):
            if entry.get("owner") == person_id:
                yield place, _name_of(section, entry), entry
    for place, side in documents.iterate("sides"):
        if any(each.get("person") == person_id for each in side.get("people", ())):
            yield place, str(side["id"]), side
    for place, redirect in documents.iterate("redirects"):
        if redirect.get("to") == person_id:
            yield place, str(redirect["from"]), redirect


def _name_of(section: str, entry: Entry) -> str:
    """Return an entry's id; a search has none and is known by platform and day."""
    return f"search:{entry['platform']}.{entry['searched_on']}" if section == "searches" else str(entry["id"])


def _hand_over(place: EntryPlace, entry: Entry, old_id: str, new_id: str) -> Entry:
    if place.side is not None:
        people = [{**each, "person": new_id} if each.get("person") == old_id else each for each in entry["people"]]
        return {**entry, "people": people}
    if place.section == "redirects":
        return {**entry, "to": new_id}
    return change_entry(entry, owner=new_id)
