"""Steps of the tables: run once, all or none, while the version before goes on reading and writing."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import DateTime, Integer, MetaData, Table, insert, inspect, select, text

from server.agencies.agency_errors import DatabaseNewerError
from server.agencies.database import Database
from server.agencies.schema_steps import list_steps, read_status, upgrade
from server.agencies.tables import METADATA
from tests.agencies.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = list_steps()
OWN_TABLE = "alembic_version"


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a database and let go of it."""
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


def reflect(database: Database) -> MetaData:
    """Return the tables as a server of this moment's version knows them."""
    found = MetaData()
    with database.read() as connection:
        found.reflect(connection)
    found.remove(found.tables[OWN_TABLE])
    return found


def make_row(table: Table, mark: int) -> dict[str, Any]:
    """Return a row that fills every column that *table* knows, different for each *mark*."""

    def fill(column: Any) -> Any:
        if column.foreign_keys:
            return f"{mark:x}" * 2  # what the first column of the other table got
        if isinstance(column.type, DateTime):
            return NOW
        return mark if isinstance(column.type, Integer) else f"{mark:x}" * 2

    return {column.name: fill(column) for column in table.columns}


def write_and_read(database: Database, known: MetaData, mark: int) -> None:
    """Do what a server does that knows these tables: add a row to each, and read every column of every row."""
    with database.write() as connection:
        for table in known.sorted_tables:
            connection.execute(insert(table).values(make_row(table, mark)))
    with database.read() as connection:
        for table in known.sorted_tables:
            rows = [row._mapping for row in connection.execute(select(table))]
            assert any(row[column.name] for row in rows for column in table.primary_key), table.name


def test_the_tables_are_those_of_this_version(database: Database) -> None:
    """The steps make what ``tables.py`` reads: no table, column or index more or less."""
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_steps_run_once(empty_url: str) -> None:
    """And it is told where the database stands."""
    with opened(empty_url) as database:
        assert read_status(database).missing == STEPS
        assert upgrade(database) == STEPS
        assert upgrade(database) == ()
        assert (read_status(database).at, read_status(database).missing) == (STEPS[-1], ())


@pytest.mark.parametrize("before", STEPS[:-1])
def test_the_version_before_goes_on(empty_url: str, before: str) -> None:
    """A server that knows the tables of an older step reads and writes after every later one, on open connections."""
    with opened(empty_url) as database:
        upgrade(database, before)
        known = reflect(database)
        write_and_read(database, known, 1)
        for mark, step in enumerate(STEPS[STEPS.index(before) + 1 :], 2):
            upgrade(database, step)
            write_and_read(database, known, mark)


def test_a_step_that_fails_changes_nothing(empty_url: str) -> None:
    """The tables of the steps before it in the same run are gone as well; the next run begins anew."""
    with opened(empty_url) as database:
        with database.write() as connection:
            connection.execute(text("CREATE TABLE audit_entries (number integer)"))
        with pytest.raises(Exception, match="already exists"):
            upgrade(database)
        with database.read() as connection:
            assert set(inspect(connection).get_table_names()) == {"audit_entries"}
        with database.write() as connection:
            connection.execute(text("DROP TABLE audit_entries"))
        assert upgrade(database) == STEPS


def test_a_newer_database_is_left_alone(database: Database) -> None:
    """This version says so instead of guessing."""
    with database.write() as connection:
        connection.execute(text(f"UPDATE {OWN_TABLE} SET version_num = '9999'"))  # noqa: S608 - a name of ours

    with pytest.raises(DatabaseNewerError, match="9999"):
        upgrade(database)
    with pytest.raises(DatabaseNewerError, match="9999"):
        read_status(database)
