"""``jaga freeze``: an election's contests and sides stay as they are."""

from __future__ import annotations

import click

from server.accounts.digests import digest_election
from server.accounts.edits.freeze_election import freeze_election
from server.accounts.list_reader import load_account_list
from server.accounts.platform_files import load_platforms
from server.cli.changing import apply_option, choose_maintainer, maintainer_option
from server.cli.editing import open_list, say
from server.cli.inputs import load_settings


@click.command()
@click.argument("election")
@maintainer_option
@click.option("--confirmed-by", "second", required=True, metavar="MT-ID", help="Orang kedua / the second maintainer.")
@apply_option
def command(election: str, maintainer: str | None, second: str, *, is_applied: bool) -> None:
    """Bekukan pemilihan. Freeze an election's contests and sides; accounts may still change."""
    opened = open_list()
    account_list = load_account_list(opened.directory, load_platforms(load_settings().platforms_dir))
    signature = opened.sign(maintainer)
    second = choose_maintainer(opened.documents, second)
    digest = digest_election(account_list, election)
    documents = freeze_election(opened.documents, election, digest, signature, second)
    say(f"{election} dibekukan oleh {signature.by} dan {second}", f"{election} is frozen by both")
    opened.bring(documents, is_applied=is_applied)
