"""What the verbs for agencies share: the open database, who acts, and how rows are printed."""

from __future__ import annotations

import getpass
import json
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from server.accounts.durable_files import create_file
from server.agencies.audit_trail import Actor
from server.agencies.database import Database
from server.agencies.policy_signing import make_policy_key
from server.cli.inputs import load_settings
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    Command = TypeVar("Command", bound=Callable[..., object])


def json_option(command: Command) -> Command:
    """Add ``--json`` to a verb; the verb gets ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help="Cetak JSON / print JSON.")(command)


@contextmanager
def open_database() -> Iterator[Database]:
    """Give the database that the settings name.

    Raises:
        SettingsError: they cannot be read.
    """
    database = Database(load_settings().database_address)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def reading() -> Iterator[Connection]:
    """Give a connection that reads."""
    with open_database() as database, database.read() as connection:
        yield connection


@contextmanager
def changing() -> Iterator[tuple[Connection, Actor]]:
    """Give a connection that writes, and who acts; everything is kept at the end, or nothing."""
    actor = Actor(load_settings().operator or getpass.getuser(), SystemClock().now())
    with open_database() as database, database.write() as connection:
        yield connection, actor


def ensure_policy_key(path: Path) -> None:
    """Make the key that signs policies, unless it is there."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        create_file(path, make_policy_key(), mode=0o600)


def to_plain(row: Any, *without: str) -> dict[str, Any]:
    """Return a dataclass as JSON knows it, instants as text."""
    members = {name: value for name, value in asdict(row).items() if name not in without}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in members.items()}


def show(rows: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """Print rows as JSON, or as lines for people."""
    click.echo(json.dumps(rows, ensure_ascii=False, indent=2) if as_json else "\n".join(lines))


def show_day(instant: datetime | None) -> str:
    """Return the day of an instant, or a dash."""
    return instant.date().isoformat() if instant else "-"
