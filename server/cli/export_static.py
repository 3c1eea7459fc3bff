"""``jaga export-static``: the release as a tree of files for nginx or a CDN."""

from __future__ import annotations

import re
from pathlib import Path

import click

from server.accounts.static_export import export_static
from server.app import make_nginx_config
from server.cli.inputs import load_settings, show_path

_LISTEN = re.compile(r"(?:[0-9.]+:|\[[0-9a-fA-F:]+\]:)?[0-9]{1,5}")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+")
_PLACE = re.compile(r"""[^"'$;{}\\\s]+""")


def _require(form: re.Pattern[str], expected: str) -> click.ParamType[str]:
    """Return a type of option that nginx would read as one word."""

    def read(text: str) -> str:
        if not form.fullmatch(text):
            raise click.BadParameter(f"found {text!r}, expected {expected}")
        return text

    return click.types.FuncParamType(read)


@click.command()
@click.argument("folder", metavar="DIR", type=_require(_PLACE, "a folder without blanks, quotes or $;{}"))
@click.option("--listen", type=_require(_LISTEN, "[ADDRESS:]PORT"), default="127.0.0.1:8080", show_default=True)
@click.option(
    "--proxy", type=_require(_ORIGIN, "an origin such as http://127.0.0.1:8000"), help="The API, for the rest."
)
def command(folder: str, listen: str, proxy: str | None) -> None:
    """Write the release to DIR for nginx or a CDN, with its compressed forms and a ready nginx.conf.

    DIR is replaced in one step; a server that reads it sees the old release or the new one.
    """
    settings = load_settings()
    directory = Path(folder).absolute()
    export = export_static(settings.release_dir, directory, make_nginx_config(directory, listen, proxy))
    click.echo(f"{show_path(directory)}: {export.files} files, {export.bytes} bytes, timestamp {export.version}")
    click.echo(f"  nginx: include {directory}/nginx.conf;")
