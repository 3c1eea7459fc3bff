"""Bring the database to the tables of this version, and tell where it stands. For ``jaga db`` and ``jaga serve``.

Steps run while older servers serve; ``migrations/__init__.py`` says by which rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from server.agencies.agency_errors import DatabaseNewerError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from server.agencies.database import Database

MIGRATIONS = Path(__file__).with_name("migrations")


@dataclass(frozen=True, slots=True)
class SchemaStatus:
    """Where a database stands.

    Attributes:
        at: the last step that was run; None for an empty database.
        missing: steps that this version knows and that were not run, in order.
    """

    at: str | None
    missing: tuple[str, ...]


def upgrade(database: Database, to: str = "head") -> tuple[str, ...]:
    """Run the missing steps, up to *to*, all or none; return their names.

    Raises:
        DatabaseNewerError: a newer version has been here.
        DatabaseUnavailableError: it does not answer; nothing has changed.
    """
    with database.write() as connection:
        before = _read_status(connection).missing
        command.upgrade(_make_config(connection), to)
        after = _read_status(connection).missing
    return before[: len(before) - len(after)]


def read_status(database: Database) -> SchemaStatus:
    """Tell where the database stands.

    Raises:
        DatabaseNewerError, DatabaseUnavailableError: see ``upgrade``.
    """
    with database.read() as connection:
        return _read_status(connection)


def list_steps() -> tuple[str, ...]:
    """Return every step of this version, in order."""
    steps = _open_scripts().walk_revisions()
    return tuple(reversed([step.revision for step in steps]))


def _read_status(connection: Connection) -> SchemaStatus:
    at = MigrationContext.configure(connection).get_current_revision()
    steps = list_steps()
    if at is not None and at not in steps:
        raise DatabaseNewerError(at)
    return SchemaStatus(at, steps[steps.index(at) + 1 :] if at else steps)


def _open_scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


def _make_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
