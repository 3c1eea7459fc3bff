"""What every verb that changes the list does at its end: show, check, and with ``--apply`` write."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import click

from server.accounts.findings import ListFormatError
from server.accounts.list_documents import ListDocuments, read_contents, read_documents
from server.accounts.platform_files import load_platforms
from server.cli.inputs import load_settings, show_path
from server.domain.errors import RequestError
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from server.accounts.list_change import ListChange

    Command = TypeVar("Command", bound=Callable[..., object])

JAKARTA_OFFSET_MINUTES = 420


def apply_option(command: Command) -> Command:
    """Add ``--apply`` to a verb; the verb gets ``is_applied``."""
    return click.option("--apply", "is_applied", is_flag=True, help="Write it; without this it is only shown.")(command)


def maintainer_option(command: Command) -> Command:
    """Add ``--as`` to a verb; the verb gets ``maintainer``, an id or None."""
    return click.option(
        "--as",
        "maintainer",
        metavar="MT-ID",
        help="Who does it: your id in maintainers.yaml; otherwise JAGA_MAINTAINER is asked.",
    )(command)


def load_documents(directory: Path) -> tuple[dict[str, bytes], ListDocuments]:
    """Return the bytes of the list's files, and the documents in them.

    Raises:
        ListFormatError: a file cannot be used.
        OSError: a file cannot be opened.
    """
    contents = read_contents(directory)
    return contents, read_documents(contents)


def choose_maintainer(documents: ListDocuments, maintainer: str | None) -> str:
    """Return who acts: who was named, otherwise who the settings name.

    Raises:
        RequestError: nobody was named, or somebody who is no maintainer.
    """
    known = [entry.get("id") for _, entry in documents.iterate("maintainers")]
    chosen = maintainer or load_settings().maintainer
    if chosen not in known:
        raise RequestError("--as", chosen, f"one of: {', '.join(map(str, known))}")
    return str(chosen)


def carry_out(change: ListChange, *, is_applied: bool) -> None:
    """Show a change, refuse it when it makes new mistakes, and write it when that was asked for.

    Raises:
        ListFormatError: the change would bring mistakes into the list; nothing was written.
        ListError: it cannot be written as a whole; nothing was written.
        OSError: the same.
    """
    if not change.files:
        click.echo(change.summarize())
        return
    click.echo(change.describe(), nl=False)
    findings = change.check(
        load_platforms(load_settings().platforms_dir), SystemClock().choose_today(JAKARTA_OFFSET_MINUTES)
    )
    if mistakes := [finding for finding in findings if not finding.is_warning]:
        raise ListFormatError(mistakes)
    for warning in findings:
        click.echo(f"{warning.place} {warning.code} {warning.message}; {warning.fix}", err=True)
    if is_applied:
        change.apply()
        click.echo(f"ditulis / written to {show_path(change.directory)}: {change.summarize()}")
    else:
        click.echo(f"{change.summarize()}\nbelum ditulis, tambahkan --apply / nothing was written; add --apply")
