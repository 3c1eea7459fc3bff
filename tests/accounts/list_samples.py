"""The sample list of these tests, and helpers to copy and change it."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from server.accounts.platform_files import load_platforms

if TYPE_CHECKING:
    from server.domain.platforms import Platforms

ROOT = Path(__file__).parents[2]
SAMPLE = Path(__file__).parent / "sample_list"
CONTEST_FILE = "contests/contoh-2031/73.71.yaml"


@cache
def platforms() -> Platforms:
    """Return the platforms of the extension."""
    return load_platforms(ROOT / "extension" / "platforms")


def copy_sample(directory: Path) -> Path:
    """Copy the sample list into *directory* and return where it is."""
    return Path(shutil.copytree(SAMPLE, directory / "list"))


def replace_in(directory: Path, file: str, old: str, new: str) -> None:
    """Replace *old*, which stands in the file exactly once."""
    path = directory / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} holds {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), encoding="utf-8")
