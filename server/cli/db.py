"""``jaga db``: the tables of the database of agencies."""

from __future__ import annotations

import click

from server.agencies.schema_steps import read_status, upgrade
from server.cli.agencies_open import json_option, open_database, show
from server.cli.inputs import load_settings


@click.group()
def command() -> None:
    """Kelola basis data instansi. Manage the database of agencies."""


@command.command("upgrade")
@json_option
def upgrade_all(*, as_json: bool) -> None:
    """Perbarui tabel; server lama tetap jalan. Bring the tables up to date, while older servers serve."""
    if load_settings().database_url is None:
        load_settings().state_dir.mkdir(parents=True, exist_ok=True)
    with open_database() as database:
        steps = upgrade(database)
    line = f"dijalankan / run: {', '.join(steps)}" if steps else "tidak ada langkah baru / nothing to do"
    show({"run": steps}, [line], as_json=as_json)


@command.command()
@json_option
def status(*, as_json: bool) -> None:
    """Tampilkan keadaannya. Tell where the database stands."""
    with open_database() as database:
        found, kind = read_status(database), database.kind
    missing = ", ".join(found.missing) or "-"
    plain = {"kind": kind, "at": found.at, "missing": found.missing}
    show(plain, [f"{kind}: {found.at or '-'}; belum dijalankan / missing: {missing}"], as_json=as_json)
