"""What the verbs that change the list share: their options, and how their words are printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from server.accounts.edits.cite_sources import Citation, cite_sources
from server.accounts.edits.signature import Signature
from server.accounts.list_change import make_change
from server.accounts.list_fields import SOURCE_KINDS
from server.cli.changing import JAKARTA_OFFSET_MINUTES, carry_out, choose_maintainer, load_documents
from server.cli.inputs import load_settings
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from server.accounts.list_documents import ListDocuments

    Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class OpenList:
    """The list as a verb found it."""

    directory: Path
    contents: Mapping[str, bytes]
    documents: ListDocuments

    def sign(self, maintainer: str | None) -> Signature:
        """Return who changes the list today.

        Raises:
            RequestError: nobody was named, or somebody who is no maintainer.
        """
        return Signature(choose_maintainer(self.documents, maintainer), read_today())

    def bring(self, documents: ListDocuments, *, is_applied: bool) -> None:
        """Show the change to new documents, and write it when that was asked for."""
        change = make_change(self.directory, self.contents, self.documents, documents)
        carry_out(change, is_applied=is_applied)


def open_list() -> OpenList:
    """Read the list that the settings name."""
    directory = load_settings().list_dir
    return OpenList(directory, *load_documents(directory))


def read_today() -> str:
    """Return the real day in Jakarta: nobody checks an account on a day that was set."""
    return SystemClock().choose_today(JAKARTA_OFFSET_MINUTES).isoformat()


class Day(click.ParamType[str]):
    """A day, given as the list writes it."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the day as text."""
        try:
            day = date.fromisoformat(str(value)).isoformat()
        except ValueError:
            day = ""
        if day != value:
            self.fail(f"{value!r}: tulis / write YYYY-MM-DD", param, ctx)
        return day


def day_option(name: str, words: str, *, is_required: bool = True) -> Callable[[Command], Command]:
    """Add an option that takes a day; the verb gets the text."""
    return click.option(name, type=Day(), metavar="YYYY-MM-DD", required=is_required, help=words)


def source_options(*, is_required: bool = True) -> Callable[[Command], Command]:
    """Add ``--source`` and what a new source needs; the verb gets what ``cite`` reads."""

    def add(command: Command) -> Command:
        options = (
            click.option(
                "--source", "sources", multiple=True, required=is_required, metavar="SRC-ID|URL", help=_SOURCE_HELP
            ),
            click.option("--source-title", metavar="TEXT", help="Judul sumber baru / title of a new source."),
            click.option("--source-kind", type=click.Choice(SOURCE_KINDS), help="Jenisnya / its kind."),
            click.option("--source-published", metavar="YYYY-MM-DD", help="Tanggal terbitnya / when it was published."),
            click.option("--source-archive", metavar="URL", help="Salinannya / where a copy of it is kept."),
            click.option("--source-sha256", metavar="HEX", help="SHA-256 salinan itu / of that copy."),
        )
        for option in reversed(options):
            command = option(command)
        return command

    return add


_SOURCE_HELP = "Sumber; boleh diulang / a source: its id, or an address; may be given several times."


def cite(documents: ListDocuments, file: str, words: Mapping[str, Any]) -> tuple[ListDocuments, tuple[str, ...]]:
    """Make the sources that the options name citable in a file; return the documents and their ids.

    Raises:
        RequestError: a source is not known, or a new one lacks its title or kind.
    """
    citation = Citation(
        texts=words["sources"],
        retrieved=read_today(),
        title=words["source_title"],
        kind=words["source_kind"],
        published=words["source_published"],
        archive_url=words["source_archive"],
        sha256=words["source_sha256"],
    )
    changed, ids = cite_sources(documents, file, citation)
    return changed, tuple(ids)


def say(indonesian: str, english: str) -> None:
    """Print what is going to be done, in both languages."""
    click.echo(f"{indonesian}\n{english}\n")
