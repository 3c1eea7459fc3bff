"""``jaga keys``: the keys that sign releases, and the ceremonies by which they change (docs/operators/keys.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.accounts.key_signers import find_device_key, make_key
from server.accounts.key_status import describe_status
from server.accounts.key_store import KEY_ROLES, KeyStore, encode_records
from server.accounts.root_changes import describe_root, load_proposed
from server.cli import key_ceremony
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings, show_path
from server.cli.signing import make_ask
from server.ops.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Sequence

_ROLE = click.Choice(KEY_ROLES)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_PUBLIC = click.argument("files", type=_FILE, nargs=-1, metavar="[PUBLIC.json]...")
_THRESHOLD = click.option("--threshold", type=click.IntRange(1, 9), help="How many root holders must sign.")


@click.group()
def command() -> None:
    """Make, replace, revoke and show the keys that sign releases.

    A passphrase is asked for, or read from the file that JAGA_PASSPHRASE_FILE names; it is never an argument.
    """


@command.command("make")
@click.argument("role", type=_ROLE)
@click.option("--device", metavar="URI", help="A key in a token or a cloud: hsm: gcpkms: awskms: azurekms:")
def make_one(role: str, device: str | None) -> None:
    """Make one key here, and write its public part beside it, to be sent to whoever makes the root."""
    settings = load_settings()
    store = KeyStore(settings.keys_dir)
    if device:
        record = find_device_key(store, role, device, make_ask(settings))
    else:
        record = make_key(store, role, make_ask(settings, is_new=True))
    path = store.directory / f"{role}-{record.short_id}.public.json"
    path.write_bytes(encode_records([record]))
    click.echo(f"{role} {record.short_id} made; public part: {show_path(path)}")


@command.command()
@click.option("--root-keys", "count", type=click.IntRange(0, 9), default=3, show_default=True, help="To be made here.")
@click.option("--threshold", type=click.IntRange(1, 9), default=2, show_default=True, help="How many must sign.")
@_PUBLIC
def init(count: int, threshold: int, files: Sequence[Path]) -> None:
    """Make the first root: root keys, a release key and a timestamp key; refused when there is one.

    Keys that were made elsewhere (jaga keys make) come as PUBLIC.json and are not made here.
    """
    key_ceremony.start(load_settings(), count, threshold, files)


@command.command()
@click.argument("role", type=_ROLE)
@click.option("--key", "key_id", metavar="ID", help="Replace this one only; all keys of the role when left out.")
@_THRESHOLD
@_PUBLIC
def rotate(role: str, key_id: str | None, threshold: int | None, files: Sequence[Path]) -> None:
    """Replace keys by new ones, made here or elsewhere (PUBLIC.json); the root holders have to agree."""
    key_ceremony.rotate(load_settings(), role, key_id, threshold, files)


@command.command()
@click.argument("key_id", metavar="ID")
@_THRESHOLD
@_PUBLIC
def revoke(key_id: str, threshold: int | None, files: Sequence[Path]) -> None:
    """Replace a key that is lost or stolen, and sign anew what it signed.

    With a release key the timestamp key is replaced as well: that makes browsers forget version numbers that a thief
    drove up (TUF 1.0, 5.3.11). A root key goes without a new one unless PUBLIC.json brings it.
    """
    key_ceremony.revoke(load_settings(), key_id, threshold, files)


@command.command()
def renew() -> None:
    """Propose the same root with another year; its holders have to agree."""
    key_ceremony.renew(load_settings())


@command.command()
@click.argument("path", type=_FILE)
@click.option("--yes", is_flag=True, help="Do not ask.")
def sign(path: Path, *, yes: bool) -> None:
    """Add the signature of every root key that is here to a proposed root."""
    settings = load_settings()
    click.echo("\n".join(describe_root(load_proposed(path).signed)))
    if not yes:
        click.confirm("Sign this root?", abort=True)
    key_ceremony.sign(settings, path)


@command.command()
@click.argument("path", type=_FILE)
def accept(path: Path) -> None:
    """Put a root that is signed by enough holders in its place, and sign anew what other keys sign from now on."""
    key_ceremony.accept(load_settings(), path)


@command.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.pass_context
def status(ctx: click.Context, *, as_json: bool) -> None:
    """Show who may sign what, where the keys are, and how long signatures hold; ends with 1 when one ends soon."""
    settings = load_settings()
    found = describe_status(settings.release_dir, KeyStore(settings.keys_dir), SystemClock().now())
    click.echo(json.dumps(found.to_json(), indent=1) if as_json else "\n".join(found.to_lines()))
    ctx.exit(REFUSED if found.is_urgent else 0)
