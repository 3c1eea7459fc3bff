"""``jaga device-key``: the keys with which managed devices and tools of an agency are let in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.agencies.device_keys import DeviceKey, issue_key, list_keys, revoke_key
from server.cli.agencies_open import changing, json_option, reading, show, show_day, to_plain
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from datetime import datetime

DAYS = 365


@click.group()
def command() -> None:
    """Kelola kunci perangkat. Manage device keys."""


@command.command()
@click.argument("agency_id", metavar="AGENCY")
@click.option("--days", type=int, default=DAYS, show_default=True, help="Berlaku berapa hari / for how many days.")
@json_option
def issue(agency_id: str, days: int, *, as_json: bool) -> None:
    """Buat kunci; hanya ditampilkan sekali. Make a key; it is shown once."""
    with changing() as (connection, actor):
        key, text = issue_key(connection, actor, agency_id, days)
    until = f"sampai / until {show_day(key.expires_at)}"
    hint = "simpan sekarang, tidak ditampilkan lagi / keep it now, it is not shown again"
    show(to_plain(key, "digest") | {"key": text}, [text, f"{until}; {hint}"], as_json=as_json)


@command.command("list")
@click.argument("agency_id", metavar="[AGENCY]", required=False)
@json_option
def list_all(agency_id: str | None, *, as_json: bool) -> None:
    """Tampilkan kunci tanpa rahasianya. List keys, without their secrets."""
    now = SystemClock().now()
    with reading() as connection:
        keys = list_keys(connection, agency_id)
    rows = [to_plain(key, "digest") | {"state": key.choose_state(now)} for key in keys]
    show(rows, [_describe(key, now) for key in keys] or ["belum ada kunci / no key yet"], as_json=as_json)


@command.command()
@click.argument("key_id", metavar="KEY")
@json_option
def revoke(key_id: str, *, as_json: bool) -> None:
    """Cabut kunci; KEY adalah bagian yang terlihat. Revoke a key by its visible part, such as jaga_0123abcd."""
    now = SystemClock().now()
    with changing() as (connection, actor):
        key = revoke_key(connection, actor, key_id)
    show(to_plain(key, "digest") | {"state": key.choose_state(now)}, [_describe(key, now)], as_json=as_json)


def _describe(key: DeviceKey, now: datetime) -> str:
    days = f"{show_day(key.created_at)} .. {show_day(key.expires_at)}"
    return f"{key.id}  {key.agency_id}  {key.choose_state(now)}  {days}"
