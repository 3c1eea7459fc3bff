"""Starts a PostgreSQL of the tests' own: a new cluster in a folder, on a Unix socket alone, ended by its process id."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS = 30
STOP_SECONDS = 20
SUPERUSER = "jaga"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""The cluster lives as long as the tests: nothing has to outlast a power cut."""


def find_programs() -> Path:
    """Return the folder of initdb and postgres; Debian puts them off the PATH, one folder per version."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).parent] if found else []
    assert folders, "PostgreSQL is missing; make test installs it (scripts/browsers.sh)"
    return folders[0]


class PostgresServer:
    """A running server, reached through a socket in its folder."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self._folder = folder
        self.process = process

    def make_url(self, name: str) -> str:
        """Return the address of a database of this server, as a setting holds it."""
        return f"postgresql://{SUPERUSER}@/{name}?host={self._folder}"

    def connect(self) -> psycopg.Connection:
        """Open a connection for making and dropping databases."""
        return psycopg.connect(self.make_url("postgres"), autocommit=True, connect_timeout=5)

    def make_database(self, name: str, template: str = "template0") -> str:
        """Make a database and return its address."""
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        with self.connect() as connection:
            connection.execute(made.format(sql.Identifier(name), sql.Identifier(template)))
        return self.make_url(name)

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        with self.connect() as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def run_postgres() -> Iterator[PostgresServer]:
    """Start a server and end it."""
    folder = Path(tempfile.mkdtemp(prefix="jaga-pg-"))
    try:
        user = _give_to_a_common_user(folder)
        with (folder / "log").open("wb") as log:
            _make_cluster(folder, user, log.fileno())
            server = PostgresServer(folder, _start(folder, user, log.fileno()))
            try:
                _wait_until_it_answers(server, folder)
                yield server
            finally:
                _stop(server.process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give_to_a_common_user(folder: Path) -> str:
    """PostgreSQL refuses to run as root; give the folder to somebody without rights, and return their name."""
    if os.geteuid() != 0:
        return getpass.getuser()
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return nobody.pw_name


def _as_user(user: str, *command: str | Path) -> list[str]:
    words = [str(word) for word in command]
    if os.geteuid() != 0:
        return words
    return ["setpriv", f"--reuid={user}", f"--regid={pwd.getpwnam(user).pw_gid}", "--clear-groups", *words]


def _make_cluster(folder: Path, user: str, log: int) -> None:
    command = _as_user(user, find_programs() / "initdb", "-D", folder / "data", "-U", SUPERUSER, "-A", "trust")
    options = ["--no-sync", "--encoding=UTF8", "--locale=C"]
    subprocess.run([*command, *options], cwd=folder, stdout=log, stderr=log, timeout=60, check=True)


def _start(folder: Path, user: str, log: int) -> subprocess.Popen[bytes]:
    command = _as_user(
        user, find_programs() / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses="
    )
    options = [word for setting in QUICK for word in ("-c", setting)]
    return subprocess.Popen([*command, *options], cwd=folder, stdout=log, stderr=log)


def _wait_until_it_answers(server: PostgresServer, folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            server.connect().close()
            return
        except psycopg.OperationalError:
            is_waiting = server.process.poll() is None and time.monotonic() < deadline
            assert is_waiting, (folder / "log").read_text()
            time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server without waiting for connections (SIGINT is PostgreSQL's fast shutdown)."""
    process.send_signal(2)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
