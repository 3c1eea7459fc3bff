"""Triggers that forbid changing and deleting rows of a table, on both databases."""

from __future__ import annotations

from alembic import op


def make_append_only(table: str) -> None:
    """Let rows be added to *table* and nothing else be done to them."""
    make = _make_on_postgresql if op.get_bind().dialect.name == "postgresql" else _make_on_sqlite
    make(table)


def _make_on_sqlite(table: str) -> None:
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def _make_on_postgresql(table: str) -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION jaga_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION jaga_refuse_change()"
    )
