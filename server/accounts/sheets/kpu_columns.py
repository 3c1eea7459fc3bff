"""Where a registration form has what: the file that ``--columns`` names, or the default.

The default is made after KPU's form of accounts (Model Kampanye): ballot number, application, name or address.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from yaml.nodes import MappingNode

from server.accounts.record_reader import Field, RecordOf, of_form, read_record, read_text
from server.accounts.sheets.refusals import SheetError
from server.accounts.yaml_reader import read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.nodes import Node

    from server.accounts.yaml_reader import YamlFile

DEFAULT = Path(__file__).with_name("kpu_form.yaml")

_heading = Field(read_text)
_optional_heading = Field(read_text, is_required=False)
_COLUMNS = {
    "side": _heading,
    "account": _heading,
    "platform": _optional_heading,
    "platform_id": _optional_heading,
    "owner": _optional_heading,
}


def _read_words(file: YamlFile, node: Node) -> dict[str, str] | None:
    """Read a group of fields of any name."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    record = read_record(file, node, {key.value: Field(read_text) for key, _ in pairs})
    return dict(record.values) if record else None


_FIELDS = {
    "sheet": _optional_heading,
    "heading_row": Field(of_form(r"[1-9]\d?", "the number of the row with the headings")),
    "columns": Field(RecordOf(_COLUMNS)),
    "platforms": Field(_read_words, is_required=False),
}


@dataclass(frozen=True, slots=True)
class FormColumns:
    """How to read a form.

    Attributes:
        heading_row: the number of the row with the headings, from 1.
        headings: the heading of each column by what we call it.
        platforms: the names of platforms by the words that the form has for them, in small letters.
        sheet: the name of the sheet; None for the first one.
    """

    heading_row: int
    headings: Mapping[str, str]
    platforms: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None


def read_form_columns(path: Path) -> FormColumns:
    """Read the file that tells where a form has what.

    Raises:
        SheetError: something in it is wrong.
        OSError: it cannot be opened.
    """
    file = read_yaml_file(path, path.name)
    record = read_record(file, file.root, _FIELDS) if file.root is not None else None
    if file.findings or record is None:
        finding = file.findings[0]
        expected = finding.expected or "the fields that docs/maintainers/sheets.md shows"
        raise SheetError(str(finding.place), finding.message, expected, finding.fix or "correct it")
    platforms = {word.casefold(): name for word, name in (record.get("platforms") or {}).items()}
    return FormColumns(int(record.get("heading_row")), record.get("columns").values, platforms, record.get("sheet"))
