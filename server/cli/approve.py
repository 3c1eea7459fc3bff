"""``jaga approve``: the second signature on an account's entry."""

from __future__ import annotations

import click

from server.accounts.edits.approve_account import approve_account
from server.accounts.edits.find_entry import describe_account, find_entry
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import open_list, say


@click.command()
@click.argument("accounts", nargs=-1, required=True, metavar="AK-ID...")
@maintainer_option
@apply_option
def command(accounts: tuple[str, ...], maintainer: str | None, *, is_applied: bool) -> None:
    """Setujui entri sebagai orang kedua. Confirm entries that somebody else checked; any change makes it void."""
    opened = open_list()
    signature = opened.sign(maintainer)
    documents = opened.documents
    for account in accounts:
        documents = approve_account(documents, account, signature)
        shown = describe_account(find_entry(documents, "accounts", account)[1])
        say(f"{shown} disetujui {signature.by}", f"{shown} is confirmed by {signature.by}")
    opened.bring(documents, is_applied=is_applied)
