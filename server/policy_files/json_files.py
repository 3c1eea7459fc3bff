"""Policies as JSON: Chromium, Chrome and Edge on Linux, Firefox everywhere, the console of Google Admin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from server.policy_files.browsers import BROWSERS, Browser, make_chromium_settings, make_firefox_settings

if TYPE_CHECKING:
    from server.policy_files.deployment import Deployment

FILE = "jaga-jempol.json"


def make_linux_files(deployment: Deployment) -> dict[str, bytes]:
    """Return one file per browser, under the path below ``/`` where it belongs; each is a file of its own there."""
    return {f"{each.linux_folder}/{FILE}": _encode(make_chromium_policies(deployment, each)) for each in BROWSERS}


def make_chromium_policies(deployment: Deployment, browser: Browser) -> dict[str, Any]:
    """Return the browser policies that install the extension, and its managed storage."""
    return {
        "ExtensionSettings": {deployment.extension_id: make_chromium_settings(deployment, browser)},
        "3rdparty": {"extensions": {deployment.extension_id: dict(deployment.policy)}},
    }


def make_firefox_files(deployment: Deployment) -> dict[str, bytes]:
    """Return ``policies.json``; on Linux it belongs to ``/etc/firefox/policies``, elsewhere to ``distribution``."""
    return {"policies.json": _encode({"policies": make_firefox_policies(deployment)})}


def make_firefox_policies(deployment: Deployment) -> dict[str, Any]:
    """Return the policies of Firefox."""
    return {
        "ExtensionSettings": {deployment.gecko_id: make_firefox_settings(deployment)},
        "3rdparty": {"Extensions": {deployment.gecko_id: dict(deployment.policy)}},
    }


def make_google_admin_files(deployment: Deployment) -> dict[str, bytes]:
    """Return what goes into the field "Policy for extensions"; id and update address are typed beside it.

    Source: support.google.com/chrome/a, "Set Chrome app and extension policies" (``Value`` around each member).
    """
    values = {name: {"Value": value} for name, value in deployment.policy.items()}
    return {
        "google-admin.json": _encode(values),
        "google-admin.txt": f"id: {deployment.extension_id}\nURL: {deployment.update_url}\n".encode(),
    }


def _encode(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
