"""Packages: equal trees give equal bytes, each browser reads its own manifest, the signature says whose it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from server.packages.archive import read_archive
from server.packages.build import CRX, XPI, ZIP, build_packages
from server.packages.contents import read_contents
from server.packages.crx3 import make_extension_id
from server.packages.package_errors import PackageError
from server.packages.package_key import load_package_key
from tests.packages.samples import ROOT, SHARED_URL, change_manifest, copy_tree, sample_key, sample_packages

if TYPE_CHECKING:
    from pathlib import Path

BUILD = """
import os, sys
from hashlib import sha256
from pathlib import Path
os.umask(int(sys.argv[3], 8))
from server.packages.build import build_packages
from server.packages.package_key import load_package_key
from tests.packages.samples import copy_tree
key = load_package_key(Path(sys.argv[2]), None, is_production=False)
packages = build_packages(copy_tree(Path(sys.argv[1])), key, None)
print({name: sha256(body).hexdigest() for name, body in packages.files.items()})
"""


def read_fields(message: bytes) -> dict[int, bytes]:
    """Read the length-delimited fields of a protobuf message, each number once."""
    fields, place = {}, 0

    def read_varint() -> int:
        nonlocal place
        number = shift = 0
        while True:
            byte = message[place]
            place += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return number

    while place < len(message):
        tag, size = read_varint(), read_varint()
        assert tag & 7 == 2
        fields[tag >> 3] = message[place : place + size]
        place += size
    return fields


def read_crx(crx: bytes) -> tuple[bytes, bytes]:
    """Return public key and archive of a CRX3 file.

    Raises:
        InvalidSignature: the signature is not that of the key.
    """
    assert crx[:8] == b"Cr24\x03\0\0\0"
    size = int.from_bytes(crx[8:12], "little")
    header, archive = read_fields(crx[12 : 12 + size]), crx[12 + size :]
    proof, signed = read_fields(header[2]), header[10000]
    key = load_der_public_key(proof[1])
    assert isinstance(key, RSAPublicKey)
    message = b"CRX3 SignedData\0" + len(signed).to_bytes(4, "little") + signed + archive
    key.verify(proof[2], message, PKCS1v15(), SHA256())
    assert read_fields(signed) == {1: sha256(proof[1]).digest()[:16]}
    return proof[1], archive


def manifest_of(archive: bytes) -> dict[str, Any]:
    """Return the manifest in a package."""
    manifest: dict[str, Any] = json.loads(read_archive(archive)["manifest.json"])
    return manifest


def test_the_same_tree_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another folder, under another umask, in another time zone, with another order of hashes, later."""
    load_package_key(tmp_path / "keys", None, is_production=False)
    printed = set()
    for folder, umask, zone in (("here", "022", "UTC"), ("far/away", "077", "Asia/Jayapura")):
        tree = tmp_path / folder
        tree.mkdir(parents=True)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": umask, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-c", BUILD, str(tree), str(tmp_path / "keys"), umask]
        printed.add(subprocess.run(command, check=True, capture_output=True, env=environment).stdout)

    assert len(printed) == 1
    assert b"crx" in printed.pop()


def test_the_archive_is_in_one_form() -> None:
    """Sorted, stored, ordinary files of the first day that the format knows."""
    with ZipFile(BytesIO(sample_packages().files[ZIP])) as archive:
        infos = archive.infolist()

    names = [info.filename for info in infos]
    assert names == sorted(names)
    assert {(info.date_time, info.external_attr, info.create_system) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644 << 16, 3)
    }
    assert all(info.compress_size == info.file_size for info in infos)


def test_each_package_holds_the_checkout_and_a_manifest() -> None:
    """Byte for byte; what a reviewer reads in the repository is what runs."""
    expected = read_contents(ROOT)
    _, inside_crx = read_crx(sample_packages().files[CRX])

    assert inside_crx == sample_packages().files[ZIP]
    for name in (ZIP, XPI):
        files = read_archive(sample_packages().files[name])
        del files["manifest.json"]
        assert files == expected


def test_each_browser_reads_its_own_manifest() -> None:
    """What differs from the checkout's manifest is named here, nothing else does."""
    own = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
    chromium, firefox = (manifest_of(sample_packages().files[name]) for name in (ZIP, XPI))

    background = own.pop("background")
    gecko = own.pop("browser_specific_settings")["gecko"]
    del own["key"]
    assert chromium == {**own, "background": {name: background[name] for name in ("service_worker", "type")}}
    for name in ("minimum_chrome_version", "storage"):
        own.pop(name)
    assert firefox == {
        **own,
        "background": {name: background[name] for name in ("scripts", "type")},
        "browser_specific_settings": {"gecko": {**gecko, "update_url": f"{SHARED_URL}/updates/firefox.json"}},
    }


@pytest.mark.parametrize("public_url", [None, "http://jaga.example"])
def test_firefox_is_given_no_update_address_without_encryption(public_url: str | None) -> None:
    """It refuses others, and the manifest with one."""
    packages = build_packages(ROOT, sample_key(), public_url)

    assert "update_url" not in manifest_of(packages.files[XPI])["browser_specific_settings"]["gecko"]


def test_the_signature_says_whose_it_is() -> None:
    """The id follows from the key, and a changed byte anywhere is seen."""
    packages = sample_packages()
    public_key, _ = read_crx(packages.files[CRX])

    assert packages.extension_id == make_extension_id(public_key)
    with pytest.raises(InvalidSignature):
        read_crx(packages.files[CRX][:-1] + b"?")


def test_the_id_is_that_of_the_manifests_key() -> None:
    """As Chromium makes it from ``key``: the unpacked checkout has this id (seen 2026-11-21)."""
    key = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))["key"]

    assert make_extension_id(b64decode(key)) == "khedgpkhhmmjlcbccfpbpmgbhleeemji"


@pytest.mark.parametrize(
    "version", ["1.2.3-beta", "01.2", "1.2.3.4.5", "1.70000", "", "1..2", "1.1\N{ARABIC-INDIC DIGIT ONE}"]
)
def test_a_version_that_browsers_cannot_compare_is_refused(tmp_path: Path, version: str) -> None:
    """With the file and the form that is expected."""
    change_manifest(copy_tree(tmp_path), lambda manifest: manifest.update(version=version))

    with pytest.raises(PackageError, match=r"manifest.json: no manifest with a version such as 1\.2\.3"):
        build_packages(tmp_path, sample_key(), None)


def test_a_development_key_is_made_once(tmp_path: Path) -> None:
    """Only its owner may read it."""
    first, second = (load_package_key(tmp_path / "keys", None, is_production=False) for _ in range(2))

    assert first.private_numbers() == second.private_numbers()
    assert (tmp_path / "keys" / "package.pem").stat().st_mode & 0o777 == 0o600


def test_production_names_its_key(tmp_path: Path) -> None:
    """No key is made, none of development is taken; a file that is no RSA key is named."""
    load_package_key(tmp_path, None, is_production=False)
    given = tmp_path / "given.pem"

    with pytest.raises(PackageError, match="JAGA_PACKAGE_KEY"):
        load_package_key(tmp_path, None, is_production=True)
    given.write_text("-----BEGIN NONSENSE-----")
    with pytest.raises(PackageError, match=r"given\.pem: not an unencrypted PEM key"):
        load_package_key(tmp_path, given, is_production=True)
    given.write_bytes((tmp_path / "package.pem").read_bytes())
    assert load_package_key(tmp_path, given, is_production=True).key_size == 2048
