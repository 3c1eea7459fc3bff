"""``jaga export``: the listed accounts for others, as CSV, JSON or a SQLite database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.accounts.durable_files import replace_file
from server.accounts.export_files import FORMATS
from server.accounts.export_tables import make_export
from server.accounts.release_content import LIST_NAME, warnings_name
from server.accounts.release_state import load_release_state
from server.cli.inputs import load_settings, show_path
from server.cli.publishing import build_content, load_good_list
from server.domain.errors import ListError

if TYPE_CHECKING:
    from server.domain.account_list import AccountList
    from server.ops.settings import Settings


class ReleaseDiffersError(ListError):
    """The release does not hold what the list holds now."""

    def __init__(self, version: int) -> None:
        super().__init__(f"the list has changed since release {version}; run jaga release, or leave --release out")


@click.command()
@click.option("--format", "style", type=click.Choice(list(FORMATS)), required=True)
@click.option("--output", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", required=True)
@click.option("--release", "is_release", is_flag=True, help="Only if the release holds just this; its number is told.")
def command(style: str, folder: Path, *, is_release: bool) -> None:
    """Write the listed accounts, with licence, date, counts and what the columns mean.

    Nothing that is not listed: no leads, nothing removed, no practice. Refused while the list has mistakes.
    """
    settings = load_settings()
    account_list, _ = load_good_list(settings)
    export = make_export(account_list, _find_release(settings, account_list) if is_release else None)
    for name, body in FORMATS[style](export).items():
        replace_file(folder / name, body)
        click.echo(f"{show_path(folder / name)}: {len(body)} bytes")
    click.echo(f"{export.counts['accounts']} akun / accounts, {export.made_on.isoformat()}, CC0-1.0")


def _find_release(settings: Settings, account_list: AccountList) -> int:
    """Return the version of the release, which must hold the same accounts as the list.

    Raises:
        ReleaseDiffersError: it holds others.
        ReleaseDamagedError: there is none, or it is damaged.
    """
    state = load_release_state(settings.release_dir)
    content = build_content(settings, account_list)
    names = {LIST_NAME, *(warnings_name(group.id) for group in content.groups)}
    if any(name not in state.targets or state.targets[name].body != content.files[name] for name in names):
        raise ReleaseDiffersError(state.versions["targets"])
    return state.versions["targets"]
