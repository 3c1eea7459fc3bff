"""``jaga agency``: the agencies that take part."""

from __future__ import annotations

import click

from server.agencies.agencies import Agency, add_agency, close_agency, list_agencies, load_agency
from server.agencies.device_keys import list_keys
from server.agencies.policies import list_policies
from server.cli.agencies_open import changing, json_option, reading, show, show_day, to_plain


@click.group()
def command() -> None:
    """Kelola instansi yang ikut serta. Manage the agencies that take part."""


@command.command()
@click.argument("agency_id", metavar="ID")
@click.option("--name", required=True, help="Nama resmi / the official name.")
@click.option(
    "--contact", required=True, help="mailto: atau / or https:, meja layanan, bukan orang / a desk, no person."
)
@json_option
def add(agency_id: str, name: str, contact: str, *, as_json: bool) -> None:
    """Tambah instansi. Add an agency; ID is short, such as bkd-contoh, and stays."""
    with changing() as (connection, actor):
        agency = add_agency(connection, actor, agency_id, name, contact)
    show(to_plain(agency), [f"ditambahkan / added: {_describe(agency)}"], as_json=as_json)


@command.command("list")
@json_option
def list_all(*, as_json: bool) -> None:
    """Tampilkan semua instansi. List all agencies, those that left too."""
    with reading() as connection:
        agencies = list_agencies(connection)
    lines = [_describe(agency) for agency in agencies] or ["belum ada instansi / no agency yet"]
    show([to_plain(agency) for agency in agencies], lines, as_json=as_json)


@command.command("show")
@click.argument("agency_id", metavar="ID")
@json_option
def show_one(agency_id: str, *, as_json: bool) -> None:
    """Tampilkan satu instansi. Show one agency, its keys and its policy."""
    with reading() as connection:
        agency = load_agency(connection, agency_id)
        keys, policies = list_keys(connection, agency_id), list_policies(connection, agency_id)
    version = policies[0].version if policies else None
    plain = to_plain(agency) | {"device_keys": len(keys), "policy_version": version}
    counts = f"  kunci / device keys: {len(keys)}; kebijakan / policy: {version or '-'}"
    show(plain, [_describe(agency), f"  {agency.contact}", counts], as_json=as_json)


@command.command()
@click.argument("agency_id", metavar="ID")
@json_option
def close(agency_id: str, *, as_json: bool) -> None:
    """Tutup: instansi berhenti ikut. Close: the agency leaves, its keys let nobody in any more."""
    with changing() as (connection, actor):
        agency = close_agency(connection, actor, agency_id)
    show(to_plain(agency), [f"ditutup / closed: {_describe(agency)}"], as_json=as_json)


def _describe(agency: Agency) -> str:
    left = f", keluar / left {show_day(agency.left_at)}" if agency.left_at else ""
    return f"{agency.id}  {agency.name} (sejak / since {show_day(agency.created_at)}{left})"
