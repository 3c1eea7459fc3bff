"""``jaga bundle``: platform files and wording as the extension carries them, byte for byte as in a release."""

from __future__ import annotations

import click

from server.accounts.durable_files import replace_file
from server.cli.failures import REFUSED
from server.cli.inputs import load_settings, show_path
from server.cli.publishing import build_bundled


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; end with 1 when a file is stale.")
@click.pass_context
def command(ctx: click.Context, only_check: bool) -> None:  # noqa: FBT001 - click gives it by name
    """Write extension/bundled/ from the platform files and the wording."""
    settings = load_settings()
    directory = settings.platforms_dir.parent / "bundled"
    stale = {
        directory / name: body
        for name, body in build_bundled(settings).items()
        if not (directory / name).exists() or (directory / name).read_bytes() != body
    }
    for path, body in stale.items():
        click.echo(f"{show_path(path)}: {'stale; run jaga bundle' if only_check else 'written'}")
        if not only_check:
            replace_file(path, body)
    if not stale:
        click.echo("tidak ada perubahan / nothing changed")
    ctx.exit(REFUSED if stale and only_check else 0)
