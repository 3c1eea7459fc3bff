"""``jaga rename``: an account has a new handle."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.find_entry import describe_account, find_entry
from server.accounts.edits.rename_account import rename_account
from server.accounts.platform_files import load_platforms
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import cite, day_option, open_list, say, source_options
from server.cli.inputs import load_settings
from server.domain.platforms import canonical_handle


@click.command()
@click.argument("account", metavar="AK-ID")
@click.option("--to", "handle", required=True, metavar="HANDLE", help="Nama baru / the new handle.")
@day_option("--on", "Hari pertama nama baru / the first day of the new handle.")
@source_options()
@maintainer_option
@apply_option
def command(account: str, handle: str, *, on: str, maintainer: str | None, is_applied: bool, **words: Any) -> None:
    """Ganti nama akun. Give an account its new handle.

    The old handle becomes a former one, which leads nowhere; a confirmation is void.
    """
    opened = open_list()
    place, entry = find_entry(opened.documents, "accounts", account)
    signature = opened.sign(maintainer)
    canonical = canonical_handle(load_platforms(load_settings().platforms_dir)[entry["platform"]], handle)
    documents, sources = cite(opened.documents, place.file, words)
    documents = rename_account(documents, account, canonical, on, signature.citing(sources))
    shown = describe_account(entry)
    say(f"{shown} bernama @{canonical} sejak {on}", f"{shown} is called @{canonical} from {on}")
    opened.bring(documents, is_applied=is_applied)
