"""The folder of packages: one folder per version, ``package.json`` in it written last; what lacks one is not there.

Filled by ``jaga package``, read by the server at each question: devices ask every few hours, so nothing is remembered
and every process of every machine that shares the folder sees the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from server.accounts.durable_files import replace_files
from server.packages.manifests import read_version
from server.packages.package_errors import PackageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from server.packages.build import Packages

RECORD = "package.json"


@dataclass(frozen=True, slots=True)
class ShelvedVersion:
    """One version on the shelf.

    Attributes:
        extension_id, gecko_id, minimum_chrome, minimum_firefox: as in ``Packages``.
        sha256: of each package, in hexadecimal, by file name.
    """

    version: str
    extension_id: str
    gecko_id: str
    minimum_chrome: str
    minimum_firefox: str
    sha256: Mapping[str, str]

    def offered_name(self, file: str) -> str:
        """Return the last part of the address of one of the files: never the same for other bytes."""
        stem, _, kind = file.rpartition(".")
        return f"{self.sha256[file]}.{stem}-{self.version}.{kind}"


class Shelf:
    """The packages in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read_versions(self) -> list[ShelvedVersion]:
        """Return every version, the newest first; none when nothing was ever packed.

        Raises:
            PackageError: a record cannot be read.
            OSError: the same.
        """
        versions = [_read_record(path) for path in self._folder.glob(f"*/{RECORD}")]
        return sorted(versions, key=lambda each: read_version(each.version), reverse=True)

    def find_file(self, offered_name: str) -> Path | None:
        """Return the file that is offered under a name, or None."""
        places = {
            each.offered_name(file): self._folder / each.version / file
            for each in self.read_versions()
            for file in each.sha256
        }
        return places.get(offered_name)

    def add(self, packages: Packages, *, replaces: bool = False) -> bool:
        """Put one version on the shelf; return False when the same bytes lie there already.

        Args:
            packages: what was built.
            replaces: whether the same version may get other bytes; devices that have it keep what they have.

        Raises:
            PackageError: a newer version is there, or the same with other bytes; nothing has changed.
            OSError: a file cannot be written.
        """
        made = _describe(packages)
        present = self.read_versions()
        if made in present:
            return False
        self._refuse_downgrade(made, present, replaces=replaces)
        folder = self._folder / made.version
        record = json.dumps(_to_json(made), indent=2).encode() + b"\n"
        replace_files([*((folder / name, body) for name, body in packages.files.items()), (folder / RECORD, record)])
        return True

    def _refuse_downgrade(self, made: ShelvedVersion, present: list[ShelvedVersion], *, replaces: bool) -> None:
        newest = present[0] if present else made
        if read_version(newest.version) > read_version(made.version):
            reason = f"{newest.version} is there, browsers never go back to {made.version}; raise it in manifest.json"
            raise PackageError(self._folder, reason)
        if not replaces and any(each.version == made.version for each in present):
            reason = f"{made.version} is there with other bytes; raise the version in manifest.json, or add --replace"
            raise PackageError(self._folder, reason)


def _describe(packages: Packages) -> ShelvedVersion:
    digests = {name: sha256(body).hexdigest() for name, body in packages.files.items()}
    return ShelvedVersion(
        packages.version,
        packages.extension_id,
        packages.gecko_id,
        packages.minimum_chrome,
        packages.minimum_firefox,
        digests,
    )


def _to_json(version: ShelvedVersion) -> dict[str, object]:
    return {name: getattr(version, name) for name in ShelvedVersion.__dataclass_fields__}


def _read_record(path: Path) -> ShelvedVersion:
    try:
        record = ShelvedVersion(**json.loads(path.read_bytes()))
        read_version(record.version)
    except (ValueError, TypeError) as error:
        raise PackageError(path, "not a record of packages; remove its folder and run jaga package") from error
    return record
