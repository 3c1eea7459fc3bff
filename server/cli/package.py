"""``jaga package``: the extension as packages for stores and managed devices, put where ``/updates/`` offers them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.cli.inputs import load_settings, show_path
from server.packages.build import CRX, XPI, ZIP, build_packages
from server.packages.bundled_release import read_bundled_release
from server.packages.package_key import load_package_key
from server.packages.shelf import Shelf
from server.packages.signed_xpi import take_signed_xpi

if TYPE_CHECKING:
    from server.packages.build import Packages

PURPOSES = {
    CRX: "Chromium, Chrome, Edge di bawah kebijakan / under policy",
    ZIP: "untuk toko Chrome dan Edge / for the stores of Chrome and Edge",
    XPI: "Firefox; tandatangankan di Mozilla / have Mozilla sign it",
}


@click.command()
@click.option("--replace", "replaces", is_flag=True, help="Ganti versi yang sama / the same version gets new bytes.")
@click.option(
    "--signed-xpi",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Berkas yang sudah ditandatangani Mozilla / the file that Mozilla signed.",
)
def command(replaces: bool, signed_xpi: Path | None) -> None:  # noqa: FBT001 - click gives it by name
    """Kemas ekstensi dari checkout ini. Pack the extension of this checkout; the same tree gives the same bytes.

    The release that is there goes into it, with its root, so that a browser guards before it has reached the server.
    The packages go to JAGA_STATE_DIR/packages; the server offers them below /updates/ at once.
    """
    settings = load_settings()
    key = load_package_key(settings.keys_dir, settings.package_key, is_production=settings.is_production)
    release = read_bundled_release(settings.release_dir)
    packages = build_packages(settings.platforms_dir.parents[1], key, settings.public_url, release)
    if signed_xpi is not None:
        packages = take_signed_xpi(packages, signed_xpi)
    is_new = Shelf(settings.packages_dir).add(packages, replaces=replaces or signed_xpi is not None)
    click.echo(_describe(packages, settings.packages_dir / packages.version))
    click.echo("ditulis / written" if is_new else "tidak ada perubahan / nothing changed")


def _describe(packages: Packages, folder: Path) -> str:
    files = (f"  {show_path(folder / name)}  {PURPOSES[name]}" for name in packages.files)
    ids = f"id Chromium: {packages.extension_id}\nid Firefox: {packages.gecko_id}"
    return "\n".join((f"versi / version {packages.version}", *files, ids))
