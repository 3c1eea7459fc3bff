"""``jaga import``: tables that others have made, into the list."""  # noqa: N999 - the verb is called so

from __future__ import annotations

from pathlib import Path

import click

from server.accounts.platform_files import load_platforms
from server.accounts.sheets.grid import read_grid
from server.accounts.sheets.kpu_columns import DEFAULT, read_form_columns
from server.accounts.sheets.kpu_form import Registration, plan_form
from server.cli.changing import (
    JAKARTA_OFFSET_MINUTES,
    apply_option,
    choose_maintainer,
    load_documents,
    maintainer_option,
)
from server.cli.inputs import load_settings
from server.cli.sheet_plans import carry_out_plan
from server.ops.clock import SystemClock


@click.group()
def command() -> None:
    """Bring tables that others have made into the list."""


@command.command(name="kpu-form")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--contest", required=True, metavar="ID", help="The contest whose sides have registered the accounts.")
@click.option("--source", required=True, metavar="SRC-ID", help="The form, as a source of kind kpu_form in the list.")
@click.option(
    "--columns",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT,
    help="A YAML file that tells which column holds what; docs/maintainers/sheets.md shows the default.",
)
@click.option("--skip-refused", is_flag=True, help="Take the good rows although others are refused.")
@apply_option
@maintainer_option
@click.pass_context
def import_kpu_form(  # noqa: PLR0913 - one per option
    ctx: click.Context,
    *,
    file: Path,
    contest: str,
    source: str,
    columns: Path,
    maintainer: str | None,
    skip_refused: bool,
    is_applied: bool,
) -> None:
    """Show which accounts a registration form (.xlsx or .csv) would add; with --apply add them all, or nothing."""
    settings = load_settings()
    contents, documents = load_documents(settings.list_dir)
    today = SystemClock().choose_today(JAKARTA_OFFSET_MINUTES).isoformat()
    registration = Registration(contest, source, today, choose_maintainer(documents, maintainer))
    form = read_form_columns(columns)
    plan = plan_form(read_grid(file, form.sheet), form, registration, documents, load_platforms(settings.platforms_dir))
    carry_out_plan(ctx, plan, settings.list_dir, contents, documents, is_applied=is_applied, is_skipping=skip_refused)
