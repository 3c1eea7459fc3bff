"""``jaga retire``: an account, team or domain that is there and not used any more."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.edit_errors import UnknownEntryError
from server.accounts.edits.end_entry import RETIRED, end_account, end_entry
from server.accounts.edits.find_entry import find_entry
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import cite, day_option, open_list, say, source_options

_SECTIONS = {"ak": "accounts", "tm": "teams", "dm": "domains"}


@click.command()
@click.argument("entry_id", metavar="AK-ID|TM-ID|DM-ID")
@day_option("--on", "Hari terakhir / last day.")
@source_options(is_required=False)
@maintainer_option
@apply_option
def command(entry_id: str, *, on: str, maintainer: str | None, is_applied: bool, **words: Any) -> None:
    """Hentikan akun, tim, atau domain. End an account, team or domain that is there and not used any more.

    For an account that is gone: jaga close.
    """
    opened = open_list()
    section = _SECTIONS.get(entry_id.partition("-")[0])
    if section is None:
        raise UnknownEntryError("id", entry_id, [])
    place, _ = find_entry(opened.documents, section, entry_id)
    documents, sources = cite(opened.documents, place.file, words)
    if section == "accounts":
        documents = end_account(documents, entry_id, on, RETIRED, opened.sign(maintainer).citing(sources))
    else:
        documents = end_entry(documents, section, entry_id, on)
    say(f"{entry_id} berakhir pada {on}", f"{entry_id} ends on {on}")
    opened.bring(documents, is_applied=is_applied)
