"""``jaga stale``: what should be checked again, by region or by maintainer; lint's rule (L241), on any day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from server.accounts.findings import ListFormatError
from server.accounts.lint.inspection import Inspection
from server.accounts.lint.overdue import check_overdue
from server.accounts.list_reader import read_account_list
from server.accounts.platform_files import load_platforms
from server.cli.changing import JAKARTA_OFFSET_MINUTES
from server.cli.editing import day_option
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from server.accounts.findings import Finding
    from server.ops.settings import Settings

NOBODY = "(belum ditandatangani / not signed)"


@click.command()
@day_option("--on", "Hari yang dilihat / the day to look at; today when left out.", is_required=False)
@click.option("--by", type=click.Choice(["region", "maintainer"]), default="region", show_default=True)
@click.pass_context
def command(ctx: click.Context, on: str | None, by: str) -> None:
    """Akun yang perlu diperiksa lagi. Name the accounts whose check is due; ends with 1 when there are any.

    Only accounts in contests that are on or near: a check holds for 180 days, for 30 from shortly before the first
    phase, for 7 in the fortnight before the vote, and never beyond next_check_on.
    """
    settings = load_settings()
    day = date.fromisoformat(on) if on else SystemClock(settings.today).choose_today(JAKARTA_OFFSET_MINUTES)
    inspection = _inspect(settings, day)
    groups: dict[str, list[Finding]] = {}
    for finding in check_overdue(inspection):
        groups.setdefault(_name_group(inspection, finding, by), []).append(finding)
    for name in sorted(groups):
        click.echo(f"{name}: {len(groups[name])}")
        for finding in groups[name]:
            click.echo(f"  {_describe(inspection, finding)}")
    due = sum(map(len, groups.values()))
    click.echo(f"{due} akun perlu diperiksa lagi pada {day} / accounts are due on {day}", err=True)
    ctx.exit(REFUSED if due else 0)


def _inspect(settings: Settings, day: date) -> Inspection:
    reading = read_account_list(settings.list_dir, load_platforms(settings.platforms_dir))
    if reading.findings:
        raise ListFormatError(reading.findings)
    return Inspection(reading, day)


def _name_group(inspection: Inspection, finding: Finding, by: str) -> str:
    account = inspection.account_list.accounts[finding.entry]
    if by == "maintainer":
        return account.checked_by or NOBODY
    regions = inspection.account_list.regions
    codes = sorted({season.contest.region for season in inspection.seasons_by_owner[account.owner_id]})
    return ", ".join(f"{code} {regions[code].name}" if code in regions else code for code in codes)


def _describe(inspection: Inspection, finding: Finding) -> str:
    account = inspection.account_list.accounts[finding.entry]
    owner = inspection.account_list.find_owner_name(account.owner_id)
    return f"{account.id} {account.keys[0]} ({owner}): {finding.message}"
