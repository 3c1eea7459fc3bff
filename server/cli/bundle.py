"""``jaga bundle``: what the extension carries: files byte for byte as in a release, and the rule page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from server.accounts.durable_files import replace_file
from server.app import build_bundled_pages
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings, show_path
from server.cli.publishing import build_bundled

if TYPE_CHECKING:
    from server.ops.settings import Settings


def build_package(settings: Settings) -> dict[str, bytes]:
    """Return every file of extension/bundled/, by name."""
    return {**build_bundled(settings), **build_bundled_pages(settings.wording_dir)}


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; end with 1 when a file is stale.")
@click.pass_context
def command(ctx: click.Context, only_check: bool) -> None:  # noqa: FBT001 - click gives it by name
    """Write extension/bundled/ from the platform files, the rules and the wording."""
    settings = load_settings()
    directory = settings.platforms_dir.parent / "bundled"
    stale = {
        directory / name: body
        for name, body in build_package(settings).items()
        if not (directory / name).exists() or (directory / name).read_bytes() != body
    }
    for path, body in stale.items():
        click.echo(f"{show_path(path)}: {'stale; run jaga bundle' if only_check else 'written'}")
        if not only_check:
            replace_file(path, body)
    if not stale:
        click.echo("tidak ada perubahan / nothing changed")
    ctx.exit(REFUSED if stale and only_check else 0)
