"""``jaga diff``: what a reader should know of the way from one revision of the list to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.accounts.diff_report import format_json, format_markdown, format_text
from server.accounts.list_diff import compare_lists
from server.accounts.list_revisions import WORKING_TREE, read_revision, split_range
from server.cli.inputs import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.accounts.list_diff import ListDiff

FORMATS: Mapping[str, Callable[[ListDiff, str], str]] = {
    "text": format_text,
    "md": format_markdown,
    "json": format_json,
}


@click.command()
@click.argument("revisions", metavar="A..B")
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True)
def command(revisions: str, style: str) -> None:
    """Show what changed in the list between two revisions; A.. compares with the files on the disk.

    Entries are compared by their ids: moving one to another file, and merging two people, is no change.
    """
    before, after = split_range(revisions)
    directory = load_settings().list_dir
    diff = compare_lists(read_revision(directory, before), read_revision(directory, after))
    between = f"{before}..{after}" if after != WORKING_TREE else f"{before}.. (berkas / files)"
    click.echo(FORMATS[style](diff, between))
