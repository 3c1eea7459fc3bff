"""Read the platform files (``extension/platforms/*.json``): one per platform, the same that the extension reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from server.domain.errors import ListError
from server.domain.platforms import Platform, PlatformFormatError, Platforms, parse_platform

if TYPE_CHECKING:
    from pathlib import Path


class PlatformFileError(ListError):
    """A platform file cannot be used.

    Attributes:
        path: the file; with a line and column (``x.json:3:7``) when it is no JSON.
        member: where in it, such as ``urls[3].template``; empty when it is the whole.
        found: the wrong value.
        expected: what would have been right.
    """

    def __init__(self, path: str, member: str, found: object, expected: str) -> None:
        super().__init__(f"{path}: {member + ': ' if member else ''}found {found!r}, expected {expected}")
        self.path = path
        self.member = member
        self.found = found
        self.expected = expected


def load_platforms(directory: Path) -> Platforms:
    """Load every platform.

    Args:
        directory: holds one ``<platform>.json`` per platform.

    Returns:
        The platforms, in the order of their names.

    Raises:
        PlatformFileError: there is no file, or one cannot be used: it is named, with the member that is wrong.
    """
    paths = sorted(directory.glob("*.json"))
    if not paths:
        raise PlatformFileError(str(directory), "", "no platform file", "one <platform>.json per platform")
    platforms = [_load_platform(path) for path in paths]
    _check_hosts(paths, platforms)
    return Platforms(platforms)


def _load_platform(path: Path) -> Platform:
    try:
        platform = parse_platform(_read_json(path))
    except PlatformFormatError as error:
        raise PlatformFileError(str(path), error.member, error.found, error.expected) from error
    if platform.name != path.stem:
        raise PlatformFileError(str(path), "platform", platform.name, f"the name of the file, {path.stem}")
    return platform


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_refuse_duplicates)
    except _DuplicateMemberError as error:
        raise PlatformFileError(str(path), error.name, "the member twice", "each member once") from error
    except json.JSONDecodeError as error:
        raise PlatformFileError(f"{path}:{error.lineno}:{error.colno}", "", error.msg, "JSON") from error
    except (OSError, UnicodeDecodeError) as error:
        raise PlatformFileError(str(path), "", str(error), "a readable file in UTF-8") from error


class _DuplicateMemberError(Exception):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its members; JSON itself would silently let the last of two win."""
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise _DuplicateMemberError(name)
        members[name] = value
    return members


def _check_hosts(paths: list[Path], platforms: list[Platform]) -> None:
    """Check that no two sites answer on the same host."""
    owners: dict[tuple[str, str], str] = {}
    for path, platform in zip(paths, platforms, strict=True):
        for at, site in enumerate(platform.sites):
            for subdomain in site.subdomains:
                owner = owners.setdefault((subdomain, site.domain), f"{platform.name} sites[{at}]")
                if owner != f"{platform.name} sites[{at}]":
                    member = f"sites[{at}].subdomains"
                    raise PlatformFileError(str(path), member, subdomain, f"a host of its own; {owner} has it already")
