"""``jaga add``: accounts by the addresses of their profiles."""

from __future__ import annotations

from typing import Any

import click

from server.accounts.edits.add_account import add_account
from server.accounts.edits.find_entry import describe_owner, find_owner
from server.accounts.edits.read_profile import read_profile
from server.accounts.list_fields import ACCOUNT_KINDS, ACCOUNT_STATUSES, GRADES, SEEN
from server.accounts.platform_files import load_platforms
from server.cli.changing import apply_option, maintainer_option
from server.cli.editing import cite, day_option, open_list, say, source_options
from server.cli.inputs import load_settings

_FACTS = ("kind", "status", "grade", "platform_id", "from", "to", "seen", "seen_on", "note")


@click.command()
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--owner", required=True, metavar="ID|NAME", help="Pemilik / the owner: id, or a part of the name.")
@click.option("--kind", type=click.Choice(ACCOUNT_KINDS), required=True)
@click.option("--grade", type=click.Choice(GRADES), required=True, help="README.md, 'Atas bukti apa'.")
@click.option("--status", type=click.Choice(ACCOUNT_STATUSES), default="unknown", show_default=True)
@click.option("--platform-id", metavar="ID", help="Nomor tetap akun / its permanent id, with one URL only.")
@day_option("--from", "Hari pertama / first day.", is_required=False)
@day_option("--to", "Hari terakhir / last day.", is_required=False)
@click.option("--seen", type=click.Choice(SEEN), help="Untuk nilai C / for grade C: what the source saw.")
@day_option("--seen-on", "Kapan terlihat / when it saw it.", is_required=False)
@click.option("--note", metavar="TEXT")
@source_options()
@maintainer_option
@apply_option
def command(urls: tuple[str, ...], owner: str, maintainer: str | None, *, is_applied: bool, **words: Any) -> None:
    """Tambah akun dari alamat profilnya. Add accounts by the addresses of their profiles.

    They go into the file of their owner.
    """
    if words["platform_id"] and len(urls) > 1:
        raise click.UsageError("--platform-id: satu alamat saja / one URL only")
    opened = open_list()
    platforms = load_platforms(load_settings().platforms_dir)
    keys = list(dict.fromkeys(read_profile(platforms, url) for url in urls))
    place, entry = find_owner(opened.documents, owner)
    signature = opened.sign(maintainer)
    documents, sources = cite(opened.documents, place.file, words)
    for key in keys:
        facts = {**{name: words[name] for name in _FACTS}, "sources": list(sources)}
        place, _ = find_owner(documents, entry["id"])
        documents, account_id = add_account(documents, place, key, facts, signature)
        name = describe_owner(entry)
        say(f"tambah {account_id}: {key}, milik {name}", f"add {account_id}: {key}, of {name}")
    opened.bring(documents, is_applied=is_applied)
