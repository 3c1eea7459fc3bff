"""The database: one word for every trouble, all or nothing, one writer at a time; alike in SQLite and PostgreSQL."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from server.agencies.agencies import add_agency, list_agencies
from server.agencies.agency_errors import DatabaseUnavailableError
from server.agencies.audit_trail import find_break, list_entries
from server.agencies.database import Database
from server.agencies.tables import AGENCIES, DEVICE_KEYS
from tests.agencies.conftest import ACTOR, NOW

if TYPE_CHECKING:
    from pathlib import Path

CONTACT = "mailto:meja@bkd.example"


def test_a_change_is_kept_whole_or_not_at_all(database: Database) -> None:
    """An error in the block undoes what came before it, the audit entry too."""

    def change() -> None:
        with database.write() as connection:
            add_agency(connection, ACTOR, "satu", "Satu", CONTACT)
            raise InterruptedError

    with pytest.raises(InterruptedError):
        change()

    with database.read() as connection:
        assert list_agencies(connection) == []
        assert list_entries(connection) == []


def test_instants_come_back_in_utc(database: Database, agency: str) -> None:
    """Whatever the driver makes of them."""
    with database.read() as connection:
        (found,) = list_agencies(connection)

    assert (found.created_at, str(found.created_at.tzinfo)) == (NOW, "UTC")


def test_a_key_belongs_to_an_agency_that_there_is(database: Database) -> None:
    """Foreign keys hold in SQLite too, where they are off by default; the error holds no value of the row."""
    row = {"id": "jaga_00000000", "agency_id": "tiada", "digest": "d" * 64, "created_at": NOW, "expires_at": NOW}

    with pytest.raises(DatabaseUnavailableError) as raised, database.write() as connection:
        connection.execute(insert(DEVICE_KEYS).values(row))

    assert "d" * 64 not in str(raised.value)


def test_writers_take_turns(database: Database) -> None:
    """Eight at once: every agency is there, and the trail is one chain."""

    def add(number: int) -> None:
        with database.write() as connection:
            add_agency(connection, ACTOR, f"instansi-{number}", "Instansi", CONTACT)

    threads = [Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as connection:
        assert len(list_agencies(connection)) == 8
        entries = list_entries(connection)
    assert (len(entries), find_break(entries)) == (8, None)


def test_a_reader_does_not_wait_for_a_writer(database: Database, agency: str) -> None:
    """It sees what was there before."""
    with database.write() as writing:
        add_agency(writing, ACTOR, "baru", "Baru", CONTACT)
        with database.read() as reading:
            assert [found.id for found in list_agencies(reading)] == [agency]


def test_missing_tables_are_said(empty_url: str) -> None:
    """With the verb that makes them."""
    database = Database(empty_url)

    with pytest.raises(DatabaseUnavailableError, match="jaga db upgrade"), database.read() as connection:
        connection.execute(select(AGENCIES))
    database.close()


@pytest.mark.parametrize("scheme", ["sqlite:///{}/none/a.sqlite", "postgresql://jaga:rahasia@/none?host={}"])
def test_a_database_that_is_not_there_is_said(tmp_path: Path, scheme: str) -> None:
    """Without the password of its address."""
    database = Database(scheme.format(tmp_path))

    with pytest.raises(DatabaseUnavailableError) as raised, database.read():
        pass

    assert "rahasia" not in str(raised.value)
