"""``jaga withdraw``: a side leaves its contest."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.find_entry import describe_owner, find_entry
from server.accounts.edits.withdraw_side import LEAVING, withdraw_side
from server.cli.changing import apply_option
from server.cli.editing import cite, day_option, open_list, say, source_options


@click.command()
@click.argument("side", metavar="SD-ID")
@day_option("--on", "Hari pertama di luar / the first day on which it does not stand.")
@click.option("--status", type=click.Choice(LEAVING), default="withdrawn", show_default=True)
@source_options()
@apply_option
def command(side: str, *, on: str, status: str, is_applied: bool, **words: Any) -> None:
    """Pasangan mundur atau dicoret. A side leaves its contest; its listings end the day before."""
    opened = open_list()
    place, entry = find_entry(opened.documents, "sides", side)
    documents, sources = cite(opened.documents, place.file, words)
    documents = withdraw_side(documents, side, status, on, sources)
    shown = describe_owner(entry)
    say(f"{shown}: {status} sejak {on}", f"{shown}: {status} from {on}")
    opened.bring(documents, is_applied=is_applied)
