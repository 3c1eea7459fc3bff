"""The files of an export: CSV, JSON, or a SQLite database that Datasette opens with its metadata.

The same list gives the same bytes (of a database: the same content; SQLite's own version is in its header).
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

from server.accounts.safe_csv import encode_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.accounts.export_tables import Export, Table

DATABASE = "jaga_jempol"
TITLE = "Jaga Jempol: akun kampanye / campaign accounts"
LICENSE = "CC0-1.0"
LICENSE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"


def make_csv_files(export: Export) -> dict[str, bytes]:
    """Return accounts.csv, and what it means in about.json."""
    table = export.tables["accounts"]
    return {"accounts.csv": encode_csv(table.columns, table.rows), "about.json": _encode(_describe(export, "accounts"))}


def make_json_files(export: Export) -> dict[str, bytes]:
    """Return every table in one file, with what it means."""
    tables = {
        name: [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        for name, table in export.tables.items()
    }
    return {"accounts.json": _encode({"about": _describe(export, *export.tables), **tables})}


def make_sqlite_files(export: Export) -> dict[str, bytes]:
    """Return the database, and the metadata that Datasette takes with ``--metadata``."""
    connection = sqlite3.connect(":memory:")
    try:
        for name, table in export.tables.items():
            connection.execute(_create(name, table))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', table.rows)  # noqa: S608 - our own names
            for column in table.foreign_keys:
                connection.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
        connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.executemany("INSERT INTO about VALUES (?, ?)", _list_facts(export))
        connection.commit()
        body = connection.serialize()
    finally:
        connection.close()
    return {f"{DATABASE}.db": body, "metadata.json": _encode(_describe_for_datasette(export))}


FORMATS: Mapping[str, Callable[[Export], dict[str, bytes]]] = {
    "csv": make_csv_files,
    "json": make_json_files,
    "sqlite": make_sqlite_files,
}


def _describe(export: Export, *names: str) -> dict[str, Any]:
    return {
        "title": TITLE,
        "license": LICENSE,
        "license_url": LICENSE_URL,
        "made_on": export.made_on.isoformat(),
        "release": export.release,
        "counts": {name: export.counts[name] for name in names},
        "columns": {name: dict(export.tables[name].columns) for name in names},
    }


def _list_facts(export: Export) -> list[tuple[str, str]]:
    counts = [(f"count_{name}", str(count)) for name, count in export.counts.items()]
    release = [] if export.release is None else [("release", str(export.release))]
    facts = [("title", TITLE), ("license", LICENSE), ("license_url", LICENSE_URL)]
    return [*facts, ("made_on", export.made_on.isoformat()), *release, *counts]


def _describe_for_datasette(export: Export) -> dict[str, Any]:
    """Return metadata in the form of Datasette 0.65 and 1.0 (docs.datasette.io, metadata, read 2026-11)."""
    release = "" if export.release is None else f", rilis / release {export.release}"
    return {
        "title": TITLE,
        "description": f"{export.made_on.isoformat()}{release}, {export.counts['accounts']} akun / accounts",
        "license": LICENSE,
        "license_url": LICENSE_URL,
        "databases": {
            DATABASE: {
                "tables": {
                    name: {"description": table.description, "columns": dict(table.columns)}
                    for name, table in export.tables.items()
                }
            }
        },
    }


def _create(name: str, table: Table) -> str:
    columns = [f'"{column}" TEXT' + (" NOT NULL" if column in table.primary_key else "") for column in table.columns]
    names = ", ".join(f'"{column}"' for column in table.primary_key)
    key = [f"PRIMARY KEY ({names})"] if names else []
    references = [
        f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("id")' for column, other in table.foreign_keys.items()
    ]
    return f'CREATE TABLE "{name}" ({", ".join([*columns, *key, *references])})'


def _encode(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
