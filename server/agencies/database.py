"""Opens the database: SQLite by default, PostgreSQL by an address; reading and writing are two words.

One writer at a time, on both: changes are rare, made by operators, and the audit trail has to be one chain.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event, func, make_url, select
from sqlalchemy.exc import DBAPIError, ResourceClosedError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from server.agencies.agency_errors import DatabaseUnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sqlalchemy import URL, Connection, Engine

BUSY_SECONDS = 5
"""How long a writer waits for another one, and how long a connection may take."""

_WRITERS = 0x4A414741
"""The number of the one lock that writers hold in PostgreSQL."""

_IS_WRITING = "jaga_is_writing"


class Database:
    """The database behind a room; safe to share between threads, opened when first used."""

    def __init__(self, url: str) -> None:
        self._engine = _make_engine(_choose_driver(make_url(url)))

    @property
    def kind(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one state.

        Raises:
            DatabaseUnavailableError: it does not answer, or a table is not there.
        """
        with _naming_trouble(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection whose changes are all kept at the end, or none when an error leaves the block.

        Raises:
            DatabaseUnavailableError: see ``read``; or another writer did not end in time.
        """
        with _naming_trouble(), self._engine.connect() as connection:
            connection.execution_options(**{_IS_WRITING: True})
            with connection.begin():
                if self.kind == "postgresql":
                    connection.execute(select(func.pg_advisory_xact_lock(_WRITERS)))
                yield connection

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()


def _choose_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def _make_engine(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        arguments: dict[str, Any] = {"connect_timeout": BUSY_SECONDS, "options": f"-c lock_timeout={BUSY_SECONDS}s"}
        # pre_ping: a server that was started anew must cost no request.
        return create_engine(url, connect_args=arguments, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Leave transactions to us (the driver would begin them too late), and keep foreign keys."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")  # readers do not wait for a writer


def _begin_sqlite(connection: Connection) -> None:
    is_writing = connection.get_execution_options().get(_IS_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")


@contextmanager
def _naming_trouble() -> Iterator[None]:
    """Make one error of ours of the many that a driver knows; what was asked stays out of it."""
    try:
        yield
    except DBAPIError as error:
        raise DatabaseUnavailableError(str(error.orig).strip().partition("\n")[0]) from error
    except (PoolTimeoutError, ResourceClosedError) as error:
        raise DatabaseUnavailableError("too many connections") from error
