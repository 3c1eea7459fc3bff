"""``jaga add-side``: a new pair or candidate in a contest."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.add_side import NewSide, add_side
from server.accounts.edits.find_entry import find_entry
from server.cli.changing import apply_option
from server.cli.editing import cite, day_option, open_list, say, source_options


@click.command()
@click.argument("contest")
@click.option(
    "--person",
    "people",
    multiple=True,
    required=True,
    metavar="NAME|PS-ID",
    help="Calon, lalu wakilnya / the head first, then the deputy.",
)
@click.option("--number", "ballot_number", metavar="N", help="Nomor urut / ballot number.")
@click.option("--kpu-id", metavar="DIGITS", help="Nomor KPU / KPU's own number of the pair.")
@click.option("--party", "parties", multiple=True, metavar="PT-ID", help="Partai pengusung / who nominated them.")
@click.option("--name", metavar="TEXT", help="Nama pasangan / as people say it; the two names when left out.")
@click.option("--status", type=click.Choice(["proposed", "final"]), default="final", show_default=True)
@day_option("--on", "Hari pertama statusnya / the status's first day.")
@source_options()
@apply_option
def command(contest: str, *, on: str, is_applied: bool, **words: Any) -> None:
    """Tambah pasangan calon. Add a side to a contest, with its people.

    The people are written into the contest's file; a name that is in the list already needs the person's id.
    """
    opened = open_list()
    place, _ = find_entry(opened.documents, "contests", contest)
    documents, sources = cite(opened.documents, place.file, words)
    facts = {"ballot_number": words["ballot_number"], "kpu_id": words["kpu_id"], "nominated_by": list(words["parties"])}
    new = NewSide(words["people"], str(words["status"]), on, sources, facts, words["name"])
    documents, side_id = add_side(documents, contest, new)
    say(f"tambah {side_id} di {contest}", f"add {side_id} to {contest}")
    opened.bring(documents, is_applied=is_applied)
