"""``jaga schema``: the JSON Schema of a file of the list."""

from __future__ import annotations

import click

from server.accounts.list_schema import format_schema


@click.command()
def command() -> None:
    """Print the JSON Schema of one file of the account list, for editors and other tools."""
    click.echo(format_schema(), nl=False)
