"""The manifest of each package, made from the one in the checkout, which both browsers load unpacked.

Chromium: no ``key`` (the signature says whose it is; stores give their own), no word for Firefox, no ``update_url``
(the policy of the agency says where updates come from, docs/decisions/0017). Firefox: no ``key``, no service worker, no
``storage.managed_schema``; an ``update_url`` when the server's public address is known: Firefox looks nowhere else.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from server.packages.package_errors import PackageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FIREFOX_UPDATES = "/updates/firefox.json"
VERSION = re.compile(r"(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){0,3}", re.ASCII)
VERSION_PART_MAX = 65535
VERSION_PARTS = 4


def load_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest of the checkout.

    Raises:
        PackageError: it is no JSON object, or its version is none.
        OSError: it cannot be read.
    """
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
        read_version(manifest["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise PackageError(path, f"no manifest with a version such as 1.2.3: {error}") from error
    return manifest


def read_version(text: str) -> tuple[int, ...]:
    """Return a version as browsers compare it: one to four numbers, missing ones are 0.

    Raises:
        ValueError: it is no version.
    """
    if not VERSION.fullmatch(text):
        raise ValueError(text)
    parts = [int(part) for part in text.split(".")]
    if max(parts) > VERSION_PART_MAX:
        raise ValueError(text)
    return (*parts, *[0] * (VERSION_PARTS - len(parts)))


def make_chromium_manifest(manifest: Mapping[str, Any]) -> bytes:
    """Return the manifest of the Chromium packages."""
    made = _leave_out(manifest, "key", "browser_specific_settings")
    made["background"] = _leave_out(made["background"], "scripts")
    return _encode(made)


def make_firefox_manifest(manifest: Mapping[str, Any], public_url: str | None) -> bytes:
    """Return the manifest of the Firefox package.

    Args:
        manifest: of the checkout.
        public_url: of the server that will offer updates; Firefox takes https only, others get no ``update_url``.
    """
    made = _leave_out(manifest, "key", "minimum_chrome_version", "storage")
    made["background"] = _leave_out(made["background"], "service_worker")
    gecko = dict(made["browser_specific_settings"]["gecko"])
    if public_url is not None and public_url.startswith("https://"):
        gecko["update_url"] = f"{public_url}{FIREFOX_UPDATES}"
    made["browser_specific_settings"] = {"gecko": gecko}
    return _encode(made)


def _leave_out(members: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in names}


def _encode(manifest: Mapping[str, Any]) -> bytes:
    return json.dumps(manifest, ensure_ascii=False, indent=2).encode() + b"\n"
