"""``jaga close``: accounts that are gone, or all of an election's campaign accounts."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.close_election import close_election
from server.accounts.edits.end_entry import GONE_STATUSES, end_account
from server.accounts.edits.find_entry import describe_account, find_entry
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import cite, day_option, open_list, say, source_options


@click.command()
@click.argument("account", required=False, metavar="[AK-ID]")
@click.option("--election", metavar="ID", help="Semua akun kampanye pemilihan ini / all campaign accounts of it.")
@day_option("--on", "Hari terakhir / last day; with --election its accounts_close_on when left out.", is_required=False)
@click.option(
    "--status", type=click.Choice(GONE_STATUSES), default="closed", show_default=True, help="Satu akun / one account."
)
@source_options(is_required=False)
@maintainer_option
@apply_option
def command(account: str | None, election: str | None, *, on: str | None, is_applied: bool, **words: Any) -> None:
    """Tutup akun. Give accounts that are gone their last day: one, or with --election all campaign accounts.

    With --election, accounts of kind registered and campaign without a last day get it; accounts of owners who also
    take part in another election are named and left.
    """
    if (account is None) == (election is None):
        raise click.UsageError("AK-ID atau --election / either an account or --election")
    if election is not None:
        _close_election(election, on, is_applied=is_applied)
    elif on is None:
        raise click.UsageError("--on: hari terakhir diperlukan / the last day is needed")
    else:
        _close_account(str(account), on, words, is_applied=is_applied)


def _close_election(election: str, on: str | None, *, is_applied: bool) -> None:
    opened = open_list()
    closing = close_election(opened.documents, election, on)
    for entry in closing.left:
        shown = describe_account(entry)
        say(f"dibiarkan, juga ikut pemilihan lain: {shown}", f"left, takes part in another election too: {shown}")
    count = len(closing.closed)
    say(f"{count} akun mendapat hari terakhir; periksa lagi sesudahnya", f"{count} accounts get their last day")
    opened.bring(closing.documents, is_applied=is_applied)


def _close_account(account: str, on: str, words: dict[str, Any], *, is_applied: bool) -> None:
    opened = open_list()
    place, entry = find_entry(opened.documents, "accounts", account)
    signature = opened.sign(words["maintainer"])
    documents, sources = cite(opened.documents, place.file, words)
    status = str(words["status"])
    documents = end_account(documents, account, on, status, signature.citing(sources))
    shown = describe_account(entry)
    say(f"{shown}: {status}, hari terakhir {on}", f"{shown}: {status}, last day {on}")
    opened.bring(documents, is_applied=is_applied)
