"""One version of the extension as its three packages, from the files of a checkout; pure but for reading them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.packages.archive import make_archive
from server.packages.contents import MANIFEST, read_contents
from server.packages.crx3 import encode_public_key, make_crx, make_extension_id
from server.packages.manifests import load_manifest, make_chromium_manifest, make_firefox_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

CRX, ZIP, XPI = "jaga-jempol.crx", "jaga-jempol.zip", "jaga-jempol.xpi"


@dataclass(frozen=True, slots=True)
class Packages:
    """The packages of one version.

    Attributes:
        extension_id: in Chromium, when installed from the ``.crx``.
        gecko_id: in Firefox.
        minimum_chrome, minimum_firefox: the oldest browsers that the manifest admits.
        files: by name.
    """

    version: str
    extension_id: str
    gecko_id: str
    minimum_chrome: str
    minimum_firefox: str
    files: Mapping[str, bytes]


def build_packages(
    root: Path, key: RSAPrivateKey, public_url: str | None, release: Mapping[str, bytes] | None = None
) -> Packages:
    """Build the packages of the checkout as it lies on the disk.

    Args:
        root: the checkout.
        key: signs the ``.crx``.
        public_url: where devices reach the server, without a slash at the end; None when that is not known.
        release: what it carries of a release, as made by ``read_bundled_release``.

    Raises:
        PackageError: a file stands on neither list, or the manifest is none.
        OSError: a file cannot be read.
    """
    manifest, contents = load_manifest(root / MANIFEST), {**read_contents(root), **(release or {})}
    chromium = make_archive({**contents, MANIFEST: make_chromium_manifest(manifest)})
    firefox = make_archive({**contents, MANIFEST: make_firefox_manifest(manifest, public_url)})
    gecko = manifest["browser_specific_settings"]["gecko"]
    return Packages(
        version=manifest["version"],
        extension_id=make_extension_id(encode_public_key(key)),
        gecko_id=gecko["id"],
        minimum_chrome=manifest["minimum_chrome_version"],
        minimum_firefox=gecko["strict_min_version"],
        files={CRX: make_crx(chromium, key), ZIP: chromium, XPI: firefox},
    )
