"""Administrative templates for Group Policy (``.admx``, ``.adml``): one policy per member of the policy schema.

The templates follow from ``extension/policy_schema.json``; what the agency has decided is filled in by hand in the
editor, or by ``.reg`` and Intune files. The texts stand in ``adml.py``.

Source: learn.microsoft.com "Group Policy ADMX syntax reference guide" (schema PolicyDefinitions 1.0, read 2026-11-21).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from server.policy_files.adml import INSTALL, NAMESPACE, is_list_of_texts, make_resources, name_choice
from server.policy_files.browsers import ROLLED_OUT, Browser, make_chromium_settings
from server.policy_files.registry import settings_key, storage_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.policy_files.deployment import Deployment, Texts

OWN_NAMESPACE = "JagaJempol.Policies"
LANGUAGES = {"id": "id-ID", "en": "en-US"}
_FALLBACK = "en-US"


def make_admx_files(deployment: Deployment, schema: Mapping[str, Any], texts: Texts) -> dict[str, bytes]:
    """Return the template and its texts in both languages.

    Args:
        deployment: whose extension and update address are written.
        schema: ``extension/policy_schema.json``.
        texts: titles and explanations; a member without one is shown by its name.
    """
    members: Mapping[str, Mapping[str, Any]] = schema["properties"]
    files = {"jaga-jempol.admx": _encode(_make_definitions(deployment, members))}
    for language, folder in LANGUAGES.items():
        files[f"{folder}/jaga-jempol.adml"] = _encode(make_resources(language, members, texts.get(language, {})))
    return files


def name_policy(browser: Browser, member: str) -> str:
    """Return the name of a policy in the template, which Intune needs too."""
    return f"{browser.word}_{member}"


def _make_definitions(deployment: Deployment, members: Mapping[str, Mapping[str, Any]]) -> Element:
    root = Element("policyDefinitions", {"xmlns": NAMESPACE, "revision": "1.0", "schemaVersion": "1.0"})
    spaces = SubElement(root, "policyNamespaces")
    SubElement(spaces, "target", {"prefix": "jagajempol", "namespace": OWN_NAMESPACE})
    SubElement(root, "resources", {"minRequiredRevision": "1.0", "fallbackCulture": _FALLBACK})
    supported = SubElement(SubElement(root, "supportedOn"), "definitions")
    SubElement(supported, "definition", {"name": "supported", "displayName": "$(string.supported)"})
    categories = SubElement(root, "categories")
    SubElement(categories, "category", {"name": "JagaJempol", "displayName": "$(string.product)"})
    policies = SubElement(root, "policies")
    for browser in ROLLED_OUT:
        category = SubElement(
            categories, "category", {"name": browser.word, "displayName": f"$(string.{browser.word})"}
        )
        SubElement(category, "parentCategory", {"ref": "JagaJempol"})
        _add_install(policies, deployment, browser)
        for member, form in members.items():
            _add_member(policies, deployment, browser, member, form)
    return root


def _add_policy(policies: Element, browser: Browser, member: str, key: str, **attributes: str) -> Element:
    named = {
        "name": name_policy(browser, member),
        "class": "Machine",
        "displayName": f"$(string.{member})",
        "explainText": f"$(string.{member}_explain)",
        "key": key,
        **attributes,
    }
    policy = SubElement(policies, "policy", named)
    SubElement(policy, "parentCategory", {"ref": browser.word})
    SubElement(policy, "supportedOn", {"ref": "supported"})
    return policy


def _add_install(policies: Element, deployment: Deployment, browser: Browser) -> None:
    """Add the policy that installs: enabled it writes all values, disabled it removes them."""
    key = settings_key(deployment, browser)
    policy = _add_policy(policies, browser, INSTALL, key)
    settings = make_chromium_settings(deployment, browser)
    enabled, disabled = SubElement(policy, "enabledList"), SubElement(policy, "disabledList")
    for name, value in settings.items():
        _add_value(SubElement(SubElement(enabled, "item", {"key": key, "valueName": name}), "value"), value)
        SubElement(SubElement(SubElement(disabled, "item", {"key": key, "valueName": name}), "value"), "delete")


def _add_value(parent: Element, value: str | int) -> None:
    if isinstance(value, str):
        SubElement(parent, "string").text = value
    else:
        SubElement(parent, "decimal", {"value": str(int(value))})


def _add_member(
    policies: Element, deployment: Deployment, browser: Browser, member: str, form: Mapping[str, Any]
) -> None:
    """Add the policy of one member: yes or no needs no field, everything else one."""
    key = storage_key(deployment, browser)
    if form["type"] == "boolean":
        policy = _add_policy(policies, browser, member, key, valueName=member)
        _add_value(SubElement(policy, "enabledValue"), 1)
        _add_value(SubElement(policy, "disabledValue"), 0)
        return
    policy = _add_policy(policies, browser, member, key, presentation=f"$(presentation.{member})")
    _add_field(SubElement(policy, "elements"), key, member, form)


def _add_field(elements: Element, key: str, member: str, form: Mapping[str, Any]) -> None:
    named = {"id": member, "valueName": member}
    if "enum" in form:
        field = SubElement(elements, "enum", {**named, "required": "true"})
        for choice in form["enum"]:
            item = SubElement(field, "item", {"displayName": f"$(string.{name_choice(member, choice)})"})
            _add_value(SubElement(item, "value"), choice)
    elif form["type"] == "integer":
        bounds = {"minValue": form.get("minimum", 0), "maxValue": form.get("maximum", 2**31 - 1)}
        SubElement(elements, "decimal", {**named, **{name: str(bound) for name, bound in bounds.items()}})
    elif is_list_of_texts(form):
        SubElement(elements, "list", {"id": member, "key": rf"{key}\{member}", "valuePrefix": ""})
    else:  # a text, or JSON as one: Chromium reads an object or list from a text where the schema has one
        SubElement(elements, "text", {**named, "maxLength": "65535"})


def _encode(root: Element) -> bytes:
    indent(root)
    body: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"
