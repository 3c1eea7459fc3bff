"""``jaga serve``: publish what has changed (in development), then serve with granian."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING, Any

import click

from server.cli.inputs import load_settings
from server.cli.timestamp_timer import start_timer
from server.domain.errors import UpstreamError

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

    from server.ops.settings import Settings

BLOCKING_THREADS = 2
"""Python threads in each process. The default would be hundreds that fight for one lock; one would let a slow check
hold up the release files (granian 2.8, mitodl/mit-learn #5083, read 2026-11-20)."""


STOP_SECONDS = 5
"""A process that is told to stop while it starts may wait for ever (granian 2.8, seen 2026-11 with two workers); it is
ended then."""

PORT_MAX = 65535
DEFAULT_PORT = 8000


class PortTakenError(UpstreamError):
    """Another program listens on the address."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"port {port} on {host} is taken / sudah dipakai; stop that program, or choose another: "
            f"JAGA_PORT={port + 1 if port < PORT_MAX else DEFAULT_PORT} jaga serve"
        )


@click.command()
def command() -> None:
    """Serve the release, the API and the practice page.

    In development the list is built into a release first; in production what lies there is served, and its timestamp is
    signed anew in time when this machine holds the timestamp key and no other.
    """
    settings = load_settings()
    refuse_taken_port(settings.host, settings.port)
    if not settings.is_production:
        _publish(settings)
        _prepare_agencies(settings)
    start_timer(settings)
    _serve(settings)


def refuse_taken_port(host: str, port: int) -> None:
    """Make sure that the address is free before anything else is done.

    Raises:
        PortTakenError: somebody listens there.
        OSError: the address is not one of this machine, or may not be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port in TIME_WAIT is free
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTakenError(host, port) from error
            raise


def _publish(settings: Settings) -> None:
    from server.cli.publishing import Choices, publish_release
    from server.cli.release import describe_release

    click.echo(describe_release(publish_release(settings, Choices(is_bounded=False))))


def _prepare_agencies(settings: Settings) -> None:
    """Make what ``GET /v1/policy`` needs; a database that somebody named is left to ``jaga db upgrade``."""
    from server.agencies.database import Database
    from server.agencies.schema_steps import upgrade
    from server.cli.agencies_open import ensure_policy_key

    ensure_policy_key(settings.policy_key_path)
    if settings.database_url is None:
        database = Database(settings.database_address)
        upgrade(database)
        database.close()


def _serve(settings: Settings) -> None:
    server = make_server("server.app:make_wsgi_app", settings)
    server.on_startup(lambda: click.echo(describe_next_steps(settings)))
    server.serve()


def make_server(target: str, settings: Settings) -> AbstractServer[Any]:
    """Return the server that runs an application; benches run others with it, to compare.

    Args:
        target: module and name of a function that makes the application.
        settings: where to listen, and with how many processes.
    """
    from granian import Granian
    from granian.constants import HTTPModes, Interfaces
    from granian.log import LogLevels

    return Granian(
        target,
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        blocking_threads=BLOCKING_THREADS,
        http=HTTPModes.http1,  # what stands before us in production speaks HTTP/1.1
        websockets=False,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
        log_access=False,  # a line would hold an address of a person with a path
    )


def describe_next_steps(settings: Settings) -> str:
    """Say where the server is and what to try, in a few lines, Indonesian first."""
    origin = f"http://{f'[{settings.host}]' if ':' in settings.host else settings.host}:{settings.port}"
    root = settings.platforms_dir.parents[1]
    day = f" (JAGA_TODAY={settings.today})" if settings.today else ""
    return "\n".join(
        (
            "",
            f"Jaga Jempol: {origin}{day}",
            f"  latihan / practice       {origin}/latihan",
            f"  pasang / load unpacked   chrome://extensions > Developer mode > Load unpacked > {root}",
            # The practice election stands in for all real ones: no side is shown alone.
            f"  coba / try               .venv/bin/jaga check {origin}/latihan/@calon_contoh_a --action like",
            "  Ctrl+C berhenti / stops",
            "",
        )
    )
