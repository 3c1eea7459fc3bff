"""``jaga coverage``: who is listed where, who was looked for, and whom nobody has looked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.accounts.coverage import AXES, measure_coverage
from server.accounts.coverage_page import format_page
from server.accounts.coverage_report import format_csv, format_json, format_text
from server.accounts.durable_files import replace_file
from server.accounts.lint.practice import PRACTICE_PLATFORM
from server.accounts.list_reader import load_account_list
from server.accounts.platform_files import load_platforms
from server.cli.inputs import load_settings, read_day, show_path
from server.domain.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.accounts.coverage import Coverage

FORMATS: Mapping[str, Callable[[Coverage, str], str]] = {
    "text": format_text,
    "json": format_json,
    "csv": format_csv,
    "html": lambda coverage, _: format_page(coverage),
}


@click.command()
@click.option("--by", "axis", type=click.Choice(AXES), default="region", show_default=True, help="What a row is.")
@click.option("--election", metavar="ID", help="This election only; otherwise all but the practice.")
@click.option("--on", "day", metavar="YYYY-MM-DD", help="What counts on this day; all days when left out.")
@click.option("--format", "style", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--html", "page", type=click.Path(path_type=Path), metavar="FILE", help="Write the page to this file.")
def command(axis: str, election: str | None, day: str | None, style: str, page: Path | None) -> None:
    """Show how evenly the list is filled.

    Denominators are the people, parties and campaign teams that the list knows, on every platform; regions without a
    contest are named apart.
    """
    coverage = _measure(election, day)
    if page is not None:
        replace_file(page, format_page(coverage).encode())
        click.echo(f"ditulis / written: {show_path(page)}", err=True)
    if page is None or style != "text":
        click.echo(FORMATS[style](coverage, axis).rstrip("\n"))


def _measure(election: str | None, day: str | None) -> Coverage:
    settings = load_settings()
    on = read_day("--on", day)
    platforms = load_platforms(settings.platforms_dir)
    account_list = load_account_list(settings.list_dir, platforms)
    chosen = account_list.elections.get(election or "")
    if election is not None and chosen is None:
        raise RequestError("--election", election, f"one of: {', '.join(account_list.elections)}")
    is_practice = chosen is not None and chosen.is_practice
    names = [name for name in platforms if (name == PRACTICE_PLATFORM) == is_practice]
    return measure_coverage(account_list, names, election_id=election, on=on)
