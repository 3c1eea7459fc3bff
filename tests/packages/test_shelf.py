"""The folder of packages: versions go up and are kept, half a version is none, the signed file takes its place."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from server.packages.build import CRX, XPI
from server.packages.package_errors import PackageError
from server.packages.shelf import Shelf
from server.packages.signed_xpi import take_signed_xpi
from tests.packages.samples import sample_packages

if TYPE_CHECKING:
    from pathlib import Path

    from server.packages.build import Packages


def version(number: str, body: bytes | None = None) -> Packages:
    """Return small packages of a version; the same number has the same bytes unless told."""
    files = dict.fromkeys((CRX, XPI), number.encode() if body is None else body)
    return replace(sample_packages(), version=number, files=files)


def test_versions_are_kept_and_the_newest_comes_first(tmp_path: Path) -> None:
    """By number, not by letter."""
    shelf = Shelf(tmp_path)
    for number in ("0.9", "0.9.1", "0.10.0"):
        assert shelf.add(version(number))

    assert [each.version for each in shelf.read_versions()] == ["0.10.0", "0.9.1", "0.9"]
    found = shelf.find_file(shelf.read_versions()[2].offered_name(CRX))
    assert found is not None
    assert found.read_bytes() == b"0.9"


def test_the_same_packages_change_nothing(tmp_path: Path) -> None:
    """So a second run is harmless, also for an older version that is kept."""
    shelf = Shelf(tmp_path)
    shelf.add(version("1"))
    shelf.add(version("2"))

    assert not shelf.add(version("1"))
    assert not shelf.add(version("2"))


@pytest.mark.parametrize(
    ("packages", "words"),
    [
        pytest.param(version("0.9.9"), "1.0 is there, browsers never go back to 0.9.9", id="older"),
        pytest.param(version("1.0", b"other"), "1.0 is there with other bytes", id="same version, other bytes"),
    ],
)
def test_what_no_browser_would_take_is_refused(tmp_path: Path, packages: Packages, words: str) -> None:
    """And what lies there stays as it is."""
    shelf = Shelf(tmp_path)
    shelf.add(version("1.0"))
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    with pytest.raises(PackageError, match=words):
        shelf.add(packages)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_replaced_version_has_another_address(tmp_path: Path) -> None:
    """A name that was kept for ever by a cache never means other bytes."""
    shelf = Shelf(tmp_path)
    shelf.add(version("1.0"))
    before = shelf.read_versions()[0].offered_name(CRX)

    assert shelf.add(version("1.0", b"other"), replaces=True)
    assert shelf.read_versions()[0].offered_name(CRX) != before
    assert shelf.find_file(before) is None


def test_a_version_without_a_record_is_not_there(tmp_path: Path) -> None:
    """Packing was killed half-way, or never begun."""
    shelf = Shelf(tmp_path / "packages")
    assert shelf.read_versions() == []
    shelf.add(version("1.0"))
    (tmp_path / "packages" / "1.1").mkdir()
    (tmp_path / "packages" / "1.1" / CRX).write_bytes(b"half")

    assert [each.version for each in shelf.read_versions()] == ["1.0"]


@pytest.mark.parametrize("record", ["{", "[]", '{"version": "1.0"}', '{"version": 1}'])
def test_a_damaged_record_is_named(tmp_path: Path, record: str) -> None:
    """With a way out."""
    shelf = Shelf(tmp_path)
    shelf.add(version("1.0"))
    (tmp_path / "1.0" / "package.json").write_text(record)

    with pytest.raises(PackageError, match=r"1.0/package.json: .* run jaga package"):
        shelf.read_versions()


def sign(xpi: bytes, **changes: bytes) -> bytes:
    """Return an archive as Mozilla gives it back, with files changed or added."""
    buffer = BytesIO(xpi)
    with ZipFile(buffer, "a") as archive:
        for name, body in changes.items():
            archive.writestr(name, body)
    return buffer.getvalue()


def test_the_signed_file_takes_the_place_of_the_unsigned(tmp_path: Path) -> None:
    """Same files and a signature: it is offered from then on."""
    packages, shelf = sample_packages(), Shelf(tmp_path / "packages")
    shelf.add(packages)
    path = tmp_path / "signed.xpi"
    path.write_bytes(sign(packages.files[XPI], **{"META-INF/mozilla.rsa": b"signature"}))

    shelf.add(take_signed_xpi(packages, path), replaces=True)

    offered = shelf.find_file(shelf.read_versions()[0].offered_name(XPI))
    assert offered is not None
    assert offered.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "not signed", id="unsigned"),
        pytest.param({"META-INF/a": b"", "extension/more.js": b""}, "extension/more.js; check out", id="a file more"),
    ],
)
def test_another_file_is_not_taken(tmp_path: Path, changes: dict[str, bytes], words: str) -> None:
    """What would run on devices is what this checkout holds."""
    path = tmp_path / "signed.xpi"
    path.write_bytes(sign(sample_packages().files[XPI], **changes))

    with pytest.raises(PackageError, match=words):
        take_signed_xpi(sample_packages(), path)


def test_a_file_that_is_no_archive_is_not_taken(tmp_path: Path) -> None:
    """With its name."""
    path = tmp_path / "signed.xpi"
    path.write_text("nothing")

    with pytest.raises(PackageError, match=r"signed\.xpi: not a ZIP archive"):
        take_signed_xpi(sample_packages(), path)
