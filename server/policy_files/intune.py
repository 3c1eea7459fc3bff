"""Settings for Intune: one custom profile (OMA-URI) that brings our template to the device and sets its policies.

Source: learn.microsoft.com "Win32 and Desktop Bridge app ADMX policy ingestion", "Understanding ADMX policies" (lists:
name and value with U+F000 between), and "windows10CustomConfiguration" of Microsoft Graph (read 2026-11-21).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from server.domain.errors import RequestError
from server.policy_files.adml import INSTALL
from server.policy_files.admx import make_admx_files, name_policy
from server.policy_files.browsers import ROLLED_OUT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.policy_files.deployment import Deployment, Texts, Value

_BASE = "./Device/Vendor/MSFT/Policy"
_BETWEEN = "\uf000"


def make_intune_files(deployment: Deployment, schema: Mapping[str, Any], texts: Texts) -> dict[str, bytes]:
    """Return the profile, in the form that Microsoft Graph imports.

    Raises:
        RequestError: the policy has a member that the schema does not know, so that no template can hold it.
    """
    if unknown := deployment.policy.keys() - schema["properties"].keys():
        raise RequestError("policy", sorted(unknown), "members of the policy schema")
    template = make_admx_files(deployment, schema, texts)["jaga-jempol.admx"].decode()
    settings = [
        _make_setting("ADMX", f"{_BASE}/ConfigOperations/ADMXInstall/JagaJempol/Policy/JagaJempolAdmx", template)
    ]
    for browser in ROLLED_OUT:
        place = f"{_BASE}/Config/JagaJempol~Policy~JagaJempol~{browser.word}"
        values = {INSTALL: "<enabled/>", **{name: _write(name, each) for name, each in deployment.policy.items()}}
        for member, value in values.items():
            title = f"{browser.name}: {member}"
            settings.append(_make_setting(title, f"{place}/{name_policy(browser, member)}", value))
    profile = {
        "@odata.type": "#microsoft.graph.windows10CustomConfiguration",
        "displayName": "Jaga Jempol",
        "omaSettings": settings,
    }
    return {"intune.json": json.dumps(profile, ensure_ascii=False, indent=2).encode() + b"\n"}


def _make_setting(title: str, place: str, value: str) -> dict[str, str]:
    kind = "#microsoft.graph.omaSettingString"
    return {"@odata.type": kind, "displayName": title, "omaUri": place, "value": value}


def _write(member: str, value: Value) -> str:
    if isinstance(value, bool):
        return "<enabled/>" if value else "<disabled/>"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        text = _BETWEEN.join(f"{number}{_BETWEEN}{each}" for number, each in enumerate(value, 1))
    elif isinstance(value, dict | list):
        text = json.dumps(value, ensure_ascii=False)
    else:
        text = str(value)
    return f"<enabled/><data id={quoteattr(member)} value={quoteattr(text)}/>"
