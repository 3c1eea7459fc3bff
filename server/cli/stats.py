"""``jaga stats``: the list in numbers, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.accounts.list_reader import load_account_list
from server.accounts.platform_files import load_platforms
from server.accounts.stats import compute_stats
from server.accounts.stats_report import format_stats, format_stats_json
from server.cli.inputs import load_settings, read_day
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from datetime import date

    from server.domain.elections import Contest

JAKARTA_OFFSET_MINUTES = 420


@click.command()
@click.option("--on", "day", metavar="YYYY-MM-DD", help="The day to look at; today when left out.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(day: str | None, style: str) -> None:
    """Show tiers, ages, grades, who keeps what, and which contests are in which phase."""
    settings = load_settings()
    on = read_day("--on", day)
    clock = SystemClock(settings.today)

    def day_of(contest: Contest) -> date:
        return on or clock.choose_today(contest.utc_offset_minutes)

    account_list = load_account_list(settings.list_dir, load_platforms(settings.platforms_dir))
    stats = compute_stats(account_list, on or clock.choose_today(JAKARTA_OFFSET_MINUTES), day_of)
    click.echo(format_stats(stats) if style == "text" else format_stats_json(stats))
