"""Read one YAML file strictly: every value is text, every value knows its line, every trap is a finding.

PyYAML's C composer does the work, because it is the only fast way that keeps line and column; without resolvers
``11.10``, ``no``, ``01`` and ids of 19 digits stay what was typed. Nodes are used as they come and not copied:
15,000 accounts must not cost more than three times the bare parse.

Source: candidate_accounts/SCHEMA.md, "YAML".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from server.accounts.findings import Finding, Mistake, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLAIN_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])[&*][^\s&*]", re.MULTILINE)
_MAYBE_TAG = re.compile(r"(?:^|[\s\[{,:-])!", re.MULTILINE)
_TABS = re.compile(r"\t+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_COMMENT = re.compile(r"^[ ]*#", re.MULTILINE)

_ENCODING = Mistake("L001", "the file is not UTF-8", "UTF-8", "save it as UTF-8")
_BOM = Mistake("L002", "the file begins with a byte order mark", "no mark", "save it as UTF-8 without BOM")
_LINE_ENDS = Mistake("L003", "the file has Windows line ends", "LF", "save it with Unix line ends")
_TAB = Mistake("L004", "a tab", "spaces", "write spaces instead")
_SYNTAX = Mistake("L005", "not YAML: {problem}", "name: value", "compare it with the entries around it")
_DOCUMENTS = Mistake("L006", "more than one document in the file", "one", "remove the line with three dashes")
_ANCHOR = Mistake("L007", "anchors and aliases are not read", "a plain value", "write the value out where it is needed")
_TAG = Mistake("L008", "a value with a tag is not read", "a plain value", "remove the tag; every value is text")
_COMMENT_LINE = Mistake("L009", "a comment, lost when a command rewrites the file", "fields", "use a note field")
_EMPTY = Mistake("L010", "the file is empty", "format: 1 and the file's sections", "remove the file or fill it")
_NO_FIELDS = Mistake(
    "L010", "the file does not begin with a field", "format: 1 and the file's sections", "see SCHEMA.md"
)
_DUPLICATE_KEY = Mistake(
    "L011", 'field "{found}" stands here a second time', "each field once", "remove one; the first is in line {line}"
)


@dataclass(slots=True)
class YamlFile:
    """One file as read: its root node, or None when it cannot be used, and what is wrong with it."""

    name: str
    root: Node | None = None
    findings: list[Finding] = field(default_factory=list)

    def place(self, node: Node) -> Place:
        """Return where *node* begins."""
        return Place(self.name, node.start_mark.line + 1, node.start_mark.column + 1)

    def report(self, mistake: Mistake, place: Place, found: str = "", **values: object) -> None:
        """Add a finding."""
        self.findings.append(mistake.at(place, found, **values))


def read_yaml_file(path: Path, name: str) -> YamlFile:
    """Read the file at *path*.

    Args:
        path: where the file is.
        name: how findings call it: the path inside the list's folder, with forward slashes.

    Returns:
        The file; ``root`` is None when the text is no YAML that we can use.

    Raises:
        OSError: the file cannot be opened.
    """
    return read_yaml(path.read_bytes(), name)


def read_yaml(content: bytes, name: str) -> YamlFile:
    """Read YAML from bytes; see ``read_yaml_file``."""
    file = YamlFile(name)
    text = _decode(file, content)
    if text is None:
        return file
    text = _check_characters(file, text)
    _check_comments(file, text)
    if _MAYBE_ANCHOR.search(text) and _has_anchors(file, text):
        return file
    file.root = _compose(file, text)
    if _MAYBE_TAG.search(text):
        _check_tags(file)
    return file


def read_mapping(file: YamlFile, node: MappingNode) -> dict[str, tuple[Node, Node]]:
    """Return the fields of a mapping with their key and value nodes; a key that comes twice is a finding.

    The first of two equal keys wins: a second one, added further down, must not silently change an entry.
    """
    fields: dict[str, tuple[Node, Node]] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            file.report(_SYNTAX, file.place(key), problem="a field name must be a plain word")
        elif key.value in fields:
            first = file.place(fields[key.value][0])
            file.report(_DUPLICATE_KEY, file.place(key), key.value, line=first.line)
        else:
            fields[key.value] = (key, value)
    return fields


def _decode(file: YamlFile, content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        file.report(_ENCODING, Place(file.name, line, column), f"byte {content[error.start]:#04x}")
        return None


def _check_characters(file: YamlFile, text: str) -> str:
    """Report byte order mark, Windows line ends and tabs; return the text as YAML may have it."""
    if text.startswith("\ufeff"):
        file.report(_BOM, Place(file.name), "U+FEFF")
        text = text[1:]
    if "\r" in text:
        file.report(_LINE_ENDS, _place_at(file, text, text.index("\r")), "CR")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        for match in _TABS.finditer(text):
            file.report(_TAB, _place_at(file, text, match.start()), "TAB")
        text = text.replace("\t", " ")
    return text


def _check_comments(file: YamlFile, text: str) -> None:
    for match in _COMMENT.finditer(text):
        file.report(_COMMENT_LINE, _place_at(file, text, match.end() - 1), "#")


def _has_anchors(file: YamlFile, text: str) -> bool:
    """Name every anchor and alias; asked only when the text looks as if it had some, because it parses again."""
    known = len(file.findings)
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            anchor = getattr(event, "anchor", None)
            if anchor is not None:
                mark: Any = event.start_mark
                file.report(_ANCHOR, Place(file.name, mark.line + 1, mark.column + 1), anchor)
    except yaml.YAMLError:
        return False  # _compose reports it
    return len(file.findings) > known


def _check_tags(file: YamlFile) -> None:
    """Name every value that forces a type (``!!int``); asked only when the text looks as if it had some."""
    for node in _walk(file.root):
        if node.tag not in _PLAIN_TAGS:
            file.report(_TAG, file.place(node), node.tag)


def _walk(node: Node | None) -> Iterator[Node]:
    if node is None:
        return
    yield node
    if isinstance(node, SequenceNode):
        for item in node.value:
            yield from _walk(item)
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _walk(key)
            yield from _walk(value)


def _compose(file: YamlFile, text: str) -> Node | None:
    try:
        root: Node | None = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.YAMLError as error:
        _report_syntax(file, text, error)
        return None
    if root is None:
        file.report(_EMPTY, Place(file.name))
    elif isinstance(root, MappingNode):
        return root
    else:
        file.report(_NO_FIELDS, file.place(root))
    return None


def _report_syntax(file: YamlFile, text: str, error: yaml.YAMLError) -> None:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark:
        place = Place(file.name, mark.line + 1, mark.column + 1)
    else:  # of a character that YAML does not allow the parser gives no place
        control = _CONTROL.search(text)
        place = _place_at(file, text, control.start()) if control else Place(file.name)
    problem = getattr(error, "problem", None) or str(error)
    if "single document" in str(getattr(error, "context", "")):
        file.report(_DOCUMENTS, place, "---")
    else:
        file.report(_SYNTAX, place, problem=problem.split("\n", maxsplit=1)[0])


def _place_at(file: YamlFile, text: str, offset: int) -> Place:
    return Place(file.name, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
