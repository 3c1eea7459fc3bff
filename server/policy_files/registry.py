"""Policies for Windows as a ``.reg`` file, one per browser.

Only keys of this extension are written, so that what an agency has set for others stays; the values of its managed
storage are removed first, so that a member taken out of the policy goes.

Source: support.microsoft.com "How to add, modify, or delete registry subkeys by using a .reg file"; Chromium,
components/policy/core/common/registry_dict.cc: objects are subkeys, lists are subkeys with values 1, 2, 3 (2026-11-21).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server.policy_files.browsers import ROLLED_OUT, Browser, make_chromium_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from server.policy_files.deployment import Deployment, Value

HEAD = "Windows Registry Editor Version 5.00"
BYTE_ORDER_MARK = "\ufeff"
_HIVE = "HKEY_LOCAL_MACHINE"


def make_reg_files(deployment: Deployment) -> dict[str, bytes]:
    """Return one file per browser."""
    return {f"jaga-jempol-{each.word}.reg": _make_reg(deployment, each) for each in ROLLED_OUT}


def settings_key(deployment: Deployment, browser: Browser) -> str:
    """Return the registry key of the extension's entry in ``ExtensionSettings``, below the hive."""
    return rf"{browser.registry_key}\ExtensionSettings\{deployment.extension_id}"


def storage_key(deployment: Deployment, browser: Browser) -> str:
    """Return the registry key of the extension's managed storage, below the hive."""
    return rf"{browser.registry_key}\3rdparty\extensions\{deployment.extension_id}\policy"


def _make_reg(deployment: Deployment, browser: Browser) -> bytes:
    settings, storage = (rf"{_HIVE}\{key(deployment, browser)}" for key in (settings_key, storage_key))
    lines = [HEAD, "", *_write_key(settings, make_chromium_settings(deployment, browser))]
    lines += [f"[-{storage}]", "", *_write_key(storage, deployment.policy)]
    return (BYTE_ORDER_MARK + "".join(f"{line}\r\n" for line in lines)).encode("utf-16-le")


def _write_key(key: str, members: Mapping[str, Value]) -> Iterator[str]:
    """Yield the lines of a key, then those of its subkeys."""
    yield f"[{key}]"
    for name, value in members.items():
        if not isinstance(value, dict | list):
            yield f'"{name}"={_write_value(value)}'
    yield ""
    for name, value in members.items():
        if isinstance(value, dict):
            yield from _write_key(rf"{key}\{name}", value)
        elif isinstance(value, list):
            yield from _write_key(rf"{key}\{name}", {str(number): each for number, each in enumerate(value, 1)})


def _write_value(value: str | int) -> str:
    if not isinstance(value, str):
        return f"dword:{int(value):08x}"
    if value.isprintable():
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return "hex(1):" + ",".join(f"{byte:02x}" for byte in f"{value}\0".encode("utf-16-le"))
