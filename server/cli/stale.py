"""``jaga stale``: what should be checked again, by region or by maintainer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from server.accounts.list_reader import load_account_list
from server.accounts.platform_files import load_platforms
from server.accounts.staleness import find_stale
from server.cli.changing import JAKARTA_OFFSET_MINUTES
from server.cli.editing import day_option
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from server.accounts.staleness import StaleAccount

NOBODY = "-"


@click.command()
@day_option("--on", "Hari yang dilihat / the day to look at; today when left out.", is_required=False)
@click.option("--by", type=click.Choice(["region", "maintainer"]), default="region", show_default=True)
@click.pass_context
def command(ctx: click.Context, on: str | None, by: str) -> None:
    """Akun yang perlu diperiksa lagi. Name the accounts whose check has run out; ends with 1 when there are any.

    A check holds for 180 days, for 30 inside a phase, for 7 in the fortnight before the vote, and never beyond
    next_check_on.
    """
    settings = load_settings()
    account_list = load_account_list(settings.list_dir, load_platforms(settings.platforms_dir))
    day = date.fromisoformat(on) if on else SystemClock(settings.today).choose_today(JAKARTA_OFFSET_MINUTES)
    stale = find_stale(account_list, day)
    for name in sorted({_group(each, by) for each in stale}):
        members = [each for each in stale if _group(each, by) == name]
        region = account_list.regions.get(name)
        click.echo(f"{name}{f' {region.name}' if region else ''}: {len(members)}")
        for each in members:
            owner = account_list.find_owner_name(each.account.owner_id)
            click.echo(f"  {each.due_on} {each.account.id} {each.account.keys[0]} ({owner}; {each.limit_days})")
    click.echo(f"{len(stale)} akun perlu diperiksa lagi pada {day} / accounts are due", err=True)
    ctx.exit(REFUSED if stale else 0)


def _group(each: StaleAccount, by: str) -> str:
    return ", ".join(each.regions) if by == "region" else each.account.checked_by or NOBODY
