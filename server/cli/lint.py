"""``jaga lint``: every mistake in the account list, for people, programs or GitHub's review page."""

from __future__ import annotations

from typing import cast

import click

from server.accounts.lint import lint_account_list
from server.accounts.lint.report import Style, format_findings
from server.accounts.platform_files import load_platforms
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings, show_path
from server.ops.clock import SystemClock

JAKARTA_OFFSET_MINUTES = 420


@click.command()
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.pass_context
def command(ctx: click.Context, style: str) -> None:
    """Check the account list; ends with 1 when there is a mistake, with 0 when there are only warnings."""
    settings = load_settings()
    # The real day, whatever JAGA_TODAY says: an entry cannot have been checked tomorrow.
    today = SystemClock().choose_today(JAKARTA_OFFSET_MINUTES)
    findings = lint_account_list(settings.list_dir, load_platforms(settings.platforms_dir), today)
    if text := format_findings(findings, cast("Style", style), show_path(settings.list_dir)):
        click.echo(text)
    mistakes = sum(not finding.is_warning for finding in findings)
    if style == "text":
        click.echo(f"{mistakes} mistakes, {len(findings) - mistakes} warnings", err=True)
    ctx.exit(REFUSED if mistakes else 0)
