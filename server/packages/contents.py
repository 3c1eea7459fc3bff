"""Which files of the checkout go into a package: an allow-list, and a word on everything that it does not know.

A test walks from the manifest through imports, pages and styles, and compares what is needed with this list.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from server.packages.package_errors import PackageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "manifest.json"

PACKED = (
    "_locales/*/messages.json",
    "extension/*.js",
    "extension/policy_schema.json",
    "extension/background/*.js",
    "extension/background/tuf/*.js",
    "extension/bundled/*",
    "extension/icons/*.png",
    "extension/icons/mark.svg",
    "extension/page/*.js",
    "extension/pages/*.css",
    "extension/pages/*.html",
    "extension/pages/*.js",
)
"""What a package holds besides its manifest; ``*`` stands for one part of a path."""

LEFT_OUT = (
    "extension/*.d.ts",
    "extension/icons/mark-asleep-128.png",
    "extension/icons/mark-asleep.svg",
    "extension/platforms/*.json",
    "extension/platforms/README.md",
    "extension/platforms/*.examples/*",
)
"""What stands beside it for people, tests and the release; ``extension/bundled`` carries the platform files."""

FOLDERS = ("_locales", "extension")


def read_contents(root: Path) -> Mapping[str, bytes]:
    """Return the files of a package by path, sorted, without the manifest.

    Args:
        root: the checkout.

    Raises:
        PackageError: a file of ours stands on neither list; all such files are named.
        OSError: a file cannot be read.
    """
    paths = sorted(path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    names = {path.relative_to(root).as_posix(): path for path in paths}
    if strangers := [name for name in names if not _is_listed(name, PACKED + LEFT_OUT)]:
        reason = f"on neither list of server/packages/contents.py: {', '.join(strangers)}; remove them, or list them"
        raise PackageError(root, reason)
    return {name: path.read_bytes() for name, path in names.items() if is_packed(name)}


def is_packed(name: str) -> bool:
    """Tell whether a file of the checkout goes into a package."""
    return _is_listed(name, PACKED) and not _is_listed(name, LEFT_OUT)


def _is_listed(name: str, patterns: tuple[str, ...]) -> bool:
    path, parts = PurePosixPath(name), name.count("/")
    return any(path.match(pattern) and pattern.count("/") == parts for pattern in patterns)
