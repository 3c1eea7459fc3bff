"""``jaga sheet``: accounts into a spreadsheet and back."""

from __future__ import annotations

from pathlib import Path

import click

from server.accounts.platform_files import load_platforms
from server.accounts.sheets.columns import SHEET
from server.accounts.sheets.export import export_sheet
from server.accounts.sheets.grid import check_ending, read_grid
from server.accounts.sheets.owners import Selection
from server.accounts.sheets.plan import plan_sheet
from server.cli.changing import apply_option, load_documents
from server.cli.inputs import load_settings, show_path
from server.cli.sheet_plans import carry_out_plan
from server.domain.errors import RequestError


@click.group()
def command() -> None:
    """Take accounts of the list into a spreadsheet and back; docs/maintainers/sheets.md tells how."""


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--contest", metavar="ID", help="The accounts of one contest.")
@click.option("--region", metavar="CODE", help="Those of a province with all that lies in it (73), or of 73.71 alone.")
@click.option("--election", metavar="ID", help="Those of an election.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def export(file: Path, contest: str | None, region: str | None, election: str | None, *, force: bool) -> None:
    """Write the accounts of a selection, or all, into FILE (.xlsx or .csv)."""
    settings = load_settings()
    ending = check_ending(file)
    if file.exists() and not force:
        raise RequestError(
            "FILE", str(file), "a file that is not there yet; it may hold your work (--force writes over it)"
        )
    documents = load_documents(settings.list_dir)[1]
    selection = Selection(contest, region, election)
    body, count = export_sheet(documents, selection, load_platforms(settings.platforms_dir), ending)
    file.write_bytes(body)
    click.echo(f"{show_path(file)}: {count} akun / accounts")


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@apply_option
@click.pass_context
def import_sheet(ctx: click.Context, file: Path, *, is_applied: bool) -> None:
    """Show what FILE would change: added, changed, removed, refused. With --apply: all of it, or nothing."""
    settings = load_settings()
    contents, documents = load_documents(settings.list_dir)
    grid = read_grid(file, SHEET if check_ending(file) == ".xlsx" else None)
    plan = plan_sheet(grid, documents, load_platforms(settings.platforms_dir))
    carry_out_plan(ctx, plan, settings.list_dir, contents, documents, is_applied=is_applied)
