"""How each browser is told to install the extension and to keep it up to date.

``override_update_url`` makes Chromium look for updates where the policy says, so that one package serves every agency.

Source: chromeenterprise.google "ExtensionSettings"; learn.microsoft.com "Use group policies to manage Microsoft Edge
extensions" (``toolbar_state``); mozilla.github.io/policy-templates "ExtensionSettings" (read 2026-11-21).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from server.policy_files.deployment import Deployment


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser of the Chromium family, and where it looks for its policies.

    Attributes:
        name: as a person knows it.
        word: for names of files.
        registry_key: below HKEY_LOCAL_MACHINE.
        linux_folder: of mandatory policies.
        mac_domain: of its preferences; empty where the browser has none.
        pin: what keeps the button in sight.
    """

    name: str
    word: str
    registry_key: str
    linux_folder: str
    mac_domain: str
    pin: tuple[str, str]


_CHROME_PIN = ("toolbar_pin", "force_pinned")

CHROMIUM = Browser(
    "Chromium",
    "chromium",
    r"SOFTWARE\Policies\Chromium",
    "etc/chromium/policies/managed",
    "org.chromium.Chromium",
    _CHROME_PIN,
)
CHROME = Browser(
    "Google Chrome",
    "chrome",
    r"SOFTWARE\Policies\Google\Chrome",
    "etc/opt/chrome/policies/managed",
    "com.google.Chrome",
    _CHROME_PIN,
)
EDGE = Browser(
    "Microsoft Edge",
    "edge",
    r"SOFTWARE\Policies\Microsoft\Edge",
    "etc/opt/edge/policies/managed",
    "com.microsoft.Edge",
    ("toolbar_state", "force_shown"),
)
BROWSERS = (CHROMIUM, CHROME, EDGE)
ROLLED_OUT = (CHROME, EDGE)
"""Those that agencies have on Windows and macOS."""


def make_chromium_settings(deployment: Deployment, browser: Browser) -> dict[str, Any]:
    """Return the extension's entry in the policy ``ExtensionSettings``."""
    pin, state = browser.pin
    return {
        "installation_mode": "force_installed",
        "update_url": deployment.update_url,
        "override_update_url": True,
        pin: state,
    }


def make_firefox_settings(deployment: Deployment) -> dict[str, Any]:
    """Return the extension's entry in the policy ``ExtensionSettings`` of Firefox."""
    return {
        "installation_mode": "force_installed",
        "install_url": deployment.xpi_url,
        "updates_disabled": False,
        "default_area": "navbar",
    }
