"""Policies for macOS as configuration profiles, one per browser; device management signs and installs them.

Source: developer.apple.com "TopLevel" and "CommonPayloadKeys"; chromeenterprise.google "Policies for Mac";
mozilla/policy-templates, mac/org.mozilla.firefox.plist (read 2026-11-21).
"""

from __future__ import annotations

import plistlib
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from server.policy_files.browsers import ROLLED_OUT, Browser, make_chromium_settings
from server.policy_files.json_files import make_firefox_policies

if TYPE_CHECKING:
    from server.policy_files.deployment import Deployment

_OWN = "id.jaga-jempol.policy"
FIREFOX_DOMAIN = "org.mozilla.firefox"


def make_mac_files(deployment: Deployment) -> dict[str, bytes]:
    """Return one profile per browser."""
    files = {f"jaga-jempol-{each.word}.mobileconfig": _make_chromium(deployment, each) for each in ROLLED_OUT}
    return {**files, "jaga-jempol-firefox.mobileconfig": _make_firefox(deployment)}


def _make_chromium(deployment: Deployment, browser: Browser) -> bytes:
    settings = {deployment.extension_id: make_chromium_settings(deployment, browser)}
    storage = f"{browser.mac_domain}.extensions.{deployment.extension_id}"
    payloads = [
        _describe(browser.mac_domain, deployment, {"ExtensionSettings": settings}),
        _describe(storage, deployment, dict(deployment.policy)),
    ]
    return _make_profile(browser.word, browser.name, deployment, payloads)


def _make_firefox(deployment: Deployment) -> bytes:
    policies = {"EnterprisePoliciesEnabled": True, **make_firefox_policies(deployment)}
    return _make_profile("firefox", "Firefox", deployment, [_describe(FIREFOX_DOMAIN, deployment, policies)])


def _make_profile(word: str, name: str, deployment: Deployment, payloads: list[dict[str, Any]]) -> bytes:
    profile = _describe("Configuration", deployment, {"PayloadContent": payloads}, f"{_OWN}.{word}")
    profile |= {"PayloadDisplayName": f"Jaga Jempol ({name})", "PayloadScope": "System"}
    return plistlib.dumps(profile, sort_keys=False)


def _describe(
    kind: str, deployment: Deployment, members: dict[str, Any], identifier: str | None = None
) -> dict[str, Any]:
    """Return a payload; the same one keeps its UUID, so that a new profile takes the place of the old one."""
    name = identifier or f"{_OWN}.{kind}"
    return {
        "PayloadType": kind,
        "PayloadVersion": 1,
        "PayloadIdentifier": name,
        "PayloadUUID": str(uuid5(NAMESPACE_URL, f"{name}/{deployment.extension_id}")).upper(),
        **members,
    }
