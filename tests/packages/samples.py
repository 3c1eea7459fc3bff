"""What the tests of packages share: one key, packages of this checkout, and a copy of it that a test may change."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from server.packages.build import Packages, build_packages

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
SHARED_URL = "https://jaga.example"


@cache
def sample_key() -> RSAPrivateKey:
    """Return the key that signs the packages of these tests."""
    return generate_private_key(public_exponent=65_537, key_size=2048)


@cache
def sample_packages() -> Packages:
    """Return the packages of this checkout, for a server whose address is known."""
    return build_packages(ROOT, sample_key(), SHARED_URL)


def copy_tree(folder: Path) -> Path:
    """Return a copy of what packages are made from."""
    for name in ("extension", "_locales"):
        copytree(ROOT / name, folder / name)
    (folder / "manifest.json").write_bytes((ROOT / "manifest.json").read_bytes())
    return folder


def change_manifest(root: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest of a copy."""
    path = root / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def set_version(root: Path, version: str) -> None:
    """Give a copy another version."""
    change_manifest(root, lambda manifest: manifest.update(version=version))
