"""``jaga doubt``: an account that somebody objects to is not listed while that is looked into."""

from __future__ import annotations

import click

from server.accounts.edits.leads import doubt_account
from server.cli.changing import apply_option
from server.cli.editing import open_list, say


@click.command()
@click.argument("account_id", metavar="AK-ID")
@click.option("--why", required=True, metavar="TEXT", help="Alasan, tanpa nama orang / the reason; name nobody.")
@apply_option
def command(account_id: str, *, why: str, is_applied: bool) -> None:
    """Ragukan akun: nilainya menjadi D. Give an account grade D; it is not listed until jaga leads --accept.

    The reason becomes its note.
    """
    opened = open_list()
    documents = doubt_account(opened.documents, account_id, why)
    say(f"{account_id} menjadi petunjuk: {why}", f"{account_id} becomes a lead: {why}")
    opened.bring(documents, is_applied=is_applied)
