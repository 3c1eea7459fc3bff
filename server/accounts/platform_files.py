"""Read the platform files: ``extension/platforms/<name>.json``, the same files that the extension reads."""

from __future__ import annotations

import json
from pathlib import Path

from server.domain.errors import ListError
from server.domain.platform_format import Platform, PlatformFormatError, parse_platform
from server.domain.platforms import Platforms


class PlatformFileError(ListError):
    """A platform file cannot be read.

    Attributes:
        file: its path.
        reason: what was found where, and what is expected.
    """

    def __init__(self, file: Path, reason: str) -> None:
        super().__init__(f"{file}: {reason}")
        self.file = file
        self.reason = reason


def load_platforms(directory: Path) -> Platforms:
    """Read all platforms of a directory.

    Raises:
        PlatformFileError: no file at all, no JSON, a member that cannot be read, or a name that is not the file's.
    """
    files = sorted(directory.glob("*.json"))
    if not files:
        raise PlatformFileError(directory, "found no *.json, expected one file per platform")
    return Platforms(_load_platform(file) for file in files)


def _load_platform(file: Path) -> Platform:
    try:
        platform = parse_platform(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        reason = str(error) if isinstance(error, PlatformFormatError) else f"found no readable JSON ({error})"
        raise PlatformFileError(file, reason) from error
    if platform.name != file.stem:
        raise PlatformFileError(file, f"platform: found {platform.name!r}, expected {file.stem!r}")
    return platform
