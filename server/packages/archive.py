"""A ZIP archive whose bytes depend on its content alone: order, times, modes and form are fixed.

The files are stored, not deflated: two builds of zlib may write the same file differently, and then nobody could check
that a package is what its source says. It costs half a megabyte, which a managed device fetches once per version.

Source: APPNOTE.TXT 6.3.10, sections 4.4.2 and 4.4.15 (read 2026-11-21); reproducible-builds.org, "Archive metadata".
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
UNIX = 3
ORDINARY_FILE = 0o100644 << 16


def make_archive(files: Mapping[str, bytes]) -> bytes:
    """Return the files, by path, as a ZIP archive."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            archive.writestr(_describe(name), files[name])
    return buffer.getvalue()


def read_archive(body: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP archive by path.

    Raises:
        zipfile.BadZipFile: it is none, or it is damaged.
    """
    with ZipFile(BytesIO(body)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def _describe(name: str) -> ZipInfo:
    info = ZipInfo(name, FIRST_ZIP_DAY)
    info.create_system = UNIX
    info.external_attr = ORDINARY_FILE
    return info
