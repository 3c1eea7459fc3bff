"""Read one entry of the list by a table of its fields: unknown, missing, empty and misshapen fields are findings.

A *reader* takes a node and returns the value, or None after it has reported what is wrong. No field may hold
nothing in the file, so None never means an empty value. Readers are functions, or values that tell what they take, so
that ``list_schema`` can describe them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from server.accounts.findings import Mistake, Place
from server.accounts.yaml_reader import YamlFile, read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

UNKNOWN_FIELD = Mistake("L101", 'unknown field "{found}"', "one of: {known}", "{hint}")
MISSING_FIELD = Mistake("L102", 'field "{name}" is missing', "{name}: ...", "add it; see SCHEMA.md")
WRONG_SHAPE = Mistake("L103", "{found} stands where {expected} is needed", "{expected}", "see SCHEMA.md")
EMPTY_VALUE = Mistake("L104", "an empty value", "at least one", "leave the field out when nothing is known")
NO_DATE = Mistake("L105", '"{found}" is no date', "{form}", "such as {example}")
NOT_ONE_OF = Mistake("L106", '"{found}" is not allowed here', "one of: {allowed}", "{hint}")
WRONG_FORM = Mistake("L107", '"{found}" has the wrong form', "{expected}", "see SCHEMA.md")
SEVERAL_LINES = Mistake(
    "L108", "text over several lines or with spaces at its ends", "one line", "write it in one line"
)

HIDDEN = Mistake(
    "L121", "a character that nobody sees: {found}", "letters, digits, signs and plain spaces", "type the text anew"
)

PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_EXPECTED_DATE = {"form": "YYYY-MM-DD", "example": "2024-02-14"}
_SHAPE_NAMES = {ScalarNode: "text", SequenceNode: "a list", MappingNode: "a group of fields"}

Spot = tuple[int, int]
"""Line and column, counted from 1."""

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Reader(Protocol[T_co]):
    """Turns a node into a value, or reports what is wrong and returns None."""

    def __call__(self, file: YamlFile, node: Node, /) -> T_co | None:
        """Read *node* of *file*."""


@dataclass(frozen=True, slots=True)
class Field:
    """How to read one field, and whether an entry may do without it."""

    read: Reader[object]
    is_required: bool = True


@dataclass(slots=True)
class Record:
    """One entry as read: the values of its good fields, and where everything stands.

    Places are kept as plain numbers: the parser's nodes would keep half a gigabyte alive for 15,000 accounts.

    Attributes:
        spots: line and column of every field that is there, good or wrong; of the entry itself under "".
        item_spots: line and column of every item of the fields that are lists.
        is_complete: nothing is wrong with the entry, as far as it has been checked.
    """

    file_name: str
    values: dict[str, Any]
    spots: dict[str, Spot]
    item_spots: dict[str, list[Spot]]
    is_complete: bool = True

    def get(self, name: str) -> Any:
        """Return the value of a field, or None when it is left out or wrong."""
        return self.values.get(name)

    def place(self, name: str = "") -> Place:
        """Return where the field's value stands; the entry itself when it has no such field."""
        return Place(self.file_name, *self.spots.get(name, self.spots[""]), self.get("id") or "")

    def place_item(self, name: str, index: int) -> Place:
        """Return where an item of a field stands that is a list; the field itself when it is none."""
        spots = self.item_spots.get(name)
        return Place(self.file_name, *spots[index], self.get("id") or "") if spots else self.place(name)


def read_record(file: YamlFile, node: Node, fields: Mapping[str, Field]) -> Record | None:
    """Read an entry; what cannot be read is reported and left out.

    Returns:
        The record, ``is_complete`` only when nothing is wrong with it; None when *node* has no fields at all.
    """
    if not isinstance(node, MappingNode):
        _report_shape(file, node, "a group of fields")
        return None
    known = len(file.findings)
    record = Record(file.name, {}, {"": _spot(node)}, {})
    for name, (key, value) in read_mapping(file, node).items():
        if name in fields:
            _read_field(file, record, name, value, fields[name])
        else:
            hint = _make_hint(name, fields, "remove it")
            file.report(UNKNOWN_FIELD, file.place(key), name, known=", ".join(fields), hint=hint)
    for name, field in fields.items():
        if field.is_required and name not in record.spots:
            file.report(MISSING_FIELD, file.place(node), name=name)
    record.is_complete = len(file.findings) == known
    return record


