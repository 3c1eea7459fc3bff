"""A person whom a maintainer names: by id, or as a new one by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.accounts.edits.cite_sources import fill
from server.accounts.edits.edit_errors import RefusedEditError
from server.accounts.edits.find_entry import describe_owner, find_entry
from server.accounts.edits.new_id import find_used_ids, make_opaque_id

if TYPE_CHECKING:
    from server.accounts.list_documents import ListDocuments


def choose_person(documents: ListDocuments, file: str, text: str) -> tuple[ListDocuments, str, str]:
    """Find a person, or add one.

    Args:
        documents: the list.
        file: where a new person is written.
        text: an id, or a name; "Name (a few words)" tells people of one name apart.

    Returns:
        The documents, the person's id and name.

    Raises:
        RefusedEditError: a name alone is somebody's already; names do not identify people.
    """
    if text.startswith("ps-"):
        return documents, text, find_entry(documents, "people", text)[1]["name"]
    name, _, words = text.partition("(")
    name, words = " ".join(name.split()), words.rstrip(") ").strip()
    same = [entry for _, entry in documents.iterate("people") if str(entry.get("name")).casefold() == name.casefold()]
    if same and not words:
        shown = ", ".join(map(describe_owner, same))
        raise RefusedEditError(
            f"nama ini sudah ada: {shown}; pakai id itu, atau tulis '{name} (keterangan)' untuk orang lain",
            f"known already; use the id, or write '{name} (a few words)' for another person",
        )
    person = {"id": make_opaque_id(find_used_ids(documents), "ps"), "name": name, "disambiguation": words or None}
    return documents.add(file, "people", fill(person)), str(person["id"]), name
