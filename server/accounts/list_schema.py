"""The JSON Schema (2020-12) of one file of the list, made from the same tables by which the files are read.

For editors and other people's tools; ``candidate_accounts/schema.json`` is what ``jaga schema`` prints.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from server.accounts import list_fields
from server.accounts.list_fields import FILE
from server.accounts.record_reader import (
    Field,
    ListOf,
    OfForm,
    OneOf,
    RecordOf,
    read_date,
    read_partial_date,
    read_text,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATTERNS: Mapping[object, str] = {
    read_text: r"^\S(?:[^\n]*\S)?$",
    read_date: r"^\d{4}-\d{2}-\d{2}$",
    read_partial_date: r"^\d{4}(-\d{2}){0,2}$",
}

_NAMES = {
    "electionName": list_fields.NAME,
    "phase": list_fields.PHASE,
    "accountCap": list_fields.ACCOUNT_CAP,
    "releaseBounds": list_fields.RELEASE_BOUNDS,
    "candidacy": list_fields.CANDIDACY,
    "sideStatus": list_fields.SIDE_STATUS,
    "side": list_fields.SIDE,
    "formerHandle": list_fields.FORMER_HANDLE,
    **list_fields.SECTIONS,
}
"""What the entries are called in the schema: sections by their names, entries inside entries by what they are."""


def make_schema() -> dict[str, Any]:
    """Return the schema; every value is text, quoted or not."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "One file of the list of campaign accounts",
        "description": "What the fields mean stands in SCHEMA.md; what entries mean together is checked by jaga lint.",
        **_describe_record(FILE),
        "$defs": {name: _describe_record(fields) for name, fields in _NAMES.items()},
    }


def format_schema() -> str:
    """Return the schema as text, as it stands in ``candidate_accounts/schema.json``."""
    return json.dumps(make_schema(), ensure_ascii=False, indent=2) + "\n"


def _describe_record(fields: Mapping[str, Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, field in fields.items() if field.is_required],
        "properties": {name: _describe(field.read) for name, field in fields.items()},
    }


def _describe(reader: object) -> dict[str, Any]:
    match reader:
        case OneOf():
            return {"enum": list(reader.words)}
        case OfForm():
            return {"type": "string", "pattern": f"^(?:{reader.form.pattern})$", "description": reader.expected}
        case ListOf():
            return {"type": "array", "minItems": 1, "items": _describe(reader.read_item)}
        case RecordOf():
            return {"$ref": f"#/$defs/{_name_of(reader.fields)}"}
    return {"type": "string", "pattern": _PATTERNS[reader]}


def _name_of(fields: Mapping[str, Field]) -> str:
    return next(name for name, known in _NAMES.items() if known is fields)
