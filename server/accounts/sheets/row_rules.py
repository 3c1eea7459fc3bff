"""Check the rows of a sheet as a Table Schema: required cells, allowed words, forms.

``frictionless`` does the checking; here is the schema, made from the columns, and its errors in our words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frictionless import Resource, Schema
from frictionless.errors import CellError as CellFinding

from server.accounts.sheets.columns import COLUMNS, Column
from server.accounts.sheets.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HEADER_ROWS = 1
_COLUMNS = {column.name: column for column in COLUMNS}


def check_rows(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Iterator[Refusal]:
    """Return what the schema finds.

    Args:
        rows: the number of each row in the file and its values by column.
    """
    if not rows:
        return
    table = [list(_COLUMNS), *([values.get(name, "") for name in _COLUMNS] for _, values in rows)]
    report = Resource(data=table, schema=_make_schema()).validate(limit_errors=len(rows) * len(_COLUMNS))
    for error in report.tasks[0].errors:
        if isinstance(error, CellFinding):
            number, _ = rows[error.row_number - _HEADER_ROWS - 1]
            yield _word(_COLUMNS[error.field_name], number, error.cell)


def _make_schema() -> Schema:
    return Schema.from_descriptor({"fields": [_describe(column) for column in COLUMNS]})


def _describe(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.is_required:
        constraints["required"] = True
    if column.words:
        constraints["enum"] = list(column.words)
    if column.form:
        constraints["pattern"] = column.form.form.pattern
    return {"name": column.name, "type": "string", "constraints": constraints}


def _word(column: Column, row: int, cell: str | None) -> Refusal:
    if not cell:
        return Refusal(row, column.name, "", "a value", "fill the cell")
    if column.words:
        return Refusal(row, column.name, cell, f"one of: {', '.join(column.words)}", "choose one of them")
    return Refusal(row, column.name, cell, column.form.expected if column.form else "another form", "correct it")
