"""``jaga remove``: an account goes for good."""

from __future__ import annotations

import click

from server.accounts.edits.remove_account import remove_account
from server.accounts.list_fields import REMOVAL_REASONS
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import open_list, say


@click.command()
@click.argument("account", metavar="AK-ID")
@click.option("--reason", type=click.Choice(REMOVAL_REASONS), required=True)
@click.option("--case", metavar="TEXT", help="Nomor keberatan / the number of the objection.")
@maintainer_option
@apply_option
def command(account: str, reason: str, case: str | None, maintainer: str | None, *, is_applied: bool) -> None:
    """Hapus akun untuk seterusnya. Take an account out, with what only it needed, so that it cannot come back.

    The list keeps a digest of the account instead of its handle; git's history still has it.
    """
    opened = open_list()
    documents = remove_account(opened.documents, account, reason, case, opened.sign(maintainer))
    say(f"{account} dihapus dan tidak boleh kembali", f"{account} is removed and must not come back")
    opened.bring(documents, is_applied=is_applied)
