"""``jaga thaw``: a frozen election may change again."""

from __future__ import annotations

import click

from server.accounts.edits.freeze_election import thaw_election
from server.cli.changing import apply_option, choose_maintainer, maintainer_option
from server.cli.editing import open_list, say


@click.command()
@click.argument("election")
@maintainer_option
@click.option("--confirmed-by", "second", required=True, metavar="MT-ID", help="Orang kedua / the second maintainer.")
@apply_option
def command(election: str, maintainer: str | None, second: str, *, is_applied: bool) -> None:
    """Cairkan pemilihan yang dibekukan. Let a frozen election change again; two maintainers."""
    opened = open_list()
    first, second = choose_maintainer(opened.documents, maintainer), choose_maintainer(opened.documents, second)
    documents = thaw_election(opened.documents, election, first, second)
    say(f"{election} dapat berubah lagi", f"{election} may change again")
    opened.bring(documents, is_applied=is_applied)
