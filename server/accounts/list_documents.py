"""The files of the list as plain documents, for whatever changes the list: file, section, entries, all text.

Documents never change: adding, replacing or removing an entry gives new ones. They hold what stands in the files, also
entries that lint finds wrong, so that wrong ones can be mended; ``list_change`` brings them to the disk.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from server.accounts.findings import ListFormatError
from server.accounts.list_fields import SECTIONS
from server.accounts.list_writer import format_file
from server.accounts.record_reader import Field, ListOf, RecordOf
from server.accounts.yaml_reader import YamlFile, read_mapping, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

Entry = dict[str, Any]
Sections = dict[str, list[Entry]]

_MENDED = frozenset({"L002", "L003"})
"""Byte order mark and Windows line ends: writing the file anew mends them, and nothing is lost."""

_WITHOUT_ID = frozenset({"searches", "exceptions", "redirects", "removals", "freezes"})


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry stands; good until an entry before it comes or goes.

    Attributes:
        index: in its section.
        side: for a side, its index in the contest; None for the entry itself.
    """

    file: str
    section: str
    index: int
    side: int | None = None


@dataclass(frozen=True, slots=True)
class ListDocuments:
    """Every file of the list by name, with its sections in their canonical order."""

    files: Mapping[str, Sections]

    def iterate(self, section: str) -> Iterator[tuple[EntryPlace, Entry]]:
        """Return every entry of a section in every file; ``sides`` are those of all contests."""
        for name, sections in self.files.items():
            for index, entry in enumerate(sections.get("contests" if section == "sides" else section, ())):
                if section != "sides":
                    yield EntryPlace(name, section, index), entry
                    continue
                for number, side in enumerate(entry.get("sides", ())):
                    yield EntryPlace(name, "contests", index, number), side

    def find(self, entry_id: str) -> EntryPlace | None:
        """Return where the entry with an id stands, or None; sides are found too."""
        for section in (*SECTIONS, "sides"):
            for place, entry in self.iterate(section) if section not in _WITHOUT_ID else ():
                if entry.get("id") == entry_id:
                    return place
        return None

    def get(self, place: EntryPlace) -> Entry:
        """Return a copy of an entry, free to be changed."""
        return deepcopy(_list_at(self.files, place)[_index(place)])

    def add(self, file: str, section: str, entry: Entry) -> ListDocuments:
        """Return the documents with an entry at the end of a file's section; file and section may be new."""
        files = deepcopy(dict(self.files))
        files.setdefault(file, {}).setdefault(section, []).append(entry)
        return ListDocuments({name: _order_sections(files[name]) for name in sorted(files)})

    def replace(self, place: EntryPlace, entry: Entry) -> ListDocuments:
        """Return the documents with another entry in the place of one."""
        return self.replace_all({place: entry})

    def replace_all(self, entries: Mapping[EntryPlace, Entry]) -> ListDocuments:
        """Return the documents with other entries in their places; with thousands quicker than one by one."""
        files = deepcopy(dict(self.files))
        for place, entry in entries.items():
            _list_at(files, place)[_index(place)] = entry
        for name in {place.file for place in entries}:
            files[name] = _order_sections(files[name])
        return ListDocuments(files)

    def remove(self, place: EntryPlace) -> ListDocuments:
        """Return the documents without an entry; a section or a file that is empty then goes as well."""
        files = deepcopy(dict(self.files))
        del _list_at(files, place)[_index(place)]
        files[place.file] = _order_sections(files[place.file])
        return ListDocuments({name: sections for name, sections in files.items() if sections})

    def replace_section(self, file: str, section: str, entries: list[Entry]) -> ListDocuments:
        """Return the documents with other entries in a section; many at once, where one by one would be slow."""
        sections = _order_sections({**self.files.get(file, {}), section: entries})
        files = {**self.files, file: sections}
        return ListDocuments({name: files[name] for name in sorted(files) if files[name]})

    def encode(self, file: str) -> bytes:
        """Return a file's canonical bytes."""
        return format_file(self.files[file]).encode()


def read_documents(contents: Mapping[str, bytes]) -> ListDocuments:
    """Read the files of the list.

    Args:
        contents: the bytes of every file by its name inside the list's folder.

    Raises:
        ListFormatError: a file is no YAML that we can use, or holds a comment, which would be lost.
    """
    read = {name: read_yaml(content, name) for name, content in sorted(contents.items())}
    files: dict[str, Sections] = {}
    for name, file in read.items():
        if isinstance(file.root, MappingNode):
            content = {key: _to_plain(file, value) for key, (_, value) in read_mapping(file, file.root).items()}
            content.pop("format", None)
            files[name] = _order_sections(content)
    if found := [finding for file in read.values() for finding in file.findings if finding.code not in _MENDED]:
        raise ListFormatError(found)
    return ListDocuments(files)


def read_contents(directory: Path) -> dict[str, bytes]:
    """Return the bytes of every file of the list by its name inside the folder."""
    return {path.relative_to(directory).as_posix(): path.read_bytes() for path in sorted(directory.rglob("*.yaml"))}


def order_fields(section: str, entry: Entry) -> Entry:
    """Return an entry with its fields in the order of the section's table, fields unknown to it last."""
    ordered: Entry = _order_record(entry, SECTIONS[section])
    return ordered


def _order_sections(sections: Mapping[str, Any]) -> Sections:
    known = [name for name in SECTIONS if sections.get(name)]
    unknown = [name for name in sections if name not in SECTIONS]
    ordered = {name: _order_value(sections[name], ListOf(RecordOf(SECTIONS[name]))) for name in known}
    return {**ordered, **{name: sections[name] for name in unknown}}


def _order_record(record: Mapping[str, Any], fields: Mapping[str, Field]) -> Entry:
    names = [name for name in fields if name in record] + [name for name in record if name not in fields]
    return {name: _order_value(record[name], fields[name].read if name in fields else None) for name in names}


def _order_value(value: Any, reader: object) -> Any:
    if isinstance(reader, RecordOf) and isinstance(value, dict):
        return _order_record(value, reader.fields)
    if isinstance(reader, ListOf) and isinstance(value, list):
        return [_order_value(item, reader.read_item) for item in value]
    return value


def _to_plain(file: YamlFile, node: Node) -> Any:
    if isinstance(node, MappingNode):
        return {name: _to_plain(file, value) for name, (_, value) in read_mapping(file, node).items()}
    if isinstance(node, SequenceNode):
        return [_to_plain(file, item) for item in node.value]
    assert isinstance(node, ScalarNode)
    return node.value


def _list_at(files: Mapping[str, Sections], place: EntryPlace) -> list[Entry]:
    entries = files[place.file][place.section]
    if place.side is None:
        return entries
    sides: list[Entry] = entries[place.index]["sides"]
    return sides


def _index(place: EntryPlace) -> int:
    return place.index if place.side is None else place.side