def _read_field(file: YamlFile, record: Record, name: str, node: Node, field: Field) -> None:
    record.spots[name] = _spot(node)
    if isinstance(node, SequenceNode):
        record.item_spots[name] = [_spot(item) for item in node.value]
    value = field.read(file, node)
    if value is not None:
        record.values[name] = value


def _spot(node: Node) -> Spot:
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


def read_list(file: YamlFile, node: Node, read: Reader[T]) -> tuple[T, ...] | None:
    """Read every item of a list; the wrong ones are reported and left out."""
    if not isinstance(node, SequenceNode):
        _report_shape(file, node, "a list")
        return None
    if not node.value:
        file.report(EMPTY_VALUE, file.place(node))
    items = (read(file, item) for item in node.value)
    return tuple(item for item in items if item is not None)


def read_text(file: YamlFile, node: Node) -> str | None:
    """Read one line of text."""
    if not isinstance(node, ScalarNode):
        _report_shape(file, node, "text")
        return None
    text: str = node.value
    if not text:
        file.report(EMPTY_VALUE, file.place(node))
        return None
    if text != text.strip() or "\n" in text:
        file.report(SEVERAL_LINES, file.place(node), text)
        return None
    if not text.isprintable():
        hidden = next(each for each in text if not each.isprintable())
        file.report(HIDDEN, file.place(node), f"U+{ord(hidden):04X}")
        return None
    return text


def read_date(file: YamlFile, node: Node) -> date | None:
    """Read a calendar day."""
    text = read_text(file, node)
    if text is None:
        return None
    day = parse_date(text)
    if day is None:
        file.report(NO_DATE, file.place(node), text, **_EXPECTED_DATE)
    return day


def parse_date(text: str) -> date | None:
    """Return the day that *text* names as YYYY-MM-DD, or None; week dates and the form without hyphens are none."""
    if len(text) != len("YYYY-MM-DD") or text[4] != "-" or not text[5:7].isdigit():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_partial_date(file: YamlFile, node: Node) -> str | None:
    """Read a day, a month or a year, as exact as a source gives it."""
    text = read_text(file, node)
    if text is None:
        return None
    full = text + "-01-01"[len(text) - 4 :] if len(text) < len("YYYY-MM-DD") else text
    if not PARTIAL_DATE.fullmatch(text) or parse_date(full) is None:
        file.report(NO_DATE, file.place(node), text, form="YYYY, YYYY-MM or YYYY-MM-DD", example="2024-02")
        return None
    return text


@dataclass(frozen=True, slots=True)
class OneOf:
    """A reader that takes one of some words."""

    words: tuple[str, ...]

    def __call__(self, file: YamlFile, node: Node) -> str | None:
        """Read one of the words."""
        text = read_text(file, node)
        if text is None or text in self.words:
            return text
        hint = _make_hint(text, self.words, "choose one of them")
        file.report(NOT_ONE_OF, file.place(node), text, allowed=", ".join(self.words), hint=hint)
        return None


@dataclass(frozen=True, slots=True)
class OfForm:
    """A reader that takes text of a form (our own patterns only, never data's).

    Attributes:
        form: matched against the whole text.
        expected: the form in words.
    """

    form: re.Pattern[str]
    expected: str

    def __call__(self, file: YamlFile, node: Node) -> str | None:
        """Read text of the form."""
        text = read_text(file, node)
        if text is None or self.form.fullmatch(text):
            return text
        file.report(WRONG_FORM, file.place(node), text, expected=self.expected)
        return None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A reader of a list, every item by the same reader."""

    read_item: Reader[Any]

    def __call__(self, file: YamlFile, node: Node) -> tuple[Any, ...] | None:
        """Read the list."""
        return read_list(file, node, self.read_item)


@dataclass(frozen=True, slots=True)
class RecordOf:
    """A reader of an entry inside an entry."""

    fields: Mapping[str, Field]

    def __call__(self, file: YamlFile, node: Node) -> Record | None:
        """Read the entry."""
        return read_record(file, node, self.fields)


def of_form(pattern: str, expected: str) -> OfForm:
    """Make a reader that takes text of a form."""
    return OfForm(re.compile(pattern), expected)


def _report_shape(file: YamlFile, node: Node, expected: str) -> None:
    file.report(WRONG_SHAPE, file.place(node), _SHAPE_NAMES[type(node)], expected=expected)


def _make_hint(word: str, known: Iterable[str], otherwise: str) -> str:
    """Ask "did you mean" when a known word is close."""
    close = get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]}?" if close else otherwise
