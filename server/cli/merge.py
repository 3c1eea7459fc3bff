"""``jaga merge``: two entries of one person become one."""

from __future__ import annotations

import click

from server.accounts.edits.find_entry import describe_owner, find_entry
from server.accounts.edits.merge_people import merge_people
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import open_list, say


@click.command()
@click.argument("gone", metavar="PS-GOES")
@click.argument("kept", metavar="PS-STAYS")
@maintainer_option
@apply_option
def command(gone: str, kept: str, maintainer: str | None, *, is_applied: bool) -> None:
    """Gabung dua entri orang yang sama. Give everything of the first person to the second, and redirect the id.

    jaga unmerge undoes it, except for confirmations of accounts that moved.
    """
    opened = open_list()
    documents = merge_people(opened.documents, gone, kept, opened.sign(maintainer))
    first, second = (describe_owner(find_entry(opened.documents, "people", each)[1]) for each in (gone, kept))
    say(f"{first} masuk ke {second}", f"{first} goes into {second}")
    opened.bring(documents, is_applied=is_applied)
