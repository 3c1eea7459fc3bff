"""``jaga audit``: who changed what, and whether the trail is whole."""

from __future__ import annotations

import click

from server.agencies.audit_trail import AuditEntry, find_break, list_entries
from server.cli.agencies_open import json_option, reading, show, to_plain
from server.cli.failures import REFUSED


@click.command()
@json_option
def command(*, as_json: bool) -> None:
    """Tampilkan dan periksa jejak audit. List the audit trail and check its chain.

    Ends with 1 when an entry was changed or taken out.
    """
    with reading() as connection:
        entries = list_entries(connection)
    broken = find_break(entries)
    lines = [_describe(entry) for entry in entries]
    show([to_plain(entry) for entry in entries], [*lines, _judge(entries, broken)], as_json=as_json)
    if broken is not None:
        click.echo(f"jaga: {_judge(entries, broken)}", err=True)
        raise click.exceptions.Exit(REFUSED)


def _describe(entry: AuditEntry) -> str:
    return f"{entry.number}  {entry.at.isoformat(timespec='seconds')}  {entry.who}  {entry.verb}  {entry.subject}"


def _judge(entries: list[AuditEntry], broken: int | None) -> str:
    if broken is not None:
        return f"jejak rusak pada entri {broken} / the trail is broken at entry {broken}"
    end = f", {entries[-1].digest}" if entries else ""
    return f"jejak utuh, {len(entries)} entri / the trail is whole, {len(entries)} entries{end}"
