"""``jaga package``: packs, says what and under which id, and is clear about what it refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.packages.shelf import Shelf
from tests.cli.samples import assert_refused, run
from tests.packages.samples import copy_tree, set_version

if TYPE_CHECKING:
    from pathlib import Path


def test_packing_twice_changes_nothing(tmp_path: Path) -> None:
    """The second run says so."""
    first, second = run("package", state=tmp_path), run("package", state=tmp_path)

    (version,) = Shelf(tmp_path / "packages").read_versions()
    assert first.exit_code == second.exit_code == 0, first.output
    assert first.stdout.endswith("ditulis / written\n")
    assert second.stdout.endswith("tidak ada perubahan / nothing changed\n")
    assert version.extension_id in first.stdout
    assert "jaga-jempol.crx" in first.stdout


def test_an_older_version_is_refused(tmp_path: Path) -> None:
    """With what is there and what helps."""
    tree = copy_tree(tmp_path)
    platforms = str(tree / "extension" / "platforms")
    set_version(tree, "2.0")
    assert run("package", state=tmp_path / "state", JAGA_PLATFORMS_DIR=platforms).exit_code == 0
    set_version(tree, "1.9")

    result = run("package", state=tmp_path / "state", JAGA_PLATFORMS_DIR=platforms)

    assert_refused(result, 1, "2.0 is there, browsers never go back to 1.9")


def test_production_wants_its_own_key(tmp_path: Path) -> None:
    """Before anything is written."""
    assert_refused(run("package", state=tmp_path, JAGA_ENV="production"), 1, "JAGA_PACKAGE_KEY")
    assert list(tmp_path.iterdir()) == []


def test_a_public_address_with_a_path_is_refused(tmp_path: Path) -> None:
    """Everything of the server stands at its root."""
    assert_refused(run("package", state=tmp_path, JAGA_PUBLIC_URL="https://jaga.example/api"), 2, "without a path")
