"""Take an account out so that it does not come back: a tombstone without the handle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.digests import digest_key
from server.accounts.edits.change_account import keys_of
from server.accounts.edits.cite_sources import drop_unused_sources, fill
from server.accounts.edits.find_entry import find_entry

if TYPE_CHECKING:
    from server.accounts.edits.signature import Signature
    from server.accounts.list_documents import Entry, ListDocuments

DECISIONS_FILE = "decisions.yaml"


def remove_account(
    documents: ListDocuments, account_id: str, reason: str, case: str | None, signature: Signature
) -> ListDocuments:
    """Remove an account, and what only it needed: its sources, its owner, the exceptions about it."""
    place, entry = find_entry(documents, "accounts", account_id)
    removal = {
        "id": account_id,
        "digests": [digest_key(key) for key in keys_of(entry)],
        "reason": reason,
        "case": case,
        "removed_on": signature.on,
        "removed_by": signature.by,
    }
    documents = _drop_exceptions(documents.remove(place), account_id)
    documents = drop_unused_sources(documents, _sources_of(entry))
    documents = _drop_unused_person(documents, str(entry.get("owner")))
    return documents.add(DECISIONS_FILE, "removals", fill(removal))


def _sources_of(entry: Entry) -> list[str]:
    former = [each for old in entry.get("former_handles", ()) for each in old.get("sources", ())]
    return [*entry.get("sources", ()), *former]


def _drop_exceptions(documents: ListDocuments, entry_id: str) -> ListDocuments:
    about = [
        place
        for place, exception in documents.iterate("exceptions")
        if entry_id in {exception.get("entry"), exception.get("other")}
    ]
    for place in reversed(about):
        documents = documents.remove(place)
    return documents


def _drop_unused_person(documents: ListDocuments, person_id: str) -> ListDocuments:
    """Remove a person who stands nowhere and owns nothing any more; what was searched for goes along."""
    owned = [entry for section in ("accounts", "domains") for _, entry in documents.iterate(section)]
    stands = {each.get("person") for _, side in documents.iterate("sides") for each in side.get("people", ())}
    place = documents.find(person_id)
    if place is None or place.section != "people" or person_id in stands:
        return documents
    if any(entry.get("owner") == person_id for entry in owned):
        return documents
    documents = documents.remove(place)
    searches = [place for place, entry in documents.iterate("searches") if entry.get("owner") == person_id]
    for place in reversed(searches):
        documents = documents.remove(place)
    return documents
