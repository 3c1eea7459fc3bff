"""Write down that somebody's account was looked for; a newer search takes the place of the older one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.cite_sources import fill

if TYPE_CHECKING:
    from server.accounts.list_documents import Entry, EntryPlace, ListDocuments


def write_search(documents: ListDocuments, owner: EntryPlace, search: Entry) -> ListDocuments:
    """Write a search down.

    Args:
        documents: the list.
        owner: where the owner stands; the search goes into the same file.
        search: its fields but ``owner``.
    """
    entry = fill({"owner": documents.get(owner)["id"], **search})
    for place, old in documents.iterate("searches"):
        if (old.get("owner"), old.get("platform")) == (entry["owner"], entry["platform"]):
            return documents.replace(place, entry)
    return documents.add(owner.file, "searches", entry)
