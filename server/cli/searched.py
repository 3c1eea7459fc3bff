"""``jaga searched``: whose account was looked for in vain, so that a gap in the list is explained."""

from __future__ import annotations

import click

from server.accounts.edits.find_entry import describe_owner, find_owner
from server.accounts.edits.write_search import write_search
from server.accounts.list_fields import SEARCH_RESULTS
from server.accounts.platform_files import load_platforms
from server.cli.changing import apply_option
from server.cli.editing import open_list, read_today, say
from server.cli.inputs import load_settings
from server.domain.errors import RequestError


@click.command()
@click.argument("owner", metavar="ID|NAME")
@click.argument("platforms", nargs=-1, required=True, metavar="PLATFORM...")
@click.option(
    "--result",
    type=click.Choice(SEARCH_RESULTS),
    default="none_found",
    show_default=True,
    help="declared_none: the owner says that there is none.",
)
@click.option("--note", metavar="TEXT")
@apply_option
def command(owner: str, platforms: tuple[str, ...], result: str, note: str | None, *, is_applied: bool) -> None:
    """Dicari, tidak ketemu. Write down that an account of OWNER was looked for today."""
    known = load_platforms(load_settings().platforms_dir)
    for platform in platforms:
        if platform not in known:
            raise RequestError("PLATFORM", platform, f"one of: {', '.join(known)}")
    opened = open_list()
    place, entry = find_owner(opened.documents, owner)
    documents = opened.documents
    for platform in dict.fromkeys(platforms):
        search = {"platform": platform, "result": result, "searched_on": read_today(), "note": note}
        documents = write_search(documents, place, search)
    shown = f"{describe_owner(entry)}: {', '.join(dict.fromkeys(platforms))}"
    say(f"dicari, {shown}", f"looked for {shown}")
    opened.bring(documents, is_applied=is_applied)
