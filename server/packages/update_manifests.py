"""What browsers ask for when they look for a newer version of the extension.

Source: Chromium, "Update manifest" (gupdate protocol 2.0), and extensions/browser/updater/safe_manifest_parser.cc;
Firefox, extensionworkshop "Updating your extension" (both read 2026-11-21).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from server.packages.build import CRX, XPI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server.packages.shelf import ShelvedVersion

NAMESPACE = "http://www.google.com/update2/response"
PATH = "/updates"


def make_chromium_updates(newest: ShelvedVersion, origin: str) -> bytes:
    """Return the answer for Chromium: the newest version.

    Args:
        newest: what is offered.
        origin: scheme, host and port under which the device reaches the server.
    """
    answer = Element("gupdate", {"xmlns": NAMESPACE, "protocol": "2.0"})
    app = SubElement(answer, "app", {"appid": newest.extension_id})
    offer = {
        "codebase": make_address(origin, newest, CRX),
        "version": newest.version,
        "hash_sha256": newest.sha256[CRX],
        "prodversionmin": newest.minimum_chrome,
    }
    SubElement(app, "updatecheck", offer)
    body: bytes = tostring(answer, encoding="utf-8", xml_declaration=True)
    return body


def make_firefox_updates(versions: Sequence[ShelvedVersion], origin: str) -> bytes:
    """Return the answer for Firefox: every version that is kept, so that an old browser finds one for it.

    Args:
        versions: the newest first; at least one.
        origin: as above.
    """
    updates = [
        {
            "version": each.version,
            "update_link": make_address(origin, each, XPI),
            "update_hash": f"sha256:{each.sha256[XPI]}",
            "applications": {"gecko": {"strict_min_version": each.minimum_firefox}},
        }
        for each in reversed(versions)
    ]
    return json.dumps({"addons": {versions[0].gecko_id: {"updates": updates}}}, indent=2).encode()


def make_address(origin: str, version: ShelvedVersion, file: str) -> str:
    """Return the address of a package."""
    return f"{origin}{PATH}/{version.offered_name(file)}"
