"""``jaga unmerge``: a merged person comes back."""

from __future__ import annotations

import click

from server.accounts.edits.merge_people import unmerge_people
from server.cli.changing import apply_option
from server.cli.editing import open_list, say


@click.command()
@click.argument("gone", metavar="PS-ID")
@apply_option
def command(gone: str, *, is_applied: bool) -> None:
    """Batalkan penggabungan. Bring a merged person back, with everything that was theirs."""
    opened = open_list()
    documents = unmerge_people(opened.documents, gone)
    say(f"{gone} kembali", f"{gone} comes back")
    opened.bring(documents, is_applied=is_applied)
