"""A database for each test, once in SQLite and once in PostgreSQL, with the tables of this version and no row."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from server.agencies.agencies import add_agency
from server.agencies.audit_trail import Actor
from server.agencies.database import Database
from server.agencies.schema_steps import upgrade
from tests.agencies.postgres import run_postgres

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.agencies.postgres import PostgresServer

NOW = datetime(2031, 1, 15, 3, 0, tzinfo=UTC)
ACTOR = Actor("penguji", NOW)
TEMPLATE = "jaga_template"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """Run one PostgreSQL for all tests of this process, with a database to copy from."""
    with run_postgres() as server:
        database = Database(server.make_database(TEMPLATE))
        upgrade(database)
        database.close()
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database without tables."""
    yield from _make_url(request, tmp_path, "template0")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a database with the tables of this version."""
    yield from _make_url(request, tmp_path, TEMPLATE)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """Give the open database."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def agency(database: Database) -> str:
    """Add an agency and return its id."""
    with database.write() as connection:
        return add_agency(connection, ACTOR, "bkd-contoh", "BKD Contoh", "mailto:meja@bkd.example").id


def _make_url(request: pytest.FixtureRequest, folder: Path, template: str) -> Iterator[str]:
    if request.param == "sqlite":
        address = f"sqlite:///{folder / 'agencies.sqlite'}"
        if template == TEMPLATE:
            made = Database(address)
            upgrade(made)
            made.close()
        yield address
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"t_{secrets.token_hex(6)}"
    yield server.make_database(name, template)
    server.drop_database(name)
