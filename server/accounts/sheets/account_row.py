"""One account as a row of cells, and back; the two undo each other exactly."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from server.accounts.sheets.cell_text import protect
from server.accounts.sheets.columns import COLUMNS, NOT_IN_SHEET
from server.accounts.sheets.refusals import CellError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.accounts.list_documents import Entry
    from server.accounts.sheets.owners import Owner

_BETWEEN_IDS = re.compile(r"[\s,;]+")
_BETWEEN_FORMER = "|"
_FORMER = "old_name 2023-01-01..2024-02-14 src-a | older_name"


def make_fingerprint(entry: Entry) -> str:
    """Return 16 hexadecimal digits that change with any field of an entry but its confirmation."""
    fields = {name: value for name, value in entry.items() if name not in NOT_IN_SHEET}
    return sha256(json.dumps(fields, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def write_row(entry: Entry, owners: Mapping[str, Owner]) -> dict[str, str]:
    """Return the cells of an account by column, as they stand in the file."""
    owner = owners.get(entry.get("owner", ""))
    values = {
        **{name: write_field(name, value) for name, value in entry.items() if name not in NOT_IN_SHEET},
        "contest": " ".join(owner.contest_ids) if owner else "",
        "owner_name": owner.name if owner else "",
        "fingerprint": make_fingerprint(entry),
    }
    return {column.name: protect(values.get(column.name, "")) for column in COLUMNS}


def write_field(name: str, value: Any) -> str:
    """Return a field as one line of text; a permanent id gets ``#``, so that no program takes it for a number."""
    if name == "platform_id":
        return f"#{value}"
    if name == "sources":
        return " ".join(value)
    if name == "former_handles":
        return f" {_BETWEEN_FORMER} ".join(_write_former(old) for old in value)
    return str(value)


def read_field(name: str, text: str) -> Any:
    """Return a field from its line of text; None for an empty one.

    Raises:
        CellError: the former handles have another form.
    """
    if not text:
        return None
    if name == "sources":
        return [word for word in _BETWEEN_IDS.split(text) if word]
    if name == "former_handles":
        return [_read_former(part) for part in text.split(_BETWEEN_FORMER)]
    return text


def _write_former(old: Mapping[str, Any]) -> str:
    days = f"{old.get('from', '')}..{old.get('to', '')}"
    return " ".join([old["handle"], *([days] if days != ".." else []), *old.get("sources", ())])


def _read_former(text: str) -> Entry:
    handle, *words = text.split() or [""]
    days = words.pop(0) if words and ".." in words[0] else ".."
    if not handle or any(not word.startswith("src-") for word in words):
        raise CellError(text, f"handle, days, sources, such as {_FORMER}", "write it in this form")
    first, _, last = days.partition("..")
    fields = {"handle": handle, "from": first, "to": last, "sources": words}
    return {name: value for name, value in fields.items() if value}
