"""``jaga add-source``: a source that accounts of a sheet or a form will cite."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.edit_errors import UnknownEntryError
from server.cli.changing import apply_option
from server.cli.editing import cite, open_list, say, source_options


@click.command()
@click.argument("entry_id", metavar="ID")
@source_options()
@apply_option
def command(entry_id: str, *, is_applied: bool, **words: Any) -> None:
    """Tambah sumber. Add a source to the file in which a contest, party or other entry stands.

    For sheets and registration forms, whose accounts cite sources that are there already.
    """
    opened = open_list()
    place = opened.documents.find(entry_id)
    if place is None:
        contests = (str(entry.get("id")) for _, entry in opened.documents.iterate("contests"))
        raise UnknownEntryError("id", entry_id, contests)
    documents, sources = cite(opened.documents, place.file, words)
    shown = ", ".join(sources)
    say(f"sumber {shown} untuk {place.file}", f"source {shown} for {place.file}")
    opened.bring(documents, is_applied=is_applied)
