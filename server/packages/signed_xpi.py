"""The Firefox package as Mozilla gives it back: signed, and otherwise the same.

Release Firefox installs nothing unsigned, so a version is packed, sent for signing, and put in its own place here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from server.packages.archive import read_archive
from server.packages.build import XPI
from server.packages.package_errors import PackageError

if TYPE_CHECKING:
    from pathlib import Path

    from server.packages.build import Packages

SIGNATURES = "META-INF/"


def take_signed_xpi(packages: Packages, path: Path) -> Packages:
    """Return the packages with the signed file in place of the unsigned one.

    Raises:
        PackageError: the file is no archive, has no signature, or holds anything else than was packed.
        OSError: it cannot be read.
    """
    body = path.read_bytes()
    try:
        files = read_archive(body)
    except BadZipFile as error:
        raise PackageError(path, "not a ZIP archive") from error
    content = {name: each for name, each in files.items() if not name.startswith(SIGNATURES)}
    if len(content) == len(files):
        raise PackageError(path, f"not signed: nothing below {SIGNATURES}")
    packed = read_archive(packages.files[XPI])
    if different := sorted(name for name in content.keys() | packed.keys() if content.get(name) != packed.get(name)):
        reason = f"not what this checkout packs: {', '.join(different)}; check out the commit that was sent for signing"
        raise PackageError(path, reason)
    return replace(packages, files={**packages.files, XPI: body})
