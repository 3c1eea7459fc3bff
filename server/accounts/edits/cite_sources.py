"""The sources that an edit names: known ones by id or address, and one new one by its address and title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server.accounts.edits.edit_errors import UnknownEntryError
from server.accounts.edits.find_entry import find_entry
from server.accounts.edits.new_id import make_source_id
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from server.accounts.list_documents import Entry, ListDocuments

SHARED_FILE = "sources/shared.yaml"
"""Where sources stand that more than one file cites (SCHEMA.md)."""


@dataclass(frozen=True, slots=True)
class Citation:
    """What a maintainer says about where something was read.

    Attributes:
        texts: ids of sources, or addresses.
        retrieved: the day on which a new source was read.
        title: of the new source.
        kind: of the new source.
        published: of the new source, as exact as it says.
        archive_url: where a copy of the new source is kept.
        sha256: of that copy.
    """

    texts: tuple[str, ...]
    retrieved: str
    title: str | None = None
    kind: str | None = None
    published: str | None = None
    archive_url: str | None = None
    sha256: str | None = None


def cite_sources(documents: ListDocuments, file: str, citation: Citation) -> tuple[ListDocuments, list[str]]:
    """Make sure that the sources can be cited in a file.

    Args:
        documents: the list.
        file: where they will be cited; a new source is written there, one that stands in another file moves to the
            shared ones.
        citation: what the maintainer says.

    Returns:
        The documents, and the ids of the sources, each once.

    Raises:
        RequestError: a source is not known and too little is said about it, or several are new.
    """
    known = {str(entry["url"]): str(entry.get("id")) for _, entry in documents.iterate("sources") if "url" in entry}
    new = [text for text in dict.fromkeys(citation.texts) if "://" in text and text not in known]
    if len(new) > 1:
        raise RequestError("--source", new[1], "satu sumber baru sekali jalan / one new source at a time")
    for text in new:
        documents, known[text] = _add_source(documents, file, text, citation)
    ids = list(dict.fromkeys(known.get(text, text) for text in citation.texts))
    for source_id in ids:
        documents = _share_source(documents, file, source_id)
    return documents, ids


def drop_unused_sources(documents: ListDocuments, candidates: Iterable[str]) -> ListDocuments:
    """Return the documents without those of the sources that nothing cites any more."""
    cited = set(_cited(list(documents.files.values())))
    for source_id in candidates:
        place = documents.find(source_id)
        if place is not None and source_id not in cited:
            documents = documents.remove(place)
    return documents


def _add_source(documents: ListDocuments, file: str, url: str, citation: Citation) -> tuple[ListDocuments, str]:
    if citation.title is None or citation.kind is None:
        missing = "--source-title" if citation.title is None else "--source-kind"
        raise RequestError(missing, None, f"diperlukan untuk sumber baru / needed for the new source {url}")
    source = {
        "id": make_source_id(documents, citation.title),
        "kind": citation.kind,
        "title": citation.title,
        "url": url,
        "archive_url": citation.archive_url,
        "sha256": citation.sha256,
        "published": citation.published,
        "retrieved": citation.retrieved,
    }
    return documents.add(file, "sources", fill(source)), source["id"] or ""


def fill(entry: Entry) -> Entry:
    """Leave out what is not known: no field of the list is ever empty."""
    return {name: value for name, value in entry.items() if value not in (None, [], ())}


def _share_source(documents: ListDocuments, file: str, source_id: str) -> ListDocuments:
    try:
        place, source = find_entry(documents, "sources", source_id)
    except UnknownEntryError as error:
        raise UnknownEntryError("--source", source_id, _source_ids(documents)) from error
    if place.file in {file, SHARED_FILE}:
        return documents
    return documents.remove(place).add(SHARED_FILE, "sources", source)


def _source_ids(documents: ListDocuments) -> list[str]:
    return [str(entry.get("id")) for _, entry in documents.iterate("sources")]


def _cited(value: Any) -> Iterator[str]:
    """Yield every id that a field ``sources`` of any entry names; a file's section of that name holds entries."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "sources":
                yield from (each for each in inner if isinstance(each, str))
            yield from _cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _cited(inner)
