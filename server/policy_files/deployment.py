"""What every policy file says: which extension, from where, and with which values for its managed storage."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from server.domain.errors import RequestError

CHROMIUM_ID = re.compile(r"[a-p]{32}")
GECKO_ID = re.compile(r"[\w.-]*@[\w.-]+|\{[0-9a-fA-F-]{36}\}", re.ASCII)
MEMBER_NAME = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)
"""Names of a policy's members at the top; they become names of registry values and of files' parts."""

WHOLE_MAX = 2**31 - 1
"""The largest number that every form can hold: browsers read registry numbers as signed 32-bit."""

LOOPBACK = ("127.0.0.1", "localhost", "::1")
NO_NAME = set('\\/\0\r\n"')
"""What no name of a registry key may hold."""

Texts = Mapping[str, Mapping[str, tuple[str, str]]]
"""By language (``id``, ``en``), then by member of the policy: title and explanation."""

Value = str | int | bool | list["Value"] | dict[str, "Value"]


@dataclass(frozen=True, slots=True)
class Deployment:
    """One extension under one agency's policy.

    Attributes:
        extension_id: in Chromium, Chrome and Edge.
        gecko_id: in Firefox.
        update_url: the update manifest for Chromium.
        xpi_url: the package for Firefox.
        policy: for the extension's managed storage.
    """

    extension_id: str
    gecko_id: str
    update_url: str
    xpi_url: str
    policy: Mapping[str, Value]


def make_deployment(extension_id: str, gecko_id: str, server: str, policy: Mapping[str, Any]) -> Deployment:
    """Return a deployment whose values every form can hold.

    Args:
        extension_id: as ``jaga package`` prints it, or that of a store.
        gecko_id: the same for Firefox.
        server: the address of the server whose ``/updates/`` offers the packages.
        policy: JSON values; an object's order is kept.

    Raises:
        RequestError: something cannot be written; it names what.
    """
    _check(CHROMIUM_ID.fullmatch(extension_id), "extension_id", extension_id, "32 letters from a to p")
    _check(GECKO_ID.fullmatch(gecko_id), "gecko_id", gecko_id, "an id such as name@agency.example")
    parts = urlsplit(server)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    expected = "https://host (http:// on this machine only), without a path"
    _check(is_safe and parts.netloc and not (parts.path.strip("/") or parts.query), "server", server, expected)
    for name, value in policy.items():
        _check(MEMBER_NAME.fullmatch(name), "policy", name, "names of lower-case letters, digits and _")
        _check_value(f"policy.{name}", value)
    updates = f"{server.rstrip('/')}/updates"
    return Deployment(extension_id, gecko_id, f"{updates}/chromium.xml", f"{updates}/jaga-jempol.xpi", dict(policy))


def _check_value(place: str, value: object) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            is_name = isinstance(name, str) and name and not NO_NAME & set(name)
            _check(is_name, place, name, "a name without slashes, quotes and line breaks")
            _check_value(f"{place}.{name}", each)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            _check_value(f"{place}[{number}]", each)
    elif isinstance(value, str):
        _check(_can_be_written(value), place, value, "a text that XML and the registry can hold")
    else:
        is_whole = isinstance(value, int) and 0 <= value <= WHOLE_MAX
        _check(
            is_whole, place, value, f"a text, true or false, a whole number from 0 to {WHOLE_MAX}, a list or an object"
        )


def _can_be_written(text: str) -> bool:
    return all(each in "\t\n" or each.isprintable() or each.isspace() for each in text) and "\r" not in text


def _check(is_right: object, field: str, found: object, expected: str) -> None:
    if not is_right:
        raise RequestError(field, found, expected)
