"""A package carries the release that is there, with its root; without one it carries neither."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

from server.accounts.dev_keys import load_dev_keys
from server.accounts.release_repository import ReleaseRepository
from server.packages.build import ZIP, build_packages
from server.packages.bundled_release import RELEASE_PATH, ROOT_PATH, read_bundled_release
from tests.http.samples import build_files
from tests.packages.samples import ROOT, sample_key

if TYPE_CHECKING:
    from pathlib import Path


def publish(folder: Path) -> dict[str, bytes]:
    """Publish the sample list below *folder* and return its files."""
    files = build_files()
    keys = load_dev_keys(folder / "keys", is_production=False)
    ReleaseRepository(folder / "release", keys).publish(files, datetime.now(UTC))
    return files


def test_the_release_goes_into_the_package(tmp_path: Path) -> None:
    """Byte for byte, but for what the package has already; the newest root as it is."""
    files = publish(tmp_path)

    carried = read_bundled_release(tmp_path / "release")
    packages = build_packages(ROOT, sample_key(), None, carried)

    with ZipFile(BytesIO(packages.files[ZIP])) as archive:
        release = json.loads(archive.read(RELEASE_PATH))["files"]
        assert archive.read(ROOT_PATH) == (tmp_path / "release" / "metadata" / "1.root.json").read_bytes()
    assert {name: text.encode() for name, text in release.items()} == {
        name: body for name, body in files.items() if name not in {"platforms.json", "wording.json"}
    }
    assert "list.json" in release


def test_without_a_release_nothing_is_carried(tmp_path: Path) -> None:
    """Then the first root that a server shows is held fast."""
    assert read_bundled_release(tmp_path) == {}
