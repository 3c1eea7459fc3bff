"""What the verbs that read tables do at their end: the table of rows, then the change, or what is in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.accounts.findings import ListFormatError
from server.accounts.list_change import make_change
from server.accounts.sheets.owners import find_owners
from server.cli.changing import carry_out
from server.cli.failures import REFUSED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from server.accounts.list_documents import ListDocuments
    from server.accounts.sheets.plan import SheetPlan


def carry_out_plan(  # noqa: PLR0913 - the parts of a change and who asks
    ctx: click.Context,
    plan: SheetPlan,
    directory: Path,
    contents: Mapping[str, bytes],
    documents: ListDocuments,
    *,
    is_applied: bool,
    is_skipping: bool = False,
) -> None:
    """Show what a table would do, and do it when that was asked for and no row is refused.

    Raises:
        ListFormatError: the list would have mistakes; their rows are named first. Nothing was written.
        ListError: the change cannot be written as a whole; nothing was written.
    """
    click.echo(str(plan))
    if plan.refusals and not is_skipping:
        click.echo("tidak ada yang ditulis / nothing was written; mend the rows marked ! first", err=True)
        ctx.exit(REFUSED)
    files = {owner.id: owner.file for owner in find_owners(documents).values()}
    try:
        new = plan.skip_refused().make_documents(documents, files)
        carry_out(make_change(directory, contents, documents, new), is_applied=is_applied)
    except ListFormatError as error:
        for finding in error.findings:
            row = plan.find_row(finding.entry) or plan.find_row(finding.other_entry)
            if row:
                click.echo(f"! baris/row {row}: {finding.code} {finding.message}; {finding.fix}", err=True)
        raise
