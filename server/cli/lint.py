"""``jaga lint``: every mistake in the account list, for people, programs or GitHub's review page."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from server.accounts.lint import inspect_account_list
from server.accounts.lint.report import Style, format_findings
from server.accounts.platform_files import load_platforms
from server.cli.changed_files import find_changed_files
from server.cli.failures import REFUSED, WARNED
from server.cli.inputs import load_settings, show_path
from server.cli.progress import show_progress
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from server.accounts.findings import Finding

JAKARTA_OFFSET_MINUTES = 420


@click.command()
@click.option("--format", "style", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option(
    "--changed",
    "base",
    is_flag=False,
    flag_value="HEAD",
    metavar="[BASE]",
    help="Warnings only of files that differ from a git revision (HEAD); mistakes of all.",
)
@click.option("--strict", is_flag=True, help="Warnings fail, too: exit code 3 when there is nothing worse.")
@click.pass_context
def command(ctx: click.Context, style: str, base: str | None, *, strict: bool) -> None:
    """Check the account list; ends with 1 when there is a mistake, with 0 when there are only warnings."""
    settings = load_settings()
    changed = find_changed_files(settings.list_dir, base) if base else None
    with show_progress() as tell:
        # The real day, whatever JAGA_TODAY says: an entry cannot have been checked tomorrow.
        today = SystemClock().choose_today(JAKARTA_OFFSET_MINUTES)
        result = inspect_account_list(settings.list_dir, load_platforms(settings.platforms_dir), today, tell)
    findings = [
        each for each in result.findings if changed is None or not each.is_warning or each.place.file in changed
    ]
    if text := format_findings(findings, cast("Style", style), show_path(settings.list_dir)):
        click.echo(text)
    mistakes = sum(not finding.is_warning for finding in findings)
    warnings = len(findings) - mistakes
    if style == "text":
        click.echo(f"{mistakes} mistakes, {warnings} warnings{_make_hint(findings)}", err=True)
    ctx.exit(REFUSED if mistakes else WARNED if strict and warnings else 0)


def _make_hint(findings: Iterable[Finding]) -> str:
    codes = sorted({finding.code for finding in findings})
    return f"; jaga explain {codes[0]} says more" if codes else ""
