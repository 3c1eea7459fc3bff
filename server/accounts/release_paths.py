"""Where each file of a release lies: the tree that is served below ``/v1/release/``, here or by any static server.

Source: The Update Framework 1.0, section 6.2 (consistent snapshots).
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

TIMESTAMP_NAME = "timestamp.json"
TIMESTAMP_PATH = f"metadata/{TIMESTAMP_NAME}"
"""The only file whose content changes under one name."""

CHANGES_NAME = "changes.json"
"""The target that tells readers what changed; the publisher writes it, and it alone makes no new release."""

LOCK_NAME = ".lock"
"""Held by the one publisher; not served."""


def metadata_path(role: str, version: int) -> str:
    """Return the path of a role's metadata, such as ``metadata/7.snapshot.json``."""
    return TIMESTAMP_PATH if role == "timestamp" else f"metadata/{version}.{role}.json"


def target_path(name: str, sha256: str) -> str:
    """Return the path of a target, such as ``targets/warnings/<sha256>.pemilu-2024.json``."""
    folder, _, last = name.rpartition("/")
    return str(PurePosixPath("targets", folder, f"{sha256}.{last}"))


def find_versions(directory: Path, role: str) -> list[int]:
    """Return the versions of a role's metadata that are there, in order; not for the timestamp, which has no number."""
    suffix = f".{role}.json"
    names = (path.name.removesuffix(suffix) for path in (directory / "metadata").glob(f"*{suffix}"))
    return sorted(int(name) for name in names if name.isascii() and name.isdecimal())


def find_root_versions(directory: Path) -> list[int]:
    """Return the versions of the root metadata that are there, in order; empty when there is no release."""
    return find_versions(directory, "root")
