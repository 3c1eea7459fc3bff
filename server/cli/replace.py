"""``jaga replace``: another person takes a candidate's place."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.find_entry import describe_owner, find_entry
from server.accounts.edits.replace_candidate import Replacement, replace_candidate
from server.cli.changing import apply_option
from server.cli.editing import cite, day_option, open_list, say, source_options


@click.command()
@click.argument("side", metavar="SD-ID")
@click.option("--out", required=True, metavar="PS-ID", help="Siapa yang keluar / who goes.")
@click.option("--in", "into", required=True, metavar="NAME|PS-ID", help="Siapa yang masuk / who comes.")
@day_option("--on", "Hari pertama penggantinya / the newcomer's first day.")
@source_options()
@apply_option
def command(side: str, *, out: str, into: str, on: str, is_applied: bool, **words: Any) -> None:
    """Ganti calon. Put another person in a candidate's place; both keep their days on the side."""
    opened = open_list()
    place, entry = find_entry(opened.documents, "sides", side)
    documents, sources = cite(opened.documents, place.file, words)
    documents, person = replace_candidate(documents, side, Replacement(out, into, on, sources))
    shown, name = describe_owner(entry), describe_owner(find_entry(documents, "people", person)[1])
    say(f"{shown}: {out} diganti {name} sejak {on}", f"{shown}: {name} takes the place of {out} from {on}")
    opened.bring(documents, is_applied=is_applied)
