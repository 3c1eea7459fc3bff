"""``jaga fmt``: the canonical form of every file of the list."""

from __future__ import annotations

import click

from server.accounts.list_change import make_format_change
from server.cli.changing import load_documents
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings, show_path


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; show the differences and end with 1 when there are any.")
@click.pass_context
def command(ctx: click.Context, *, check: bool) -> None:
    """Write every file of the list in its canonical form: order of sections and fields, quotes, one fact per line.

    No value changes. A file with a comment is refused, because the comment would be lost.
    """
    directory = load_settings().list_dir
    change = make_format_change(directory, *load_documents(directory))
    if check:
        click.echo(change.describe(), nl=False)
        ctx.exit(REFUSED if change.files else 0)
    change.apply()
    click.echo(f"{show_path(directory)}: {change.summarize()}")
